/* SPDX-License-Identifier: MIT */
/* Connection limit and rate-limited error logging, shared by all accepting threads. Every function
 * may be called from any thread. */
#ifndef CONNECTION_LIMIT_H
#define CONNECTION_LIMIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { CONNECTION_LIMIT_WAITERS_MAX = 64 };

/* WAITER may try again. Called in the thread that freed the slot. */
typedef void slot_free_fn(unsigned waiter, void *context);

enum limit_kind { LIMIT_CONNECTIONS, LIMIT_DESCRIPTORS, LIMIT_KINDS };

struct connection_limit {
	uint64_t slots; /* 0: no limit, and nothing is counted */
	_Atomic uint64_t taken;
	_Atomic uint64_t waiting[LIMIT_KINDS]; /* a bit for each waiter */
	_Atomic int64_t quiet_until_ms;
	slot_free_fn *slot_free;
	void *context;
};

void connection_limit_init(struct connection_limit *limit, uint64_t slots, slot_free_fn *slot_free,
			   void *context);

/* Takes a slot for a connection. False: none is free; WAITER is notified of the next one. */
bool connection_limit_acquire(struct connection_limit *limit, unsigned waiter);

/* Returns a slot that was not used: there was no connection to accept. */
void connection_limit_return(struct connection_limit *limit);

/* A connection has ended: its slot and its descriptor are free. All waiters are notified; the first
 * one to try gets them, the others wait again. */
void connection_limit_release(struct connection_limit *limit);

/* No descriptor is free (EMFILE, ENFILE): WAITER is notified when a connection ends. */
void connection_limit_wait_for_fd(struct connection_limit *limit, unsigned waiter);

/* True once per INTERVAL_MS for all threads together. NOW_MS: of CLOCK_MONOTONIC. */
bool connection_limit_may_log(struct connection_limit *limit, int64_t now_ms, int64_t interval_ms);

#endif
