/* SPDX-License-Identifier: MIT */
/* What stands here is a part of what the full way does (tracker.c, analysis.c, state_machine.c),
 * never anything else: a test takes both ways beside each other. */
#include "prediction.h"

#include "flow_extra.h"
#include "held.h"
#include "history.h"
#include "seq.h"
#include "window.h"
#include "zeek.h"

enum {
	SYN_FIN_RST_ACK = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST | TCP_FLAG_ACK,
	KNOWN = SIDE_ISN_KNOWN | SIDE_SPOKE,
	ODD = SIDE_SENT_FIN | SIDE_LENGTH_UNKNOWN,
	FLOW_ODD = FLOW_SELF | FLOW_CLIENT_ANEW | FLOW_SERVER_ANEW | FLOW_RST_PENDING | FLOW_STRAY |
		   FLOW_SYN_TIMED,
};

/* Whether nothing is missing of what either side sent, and no SYN waits, nor
 * anything that is held back, or was. */
static bool is_whole(const struct flow_extra *extra)
{
	const struct side_extra *client = &extra->side[SIDE_CLIENT];
	const struct side_extra *server = &extra->side[SIDE_SERVER];
	return (client->gaps.count | server->gaps.count) == 0 &&
	       !(client->acked_unseen | server->acked_unseen) && extra->syn.flags == 0 &&
	       !held_asks(extra);
}

/* Both ends are ESTABLISHED, both spoke, and nothing of their past is still to be asked for. */
static bool is_open(const struct flow *flow)
{
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	const struct flow_side *server = &flow->side[SIDE_SERVER];
	return (flow->flags & (FLOW_ESTABLISHED | FLOW_ODD)) == FLOW_ESTABLISHED &&
	       client->state == TCP_ESTABLISHED && server->state == TCP_ESTABLISHED &&
	       (client->flags & server->flags & KNOWN) == KNOWN &&
	       ((client->flags | server->flags) & ODD) == 0 &&
	       (!flow->extra || is_whole(flow->extra)) && !held_acked_old(flow);
}

void prediction_prepare(struct flow *flow)
{
	flow->flags &= ~(uint32_t)FLOW_PREDICTABLE;
	if (is_open(flow))
		flow->flags |= FLOW_PREDICTABLE;
}

/* SEGMENT is the next one of its sender, and no label can be its: it brings data that its receiver
 * has not acknowledged and that does not fill the window, or another ACK than the last one; it
 * acknowledges what was seen, and no less than before; neither window is shut. */
static bool is_next(const struct flow_side *sender, const struct flow_side *peer,
		    const struct segment *segment)
{
	uint32_t end = segment->seq + segment->payload_length;
	bool brings = segment->payload_length > 0 ? segment->payload_length <= SEQ_WINDOW_MAX &&
							!seq_before_or_at(end, peer->last_ack) &&
							end != peer->last_ack + window_last(peer)
						  : segment->ack != sender->last_ack;
	return brings && segment->seq == sender->next &&
	       (segment->flags & SYN_FIN_RST_ACK) == TCP_FLAG_ACK && segment->window != 0 &&
	       peer->window != 0 && !segment->first_fragment &&
	       !seq_before(segment->ack, sender->last_ack) &&
	       seq_before_or_at(segment->ack, peer->next);
}

/* The precondition: everything that the full way asks for and that is answered here with no. */
static bool is_predicted(const struct flow *flow, const struct flow_side *sender,
			 const struct flow_side *peer, const struct segment *segment)
{
	uint64_t silence_ns = (uint64_t)segment->time_ns - (uint64_t)flow->last_ns;
	return (flow->flags & FLOW_PREDICTABLE) && is_next(sender, peer, segment) &&
	       silence_ns <= FLOW_LONG_AGO_US * UINT64_C(1000);
}

bool prediction_step(struct flow *flow, enum side from, const struct segment *segment,
		     struct step *step)
{
	struct flow_side *sender = &flow->side[from];
	const struct flow_side *peer = &flow->side[side_other(from)];
	if (!is_predicted(flow, sender, peer, segment))
		return false;
	const unsigned last = SIDE_LAST_KEEP_ALIVE | SIDE_LAST_PROBE | SIDE_PROBE_TAKEN;
	unsigned flags = (sender->flags & ~last) | SIDE_ACKED_ONCE;
	uint32_t now_us = (uint32_t)(segment->time_ns / 1000);
	if (segment->payload_length > 0) {
		flags &= ~(unsigned)SIDE_LAST_PURE;
		sender->bytes += segment->payload_length;
		sender->next += segment->payload_length;
		sender->next_time = now_us;
	}
	if (segment->ack != sender->last_ack)
		sender->dupacks = 0;
	sender->flags = (uint16_t)flags;
	sender->last_ack = segment->ack;
	sender->last_time = now_us;
	sender->window = segment->window;
	flow->ttl[from] = segment->ip_ttl;
	flow->segments++;
	flow->last_ns = segment->time_ns;
	*step = (struct step){
	    .from = from,
	    .relative_seq = segment->seq - sender->isn,
	    .relative_ack = segment->ack - peer->isn,
	    .before = flow->flags,
	    .verdict = VERDICT_TAKEN,
	};
	return true;
}

void prediction_described(struct flow *flow, enum side from, const struct segment *segment)
{
	struct flow_side *side = flow_side(flow, from);
	if (zeek_endpoint(flow, from) == ZEEK_INACTIVE)
		return;
	if (segment->payload_length > 0) {
		if ((flow->completeness & COMPLETENESS_DATA) && history_has_data(side))
			side->flags |= SIDE_DATA_DESCRIBED;
	} else if ((flow->completeness & COMPLETENESS_ACK) && history_has_ack(side)) {
		side->flags |= SIDE_ACK_DESCRIBED;
	}
}

bool prediction_describes_nothing(const struct flow *flow, const struct segment *segment,
				  const struct step *step)
{
	unsigned bit = segment->payload_length > 0 ? SIDE_DATA_DESCRIBED : SIDE_ACK_DESCRIBED;
	return (segment->flags & SYN_FIN_RST_ACK) == TCP_FLAG_ACK && step->labels == 0 &&
	       segment->window != 0 && (flow_side_const(flow, step->from)->flags & bit);
}
