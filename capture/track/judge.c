/* SPDX-License-Identifier: MIT */
#include "judge.h"

#include "seq.h"
#include "window.h"

enum {
	SCALE_MAX = 14,            /* RFC 7323 section 2.3 */
	ROUND_TRIP_GUESS = 500000, /* microseconds, where no handshake tells */
};

static uint32_t window_of(const struct flow_side *side)
{
	if (!(side->flags & SIDE_SCALE_KNOWN))
		return (uint32_t)side->window << SCALE_MAX;
	return window_last(side);
}

/* RFC 9293 section 3.10.7.3: SND.UNA < SEG.ACK =< SND.NXT. */
static bool acknowledges_syn(const struct flow_side *peer, const struct segment *segment)
{
	return (segment->flags & TCP_FLAG_ACK) && seq_before(peer->isn, segment->ack) &&
	       seq_before_or_at(segment->ack, peer->next);
}

/* Of a RST without ACK behind a SYN+ACK that is not acknowledged yet: its receiver is in SYN-SENT,
 * and drops it (RFC 9293 section 3.10.7.3), or has got that, and drops what lies beyond its window.
 * Of others too little is known. */
static bool lies_beyond(const struct flow_side *sender, const struct flow_side *peer,
			const struct segment *segment)
{
	/* Where nothing of it was captured, no window is known: that of a SYN is below this. */
	uint32_t window = peer->flags & SIDE_SPOKE ? window_of(peer) : UINT16_MAX;
	return (sender->flags & SIDE_SENT_SYN_ACK) && !(segment->flags & TCP_FLAG_ACK) &&
	       seq_before(sender->next, segment->seq) && segment->seq - sender->next >= window;
}

/* Nothing of the other side was captured: but who is established has got the SYN, below whose
 * number lies no window (RFC 9293 section 3.10.7.4, first). */
static bool lies_below_syn(const struct flow *flow, const struct flow_side *sender,
			   const struct flow_side *peer, const struct segment *segment)
{
	return (flow->flags & FLOW_ESTABLISHED) && !(peer->flags & SIDE_SPOKE) &&
	       (sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) &&
	       sender->bytes < SEQ_WINDOW_MAX && seq_before(segment->seq, sender->isn);
}

static enum step_verdict judge_rst(const struct flow *flow, enum side from,
				   const struct segment *segment)
{
	const struct flow_side *sender = flow_side_const(flow, from);
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	bool synchronized = peer->flags & (SIDE_ACKED_ONCE | SIDE_SENT_SYN_ACK);
	bool answered = sender->flags & SIDE_SENT_SYN_ACK;
	/* Neither SYN-SENT takes it, by its ACK, nor who has got the SYN+ACK. */
	if (!synchronized && window_is_far_in_opening(sender, peer, segment->seq) &&
	    (segment->flags & TCP_FLAG_ACK) && !acknowledges_syn(peer, segment))
		return VERDICT_OUTSIDE_WINDOW;
	if ((peer->flags & SIDE_SENT_SYN) && !synchronized && (peer->flags & SIDE_SPOKE)) {
		if (acknowledges_syn(peer, segment))
			return answered ? VERDICT_PENDING : VERDICT_FROM_NOBODY;
		/* When the SYNs cross, its receiver may be in SYN-RECEIVED. */
		bool crossing = (sender->flags & SIDE_SENT_SYN) && segment->seq == sender->next;
		if (!answered)
			return crossing ? VERDICT_FROM_NOBODY : VERDICT_OUTSIDE_WINDOW;
	}
	if (lies_below_syn(flow, sender, peer, segment))
		return VERDICT_OUTSIDE_WINDOW;
	/* Of which there is no number that its receiver could expect (RFC 9293 section 3.4). */
	if (!synchronized && (sender->flags & SIDE_SENT_FIN) &&
	    seq_before(sender->next, segment->seq))
		return VERDICT_CHALLENGED;
	if (!synchronized)
		return lies_beyond(sender, peer, segment) ? VERDICT_OUTSIDE_WINDOW
							  : VERDICT_PENDING;
	/* In CLOSE-WAIT Linux takes the FIN's number, too. */
	bool spoke = sender->flags & SIDE_SPOKE;
	bool fin = (sender->flags & SIDE_SENT_FIN) || !spoke;
	uint32_t left = peer->last_ack - fin;
	uint32_t sent = spoke && seq_before(left, sender->next) && !seq_is_far(left, sender->next)
			    ? sender->next - left
			    : peer->last_ack - left;
	if (segment->seq - left <= sent)
		return VERDICT_PENDING;
	return seq_before(left, segment->seq) && segment->seq - peer->last_ack < window_of(peer)
		   ? VERDICT_CHALLENGED
		   : VERDICT_OUTSIDE_WINDOW;
}

bool judge_is_going_on(const struct flow *flow, const struct segment *segment)
{
	const unsigned both =
	    flow->side[SIDE_CLIENT].flags & flow_side_const(flow, SIDE_SERVER)->flags;
	return (flow->flags & FLOW_ESTABLISHED) && !(flow->flags & (FLOW_CLOSED | FLOW_RESET)) &&
	       (both & SIDE_SPOKE) && segment->time_ns - flow->last_ns < FLOW_IDLE_NS;
}

static enum step_verdict judge_syn(const struct flow *flow, enum side from,
				   const struct segment *segment)
{
	const struct flow_side *sender = flow_side_const(flow, from);
	if (!(sender->flags & SIDE_ISN_KNOWN) || sender->isn == segment->seq ||
	    !judge_is_going_on(flow, segment))
		return VERDICT_TAKEN;
	return segment->flags & TCP_FLAG_ACK ? VERDICT_CHALLENGED : VERDICT_PENDING;
}

bool judge_is_foreign(const struct flow *flow, enum side from, const struct segment *segment)
{
	uint8_t ttl = flow->ttl[flow_is_self(flow) ? SIDE_CLIENT : from];
	return ttl != 0 && segment->ip_ttl != 0 && ttl != segment->ip_ttl;
}

enum step_verdict judge(const struct flow *flow, enum side from, const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_RST)
		return judge_rst(flow, from, segment);
	return segment->flags & TCP_FLAG_SYN ? judge_syn(flow, from, segment) : VERDICT_TAKEN;
}

/* Its RST refused the ACK of a number that it never sent, or whose SYN cookie it could not check
 * (RFC 4987 section 3.6); this one has an ACK, which only who has the connection sends (RFC 9293
 * sections 3.10.5 and 3.10.7.1): the ACK of its cookie came between them. */
static bool aborts_behind_answer(const struct flow *flow, const struct segment *segment)
{
	enum side from = (enum side)flow->resetter;
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	const unsigned aborts = TCP_FLAG_RST | TCP_FLAG_ACK;
	return (flow->flags & (FLOW_RST_ANSWERS | FLOW_ESTABLISHED)) == FLOW_RST_ANSWERS &&
	       (flow_side_const(flow, from)->flags & SIDE_SENT_SYN_ACK) &&
	       (segment->flags & aborts) == aborts && segment->seq == flow->rst_seq &&
	       (peer->flags & SIDE_ACKED_ONCE);
}

/* In SYN-RECEIVED it answers an ACK of what it never sent so, and its opening goes on (RFC 9293
 * section 3.10.7.4, fifth): it takes more since. Who aborts has the number behind its SYN, or
 * behind what it sent since. */
static bool opening_goes_on(const struct flow *flow, const struct flow_side *resetter,
			    const struct segment *segment, unsigned before)
{
	uint32_t sent = resetter->next - resetter->isn;
	return before == TCP_SYN_RECEIVED && !(segment->flags & (TCP_FLAG_RST | TCP_FLAG_SYN)) &&
	       (segment->flags & TCP_FLAG_ACK) && (flow->flags & FLOW_RST_ANSWERS) &&
	       flow->rst_seq - resetter->isn > sent &&
	       (resetter->flags & (SIDE_ACKED_ONCE | SIDE_SENT_SYN_ACK)) &&
	       seq_before(resetter->last_ack, segment->ack);
}

/* Only what it sends was captured, and that goes on: the RST was another's. */
static bool resetter_goes_on(const struct flow *flow, const struct segment *segment)
{
	enum side from = (enum side)flow->resetter;
	const struct flow_side *resetter = flow_side_const(flow, from);
	unsigned before = flow->before_rst >> (from == SIDE_CLIENT ? 0 : 4) & 0xf;
	if (aborts_behind_answer(flow, segment) || opening_goes_on(flow, resetter, segment, before))
		return true;
	if (flow_side_const(flow, side_other(from))->flags & SIDE_SPOKE ||
	    (segment->flags & (TCP_FLAG_RST | TCP_FLAG_SYN)))
		return false;
	uint32_t end = segment_sequence_end(segment);
	/* Who aborts has no number beyond that of its RST (RFC 9293 section 3.10.5); and who has no
	 * connection takes nothing (section 3.10.7.1), but for who has another one by a SYN cookie,
	 * with numbers of its beginning. */
	bool takes = seq_before(flow->rst_seq, resetter->next) && (segment->flags & TCP_FLAG_ACK) &&
		     (resetter->flags & SIDE_ACKED_ONCE) &&
		     seq_before(resetter->last_ack, segment->ack) &&
		     !seq_before(segment->seq, resetter->next);
	return before == TCP_SYN_SENT || seq_before(resetter->next, end) || takes;
}

/* Its receiver has got the SYN+ACK, with which it left SYN-SENT: there it would have taken a RST by
 * its ACK alone; behind that it drops one whose number lies outside of its window. */
static bool is_past_syn_sent(const struct flow *flow, enum side from, const struct segment *segment)
{
	const struct flow_side *resetter = flow_side_const(flow, (enum side)flow->resetter);
	return !(flow->flags & FLOW_ESTABLISHED) &&
	       (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) == TCP_FLAG_ACK &&
	       seq_before(resetter->isn, segment->ack) &&
	       seq_before_or_at(segment->ack, resetter->next) &&
	       window_is_far_in_opening(resetter, flow_side_const(flow, from), flow->rst_seq);
}

bool judge_goes_on(const struct flow *flow, enum side from, const struct segment *segment)
{
	const struct flow_side *resetter = flow_side_const(flow, (enum side)flow->resetter);
	if (from == (enum side)flow->resetter)
		return resetter_goes_on(flow, segment);
	if (segment->flags & TCP_FLAG_RST)
		return false;
	if (is_past_syn_sent(flow, from, segment))
		return true;
	/* In CLOSE-WAIT, CLOSING and LAST-ACK Linux takes one with the FIN's number, too. */
	bool takes_fins = (resetter->flags & SIDE_SENT_FIN) &&
			  !(flow_side_const(flow, from)->flags & SIDE_FIN_ACKED);
	uint32_t passed = flow->rst_seq + takes_fins;
	/* Of whom nothing but RSTs was captured, more may have been sent before. */
	bool unheard = (flow->flags & FLOW_STRAY) && !seq_is_far(segment->ack, passed);
	if ((segment->flags & TCP_FLAG_ACK) && seq_before(passed, segment->ack) &&
	    (unheard || seq_before_or_at(segment->ack, resetter->next)))
		return true;
	bool old_syn = (segment->flags & TCP_FLAG_SYN) && (flow->flags & FLOW_ESTABLISHED);
	if (segment_sequence_length(segment) == 0 || old_syn)
		return false;
	/* It sends what it could not before the ACK of its SYN+ACK, which came behind the RST. */
	unsigned before = flow->before_rst >> (from == SIDE_CLIENT ? 0 : 4) & 0xf;
	if (before == TCP_SYN_RECEIVED && !(segment->flags & TCP_FLAG_SYN) &&
	    !(flow->flags & FLOW_FAST_OPEN))
		return true;
	/* A FIN alone may have been under way for longer, and be all that there is, where the RST
	 * was its source's last word. */
	if ((segment->flags & TCP_FLAG_FIN) && segment->payload_length == 0 &&
	    resetter->last_time == resetter->next_time)
		return false;
	uint32_t round_trip =
	    flow->flags & FLOW_RTT_KNOWN ? flow->syn_rtt_us : (uint32_t)ROUND_TRIP_GUESS;
	int32_t later = (int32_t)((uint32_t)(segment->time_ns / 1000) - resetter->next_time);
	return later > 0 && (uint32_t)later > round_trip;
}
