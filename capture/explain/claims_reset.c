/* SPDX-License-Identifier: MIT */
/* Claims about RSTs. */
#include "claims_private.h"
#include "conntrack.h"
#include "window.h"

enum {
	UNANSWERED_MIN = 2, /* fewer are no reason to give up */
	ON_THE_WAY_NS = 1000000000,
};

static bool anybody_opened(const struct flow *flow)
{
	return (flow->side[SIDE_CLIENT].flags | flow_side_const(flow, SIDE_SERVER)->flags) &
	       (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
}

/* Whether it may answer what was sent before the capture began, as what it seems to answer: the
 * SYN of who sent that was not captured. */
static bool may_answer_unseen(const struct claim_input *in)
{
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	int64_t age_ns = in->segment->time_ns - in->flow->first_ns;
	return !(peer->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) && age_ns < ON_THE_WAY_NS;
}

static bool the_other_was_heard(const struct claim_input *in)
{
	return flow_side_const(in->flow, side_other(in->step->from))->flags & SIDE_SPOKE;
}

/* The other end may have opened by itself: nothing was captured that asked for it. */
static bool asked_for_none(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	return !((own->flags | peer->flags) & SIDE_SENT_SYN) && !(own->flags & SIDE_SENT_SYN_ACK);
}

/* A file tells later that its source goes on. */
static bool is_forged(const struct claim_input *in)
{
	return in->evidence && in->evidence->forged;
}

/* It answers, and a SYN in its name was captured: perhaps it opens another connection; or that is
 * another's, and it has none. Whose side was opened has spoken as a listener. */
static bool answers_anew(const struct claim_input *in)
{
	enum side from = in->step->from;
	uint32_t anew = from == SIDE_CLIENT ? FLOW_CLIENT_ANEW : FLOW_SERVER_ANEW;
	bool left = in->evidence && in->evidence->before[from].state == TCP_CLOSED &&
		    conntrack_opens_anew(in->flow, from);
	bool listens = flow_side_const(in->flow, from)->flags & SIDE_SENT_SYN_ACK;
	bool superseded = (in->flow->flags & FLOW_SUPERSEDED) && (in->flow->flags & anew);
	return in->cause->answers && !may_answer_unseen(in) && (left || (!listens && superseded));
}

/* Who aborts in SYN-SENT sends none, and in another state mostly one with ACK. Without ACK, and
 * with the number that the other side acknowledged, it may answer (RFC 9293 sections 3.10.7.1 and
 * 3.10.7.3). */
static enum claim_id aborts_or_answers(const struct claim_input *in)
{
	return in->cause->answers && !(in->segment->flags & TCP_FLAG_ACK) ? CLAIM_RESET_ANSWERS_ANEW
									  : CLAIM_RESET_OPENING;
}

static enum claim_id reset_of_opening(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	if (!anybody_opened(in->flow))
		return cause->answers ? CLAIM_RESET_NO_CONNECTION : CLAIM_RESET;
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	if ((in->segment->flags & TCP_FLAG_ACK) &&
	    window_is_far_in_opening(own, peer, in->segment->seq))
		return CLAIM_RESET_IGNORED;
	bool for_syn = (own->flags & SIDE_SENT_SYN) && in->segment->seq == own->isn + 1;
	if (answers_anew(in))
		return CLAIM_RESET_ANSWERS_ANEW;
	if (cause->answers_old_ack && !for_syn)
		return CLAIM_RESET_ANSWERS_OLD;
	if (cause->refuses || (cause->answers_syn && !(own->flags & SIDE_SENT_SYN_ACK)))
		return CLAIM_REFUSED;
	/* Who aborts in SYN-SENT sends none, and in SYN-RECEIVED one with the next number (RFC 9293
	 * section 3.10.5); what answers an ACK of another number ends no opening (section 3.10.7.4,
	 * fifth). */
	if (cause->beyond != 0 && in->segment->seq != 0 &&
	    ((own->flags & SIDE_SENT_SYN) ? !the_other_was_heard(in)
					  : (own->flags & SIDE_SENT_SYN_ACK) && !cause->answers))
		return CLAIM_RESET_IN_NAME;
	/* Its SYN+ACK was perhaps acknowledged, or its SYN answered. */
	if (!flow_is_self(in->flow) && !the_other_was_heard(in))
		return CLAIM_RESET_UNHEARD;
	/* It has sent one: what comes again finds no connection (section 3.10.7.1). */
	bool again = cause->answers && cause->reset_before && own->flags & SIDE_SENT_SYN;
	return again ? CLAIM_RESET_ANSWERS : aborts_or_answers(in);
}

/* Its number lies in the window, and is not the next one. The numbers between may be that of its
 * FIN, or it has got all that the other side sent, as who aborts has (RFC 9293 section 3.10.5):
 * what lies between was perhaps not captured. And nothing tells that its receiver goes on. Who
 * waits for nothing but a FIN has often no more than a small socket, which takes every RST in the
 * window (Linux). */
static enum claim_id challenged_id(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	bool knows = (in->segment->flags & TCP_FLAG_ACK) && in->segment->ack == peer->next;
	if ((own->flags & SIDE_SENT_FIN) || (in->evidence && in->evidence->not_taken))
		return CLAIM_RESET_CHALLENGED;
	if (in->cause->beyond == 1 || (in->cause->beyond > 0 && knows))
		return CLAIM_RESET_BEHIND_UNSEEN;
	bool waits = (in->step->before & FLOW_FIN_ACKED_ALONE) && (peer->flags & SIDE_SENT_FIN);
	return waits ? CLAIM_RESET_IN_FIN_WAIT_2 : CLAIM_RESET_CHALLENGED;
}

/* Its receiver has sent a SYN, and nothing was captured that answers it: it knows no window. */
static bool in_syn_sent(const struct claim_input *in)
{
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	unsigned either = flow_side_const(in->flow, in->step->from)->flags | peer->flags;
	return (peer->flags & SIDE_SENT_SYN) && !(peer->flags & SIDE_ACKED_ONCE) &&
	       !(either & SIDE_SENT_SYN_ACK);
}

/* Captured at two places, what it may answer stands there twice, and it may be one of its side that
 * was captured at the other place before (where its identification is 0). */
static bool tells_no_order(const struct claim_input *in)
{
	bool again = in->cause->reset_before && in->segment->ip_id == 0;
	return in->evidence && in->evidence->apart && (again || in->cause->answers_count > 1);
}

bool claims_reset_is_doubted(const struct claim_input *in)
{
	enum side from = in->step->from;
	const struct evidence_step *evidence = in->evidence;
	return evidence && evidence->known && !evidence->live &&
	       (in->segment->flags & TCP_FLAG_RST) && (in->step->facts & FLOW_RESET) &&
	       (in->step->before & FLOW_ESTABLISHED) &&
	       evidence->before[from].state != END_STATE_NONE &&
	       evidence->before[from].state >= TCP_ESTABLISHED &&
	       evidence->states[from].state == evidence->before[from].state;
}

static enum claim_id reset_id(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	const struct step *step = in->step;
	bool over = step->before & (FLOW_CLOSED | FLOW_RESET);
	if (!cause->spoke && (in->segment->flags & TCP_FLAG_SYN))
		return CLAIM_RESET_WITH_SYN;
	if (step->first)
		return CLAIM_RESET_FIRST;
	bool outside = step->verdict == VERDICT_OUTSIDE_WINDOW && !cause->answers;
	if (is_forged(in) && !outside && step->verdict != VERDICT_CHALLENGED)
		return CLAIM_RESET_FORGED;
	bool unseen = may_answer_unseen(in);
	bool unsure = cause->peer_hole || tells_no_order(in);
	if (over && !unseen && (cause->answers_copy || (cause->answers && unsure)))
		return CLAIM_RESET_ANSWERS_COPY;
	if (over && cause->reset_before && !cause->answers)
		return CLAIM_RESET_AGAIN;
	if (outside)
		return in_syn_sent(in) ? CLAIM_RESET_IN_SYN_SENT : CLAIM_RESET_IGNORED;
	if (step->verdict == VERDICT_CHALLENGED)
		return challenged_id(in);
	/* A file tells later what its receiver does then. */
	if (in->evidence && in->evidence->not_taken && (step->before & FLOW_ESTABLISHED))
		return in->evidence->passed_over ? CLAIM_RESET_PASSED_OVER : CLAIM_RESET_NOT_TAKEN;
	if (cause->answers && !cause->spoke && asked_for_none(in))
		return CLAIM_RESET_NO_CONNECTION;
	/* A SYN+ACK is no SYN: who answers it does not refuse. */
	if (cause->answers && !cause->spoke)
		return cause->answers_syn ? CLAIM_REFUSED : aborts_or_answers(in);
	if (cause->answers_old)
		return CLAIM_RESET_ANSWERS_PROBE;
	if (!over && !(step->before & FLOW_ESTABLISHED))
		return reset_of_opening(in);
	if (cause->unanswered >= UNANSWERED_MIN && !over && the_other_was_heard(in))
		return CLAIM_RESET_GIVES_UP;
	if (answers_anew(in))
		return CLAIM_RESET_ANSWERS_ANEW;
	if (cause->ttl_differs || (cause->answers_soon && !over))
		return CLAIM_RESET_IN_NAME;
	if (cause->answers && !unseen && unsure)
		return CLAIM_RESET_ANSWERS_COPY;
	if (cause->answers && !unseen)
		return cause->answers_last == cause->peer_frame && cause->answers_count == 1
			   ? CLAIM_RESET_ANSWERS
			   : CLAIM_RESET_ANSWERS_EARLIER;
	if (cause->answers && !over)
		return CLAIM_RESET_ANSWERS_COPY;
	if (claims_reset_is_doubted(in))
		return CLAIM_RESET_IN_NAME;
	if ((step->before & FLOW_RESET) && !cause->reset_before)
		return CLAIM_RESET_TOO;
	if (over)
		return CLAIM_RESET_AFTER_CLOSE;
	const struct flow_side *own = flow_side_const(in->flow, step->from);
	if (!flow_is_self(in->flow) && !the_other_was_heard(in))
		return CLAIM_RESET_UNHEARD;
	if (!(own->flags & SIDE_SENT_FIN))
		return CLAIM_RESET;
	return cause->may_answer ? CLAIM_RESET_MAY_ANSWER : CLAIM_RESET_AFTER_FIN;
}

/* Who got a SYN in LISTEN returns there (RFC 9293 section 3.10.7.4). */
static bool returns_to_listen(const struct claim_input *in)
{
	enum side to = side_other(in->step->from);
	return in->evidence && in->evidence->before[to].state == TCP_SYN_RECEIVED &&
	       in->evidence->states[to].state == TCP_LISTEN;
}

static enum claim_id reset_id_told(const struct claim_input *in)
{
	enum claim_id id = reset_id(in);
	bool aborts = id == CLAIM_RESET || id == CLAIM_RESET_OPENING;
	return aborts && returns_to_listen(in) ? CLAIM_RESET_SYN_RECEIVED : id;
}

/* The segments that it may answer: the first one and the last one. */
static void claim_answered(struct claim *claim, const struct cause *cause)
{
	claim_rests_on(claim, cause->answers_first);
	if (cause->answers_last != cause->answers_first)
		claim_rests_on(claim, cause->answers_last);
	if (claim->id == CLAIM_RESET_ANSWERS_EARLIER || claim->id == CLAIM_RESET_ANSWERS_COPY ||
	    ((claim->id == CLAIM_RESET_ANSWERS_OLD || claim->id == CLAIM_RESET_ANSWERS_ANEW) &&
	     cause->answers_count > 1))
		claim_value(claim, UNIT_COUNT, cause->answers_count);
}

/* One of the older connection between these ends, too, may have that ACK number; and what came too
 * short a while before is not known. */
static bool may_answer_older(const struct claim_input *in)
{
	return in->cause->answers_old_ack && (in->flow->flags & FLOW_OPEN_BEFORE) &&
	       in->round_trip_us[in->step->from] < 0;
}

void claims_reset(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	struct claim *claim = claiming_add(now, reset_id_told(now->in));
	if (claim->id == CLAIM_RESET_GIVES_UP)
		claim_value(claim, UNIT_COUNT, cause->unanswered);
	/* Number 0 answers a segment without ACK; and without ACK itself, it has the number of what
	 * it answers, which nobody knows where the other side was not captured (RFC 9293 section
	 * 3.10.7.1). */
	bool answers = !(now->in->segment->flags & TCP_FLAG_ACK) && !the_other_was_heard(now->in);
	bool guess = cause->beyond > 0 && now->in->segment->seq != 0 && !answers;
	if (claim->id == CLAIM_RESET_AGAIN && guess)
		claim_value(claiming_add(now, CLAIM_RESET_GUESS), UNIT_BYTES, cause->beyond);
	if (claim->id == CLAIM_RESET_FORGED)
		claim_rests_on(claim, now->in->evidence->forged);
	else if (claim->id == CLAIM_RESET_NOT_TAKEN || claim->id == CLAIM_RESET_PASSED_OVER)
		claim_rests_on(claim, (uint32_t)now->in->evidence->not_taken);
	else if (claim->id == CLAIM_RESET_MAY_ANSWER)
		claim_rests_on(claim, cause->asked_frame);
	else if ((may_answer_older(now->in) && claim->id == CLAIM_RESET_ANSWERS_OLD) ||
		 (may_answer_unseen(now->in) && claim->id != CLAIM_RESET_ANSWERS_COPY))
		; /* nobody knows which */
	else if (cause->answers || claim->id == CLAIM_RESET_ANSWERS_COPY)
		claim_answered(claim, cause);
	else if (cause->answers_old || cause->answers_syn)
		claim_rests_on(claim, cause->peer_frame);
	/* RFC 9293 section 3.5.3 */
	uint32_t length = now->in->segment->payload_length;
	if (length > 0)
		claim_value(claiming_add(now, CLAIM_RESET_REASON), UNIT_BYTES, length);
	if (is_forged(now->in) && claim->id != CLAIM_RESET_FORGED)
		claim_rests_on(claiming_add(now, CLAIM_RESET_FORGED), now->in->evidence->forged);
	if (cause->ttl_differs)
		claiming_add(now, CLAIM_RESET_TTL);
}
