/* SPDX-License-Identifier: MIT */
/* What was held back and counts now (held.h) may be none of the connection all
 * the same, where two strays agree with each other. The next words tell: a side goes on from the
 * numbers that it had before, and the other one acknowledges that there. Then what lies in the
 * other numbers, few segments, never counts. */
#ifndef HELD_JUMP_H
#define HELD_JUMP_H

#include "flow.h"
#include "segment.h"

enum { HELD_JUMP_MAX = 8 }; /* so many segments there are no chance */

struct held_jump {
	bool open;
	bool went_on[2];  /* from the numbers before the jump */
	uint32_t next[2]; /* of each side, in these */
	uint8_t count;
	uint64_t frames[HELD_JUMP_MAX]; /* of what lies in the other ones */
};

/* What was held back of FLOW, in FRAME, is going to count. */
void held_jump_begin(const struct flow *flow, struct held_jump *jump, uint64_t frame);

/* SEGMENT of FROM comes. Whether it tells that jump->frames were stray: then the jump is over. */
bool held_jump_was_stray(struct held_jump *jump, enum side from, const struct segment *segment);

#endif
