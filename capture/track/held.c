/* SPDX-License-Identifier: MIT */
#include "held_opening.h"

#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "seq.h"
#include "window.h"

enum {
	SCALE_MAX = 14, /* RFC 7323 section 2.3 */
};

/* Where the scale is not known, the largest. */
static uint32_t window_of(const struct flow_side *side)
{
	bool known = side->flags & SIDE_SCALE_KNOWN;
	return known ? window_last(side) : (uint32_t)side->window << SCALE_MAX;
}

/* Beyond the right edge of the window that RECEIVER has offered last, for what SENDER sends: not
 * known where it has acknowledged nothing, and SENDER did not just answer its SYN. */
static bool is_beyond(const struct flow_side *receiver, const struct flow_side *sender,
		      uint32_t number, uint32_t more)
{
	bool acked = receiver->flags & (SIDE_ACKED_ONCE | SIDE_SENT_SYN_ACK);
	uint32_t left = acked ? receiver->last_ack : sender->isn + 1;
	return (acked || (sender->flags & SIDE_SENT_SYN_ACK)) && seq_before(left, number) &&
	       number - left > window_of(receiver) + more;
}

/* Below the SYN of SIDE, which has sent less than what would make these numbers new. */
static bool is_below_syn(const struct flow_side *side, uint32_t number)
{
	return (side->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) &&
	       side->bytes < SEQ_WINDOW_MAX && side->next - side->isn < SEQ_WINDOW_MAX &&
	       seq_before(number, side->isn);
}

bool held_acked_old(const struct flow *flow)
{
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	const struct flow_side *server = &flow->side[SIDE_SERVER];
	return is_below_syn(client, server->last_ack) || is_below_syn(server, client->last_ack);
}

/* Nothing was captured of it so far: all that its numbers can be told by is the other side. */
static bool is_silent(const struct flow_side *side)
{
	return !(side->flags & SIDE_SPOKE);
}

static bool jumps(const struct flow_side *sender, const struct segment *segment)
{
	return is_silent(sender) || seq_before(sender->next, segment->seq) ||
	       is_below_syn(sender, segment->seq);
}

static bool has_stray_number(const struct flow_side *sender, const struct flow_side *peer,
			     const struct segment *segment)
{
	if (is_silent(sender))
		return (peer->flags & SIDE_ACKED_ONCE) && is_beyond(peer, sender, segment->seq, 0);
	/* Where it has passed the edge before, that was not captured. */
	return (seq_before(sender->next, segment->seq) &&
		is_beyond(peer, sender, segment->seq, 0) &&
		!is_beyond(peer, sender, sender->next, 0)) ||
	       is_below_syn(sender, segment->seq);
}

/* A receiver takes what begins in its window, which may end beyond it. */
static bool has_stray_ack(const struct flow_side *sender, const struct flow_side *peer,
			  const struct segment *segment)
{
	return (segment->flags & TCP_FLAG_ACK) &&
	       ((seq_before(peer->next, segment->ack) &&
		 is_beyond(sender, peer, segment->ack, UINT16_MAX)) ||
		is_below_syn(peer, segment->ack));
}

/* A FIN whose number was acknowledged as that of a byte, every one of which was captured. */
static bool is_old_fin(const struct flow_side *sender, const struct flow_side *peer,
		       const struct segment *segment)
{
	uint32_t number = segment_sequence_end(segment) - 1;
	return (segment->flags & TCP_FLAG_FIN) &&
	       (sender->flags & (SIDE_ISN_KNOWN | SIDE_SENT_FIN)) == SIDE_ISN_KNOWN &&
	       sender->bytes == sender->next - sender->isn - 1 &&
	       seq_before(number, sender->next) && (peer->flags & SIDE_ACKED_ONCE) &&
	       seq_before(number, peer->last_ack);
}

bool held_resets_with_stray_ack(const struct flow *flow, enum side from,
				const struct segment *segment)
{
	const struct flow_side *sender = &flow->side[from];
	const struct flow_side *peer = &flow->side[side_other(from)];
	return (segment->flags & TCP_FLAG_RST) && (sender->flags & peer->flags & SIDE_SPOKE) &&
	       !((sender->flags | peer->flags) & SIDE_LENGTH_UNKNOWN) &&
	       has_stray_ack(sender, peer, segment);
}

bool held_is_stray(const struct flow *flow, enum side from, const struct segment *segment)
{
	if (held_is_early(flow, from, segment))
		return true;
	const struct flow_side *sender = &flow->side[from];
	const struct flow_side *peer = &flow->side[side_other(from)];
	if ((flow->flags & HELD_FLOW_ODD) ||
	    !((flow->flags & FLOW_ESTABLISHED) || held_is_answered(flow)) ||
	    (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) || is_silent(peer) ||
	    ((sender->flags | peer->flags) & SIDE_LENGTH_UNKNOWN) ||
	    (flow->extra && flow->extra->held && flow->extra->held->syn_doubted))
		return false;
	/* In SYN-RECEIVED it would be answered with a RST (RFC 9293 section 3.10.7.4). */
	bool opening = !(flow->flags & FLOW_ESTABLISHED) || is_silent(sender);
	return has_stray_number(sender, peer, segment) || is_old_fin(sender, peer, segment) ||
	       (!opening && has_stray_ack(sender, peer, segment));
}

/* The sender of HELD speaks: where it has jumped, or the other side that it acknowledges. */
static bool goes_on(const struct flow_side *sender, const struct flow_side *peer,
		    const struct segment *held, const struct segment *segment)
{
	if (held_is_same(held, segment))
		return false;
	bool ack_near = (segment->flags & TCP_FLAG_ACK) &&
			held_is_near(segment->ack, held->ack, window_of(sender));
	if (has_stray_number(sender, peer, held))
		return jumps(sender, segment) && (ack_near || !has_stray_ack(sender, peer, held)) &&
		       held_is_near(segment->seq, segment_sequence_end(held), window_of(peer));
	return ack_near && seq_before(peer->next, segment->ack);
}

/* The other side speaks: it has got HELD, or both jump alike. SENDER: of SEGMENT. */
static bool confirms(const struct flow_side *sender, const struct flow_side *peer,
		     const struct segment *held, const struct segment *segment)
{
	if (!(segment->flags & TCP_FLAG_ACK) || (segment->flags & TCP_FLAG_RST))
		return false;
	if (!has_stray_number(peer, sender, held))
		return seq_before(sender->next, segment->seq) &&
		       (segment->seq == held->ack ||
			(has_stray_number(sender, peer, segment) &&
			 held_is_near(segment->seq, held->ack, window_of(peer))));
	bool covers = seq_before(held->seq, segment->ack) &&
		      seq_before_or_at(segment->ack, segment_sequence_end(held));
	if (has_stray_number(sender, peer, segment) &&
	    !held_is_near(segment->seq, held->ack, window_of(peer)))
		return false; /* it is stray itself */
	return (is_silent(peer) || seq_before(peer->next, segment->ack)) &&
	       (covers ||
		(has_stray_ack(sender, peer, segment) &&
		 held_is_near(segment->ack, segment_sequence_end(held), window_of(sender))));
}

/* Both sides have words held back that are below a SYN and answer each other, and SEGMENT goes on
 * from there: that SYN was not of this connection. */
static bool doubts_syn(const struct flow *flow, const struct held *held, enum side from,
		       const struct segment *segment)
{
	const struct segment *own = &held->segment[from];
	const struct segment *other = &held->segment[side_other(from)];
	const struct flow_side *sender = &flow->side[from];
	const struct flow_side *peer = &flow->side[side_other(from)];
	bool below = is_below_syn(sender, own->seq) || is_below_syn(peer, own->ack);
	bool on = seq_before(own->seq, segment->seq) || seq_before(own->ack, segment->ack);
	return held->waits[SIDE_CLIENT] && held->waits[SIDE_SERVER] && below && on &&
	       held_is_near(segment->seq, other->ack, window_of(peer)) &&
	       held_is_near(segment->ack, segment_sequence_end(other), window_of(sender)) &&
	       (is_below_syn(sender, segment->seq) || is_below_syn(peer, segment->ack));
}

static void let_go(struct held *held, enum side side)
{
	held->waits[side] = false;
	held->released = held->segment[side];
	memcpy(held->released_options, held->options[side], sizeof held->released_options);
	held->released.options = held->released_options;
}

int held_released(struct flow *flow, enum side from, const struct segment *segment)
{
	struct held *held = flow->extra ? flow->extra->held : NULL;
	enum side other = side_other(from);
	if (!held || (segment->flags & (TCP_FLAG_RST | TCP_FLAG_ACK)) != TCP_FLAG_ACK)
		return -1;
	int released;
	if (held_in_opening(flow, from, segment, &released)) {
		if (released >= 0)
			let_go(held, (enum side)released);
		return released;
	}
	if (segment->flags & TCP_FLAG_SYN)
		return -1;
	const struct flow_side *sender = &flow->side[from], *peer = &flow->side[other];
	if (doubts_syn(flow, held, from, segment)) {
		held->waits[SIDE_CLIENT] = held->waits[SIDE_SERVER] = false;
		held->syn_doubted = true;
		return -1;
	}
	bool own_ttl = !judge_is_foreign(flow, from, segment);
	if (held->waits[from] && own_ttl && !judge_is_foreign(flow, from, &held->segment[from]) &&
	    goes_on(sender, peer, &held->segment[from], segment))
		released = (int)from;
	else if (held->waits[other] && own_ttl &&
		 confirms(sender, peer, &held->segment[other], segment))
		released = (int)other;
	else if (!held_is_stray(flow, from, segment))
		held->waits[from] = false; /* it goes on from its old numbers */
	if (released >= 0)
		let_go(held, (enum side)released);
	return released;
}

bool held_keep(struct flow *flow, enum side from, const struct segment *segment)
{
	struct flow_extra *extra = flow_extra(flow);
	if (extra && !extra->held)
		extra->held = calloc(1, sizeof *extra->held);
	if (!extra || !extra->held)
		return false;
	struct segment *kept = &extra->held->segment[from];
	bool *waits = &extra->held->waits[from];
	uint64_t *again = &extra->held->again[from];
	if (*waits && held_is_same(kept, segment)) {
		*again = segment->frame;
		return true;
	}
	*waits = true;
	*again = 0;
	uint8_t *options = extra->held->options[from];
	*kept = *segment;
	if (segment->options_length > 0 &&
	    segment->options_length <= sizeof extra->held->options[from])
		memcpy(options, segment->options, segment->options_length);
	else
		kept->options_length = 0;
	kept->options = options;
	kept->header = kept->payload = NULL;
	kept->payload_captured = 0;
	return true;
}

bool held_is_of_no_tcp(const struct flow *flow, const struct segment *segment)
{
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	bool known = (flow->flags & FLOW_ESTABLISHED) ||
		     ((flow->side[0].flags | flow->side[1].flags) & opened);
	return known && !(flow->flags & FLOW_STRAY) && !(segment->flags & HELD_SYN_RST_ACK);
}
