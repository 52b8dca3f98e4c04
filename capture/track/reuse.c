/* SPDX-License-Identifier: MIT */
#include "reuse.h"

#include <string.h>

#include "flow_extra.h"
#include "judge.h"
#include "seq.h"

enum { NEAR = 1 << 20 }; /* numbers of one connection are seldom further apart, of two mostly */

/* No SYN is sent again sooner (RFC 6298 section 2.1): it is the same packet, captured twice. */
static const int64_t SYN_AGAIN_NS = INT64_C(1000) * 1000 * 1000;
static const int64_t SYN_COUNTS_NS = INT64_C(900) * 1000 * 1000; /* timers are not exact */

static bool is_near(uint32_t a, uint32_t b)
{
	return a - b + NEAR <= 2 * NEAR;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
	return seq_before(a, b) ? b - a : a - b;
}

/* SEG.ACK is one that acknowledges the SYN with NUMBER, or data with it, too. */
static bool answers(const struct segment *segment, uint32_t number, uint32_t length)
{
	return (segment->flags & TCP_FLAG_ACK) && segment->ack - number - 1 <= length;
}

static const struct pending_syn *pending(const struct flow *flow, enum side from)
{
	bool waits = flow->extra && flow->extra->syn.flags != 0 && flow->extra->syn.from == from;
	return waits ? &flow->extra->syn : NULL;
}

static bool answers_pending(const struct flow *flow, enum side from, const struct segment *segment)
{
	const struct pending_syn *syn = pending(flow, side_other(from));
	return syn && answers(segment, syn->seq, syn->payload_length);
}

/* A SYN+ACK of a connection whose opening was not captured, that comes late: its numbers lie behind
 * what both sides have sent (RFC 9293 section 3.4.1: those of a new connection lie ahead). */
static bool is_late_answer(const struct flow_side *sender, const struct flow_side *peer,
			   const struct segment *segment)
{
	bool opened = (sender->flags | peer->flags) & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	return !opened && (peer->flags & SIDE_ISN_KNOWN) && sender->isn - segment->seq <= NEAR &&
	       peer->isn + 1 - segment->ack <= NEAR;
}

/* It has refused the other side's SYN, and had no connection then (RFC 9293 section 3.10.7.1): its
 * own SYN does not cross that. */
static bool opens_itself(const struct flow *flow, enum side from, const struct segment *segment)
{
	const unsigned refused = FLOW_REFUSED | FLOW_RESET;
	return (flow->flags & refused) == refused && flow->resetter == from &&
	       !(flow_side_const(flow, from)->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) &&
	       !(segment->flags & TCP_FLAG_ACK);
}

/* A SYN with data that the SYN+ACK before it acknowledges (RFC 7413 section 3): it was captured
 * late, and that told another number for its sender's first one. */
static bool is_answered_already(const struct flow_side *sender, const struct flow_side *peer,
				const struct segment *segment)
{
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	return segment->payload_length > 0 && (sender->flags & SIDE_ISN_KNOWN) &&
	       !(sender->flags & opened) && (peer->flags & opened) == SIDE_SENT_SYN_ACK &&
	       sender->isn - segment->seq <= segment->payload_length;
}

bool reuse_begins_anew(const struct flow *flow, const struct segment *segment)
{
	if (!(segment->flags & TCP_FLAG_SYN) || (segment->flags & TCP_FLAG_RST))
		return false;
	enum side from = flow_sender(flow, segment);
	const struct flow_side *sender = flow_side_const(flow, from);
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	if (opens_itself(flow, from, segment))
		return true;
	if (!(sender->flags & SIDE_ISN_KNOWN) || sender->isn == segment->seq)
		return false;
	if (segment->flags & TCP_FLAG_ACK) {
		if (answers_pending(flow, from, segment))
			return true;
		if (is_late_answer(sender, peer, segment))
			return false;
		/* A SYN+ACK for the SYN that we know answers that, whatever number it has; after
		 * the close, a copy of that (RFC 9293 section 3.4.1: for another incarnation). */
		if (!(flow->flags & FLOW_CLOSED) && (peer->flags & SIDE_SENT_SYN) &&
		    seq_before(peer->isn, segment->ack) &&
		    seq_before_or_at(segment->ack, peer->next))
			return false;
		return !judge_is_going_on(flow, segment);
	}
	if (is_answered_already(sender, peer, segment))
		return false;
	const struct pending_syn *syn = pending(flow, from);
	bool repeated = syn && syn->waits && syn->seq == segment->seq &&
			segment->time_ns - syn->time_ns >= SYN_AGAIN_NS;
	return repeated || !judge_is_going_on(flow, segment);
}

/* How long before NOW_NS the pending SYN was sent first. */
static uint32_t since_us(const struct flow_extra *extra, int64_t now_ns)
{
	int64_t whole_us = extra->syn_since_us + (now_ns - extra->syn.time_ns) / 1000;
	return whole_us < 0 ? 0 : whole_us > UINT32_MAX ? UINT32_MAX : (uint32_t)whole_us;
}

void reuse_remember(struct flow *flow, enum side from, const struct segment *segment)
{
	struct flow_extra *extra = flow_extra(flow);
	if (!extra)
		return;
	const struct pending_syn *last = &extra->syn;
	bool same = last->count > 0 && last->flags == segment->flags && last->seq == segment->seq &&
		    last->from == from;
	bool again = same && segment->time_ns - last->time_ns >= SYN_COUNTS_NS;
	unsigned count = same ? last->count + again : 1;
	extra->syn_since_us = same ? since_us(extra, segment->time_ns) : 0;
	extra->syn = (struct pending_syn){
	    .time_ns = segment->time_ns,
	    .count = (uint8_t)(count < UINT8_MAX ? count : UINT8_MAX),
	    .seq = segment->seq,
	    .payload_length = segment->payload_length,
	    .flags = segment->flags,
	    .window = segment->window,
	    .waits = true,
	    .from = (uint8_t)from,
	    .options_length = segment->options_length,
	};
	if (segment->options_length > 0 && segment->options_length <= sizeof extra->syn.options)
		memcpy(extra->syn.options, segment->options, segment->options_length);
}

bool reuse_repeats(const struct flow *old, const struct segment *segment, struct pending_syn *last)
{
	if ((segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) != TCP_FLAG_SYN)
		return false;
	const struct pending_syn *syn = pending(old, flow_sender(old, segment));
	if (!syn || syn->seq != segment->seq)
		return false;
	*last = *syn;
	last->flags = 0;
	return true;
}

void reuse_speaks_on(struct flow *flow, enum side from)
{
	if (flow->extra && flow->extra->syn.from == from)
		flow->extra->syn.waits = false;
	flow->flags &= ~(uint32_t)(from == SIDE_CLIENT ? FLOW_CLIENT_ANEW : FLOW_SERVER_ANEW);
}

bool reuse_answered(const struct flow *flow, const struct segment *segment, struct segment *syn)
{
	enum side from = flow_sender(flow, segment);
	if (!(segment->flags & TCP_FLAG_SYN) || !answers_pending(flow, from, segment))
		return false;
	const struct pending_syn *of = &flow->extra->syn;
	*syn = *segment;
	syn->source = segment->destination;
	syn->destination = segment->source;
	syn->time_ns = of->time_ns;
	syn->seq = of->seq;
	syn->ack = 0;
	syn->flags = of->flags;
	syn->window = of->window;
	syn->payload_length = of->payload_length;
	syn->payload_captured = 0;
	syn->options = of->options;
	syn->options_length = of->options_length;
	return true;
}

/* What SIDE sends next in FLOW. Of one that was not captured the other one's ACKs tell. */
static uint32_t next_of(const struct flow *flow, enum side side)
{
	const struct flow_side *own = flow_side_const(flow, side);
	return own->flags & SIDE_SPOKE ? own->next
				       : flow_side_const(flow, side_other(side))->last_ack;
}

static bool acknowledges(const struct segment *segment, const struct flow *flow, enum side side)
{
	return (segment->flags & TCP_FLAG_ACK) &&
	       (flow_side_const(flow, side)->flags & SIDE_ISN_KNOWN) &&
	       is_near(segment->ack, next_of(flow, side));
}

/* Whether it acknowledges what SIDE of the older connection sent, and not a SYN+ACK of NEWER. */
static bool answers_older(const struct flow *older, enum side side, const struct flow *newer,
			  const struct segment *segment)
{
	const struct flow_side *server = flow_side_const(newer, SIDE_SERVER);
	return acknowledges(segment, older, side) &&
	       !((server->flags & SIDE_SENT_SYN_ACK) &&
		 answers(segment, server->isn, server->next - server->isn - 1));
}

/* The SYN or SYN+ACK with which SENDER, of the older connection, opened that: sent again, or late.
 */
static bool repeats_its_opening(const struct flow_side *sender, const struct flow_side *peer,
				const struct segment *segment)
{
	if (segment->seq != sender->isn)
		return false;
	if (!(segment->flags & TCP_FLAG_ACK))
		return sender->flags & SIDE_SENT_SYN;
	return (sender->flags & SIDE_SENT_SYN_ACK) && seq_before(peer->isn, segment->ack) &&
	       seq_before_or_at(segment->ack, peer->next);
}

/* Its number lies beyond NEXT, all that its sender sent in the older one, and nearer to what the
 * opener of the newer one sends next: in a capture that lacks the SYN+ACK nothing else tells. */
static bool continues_newer(const struct flow_side *opener, uint32_t next,
			    const struct segment *segment)
{
	return (opener->flags & SIDE_SENT_SYN) && seq_before(next, segment->seq) &&
	       seq_before(next, opener->isn) &&
	       apart(segment->seq, opener->next) < apart(segment->seq, next);
}

/* SEGMENT, no SYN, is by who opened NEWER, and by SIDE of OLDER. */
static bool opener_goes_back(const struct flow *older, enum side side, const struct flow *newer,
			     const struct segment *segment)
{
	const struct flow_side *opener = &newer->side[SIDE_CLIENT];
	uint32_t opening = opener->flags & SIDE_SENT_SYN ? opener->next - opener->isn : 1;
	uint32_t next = next_of(older, side);
	if (continues_newer(opener, next, segment))
		return false;
	if (answers_older(older, side_other(side), newer, segment))
		return true;
	bool known = (opener->flags & SIDE_ACKED_ONCE) && acknowledges(segment, newer, SIDE_SERVER);
	return !known && segment->seq - opener->isn - 1 >= opening && is_near(segment->seq, next);
}

/* Who has not opened NEWER, and is SIDE of OLDER, goes on with just the number that comes next
 * there: and acknowledges what does, or it is not what comes next here. */
static bool goes_on(const struct flow *older, enum side side, const struct flow *newer,
		    const struct segment *segment)
{
	const struct flow_side *server = flow_side_const(newer, SIDE_SERVER);
	bool elsewhere = (server->flags & SIDE_SPOKE) && segment->seq != server->next;
	return segment->seq == next_of(older, side) &&
	       (elsewhere || segment->ack == next_of(older, side_other(side)));
}

/* NUMBER is one that SIDE, of the older connection, has sent, or the next one. The newer one's lie
 * beyond (RFC 9293 section 3.4.1), whatever the segment acknowledges: a SYN that somebody made may
 * have a number of the older one. */
static bool has_sent(const struct flow_side *side, uint32_t number)
{
	const unsigned known = SIDE_ISN_KNOWN | SIDE_SPOKE;
	if ((side->flags & known) != known)
		return false;
	return number == side->next || (side->bytes < SEQ_WINDOW_MAX &&
					number - side->isn - 1 < side->next - side->isn - 1);
}

bool reuse_is_of_older(const struct flow *older, const struct flow *newer,
		       const struct segment *segment)
{
	const struct flow_side *opener = &newer->side[SIDE_CLIENT];
	enum side side = flow_sender(older, segment);
	const struct flow_side *sender = flow_side_const(older, side);
	const struct flow_side *peer = flow_side_const(older, side_other(side));
	bool syn = segment->flags & TCP_FLAG_SYN, ack = segment->flags & TCP_FLAG_ACK;
	uint32_t opening = opener->flags & SIDE_SENT_SYN ? opener->next - opener->isn : 1;
	if (syn && !ack && repeats_its_opening(sender, peer, segment))
		return true;
	if (flow_sender(newer, segment) == SIDE_CLIENT)
		return !syn && opener_goes_back(older, side, newer, segment);
	if (!syn && ack && goes_on(older, side, newer, segment))
		return true;
	/* What answers a SYN without SYN, in the older one's numbers, is an ACK of that; so is what
	 * its sender sends again. */
	bool exact = !syn && (has_sent(sender, segment->seq) ||
			      (segment->ack == peer->next && is_near(segment->seq, sender->next) &&
			       seq_before_or_at(segment->seq, sender->next)));
	if (ack && !exact && answers(segment, opener->isn, opening - 1))
		return false;
	if (syn)
		return ack &&
		       (segment->ack == peer->next || repeats_its_opening(sender, peer, segment));
	return ack ? is_near(segment->ack, peer->next) : is_near(segment->seq, sender->next);
}

bool reuse_opens_behind(const struct flow *older, const struct flow *newer,
			const struct segment *segment)
{
	const struct flow_side *server = flow_side_const(newer, SIDE_SERVER);
	return (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK | TCP_FLAG_RST)) == TCP_FLAG_SYN &&
	       flow_sender(newer, segment) == SIDE_SERVER && !(server->flags & SIDE_SPOKE) &&
	       older->last_ns > newer->first_ns;
}
