/* SPDX-License-Identifier: MIT */
/* What the acceptors of all threads share: the places of --max-connections, and one voice to
 * complain with. Every function may be called from any thread. */
#ifndef ADMISSION_H
#define ADMISSION_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { ADMISSION_MEMBERS_MAX = 64 };

/* MEMBER may try again. Called in the thread that made room. */
typedef void room_fn(unsigned member, void *context);

enum admission_lack { LACK_OF_PLACES, LACK_OF_DESCRIPTORS, ADMISSION_LACKS };

struct admission {
	uint64_t limit; /* 0: none, and then places are not counted */
	_Atomic uint64_t taken;
	_Atomic uint64_t waiting[ADMISSION_LACKS]; /* a bit for each member */
	_Atomic int64_t quiet_until_ms;
	room_fn *room;
	void *context;
};

void admission_init(struct admission *admission, uint64_t limit, room_fn *room, void *context);

/* Takes a place for a connection. False: there is none; then MEMBER hears of the next one. */
bool admission_enter(struct admission *admission, unsigned member);

/* The place is not needed: there was no connection for it. */
void admission_give_back(struct admission *admission);

/* A connection has ended: its place and its descriptor are free. Whoever waits is told, all at
 * once: who comes first gets them, the others wait again. */
void admission_leave(struct admission *admission);

/* There is no descriptor: MEMBER hears of the next connection that ends. */
void admission_starve(struct admission *admission, unsigned member);

/* True once per INTERVAL_MS for all together. NOW_MS: of CLOCK_MONOTONIC. */
bool admission_may_complain(struct admission *admission, int64_t now_ms, int64_t interval_ms);

#endif
