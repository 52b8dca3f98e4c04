/* SPDX-License-Identifier: MIT */
/* Private to track: follows the states of both ends through one segment. */
#ifndef FOLLOW_H
#define FOLLOW_H

#include "tracker.h"

/* What one step is about. */
struct stepping {
	struct flow *flow;
	struct flow_side *sender, *peer; /* the same one, of a connection to itself */
	const struct segment *segment;
	enum side from;
	struct step *step;
};

static inline uint32_t time_us(const struct segment *segment)
{
	return (uint32_t)(segment->time_ns / 1000);
}

static inline void happen(struct flow_side *side, enum tcp_event event)
{
	const struct tcp_transition *row = &tcp_transitions[side->state][event];
	if (row->reason)
		side->state = (uint8_t)row->to;
}

void follow_going_on(struct flow *flow); /* the RST that is pending was not taken */
void follow_reset(struct stepping *now); /* a RST that counts */
void follow_syn(struct stepping *now);   /* SYN, with or without ACK */
void follow_ack(struct stepping *now);   /* ACK without SYN: of a SYN, of a FIN */
void follow_fin(struct stepping *now);   /* FIN; its ACK was followed before */

#endif
