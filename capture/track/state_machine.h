/* SPDX-License-Identifier: MIT */
/* Private to track: the TCP state machine, what one segment makes of the states of both ends. */
#ifndef STATE_MACHINE_H
#define STATE_MACHINE_H

#include "seq.h"
#include "tracker.h"

/* What a segment is to the connection whose states it changes. */
struct transition {
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

static inline void apply_transition(struct flow_side *side, enum tcp_event event)
{
	const struct tcp_transition *row = &tcp_transitions[side->state][event];
	if (row->reason)
		side->state = (uint8_t)row->to;
}

/* RFC 9293 section 3.10.7.3: ISS < SEG.ACK =< SND.NXT; where its SYN was not seen, all do. */
static inline bool acknowledges_syn(const struct flow_side *peer, const struct segment *segment)
{
	return seq_before(peer->isn, segment->ack) &&
	       (!(peer->flags & SIDE_SENT_SYN) || seq_before_or_at(segment->ack, peer->next));
}

/* The RST that is pending did not end it, as a segment FROM that side tells. */
void state_machine_going_on(struct flow *flow, enum side from);
void state_machine_reset(struct transition *now); /* a RST that counts */
void state_machine_syn(struct transition *now);   /* SYN, with or without ACK */
void state_machine_ack(struct transition *now);   /* ACK without SYN: of a SYN, of a FIN */
void state_machine_fin(struct transition *now);   /* FIN; its ACK was followed before */

#endif
