/* SPDX-License-Identifier: MIT */
/* Claims about a connection that a RST ended. */
#include "classify.h"
#include "ending.h"

/* No RST answers a RST (RFC 9293 section 3.10.7.1). One that was forged, or that changed nothing,
 * is none of its end's. */
static bool both_reset(const struct ending *end)
{
	return end->causes && !end->causes->reset_taken && !flow_is_self(end->flow) &&
	       (ending_side(end, SIDE_CLIENT)->flags & CAUSE_RST_OWN) &&
	       (ending_side(end, SIDE_SERVER)->flags & CAUSE_RST_OWN);
}

static bool reset_is_anothers(const struct causes *causes)
{
	return causes && (causes->reset_forged || causes->reset_in_name || causes->reset_doubted);
}

static enum claim_id id_of_anothers(const struct causes *causes)
{
	if (causes->reset_forged)
		return CLAIM_ABORTED_FORGED;
	if (!causes->reset_in_name)
		return CLAIM_ABORTED_DOUBTFUL;
	return causes->reset_soon ? CLAIM_ABORTED_SOON : CLAIM_ABORTED_IN_NAME;
}

/* Nothing tells that the RST in the other side's name was taken, and this side sent one itself. */
static bool ended_otherwise(const struct ending *end, enum side side)
{
	const struct causes *causes = end->causes;
	return causes && causes->reset_forged && causes->reset_ahead &&
	       ending_side(end, side)->last_rst;
}

void claims_reset_alone(const struct ending *end)
{
	const struct causes *causes = end->causes;
	enum side resetter = (enum side)end->flow->resetter;
	enum side other = side_other(resetter);
	if (ended_otherwise(end, other)) {
		claim_rests_on(ending_add(end, CLAIM_ABORTED, other),
			       ending_side(end, other)->last_frame);
		return;
	}
	enum claim_id id = CLAIM_ABORTED;
	if (reset_is_anothers(causes))
		id = id_of_anothers(causes);
	else if (ending_is_unheard(end, other))
		id = CLAIM_RESET_ONE_WAY;
	else if (both_reset(end))
		id = CLAIM_ABORTED_BOTH;
	else if (causes && causes->reset_answers)
		id = CLAIM_ENDED_BY_ANSWER;
	struct claim *claim = ending_add(end, id, resetter);
	if (!causes)
		return;
	claim_rests_on(claim, causes->reset_frame);
	if (causes->reset_taken)
		claim_rests_on(ending_add(end, CLAIM_RESET_TAKEN, side_other(resetter)),
			       causes->reset_frame);
}

static bool fin_repeated(const struct ending *end)
{
	return end->causes &&
	       (ending_side(end, SIDE_CLIENT)->fins > 1 || ending_side(end, SIDE_SERVER)->fins > 1);
}

void claims_both_closed(const struct ending *end, enum side first)
{
	struct claim *claim = ending_add(
	    end, fin_repeated(end) ? CLAIM_CLOSED_BOTH : CLAIM_CLOSED_SIMULTANEOUSLY, first);
	if (!end->causes)
		return;
	claim_rests_on(claim, ending_side(end, first)->fin_frame);
	claim_rests_on(claim, ending_side(end, side_other(first))->fin_frame);
}

/* Neither FIN acknowledges the other one: who closed first, depends on where it was captured. */
static bool fins_crossed(const struct ending *end)
{
	const struct flow *flow = end->flow;
	unsigned both = flow->side[SIDE_CLIENT].flags & flow_side_const(flow, SIDE_SERVER)->flags;
	return (flow->flags & FLOW_FINS_CROSSED) && (both & SIDE_SENT_FIN) && !flow_is_self(flow) &&
	       !(end->causes && end->causes->data_after_fin);
}

/* The other side's FIN was captured, too, or its ACK of this one, with the number behind all that
 * was captured of it (RFC 9293 section 3.10.7.4: an ACK has <SEQ=SND.NXT>): it had not closed
 * before. */
static bool is_known_first(const struct ending *end, enum side first)
{
	const struct flow *flow = end->flow;
	enum side second = side_other(first);
	bool acked =
	    (flow->flags & (FLOW_FIN_ACKED_ALONE | FLOW_FIN_ACK_JUMPED)) == FLOW_FIN_ACKED_ALONE &&
	    !ending_sent_no_numbers(end, second);
	return !end->causes || acked || (flow_side_const(flow, second)->flags & SIDE_SENT_FIN);
}

static enum claim_id id_of_closed(enum claim_id id)
{
	switch (id) {
	case CLAIM_RESET_BY_FIRST:
		return CLAIM_RESET_BEHIND_FIN;
	case CLAIM_ANSWERED_BY_RST:
		return CLAIM_ANSWERED_BEHIND_FIN;
	case CLAIM_ABORTED_BY_FIRST:
		return CLAIM_ABORTED_BEHIND_FIN;
	case CLAIM_FIRST_ANSWERED:
		return CLAIM_FIN_ANSWERED;
	default:
		return id;
	}
}

static void claim_fin_then_reset(const struct ending *end, enum side first)
{
	enum side resetter = (enum side)end->flow->resetter;
	const struct causes *causes = end->causes;
	bool answers = causes && causes->reset_answers;
	enum claim_id id;
	if (reset_is_anothers(causes))
		id = id_of_anothers(causes);
	else if (resetter == first && !answers && causes && causes->reset_may_answer)
		id = CLAIM_RESET_BY_FIRST;
	else if (resetter == first)
		id = answers ? CLAIM_ANSWERED_BY_RST : CLAIM_ABORTED_BY_FIRST;
	else if (!answers)
		id = CLAIM_ABORTED_AFTER_FIN;
	else
		id = causes->data_after_fin ? CLAIM_DATA_BEYOND_FIN : CLAIM_FIRST_ANSWERED;
	if (!is_known_first(end, first))
		id = id_of_closed(id);
	struct claim *claim = ending_add(end, id, resetter);
	if (!causes)
		return;
	claim_rests_on(claim, ending_side(end, first)->fin_frame);
	claim_rests_on(claim, causes->reset_frame);
}

/* Behind the RST, the FIN is not what that answered. Who closed first without a FIN did so by its
 * RST. */
static bool reset_came_first(const struct ending *end, enum side first)
{
	bool by_rst = (enum side)end->flow->resetter == first &&
		      !(flow_side_const(end->flow, first)->flags & SIDE_SENT_FIN);
	return by_rst ||
	       (end->causes && ending_side(end, first)->fin_frame > end->causes->reset_frame);
}

/* Where it is open who closed first, no claim names one. */
static bool first_is_open(const struct ending *end, enum side first)
{
	enum closer named = first == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
	bool answers = end->causes && end->causes->reset_answers;
	return (answers || end->flow->resetter == first) && flow_closed_first(end->flow) != named;
}

void claims_fin_then_reset(const struct ending *end, enum side first)
{
	bool crossed = fins_crossed(end);
	bool reset = ending_may_have_closed(end, side_other(first)) ||
		     reset_came_first(end, first) || (!crossed && first_is_open(end, first));
	if (!reset && !crossed) {
		claim_fin_then_reset(end, first);
		return;
	}
	if (!reset)
		claims_both_closed(end, first);
	claims_reset_alone(end);
}
