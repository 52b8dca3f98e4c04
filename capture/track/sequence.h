/* SPDX-License-Identifier: MIT */
/* Private to track: what is remembered of the sequence numbers of a side. */
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "flow.h"
#include "flow_extra.h"
#include "segment.h"

/* A segment of a flow, and what is asked about it. */
struct analysis {
	struct flow *flow;
	struct flow_side *forward;  /* who sent the segment */
	struct flow_side *backward; /* who gets it */
	const struct segment *segment;
	struct flow_extra *extra; /* NULL while nothing extraordinary happened */
	uint32_t now_us;
	uint32_t length;   /* payload bytes; of a RST, which has no data, 0 */
	uint32_t occupied; /* numbers that it takes */
	bool plain;        /* neither SYN nor FIN nor RST */
	bool expected;     /* it starts where the last one ended */
	bool same_ack;     /* it acknowledges what the last one did */
	bool far;          /* it lies further from the last ones than any window reaches */
	bool new_base;     /* and what follows will lie there */
};

/* As segment_sequence_length(), but of SYN and FIN in one segment the FIN is dropped by most, and
 * the payload of a RST is a reason, no data (RFC 9293 section 3.5.3). */
static inline uint32_t occupied(const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_RST)
		return 0;
	return segment->payload_length + ((segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN)) != 0);
}

/* What `extra`, which is there, has of a side of the flow. */
static inline struct side_extra *extra_of(const struct analysis *a, const struct flow_side *side)
{
	return &a->extra->side[side - a->flow->side];
}

/* Sets `far` and `new_base`, where they are so. */
void sequence_measure(struct analysis *a);

/* The segment is a SYN, and the flow has an extra. When it is sent again, what a RST had skipped
 * (RFC 9293 figure 9) is not missing. */
void sequence_begin_again(struct analysis *a);

/* The segment acknowledges the byte of the zero-window probe, which was not counted when it was
 * sent. */
void sequence_take_probe(struct analysis *a);

/* SIDE sent a first fragment, whose length is not known, and NUMBER, with which it goes on or which
 * is acknowledged, tells it: nothing before that is missing. */
void sequence_learn_length(struct flow_side *side, uint32_t number);

/* Moves the sender's highest number, and counts the payload that is new. A RST moves none. */
void sequence_advance(struct analysis *a);

#endif
