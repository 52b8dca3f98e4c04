/* SPDX-License-Identifier: MIT */
#include "held_opening.h"

#include "seq.h"

enum {
	WINDOW_OF_SYN = UINT16_MAX, /* it is not scaled (RFC 7323 section 2.2) */
	OPENED = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK,
};

bool held_is_answered(const struct flow *flow)
{
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	const struct flow_side *server = &flow->side[SIDE_SERVER];
	return (client->flags & SIDE_SENT_SYN) && (server->flags & SIDE_SENT_SYN_ACK) &&
	       seq_before(client->isn, server->last_ack) &&
	       seq_before_or_at(server->last_ack, client->next);
}

/* Its SYN is all that counts so far. */
static bool is_unanswered(const struct flow *flow)
{
	const unsigned odd = (unsigned)HELD_FLOW_ODD | FLOW_ESTABLISHED | FLOW_RESET;
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	const struct flow_side *server = &flow->side[SIDE_SERVER];
	return (client->flags & (OPENED | SIDE_ACKED_ONCE)) == SIDE_SENT_SYN &&
	       !(server->flags & SIDE_SPOKE) && !(client->flags & SIDE_LENGTH_UNKNOWN) &&
	       !(flow->flags & odd);
}

static bool is_far(const struct flow_side *client, const struct segment *segment)
{
	return seq_before(client->next, segment->seq) &&
	       segment->seq - client->next > WINDOW_OF_SYN;
}

bool held_is_early(const struct flow *flow, enum side from, const struct segment *segment)
{
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	if ((segment->flags & HELD_SYN_RST_ACK) != TCP_FLAG_ACK || !is_unanswered(flow))
		return false;
	if (from == SIDE_CLIENT)
		return is_far(client, segment);
	/* Another ACK is answered with a RST in SYN-SENT (RFC 9293 section 3.10.7.3, first). One
	 * without numbers moves none, and opens nothing. */
	return segment_sequence_length(segment) > 0 && seq_before(client->isn, segment->ack) &&
	       seq_before_or_at(segment->ack, client->next);
}

bool held_is_second_answer(const struct flow *flow, enum side from, const struct segment *segment)
{
	const unsigned over = FLOW_ESTABLISHED | FLOW_RESET | FLOW_SYN_DATA | FLOW_SELF;
	const struct flow_side *sender = &flow->side[from];
	const struct flow_side *peer = &flow->side[side_other(from)];
	return (segment->flags & HELD_SYN_RST_ACK) == (TCP_FLAG_SYN | TCP_FLAG_ACK) &&
	       from == SIDE_SERVER && !(flow->flags & over) && held_is_answered(flow) &&
	       (sender->flags & OPENED) == SIDE_SENT_SYN_ACK &&
	       (peer->flags & OPENED) == SIDE_SENT_SYN && !(peer->flags & SIDE_ACKED_ONCE) &&
	       sender->last_ack == segment->ack && sender->isn != segment->seq;
}

/* NUMBER is the first one behind that SYN, or lies in the window behind it. */
static bool follows_syn(uint32_t isn, uint32_t number)
{
	return number - isn - 1 <= WINDOW_OF_SYN;
}

/* A second answer waits, and the client says which of both it has got. */
static bool settles_answer(const struct flow *flow, enum side from, const struct segment *segment)
{
	const struct held *held = flow->extra ? flow->extra->held : NULL;
	return held && from == SIDE_CLIENT && held->waits[SIDE_SERVER] &&
	       (held->segment[SIDE_SERVER].flags & TCP_FLAG_SYN) &&
	       (segment->flags & HELD_SYN_RST_ACK) == TCP_FLAG_ACK;
}

uint64_t held_renounced(struct flow *flow, enum side from, const struct segment *segment)
{
	if (!settles_answer(flow, from, segment) ||
	    !follows_syn(flow->side[SIDE_SERVER].isn, segment->ack))
		return 0;
	flow->extra->held->waits[SIDE_SERVER] = false;
	return flow->extra->held->segment[SIDE_SERVER].frame;
}

/* SEGMENT of the same side tells that EARLY was sent in this connection: it goes on from there, or
 * is the SYN+ACK that was captured behind what followed it. */
static bool is_of_sender(const struct segment *early, const struct segment *segment)
{
	if (early->ip_ttl != segment->ip_ttl || held_is_same(early, segment))
		return false;
	return segment->flags & TCP_FLAG_SYN
		   ? follows_syn(segment->seq, early->seq)
		   : held_is_near(segment->seq, segment_sequence_end(early), 0);
}

/* One is held back that came before the answer. When what comes now does not tell that it counts,
 * it never does. */
static int settle_early(struct held *held, enum side from, const struct segment *segment)
{
	const enum side other = side_other(from);
	if (held->waits[other] &&
	    held_is_near(segment->ack, segment_sequence_end(&held->segment[other]), 0))
		return (int)other;
	if (held->waits[from] && is_of_sender(&held->segment[from], segment))
		return (int)from;
	return -1;
}

bool held_in_opening(struct flow *flow, enum side from, const struct segment *segment, int *side)
{
	struct held *held = flow->extra->held;
	*side = -1;
	if (settles_answer(flow, from, segment)) {
		if (follows_syn(held->segment[SIDE_SERVER].seq, segment->ack))
			*side = SIDE_SERVER;
		return true;
	}
	if (held->waits[from] && (held->segment[from].flags & TCP_FLAG_SYN)) {
		/* Nothing of the client tells: with which number the server goes on. */
		if (!(segment->flags & TCP_FLAG_SYN) && segment->seq == held->segment[from].seq + 1)
			*side = (int)from;
		return true;
	}
	if (!is_unanswered(flow))
		return false;
	*side = settle_early(held, from, segment);
	if (*side < 0 && !held_is_early(flow, from, segment))
		held->waits[SIDE_CLIENT] = held->waits[SIDE_SERVER] = false;
	return true;
}
