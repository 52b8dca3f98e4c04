/* SPDX-License-Identifier: MIT */
/* Private to evidence: numbers of one side that were skipped, and what is known of why. */
#ifndef UNSEEN_H
#define UNSEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "recent.h"

enum { UNSEEN_MAX = 8 }; /* of more, the oldest are forgotten */

struct unseen {
	uint32_t left, right;
	struct sent_mark jump; /* the segment that skipped it */
	uint32_t jump_ack;     /* up to where that acknowledged */
	bool has_ack;
	uint64_t asked; /* the frame in which its receiver asked for it; 0: none */
	uint64_t acked; /* acknowledged it; 0: none */
	int64_t acked_ns;
};

struct unseen_list {
	struct unseen range[UNSEEN_MAX]; /* in the order in which they were skipped */
	uint8_t count;
	bool forgot; /* there were more */
};

/* [LEFT, RIGHT) was skipped by JUMP. Returns where that is kept. */
struct unseen *unseen_add(struct unseen_list *list, uint32_t left, uint32_t right,
			  const struct sent_mark *jump);

/* The first one that [LEFT, RIGHT) touches; NULL when there is none. */
struct unseen *unseen_find(struct unseen_list *list, uint32_t left, uint32_t right);

/* [LEFT, RIGHT) is seen now. */
void unseen_fill(struct unseen_list *list, uint32_t left, uint32_t right);

void unseen_remove(struct unseen_list *list, struct unseen *range);

#endif
