/* SPDX-License-Identifier: MIT */
/* Claims about how a connection was closed. */
#include "ending.h"
#include "naming.h"

enum {
	/* RFC 6298 starts with a second and doubles: a FIN that was not sent again for so long was
	 * acknowledged. */
	MANY_TIMEOUTS_US = 2000000,
	MANY_ROUND_TRIPS = 10,
};

static uint64_t fin_of(const struct flow *flow, enum side side)
{
	return flow_fin_time(flow, side == SIDE_CLIENT ? FLOW_FIN_OF_CLIENT : FLOW_FIN_OF_SERVER);
}

/* From the first FIN to the other one; below 0 when the clock went back. */
static int64_t between_fins(const struct flow *flow)
{
	enum side first = (enum side)flow->first_closer;
	return flow_fin_between(fin_of(flow, first), fin_of(flow, side_other(first)));
}

static void claim_closed_3(const struct ending *end, enum side first)
{
	struct claim *claim = ending_add(end, CLAIM_CLOSED_3, first);
	if (!end->causes) {
		claim_value(claim, UNIT_US, between_fins(end->flow));
		return;
	}
	const struct causes_side *one = ending_side(end, first),
				 *other = ending_side(end, side_other(first));
	int64_t close_us = cause_since(other->fin_us, one->fin_us);
	claim_value(claim, UNIT_US, close_us);
	if (one->fins > 1 && one->lost > 0)
		return; /* why, is told */
	if (one->fins > 1) {
		claim_value(ending_add(end, CLAIM_FIN_UNANSWERED, first), UNIT_COUNT, one->fins);
		return;
	}
	int64_t round_trip_us = end->causes->fin_least_us;
	if (close_us < 0 || round_trip_us < 0 || (other->flags & CAUSE_HOLE))
		return;
	if (close_us - round_trip_us < DELAYED_ACK_LINUX_US)
		ending_add(end, CLAIM_MAY_DELAY, side_other(first));
	else if (close_us >= MANY_TIMEOUTS_US && close_us >= round_trip_us * MANY_ROUND_TRIPS)
		ending_add(end, CLAIM_ACK_MISSED, side_other(first));
}

static void claim_closed_4(const struct ending *end, enum side first)
{
	struct claim *claim = ending_add(end, CLAIM_CLOSED_4, first);
	const struct flow *flow = end->flow;
	uint64_t ack = flow_fin_time(flow, FLOW_FIN_ACK);
	int64_t acked_us = flow_fin_between(fin_of(flow, first), ack);
	int64_t closed_us = flow_fin_between(ack, fin_of(flow, side_other(first)));
	if (end->causes && end->causes->fin_acked) {
		int64_t acked = end->causes->fin_acked_us;
		acked_us = cause_since(acked, ending_side(end, first)->fin_us);
		closed_us = cause_since(ending_side(end, side_other(first))->fin_us, acked);
	}
	claim_value(claim, UNIT_US, acked_us);
	claim_more(claim, UNIT_US, closed_us);
}

static void claim_closed_half(const struct ending *end, enum side first)
{
	struct claim *claim = ending_add(end, CLAIM_CLOSED_HALF, first);
	int64_t close_us = between_fins(end->flow);
	if (end->causes)
		close_us = cause_since(ending_side(end, side_other(first))->fin_us,
				       ending_side(end, first)->fin_us);
	claim_value(claim, UNIT_US, close_us);
}

static void claim_fin_then_reset(const struct ending *end, enum side first)
{
	enum side resetter = (enum side)end->flow->resetter;
	bool answers = end->causes && end->causes->reset_answers;
	if (resetter != first)
		ending_add(end, CLAIM_ABORTED_AFTER_FIN, resetter);
	else
		ending_add(end, answers ? CLAIM_ANSWERED_BY_RST : CLAIM_ABORTED_BY_FIRST, first);
}

static bool fin_repeated(const struct ending *end)
{
	return end->causes &&
	       (ending_side(end, SIDE_CLIENT)->fins > 1 || ending_side(end, SIDE_SERVER)->fins > 1);
}

void claims_closing(const struct ending *end)
{
	const struct flow *flow = end->flow;
	enum side first = (enum side)flow->first_closer;
	switch (flow_close(flow)) {
	case CLOSE_3_SEGMENT:
		claim_closed_3(end, first);
		break;
	case CLOSE_4_SEGMENT:
		claim_closed_4(end, first);
		break;
	case CLOSE_SIMULTANEOUS:
		/* A FIN that was lost crosses nothing. */
		ending_add(end, fin_repeated(end) ? CLAIM_CLOSED_BOTH : CLAIM_CLOSED_SIMULTANEOUSLY,
			   first);
		break;
	case CLOSE_HALF:
		claim_closed_half(end, first);
		break;
	case CLOSE_RESET:
		ending_add(end,
			   end->causes && end->causes->reset_in_name ? CLAIM_ABORTED_IN_NAME
								     : CLAIM_ABORTED,
			   (enum side)flow->resetter);
		break;
	case CLOSE_FIN_THEN_RESET:
		claim_fin_then_reset(end, first);
		break;
	case CLOSE_ONE_FIN: {
		bool acked = flow->flags & FLOW_FIN_ACKED_ALONE;
		ending_add(end, acked ? CLAIM_ONE_FIN_ACKED : CLAIM_ONE_FIN, first);
		break;
	}
	case CLOSE_OPEN:
		ending_add(end, CLAIM_NOT_CLOSED, first);
		break;
	case CLOSE_NONE:
	case CLOSE_NAME_COUNT:
		break;
	}
}
