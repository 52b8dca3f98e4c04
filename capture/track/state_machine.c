/* SPDX-License-Identifier: MIT */
/* A segment's flags as events at both ends, and what they make known about opening and closing. */
#include "state_machine.h"

#include "flow_extra.h"
#include "seq.h"

/* Numbers before its own were not seen: a FIN among them? */
static bool jumps(const struct transition *now)
{
	const struct flow_side *sender = now->sender;
	bool begins = !(sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) && sender->bytes == 0;
	return (now->step->labels & label_bit(LABEL_LOST_SEGMENT)) ||
	       (begins && (now->peer->flags & SIDE_SPOKE) &&
		seq_before(now->peer->last_ack, now->segment->seq));
}

/* A first FIN whose number was jumped over: what was sent behind it was captured before it. */
static bool was_jumped_over(const struct transition *now)
{
	const label_set late = label_bit(LABEL_OUT_OF_ORDER) | label_retransmissions();
	return (now->flow->flags & FLOW_FIN_ACK_JUMPED) && (now->step->labels & late);
}

/* Captured behind the second FIN, but sent before it, and acknowledging the first: an ACK of a
 * number up to that of the FIN, data that a FIN jumped over. */
static void note_overtaken(const struct transition *now)
{
	const struct segment *segment = now->segment;
	const struct flow_extra *extra = now->flow->extra;
	bool soon = now->step->labels & label_bit(LABEL_OUT_OF_ORDER);
	if (segment_sequence_length(segment) == 0) {
		uint32_t fin = now->sender->next - 1;
		/* What has the number of a FIN that was acknowledged is no probe behind it. */
		if (segment->seq == fin || (seq_before(segment->seq, fin) &&
					    !seq_before(segment->seq, now->peer->last_ack)))
			now->flow->flags |= FLOW_FIN_ACKED_ALONE;
	} else if (extra && !(segment->flags & TCP_FLAG_FIN) &&
		   flow_extra_precedes_fin(extra, segment, soon)) {
		now->flow->flags |= FLOW_DATA_AFTER_FIN;
	}
}

/* Its number, with which all that its side sent ends, is that of nothing behind a FIN: no numbers
 * below it were missed. */
static bool has_not_closed(const struct transition *now)
{
	const struct flow_side *sender = now->sender;
	const struct segment *segment = now->segment;
	const struct flow_extra *extra = now->flow->extra;
	bool whole = true;
	if (extra) {
		const struct side_extra *own = &extra->side[sender - now->flow->side];
		whole = own->gaps.count == 0 && !own->acked_unseen;
	}
	uint32_t end = segment_sequence_end(segment);
	bool spoke = sender->bytes > segment->payload_length ||
		     (sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK));
	return whole && spoke && end == sender->next &&
	       !(now->step->labels & label_retransmissions()) && !jumps(now);
}

/* What is sent again behind the other FIN was sent before it, as its first copy or what follows it
 * shows. */
static bool brings_new(const struct transition *now)
{
	const struct segment *segment = now->segment;
	return segment->payload_length > 0 && segment_sequence_end(segment) == now->sender->next &&
	       now->sender->next_time == time_us(segment);
}

/* What the ACK and the payload of a segment mean for the name of the close; it covers the FIN. */
static void note_close(const struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *sender = now->sender;
	struct flow_side *peer = now->peer;
	const struct segment *segment = now->segment;
	bool closes = sender->flags & SIDE_SENT_FIN;
	bool by_second = (flow->flags & FLOW_FIN_SEEN) && now->from != flow->first_closer;
	if (!(peer->flags & SIDE_FIN_ACKED)) {
		peer->flags |= SIDE_FIN_ACKED;
		if (by_second)
			flow_set_fin_time(flow, FLOW_FIN_ACK, (uint64_t)segment->time_ns / 1000);
		if (by_second && !(segment->flags & TCP_FLAG_FIN) && !closes) {
			flow->flags |=
			    FLOW_FIN_ACKED_ALONE | (jumps(now) ? (uint32_t)FLOW_FIN_ACK_JUMPED : 0);
			flow->fin_acked_first = has_not_closed(now);
		}
	}
	if (by_second && closes)
		note_overtaken(now);
	if (by_second && segment->payload_length > 0 && !closes) {
		if (brings_new(now))
			flow->flags |= FLOW_DATA_AFTER_FIN;
		/* Payload up to its highest number: no FIN had it. */
		if (!seq_before(segment->seq + segment->payload_length, sender->next))
			flow->flags &= ~(uint32_t)FLOW_FIN_ACK_JUMPED;
	}
	if ((sender->flags & SIDE_FIN_ACKED) && (peer->flags & SIDE_FIN_ACKED))
		flow->flags |= FLOW_CLOSED;
}

/* By the first number behind its SYN: else it is a later segment, or follows another SYN. */
static void take_round_trip(const struct transition *now, uint32_t now_us)
{
	struct flow *flow = now->flow;
	flow->flags &= ~(uint32_t)FLOW_SYN_TIMED;
	bool first = now->segment->seq == now->sender->isn + 1 || (flow->flags & FLOW_SYN_DATA);
	if (!first || (flow->flags & FLOW_CLOCK_ODD) || (int32_t)(now_us - flow->syn_time) < 0)
		return; /* a clock that went back an hour is 11 minutes ahead in 32 bits */
	uint32_t rtt_us = now_us - flow->syn_time; /* each cut to whole microseconds by itself */
	int64_t duration_us = (now->segment->time_ns - flow->first_ns) / 1000;
	flow->syn_rtt_us = rtt_us > duration_us ? (uint32_t)duration_us : rtt_us;
	flow->flags |= FLOW_RTT_KNOWN;
}

/* Who answered a SYN sends and takes data only behind the ACK of its own, whatever RST seemed to be
 * its (RFC 9293 section 3.10.7.4, fifth; but for Fast Open). */
static bool answered_and_goes_on(const struct transition *now)
{
	uint32_t ack = now->segment->ack;
	if (now->flow->flags & (FLOW_ESTABLISHED | FLOW_SYN_DATA))
		return false;
	bool takes = seq_before(now->peer->isn + 1, ack) && seq_before_or_at(ack, now->peer->next);
	return (now->sender->flags & SIDE_SENT_SYN_ACK) && (now->peer->flags & SIDE_SENT_SYN) &&
	       (takes || now->segment->payload_length > 0);
}

/* The third segment of RFC 9293 figure 6, captured behind a RST: its sender was ESTABLISHED,
 * whoever sent that. */
static bool completes_behind_rst(const struct transition *now)
{
	const struct flow_side *sender = now->sender, *peer = now->peer;
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	return (now->flow->flags & (FLOW_RESET | FLOW_ESTABLISHED)) == FLOW_RESET &&
	       (sender->flags & opened) == SIDE_SENT_SYN &&
	       (peer->flags & opened) == SIDE_SENT_SYN_ACK && now->segment->payload_length == 0 &&
	       now->segment->seq == sender->isn + 1 && now->segment->ack == peer->isn + 1;
}

/* The SYN of SIDE opened nothing: what goes on was open before. */
static void forget_syn(struct flow *flow, struct flow_side *side, struct flow_side *other)
{
	side->flags &= (uint16_t)~SIDE_SENT_SYN;
	if (side->state < TCP_ESTABLISHED)
		side->state = TCP_ESTABLISHED;
	if (other->state < TCP_ESTABLISHED)
		other->state = TCP_ESTABLISHED;
	flow->flags |= FLOW_ESTABLISHED;
}

/* The number of its SYN is another's than that of a byte, or of a FIN (RFC 9293 section 3.4; a
 * keep-alive may have a byte there). */
static bool holds_own_syn(const struct transition *now)
{
	const struct segment *segment = now->segment;
	uint32_t isn = now->sender->isn, end = segment_sequence_end(segment);
	bool alive = segment_sequence_length(segment) == 1 && !(segment->flags & TCP_FLAG_FIN);
	return seq_before_or_at(segment->seq, isn) && seq_before(isn, end) && !alive;
}

/* The first number behind it is not that behind its SYN, but the one that the other side has. */
static bool goes_on_elsewhere(const struct transition *now)
{
	const struct flow_side *sender = now->sender, *peer = now->peer;
	return !(sender->flags & SIDE_ACKED_ONCE) && (peer->flags & SIDE_SPOKE) &&
	       !(now->flow->flags & FLOW_SYN_DATA) && now->segment->seq == peer->last_ack &&
	       seq_before(sender->isn + 1, now->segment->seq);
}

/* The same is told by what acknowledges that: nothing that was captured begins behind the SYN. */
static bool acknowledges_elsewhere(const struct transition *now)
{
	const struct flow *flow = now->flow;
	const struct flow_side *peer = now->peer;
	return (peer->flags & SIDE_ACKED_ONCE) &&
	       !(flow->flags & (FLOW_RTT_KNOWN | FLOW_CLOCK_ODD | FLOW_SYN_DATA)) &&
	       seq_before(peer->isn + 1, now->segment->ack);
}

/* Of a SYN of which no answer was captured. */
static void find_syn_of_another(const struct transition *now)
{
	struct flow_side *sender = now->sender, *peer = now->peer;
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	unsigned own = sender->flags & opened, other = peer->flags & opened;
	if (own == SIDE_SENT_SYN && other == 0 && (holds_own_syn(now) || goes_on_elsewhere(now)))
		forget_syn(now->flow, sender, peer);
	else if (own == 0 && other == SIDE_SENT_SYN && acknowledges_elsewhere(now))
		forget_syn(now->flow, peer, sender);
}

void state_machine_ack(struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *sender = now->sender;
	struct flow_side *peer = now->peer;
	const struct segment *segment = now->segment;
	if (!(flow->flags & FLOW_ESTABLISHED))
		find_syn_of_another(now);
	/* The ACK of an older connection's answer (section 3.5.1, figure 9). */
	if (peer->state == TCP_SYN_SENT && !acknowledges_syn(peer, segment))
		return;
	/* Its number lies before the first one behind its SYN: an older connection's. */
	bool opening = !(flow->flags & FLOW_ESTABLISHED);
	if (opening && (sender->flags & SIDE_SENT_SYN) &&
	    seq_before_or_at(segment->seq, sender->isn))
		return;
	/* It acknowledges what nobody sent (section 3.10.7.4). */
	if (opening && (peer->flags & SIDE_SENT_SYN_ACK) && peer->bytes == 0 &&
	    !(peer->flags & SIDE_SENT_FIN) && seq_before(peer->isn + 1, segment->ack))
		return;
	/* Who is established, or further, has no row for these: most segments' shortest way.
	 * RFC 7413 section 3: a listener that took data with the SYN may send before it is
	 * established. */
	bool early = (flow->flags & FLOW_FAST_OPEN) && !(sender->flags & SIDE_SENT_SYN);
	/* A bare ACK of the SYN may be a challenge ACK: who answered the SYN sends those, too. */
	bool bare = segment->payload_length == 0 && !(segment->flags & TCP_FLAG_FIN) &&
		    segment->ack == peer->isn + 1 && sender->state == TCP_SYN_RECEIVED &&
		    (!(sender->flags & SIDE_SENT_SYN) ||
		     ((sender->flags & SIDE_SENT_SYN_ACK) && !(peer->flags & SIDE_SPOKE)));
	if (!early && !bare && sender->state < TCP_ESTABLISHED)
		apply_transition(sender, TCP_SENDS_ACK);
	if (peer->state < TCP_ESTABLISHED && seq_before(peer->isn, segment->ack))
		apply_transition(peer, TCP_RECEIVES_ACK_OF_SYN);
	sender->flags |= SIDE_ACKED_ONCE;
	if (answered_and_goes_on(now) || completes_behind_rst(now))
		flow->flags |= FLOW_ESTABLISHED;
	if ((flow->flags & FLOW_SYN_TIMED) && !(flow->flags & FLOW_RTT_KNOWN))
		take_round_trip(now, time_us(segment));
	if (!(peer->flags & SIDE_SENT_FIN))
		return;
	if (seq_before(segment->ack, flow_fin_end(flow, peer))) {
		if (!(peer->flags & SIDE_FIN_ACKED))
			apply_transition(sender, TCP_SENDS_ACK_BEFORE_FIN);
		return;
	}
	apply_transition(sender, TCP_SENDS_ACK_OF_FIN);
	apply_transition(peer, TCP_RECEIVES_ACK_OF_FIN);
	note_close(now);
}

/* The ACK of a first FIN was captured before it. Returns whether the other side's FIN carried it,
 * and so was sent behind this one. */
static bool take_early_ack(const struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *sender = now->sender;
	const struct flow_side *peer = now->peer;
	bool numbers = peer->last_time == peer->next_time; /* its last segment advanced them */
	if (sender == peer || !(peer->flags & SIDE_ACKED_ONCE) || peer->last_ack != sender->next)
		return false;
	sender->flags |= SIDE_FIN_ACKED;
	bool jumped = flow_end_was_jumped(flow, side_other(now->from));
	if (!(flow->flags & FLOW_FIN_SEEN))
		flow->flags |= numbers && !(peer->flags & SIDE_LAST_PURE)
				   ? FLOW_DATA_AFTER_FIN
				   : FLOW_FIN_ACKED_ALONE | (jumped ? FLOW_FIN_ACK_JUMPED : 0U);
	if (peer->flags & SIDE_FIN_ACKED)
		flow->flags |= FLOW_CLOSED;
	if (!(flow->flags & FLOW_FIN_SEEN) || !numbers)
		return false;
	if (peer->flags & SIDE_FIN_ACKED) /* alone, but that was not the first one */
		flow->flags &= ~(uint32_t)(FLOW_FIN_ACKED_ALONE | FLOW_FIN_ACK_JUMPED);
	return true;
}

/* It is captured behind the RST of its sender, whose number was not behind this: no FIN came before
 * that RST, which may be another's. */
static bool is_behind_own_rst(const struct transition *now)
{
	const struct flow *flow = now->flow;
	return (flow->flags & (FLOW_RST_PENDING | FLOW_FIN_SEEN)) == FLOW_RST_PENDING &&
	       flow->resetter == now->from && seq_before(flow->rst_seq, now->sender->next);
}

/* Numbers beyond it were captured before, behind some that never were: none of a sender that closes
 * here (RFC 9293 section 3.4: nothing comes behind a FIN). What was acknowledged before is no new
 * FIN. */
static void note_number(const struct transition *now)
{
	struct flow_extra *extra = now->flow->extra;
	uint32_t end = segment_sequence_end(now->segment);
	bool below =
	    seq_before(end, now->sender->next) &&
	    !((now->peer->flags & SIDE_ACKED_ONCE) && seq_before_or_at(end, now->peer->last_ack));
	if (!extra || !below)
		return;
	struct side_extra *own = &extra->side[now->sender - now->flow->side];
	if (!gaps_touch(&own->gaps, end, end + 1))
		return;
	now->step->fin_below = true;
	own->fin_below = true;
	own->fin_end = end;
}

void state_machine_fin(struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *sender = now->sender;
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	/* An older connection's: there are no numbers before the SYN's. */
	if ((sender->flags & opened) && sender->bytes < SEQ_WINDOW_MAX &&
	    seq_before(now->segment->seq, sender->isn))
		return;
	bool again = sender->flags & SIDE_SENT_FIN;
	apply_transition(sender, again ? TCP_SENDS_FIN_AGAIN : TCP_SENDS_FIN);
	apply_transition(now->peer, TCP_RECEIVES_FIN);
	if (!(sender->flags & SIDE_FIN_ACKED))
		flow_set_fin_time(flow,
				  now->from == SIDE_CLIENT || flow_is_self(flow)
				      ? FLOW_FIN_OF_CLIENT
				      : FLOW_FIN_OF_SERVER,
				  (uint64_t)now->segment->time_ns / 1000);
	if (again) {
		/* It left before the other FIN came, and was captured behind its own copy. */
		bool early = flow->first_closer != now->from &&
			     (now->peer->flags & SIDE_FIN_ACKED) &&
			     seq_before(now->segment->ack, flow_fin_end(flow, now->peer));
		if (early)
			flow->flags |= FLOW_FINS_CROSSED;
		return;
	}
	sender->flags |= SIDE_SENT_FIN;
	note_number(now);
	if (is_behind_own_rst(now)) {
		flow->first_closer = now->from == SIDE_SERVER;
		return;
	}
	if (take_early_ack(now)) {
		flow->first_closer = now->from == SIDE_SERVER;
		return;
	}
	if (flow->extra)
		flow_extra_keep_fin(flow->extra, now->segment, jumps(now));
	if (!(flow->flags & FLOW_FIN_SEEN)) {
		flow->flags |= FLOW_FIN_SEEN;
		bool reset = (flow->flags & FLOW_RESET) && flow->resetter != now->from;
		if (reset) /* who gets a RST sends no FIN */
			flow->flags |= FLOW_ENDS_CROSSED;
		flow->first_closer = (reset ? flow->resetter : now->from) & 1;
		if (sender == now->peer) /* a connection to itself: both closes are this one */
			flow->flags |= FLOW_FINS_CROSSED;
		return;
	}
	/* With a lower ACK it left before what acknowledged the other FIN, which passed it. */
	bool late = seq_before(now->segment->ack, flow_fin_end(flow, now->peer));
	if (late || was_jumped_over(now))
		flow->flags &= ~(uint32_t)FLOW_FIN_ACKED_ALONE;
	if (late || !(now->peer->flags & SIDE_FIN_ACKED))
		flow->flags |= FLOW_FINS_CROSSED;
}
