/* SPDX-License-Identifier: MIT */
/* When the requests of an open loop are due: number K (from 0) K / rate after the start, whether
 * the ones before have been answered or not. Pure: the clock is an argument, in nanoseconds. */
#ifndef RATE_H
#define RATE_H

#include <stdint.h>

struct rate {
	uint64_t per_second; /* requests per second; > 0 */
	int64_t start;       /* when the first one is due */
};

/* When request NUMBER is due. */
int64_t rate_time(const struct rate *rate, uint64_t number);

/* How many requests are due at NOW, from the first one on. */
uint64_t rate_due(const struct rate *rate, int64_t now);

#endif
