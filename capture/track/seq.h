/* SPDX-License-Identifier: MIT */
/* Arithmetic of sequence numbers, which wrap (RFC 9293 section 3.4), and of timestamps, which do so
 * alike (RFC 7323 section 5.2). */
#ifndef SEQ_H
#define SEQ_H

#include <stdbool.h>
#include <stdint.h>

/* A is before B when it is less than half a turn behind. */
static inline bool seq_before(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) < 0;
}

static inline bool seq_before_or_at(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) <= 0;
}

/* How far TO lies behind FROM; negative: before it. */
static inline int32_t seq_distance(uint32_t from, uint32_t to)
{
	return (int32_t)(to - from);
}

/* The largest window (RFC 7323 section 2.3): what lies further away cannot be under way. */
enum { SEQ_WINDOW_MAX = 1 << 30 };

static inline bool seq_is_far(uint32_t a, uint32_t b)
{
	return a - b > SEQ_WINDOW_MAX && b - a > SEQ_WINDOW_MAX;
}

#endif
