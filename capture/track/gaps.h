/* SPDX-License-Identifier: MIT */
/* Private to track: which sequence numbers of a side were skipped and have not been seen since.
 *
 * The gaps are disjoint, in the order of sequence numbers, something lies between any two, and the
 * first begins at most SEQ_WINDOW_MAX before the last ends. Every call keeps that, whatever its
 * numbers are; so no comparison of two of them is ambiguous, and one range splits one gap at
 * most. */
#ifndef GAPS_H
#define GAPS_H

#include <stdbool.h>
#include <stdint.h>

enum { GAPS_MAX = 8 }; /* of more, the oldest are forgotten */

/* [left, right) */
struct gap {
	uint32_t left, right;
};

struct gaps {
	struct gap gap[GAPS_MAX];
	uint32_t count;
};

/* [LEFT, RIGHT) was skipped, and LEFT was the highest number so far. Forgets what contradicts that,
 * and what now lies more than SEQ_WINDOW_MAX behind. Of a longer range nothing is left, for no
 * window holds it. */
void gaps_add(struct gaps *gaps, uint32_t left, uint32_t right);

/* [LEFT, RIGHT), at most SEQ_WINDOW_MAX long, was seen now. Returns how many of its numbers had
 * been skipped. */
uint32_t gaps_fill(struct gaps *gaps, uint32_t left, uint32_t right);

/* What lies before NUMBER does not matter any more. */
void gaps_forget(struct gaps *gaps, uint32_t number);

/* Whether any number of [LEFT, RIGHT), at most SEQ_WINDOW_MAX long, was skipped and not seen
 * since. */
bool gaps_touch(const struct gaps *gaps, uint32_t left, uint32_t right);

#endif
