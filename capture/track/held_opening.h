/* SPDX-License-Identifier: MIT */
/* Private to track: what is held back while a connection opens (held.h). */
#ifndef HELD_OPENING_H
#define HELD_OPENING_H

#include "held.h"

enum {
	HELD_SYN_RST_ACK = TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK,
	/* Of such a flow the numbers tell too little. */
	HELD_FLOW_ODD = FLOW_SELF | FLOW_STRAY | FLOW_SUPERSEDED | FLOW_HAS_OLDER,
};

static inline bool held_is_near(uint32_t a, uint32_t b, uint32_t window)
{
	uint32_t far = window + UINT16_MAX;
	return a - b <= far || b - a <= far;
}

static inline bool held_is_same(const struct segment *a, const struct segment *b)
{
	return a->seq == b->seq && a->ack == b->ack && a->flags == b->flags &&
	       a->payload_length == b->payload_length;
}

/* The SYN+ACK is an answer to the SYN: not one of another connection. */
bool held_is_answered(const struct flow *flow);

/* SEGMENT, which has ACK, and neither SYN nor RST, comes before the SYN is answered: its receiver
 * drops it. */
bool held_is_early(const struct flow *flow, enum side from, const struct segment *segment);

/* SEGMENT of FROM comes, while one of the opening is held back. True: it is told which side's
 * counts now (-1: none), and nothing else is to be asked. */
bool held_in_opening(struct flow *flow, enum side from, const struct segment *segment, int *side);

#endif
