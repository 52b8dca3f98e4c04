/* SPDX-License-Identifier: MIT */
/* Private to client/load: the requests of a load, and when the next one may be sent. Pure: the
 * clock is an argument, in nanoseconds. */
#ifndef LOAD_REQUESTS_H
#define LOAD_REQUESTS_H

#include <stdbool.h>

#include "client_settings.h"
#include "rate.h"

struct load_requests {
	bool open;         /* an open loop: the rate says when they are due, not the answers */
	struct rate rate;  /* of an open loop */
	uint64_t assigned; /* that were given to a connection, or given up */
	uint64_t limit;    /* so many there will be */
};

void load_requests_init(struct load_requests *requests, const struct client_settings *settings,
			int64_t start);

/* How many are due at NOW and were given to nobody. */
uint64_t load_requests_waiting(const struct load_requests *requests, int64_t now);

/* Takes one, unless only RESERVED are left: its NUMBER from 0, and when it STARTED, which is when
 * it was due. False: there is none at NOW. */
bool load_requests_take(struct load_requests *requests, uint64_t reserved, int64_t now,
			uint64_t *number, int64_t *started);

/* There will be more of them. */
bool load_requests_left(const struct load_requests *requests);

/* When the next one of an open loop is due. */
int64_t load_requests_next(const struct load_requests *requests);

/* There are no more than were taken. */
void load_requests_stop(struct load_requests *requests);

#endif
