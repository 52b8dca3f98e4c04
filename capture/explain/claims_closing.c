/* SPDX-License-Identifier: MIT */
/* Claims about how a connection was closed. */
#include "classify.h"
#include "ending.h"

enum {
	/* RFC 6298 starts with a second and doubles: a FIN that was not sent again for so long was
	 * acknowledged. */
	MANY_TIMEOUTS_US = 2000000,
	MANY_ROUND_TRIPS = 10,
	AT_ONCE_US = 1000, /* hosts take that long */
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

/* On both FINs. */
static struct claim *add_on_fins(const struct ending *end, enum claim_id id, enum side first)
{
	struct claim *claim = ending_add(end, id, first);
	if (end->causes) {
		claim_rests_on(claim, ending_side(end, first)->fin_frame);
		claim_rests_on(claim, ending_side(end, side_other(first))->fin_frame);
	}
	return claim;
}

/* A path so long is named; beside it, what is hardly more is no delay of its end. */
static bool is_at_once(int64_t rest_us, int64_t round_trip_us)
{
	return rest_us < AT_ONCE_US || rest_us < round_trip_us / 20;
}

/* Why there was no ACK of the FIN alone. CLOSE_US: until the other FIN. */
static void claim_why_3(const struct ending *end, enum side first, int64_t close_us)
{
	const struct causes_side *one = ending_side(end, first);
	int64_t round_trip_us = end->causes->fin_least_us, rest_us = close_us - round_trip_us;
	if (one->fins > 1 &&
	    (one->lost > 0 || one->fin_again_acked || ending_is_unsure(end, first)))
		return; /* why, is told; or it was answered, and the answer was lost or late */
	if (one->fins > 1) {
		struct claim *claim = ending_add(end, CLAIM_FIN_UNANSWERED, first);
		claim_rests_on(claim, one->fin_frame);
		claim_value(claim, UNIT_COUNT, one->fins);
		return;
	}
	/* Much sooner than the path took before: then nothing is known of it. */
	bool sooner = rest_us < 0 && !is_at_once(-rest_us, round_trip_us);
	if (close_us < 0 || round_trip_us < 0 || (sooner && round_trip_us > NEAR_US) ||
	    ending_has_gap(end, side_other(first)))
		return;
	if (round_trip_us > NEAR_US && is_at_once(rest_us, round_trip_us)) {
		struct claim *claim = add_on_fins(end, CLAIM_CLOSED_AT_ONCE, first);
		claim_value(claim, UNIT_US, rest_us);
		claim_more(claim, UNIT_US, round_trip_us);
	} else if (rest_us < DELAYED_ACK_LINUX_US) {
		add_on_fins(end, CLAIM_MAY_DELAY, first)->side = (uint8_t)side_other(first);
	} else if (close_us >= MANY_TIMEOUTS_US && close_us >= round_trip_us * MANY_ROUND_TRIPS) {
		add_on_fins(end, CLAIM_ACK_MISSED, first)->side = (uint8_t)side_other(first);
	}
}

/* The first FIN was acknowledged with a number beyond the second, which was captured after that:
 * with what it had been acknowledged first, and when, is not known. */
static void claim_closed_late(const struct ending *end, enum side first)
{
	const struct causes_side *other = ending_side(end, side_other(first));
	struct claim *claim = ending_add(end, CLAIM_CLOSED_FIN_LATE, first);
	claim_rests_on(claim, other->fin_frame);
	claim_rests_on(claim, end->causes->fin_acked_frame);
	claim_value(claim, UNIT_US, cause_since(other->fin_us, ending_side(end, first)->fin_us));
}

static void claim_closed_3(const struct ending *end, enum side first)
{
	if (!end->causes) {
		claim_value(ending_add(end, CLAIM_CLOSED_3, first), UNIT_US,
			    between_fins(end->flow));
		return;
	}
	if (end->causes->fin_acked && fin_was_jumped_over(end->flow)) {
		claim_closed_late(end, first);
		return;
	}
	const struct causes_side *one = ending_side(end, first),
				 *other = ending_side(end, side_other(first));
	int64_t close_us = cause_since(other->fin_us, one->fin_us);
	int64_t round_trip_us = end->causes->fin_least_us;
	/* Longer than Linux holds an ACK back: there may have been one, lost or not captured. */
	bool waited = one->fins > 1 || ending_has_gap(end, side_other(first)) ||
		      close_us - (round_trip_us > 0 ? round_trip_us : 0) >= DELAYED_ACK_LINUX_US;
	struct claim *claim =
	    add_on_fins(end, waited ? CLAIM_CLOSED_NO_ACK : CLAIM_CLOSED_3, first);
	claim_value(claim, UNIT_US, close_us);
	bool far = round_trip_us > NEAR_US && close_us <= round_trip_us * ROUND_TRIPS_MAX;
	if (far && !is_at_once(close_us - round_trip_us, round_trip_us))
		claim_more(claim, UNIT_US, round_trip_us);
	claim_why_3(end, first, close_us);
}

static void claim_closed_4(const struct ending *end, enum side first)
{
	struct claim *claim = add_on_fins(end, CLAIM_CLOSED_4, first);
	if (end->causes)
		claim_rests_on(claim, end->causes->fin_acked_frame);
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
	struct claim *claim = add_on_fins(end, CLAIM_CLOSED_HALF, first);
	int64_t close_us = between_fins(end->flow);
	if (end->causes)
		close_us = cause_since(ending_side(end, side_other(first))->fin_us,
				       ending_side(end, first)->fin_us);
	claim_value(claim, UNIT_US, close_us);
}

/* Where a FIN was captured: of both sides, or the other one was not captured at all. */
static enum claim_id id_of_open(const struct flow *flow)
{
	unsigned both = flow->side[SIDE_CLIENT].flags & flow_side_const(flow, SIDE_SERVER)->flags;
	if (!(flow->flags & FLOW_FIN_SEEN) || flow_is_self(flow))
		return CLAIM_NOT_CLOSED;
	return both & SIDE_SENT_FIN ? CLAIM_FINS_LEFT : CLAIM_ONE_FIN_CAPTURED;
}

/* Of one side nothing was captured, or not its last numbers: it is not known that it did not
 * close. */
static bool claim_untold(const struct ending *end)
{
	for (enum side side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		bool unheard = ending_is_unheard(end, side);
		if (!unheard && !ending_may_have_closed(end, side))
			continue;
		claim_rests_on(
		    ending_add(end, unheard ? CLAIM_CLOSE_ONE_WAY : CLAIM_CLOSE_UNSEEN, side),
		    ending_side(end, side_other(side))->last_frame);
		return true;
	}
	return false;
}

/* A FIN was captured and held back, and its side has not gone on without it: it is probably
 * dropped, but not surely. */
static bool claim_dropped(const struct ending *end)
{
	for (enum side side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		uint64_t frame = flow_fin_held(end->flow, side);
		if (frame == 0)
			continue;
		claim_rests_on(ending_add(end, CLAIM_CLOSE_DROPPED, side), frame);
		return true;
	}
	return false;
}

static void claim_open(const struct ending *end, enum side first)
{
	enum claim_id id = id_of_open(end->flow);
	if (ending_is_early(end) ||
	    (id == CLAIM_NOT_CLOSED && (claim_dropped(end) || claim_untold(end))))
		return;
	if (id == CLAIM_NOT_CLOSED)
		ending_add(end, CLAIM_NOT_CLOSED, first);
	else
		add_on_fins(end, id, first);
}

static void claim_one_fin(const struct ending *end, enum side first)
{
	enum side second = side_other(first);
	if (!ending_is_early(end) && claim_dropped(end))
		return;
	if (ending_may_have_closed(end, second) || ending_sent_no_numbers(end, second) ||
	    (end->flow->flags & FLOW_FIN_ACK_JUMPED)) {
		if (!ending_is_early(end))
			add_on_fins(end, CLAIM_ONE_FIN_CAPTURED, first);
		return;
	}
	bool acked = end->flow->flags & FLOW_FIN_ACKED_ALONE;
	struct claim *claim = add_on_fins(end, acked ? CLAIM_ONE_FIN_ACKED : CLAIM_ONE_FIN, first);
	if (acked && end->causes)
		claim_rests_on(claim, end->causes->fin_acked_frame);
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
		claims_both_closed(end, first);
		break;
	case CLOSE_HALF:
		claim_closed_half(end, first);
		break;
	case CLOSE_RESET:
		claims_reset_alone(end);
		break;
	case CLOSE_FIN_THEN_RESET:
		claims_fin_then_reset(end, first);
		break;
	case CLOSE_ONE_FIN:
		claim_one_fin(end, first);
		break;
	case CLOSE_OPEN:
		claim_open(end, first);
		break;
	case CLOSE_NONE:
	case CLOSE_NAME_COUNT:
		break;
	}
	if (ending_is_early(end))
		ending_add(end, CLAIM_GIVEN_UP, first);
}

void claims_fins(const struct ending *end)
{
	enum side last = flow_is_self(end->flow) ? SIDE_CLIENT : SIDE_SERVER;
	const struct claim *told = claim_find(end->set, CLAIM_FIN_UNANSWERED);
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		uint8_t fins = ending_side(end, side)->fins;
		if (fins > 1 && !ending_is_unsure(end, side) && !(told && told->side == side))
			ending_count(end, CLAIM_FIN_REPEATED, side,
				     ending_side(end, side)->fin_frame, fins);
	}
}
