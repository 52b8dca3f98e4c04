/* SPDX-License-Identifier: MIT */
/* Stands before the tracker's and the ends' own functions: where one of them took its shorter way,
 * the full one is taken on a copy, and what both leave is compared. */
#ifndef BOTH_WAYS_H
#define BOTH_WAYS_H

#include <stdint.h>

/* How often each shorter way was taken. */
struct both_ways {
	uint64_t frames, steps, described, ends;
};

extern struct both_ways both_ways;

#endif
