/* SPDX-License-Identifier: MIT */
/* When the requests of an open loop are due: number K (from 0) K / rate after the start, whether
 * the ones before have been answered or not. Pure: the clock is an argument, in nanoseconds. */
#ifndef PACE_H
#define PACE_H

#include <stdint.h>

struct pace {
	uint64_t rate; /* requests per second; > 0 */
	int64_t start; /* when the first one is due */
};

/* When request NUMBER is due. */
int64_t pace_time(const struct pace *pace, uint64_t number);

/* How many requests are due at NOW, from the first one on. */
uint64_t pace_due(const struct pace *pace, int64_t now);

#endif
