/* SPDX-License-Identifier: MIT */
/* What a RST makes known about opening and closing. */
#include "flow_extra.h"
#include "judge.h"
#include "seq.h"
#include "state_machine.h"

/* RFC 9293 section 3.10.7.3: a RST that answers an ACK of what its sender, which opens, never sent.
 * Its opening goes on. */
static bool answers_an_older_connection(const struct transition *now)
{
	const struct flow_side *sender = now->sender;
	const uint32_t seq = now->segment->seq;
	return (sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK | SIDE_ACKED_ONCE)) ==
		   SIDE_SENT_SYN &&
	       !(now->segment->flags & TCP_FLAG_ACK) &&
	       seq - sender->isn > sender->next - sender->isn;
}

/* RFC 9293 section 3.10.7.1: who has no connection answers the other's SYN+ACK so. What seemed to
 * be its SYN was not its own, or it has given up: nothing was opened. Nor was it where who is in
 * SYN-RECEIVED answers the ACK of a number that it never sent so (3.10.7.4, fifth). */
static bool knows_no_opening(const struct transition *now)
{
	const struct flow_side *sender = now->sender;
	bool crossed = sender->flags & now->peer->flags & SIDE_SENT_SYN;
	/* Its FIN takes one number, and may not have been captured. */
	uint32_t sent = now->segment->seq - sender->isn;
	bool not_its_own =
	    (sender->flags & (SIDE_SENT_SYN_ACK | SIDE_SENT_FIN)) == SIDE_SENT_SYN_ACK &&
	    sent != 1 && sent != 2;
	return (crossed || not_its_own) && !(now->segment->flags & TCP_FLAG_ACK) &&
	       sender->bytes == 0 && now->peer->bytes == 0;
}

/* A RST that does not acknowledge the other's FIN left before that came. */
static bool crosses_fin(const struct transition *now)
{
	return (now->peer->flags & SIDE_SENT_FIN) && (now->segment->flags & TCP_FLAG_ACK) &&
	       !(now->sender->flags & SIDE_SENT_FIN) &&
	       seq_before(now->segment->ack, flow_fin_end(now->flow, now->peer));
}

/* And this one behind it: its sender knew. */
static bool acknowledges_fin(const struct transition *now)
{
	return (now->peer->flags & SIDE_SENT_FIN) && !(now->sender->flags & SIDE_SENT_FIN) &&
	       !seq_before(now->segment->ack, flow_fin_end(now->flow, now->peer));
}

/* Its receiver seemed to go on behind its first RST, by its first FIN: that was under way. */
static bool repeats_rst_before_fin(const struct transition *now)
{
	const struct flow *flow = now->flow;
	const uint32_t fin_behind_rst = FLOW_FIN_SEEN | FLOW_RST_UNTAKEN;
	return flow->resetter == now->from && flow->rst_seq == now->segment->seq &&
	       flow->rst_seq != 0 && (flow->flags & fin_behind_rst) == fin_behind_rst &&
	       flow->first_closer != now->from;
}

/* It answers the FIN of an end that had not taken a RST before: its sender had ended the connection
 * by that, and sent nothing more. */
static bool ended_before_fin(const struct transition *now)
{
	const struct flow *flow = now->flow;
	return (flow->flags & (FLOW_RST_UNTAKEN | FLOW_FIN_SEEN)) ==
		   (FLOW_RST_UNTAKEN | FLOW_FIN_SEEN) &&
	       flow->resetter == now->from && flow->first_closer != now->from &&
	       !(now->segment->flags & TCP_FLAG_ACK) &&
	       !seq_before(flow->rst_seq, now->sender->next);
}

/* RFC 9293 section 3.10.7.1: who has no connection answers a SYN so. */
static bool refuses(const struct transition *now)
{
	return now->step->verdict == VERDICT_FROM_NOBODY;
}

static void remember_rst(const struct transition *now, uint8_t states)
{
	struct flow *flow = now->flow;
	/* The same RST on a router's other link has another TTL. */
	bool again = (flow->flags & FLOW_RESET) && flow->resetter == now->from;
	flow->rst_foreign =
	    judge_is_foreign(flow, now->from, now->segment) && (!again || flow->rst_foreign);
	flow->flags |= FLOW_RESET;
	flow->resetter = now->from == SIDE_SERVER;
	if (now->step->verdict != VERDICT_PENDING)
		return;
	flow->flags |= FLOW_RST_PENDING;
	if (!(now->segment->flags & TCP_FLAG_ACK))
		flow->flags |= FLOW_RST_ANSWERS;
	flow->rst_seq = now->segment->seq;
	flow->before_rst = states;
	now->sender->next_time = time_us(now->segment);
}

/* The resetter's FIN, which was captured behind that RST, counts. */
static void count_fin_behind_rst(struct flow *flow)
{
	const struct flow_side *resetter = flow_side_const(flow, (enum side)flow->resetter);
	if (resetter->flags & SIDE_SENT_FIN)
		flow->flags |= FLOW_FIN_SEEN;
}

/* The receiver of that RST is gone, and answers what came behind it: its source's FIN. */
static void take_answer_behind_rst(struct transition *now)
{
	if (now->flow->flags & FLOW_RST_PENDING)
		count_fin_behind_rst(now->flow);
	now->flow->flags &= ~(uint32_t)FLOW_RST_PENDING;
}

void state_machine_reset(struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *peer = now->peer;
	uint8_t states =
	    (uint8_t)(flow->side[SIDE_CLIENT].state | flow->side[SIDE_SERVER].state << 4);
	bool listens = peer->state == TCP_SYN_RECEIVED && !(peer->flags & SIDE_SENT_SYN);
	bool goes_on = answers_an_older_connection(now);
	if (!goes_on)
		apply_transition(now->sender, TCP_SENDS_RST);
	if (!goes_on || (peer->flags & SIDE_SPOKE))
		apply_transition(peer, listens ? TCP_RECEIVES_RST_AS_LISTENER : TCP_RECEIVES_RST);
	if (goes_on)
		return;
	if (knows_no_opening(now))
		flow->flags &= ~(uint32_t)FLOW_ESTABLISHED;
	if (!(flow->flags & FLOW_RESET) &&
	    (crosses_fin(now) || repeats_rst_before_fin(now) || ended_before_fin(now)))
		flow->flags |= FLOW_ENDS_CROSSED;
	if (refuses(now))
		flow->flags |= FLOW_REFUSED;
	if (!(flow->flags & (FLOW_CLOSED | FLOW_RESET)))
		remember_rst(now, states);
	else if (flow->resetter != now->from)
		take_answer_behind_rst(now);
	/* What answers a segment with an ACK has none itself (RFC 9293 section 3.10.7.1). */
	if (flow->resetter != now->from && (now->segment->flags & TCP_FLAG_ACK) &&
	    !acknowledges_fin(now) && (flow->flags & FLOW_RESET) &&
	    (flow->flags & FLOW_ESTABLISHED))
		flow->flags |= FLOW_ENDS_CROSSED;
}

/* It did not end: the FIN of the other side, behind it, was the first one, and crossed no RST that
 * ended anything. */
static void keep_fin_behind_rst(struct flow *flow)
{
	enum side other = side_other((enum side)flow->resetter);
	if (!(flow->flags & FLOW_FIN_SEEN) || flow->first_closer != flow->resetter ||
	    flow_is_self(flow) || !(flow_side_const(flow, other)->flags & SIDE_SENT_FIN))
		return;
	flow->first_closer = other == SIDE_SERVER;
	flow->flags &= ~(uint32_t)FLOW_ENDS_CROSSED;
}

void state_machine_going_on(struct flow *flow, enum side from)
{
	flow->flags &= ~(uint32_t)(FLOW_RESET | FLOW_RST_PENDING | FLOW_RST_ANSWERS);
	if (from == (enum side)flow->resetter)
		keep_fin_behind_rst(flow);
	count_fin_behind_rst(flow);
	if (!(flow->flags & FLOW_FIN_SEEN)) {
		flow->flags |= FLOW_RST_UNTAKEN;
		flow->rst_seq = flow_side_const(flow, (enum side)flow->resetter)->next;
	}
	flow->side[SIDE_CLIENT].state = flow->before_rst & 0xf;
	flow->side[SIDE_SERVER].state = flow->before_rst >> 4;
}
