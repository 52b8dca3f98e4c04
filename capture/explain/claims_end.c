/* SPDX-License-Identifier: MIT */
/* Claims about a connection: how it was opened, what happened, how it ended. */
#include "ending.h"
#include "naming.h"

enum { GIVES_UP_MIN = 2 }; /* fewer unanswered segments are no reason */

static void claim_opened(const struct ending *end)
{
	const struct flow *flow = end->flow;
	int64_t rtt_us = flow->flags & FLOW_RTT_KNOWN ? (int64_t)flow->syn_rtt_us : CAUSE_UNKNOWN;
	if (!end->causes || !end->causes->opened) {
		claim_value(ending_add(end, CLAIM_OPENED, SIDE_CLIENT), UNIT_US, rtt_us);
		return;
	}
	int64_t whole_us = cause_since(end->causes->opened_us, end->causes->syn_us);
	uint8_t syns = end->causes->opened_syns, answers = ending_side(end, SIDE_SERVER)->syns;
	enum claim_id id = syns > 1      ? CLAIM_OPENED_AGAIN
			   : answers > 1 ? CLAIM_OPENED_ANSWER_AGAIN
					 : CLAIM_OPENED;
	struct claim *claim = ending_add(end, id, SIDE_CLIENT);
	claim_value(claim, UNIT_US, whole_us);
	if (id != CLAIM_OPENED)
		claim_more(claim, UNIT_COUNT, syns > 1 ? syns : answers);
	if (syns > 1 && answers == 1)
		claim_value(ending_add(end, CLAIM_ROUND_TRIP, SIDE_CLIENT), UNIT_US, rtt_us);
}

/* The last SYN came after the last RST. */
static bool tries_again(const struct ending *end)
{
	return end->causes && end->causes->refused &&
	       ending_side(end, SIDE_CLIENT)->last_frame >
		   ending_side(end, SIDE_SERVER)->last_frame;
}

static enum claim_id id_of_refused(const struct ending *end)
{
	return tries_again(end) ? CLAIM_NOT_OPENED_REFUSED_AGAIN : CLAIM_NOT_OPENED_REFUSED;
}

static void claim_unanswered(const struct ending *end)
{
	bool answered = flow_side_const(end->flow, SIDE_SERVER)->flags & SIDE_SENT_SYN_ACK;
	if (tries_again(end)) {
		ending_add(end, CLAIM_NOT_OPENED_REFUSED_AGAIN, SIDE_SERVER);
		return;
	}
	enum side side = answered ? SIDE_SERVER : SIDE_CLIENT;
	struct claim *claim = ending_add(
	    end, answered ? CLAIM_NOT_OPENED_INCOMPLETE : CLAIM_NOT_OPENED_UNANSWERED, side);
	if (end->causes && ending_side(end, side)->syns > 1)
		claim_value(claim, UNIT_COUNT, ending_side(end, side)->syns);
}

/* Whether that is all. */
static bool claims_opening(const struct ending *end)
{
	if (end->causes && end->causes->no_connection) {
		ending_add(end, CLAIM_NO_CONNECTION, (enum side)end->flow->resetter);
		return true;
	}
	switch (flow_open(end->flow)) {
	case OPEN_REFUSED:
		ending_add(end, id_of_refused(end), (enum side)end->flow->resetter);
		return true;
	case OPEN_NO_CONNECTION:
		ending_add(end, CLAIM_STRAY, SIDE_CLIENT);
		return true;
	case OPEN_INCOMPLETE:
		if (end->flow->flags & FLOW_RESET)
			ending_add(end, CLAIM_NOT_OPENED_BROKEN_OFF,
				   (enum side)end->flow->resetter);
		else
			claim_unanswered(end);
		return true;
	case OPEN_UNANSWERED:
		claim_unanswered(end);
		return true;
	case OPEN_MIDSTREAM:
		ending_add(end, CLAIM_OPENED_BEFORE, SIDE_CLIENT);
		ending_add(end, CLAIM_ROLES_GUESSED, SIDE_CLIENT);
		return false;
	case OPEN_SIMULTANEOUS:
		ending_add(end, CLAIM_OPENED_SIMULTANEOUSLY, SIDE_CLIENT);
		return false;
	case OPEN_FAST:
		ending_add(end, CLAIM_OPENED_FAST, SIDE_CLIENT);
		return false;
	case OPEN_3_WAY:
	case OPEN_NAME_COUNT:
		break;
	}
	claim_opened(end);
	return false;
}

static void claim_repairs(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	const uint8_t *repaired = own->repaired;
	const struct {
		int count;
		enum claim_id id;
	} rows[] = {
	    {repaired[AGAIN_BY_SACK] + repaired[AGAIN_BY_DUPACKS] + repaired[AGAIN_BY_PARTIAL_ACK],
	     CLAIM_REPAIRED_FAST},
	    {repaired[AGAIN_BY_TIMER], CLAIM_REPAIRED_TIMER},
	    {repaired[AGAIN_BY_TIMEOUT], CLAIM_REPAIRED_TIMEOUT},
	    {repaired[AGAIN_BY_PROBE], CLAIM_REPAIRED_PROBE},
	    {repaired[AGAIN_SYN_ONLY], CLAIM_REPAIRED_SYN_ONLY},
	    {repaired[AGAIN_UNTOLD], CLAIM_REPAIRED},
	};
	int kinds = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		kinds += rows[i].count > 0;
	if (own->lost > 0)
		claim_value(ending_add(end, CLAIM_LOSSES, side), UNIT_COUNT, own->lost);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].count == 0)
			continue;
		struct claim *claim = ending_add(end, rows[i].id, side);
		claim_value(claim, UNIT_COUNT, rows[i].count);
		/* Of several kinds it is not remembered which took so long. */
		if (kinds == 1 && own->repair_us > 0)
			claim_more(claim, UNIT_US, own->repair_us);
	}
	if (own->twice > 0)
		claim_value(ending_add(end, CLAIM_NEEDLESS, side_other(side)), UNIT_COUNT,
			    own->twice);
}

static void claim_shut(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	if (own->shut_count == 0)
		return;
	bool still = own->shut_us != 0;
	struct claim *claim =
	    ending_add(end, still ? CLAIM_WINDOW_STILL_SHUT : CLAIM_WINDOW_SHUT, side);
	if (!still)
		claim_value(claim, UNIT_US, own->shut_total_us);
	if (own->shut_probes > 0)
		claim_more(claim, UNIT_COUNT, own->shut_probes);
}

static void claim_waits(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	if (own->waits == 0)
		return;
	struct claim *claim = ending_add(end, CLAIM_WAITED, side);
	claim_value(claim, UNIT_US, own->waited_us);
	claim_more(claim, UNIT_COUNT, own->waits);
}

static void claims_events(const struct ending *end)
{
	enum side last = flow_is_self(end->flow) ? SIDE_CLIENT : SIDE_SERVER;
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		claim_repairs(end, side);
		claim_shut(end, side);
		claim_waits(end, side);
	}
}

/* What stood at the end: who gave up, and what nobody acknowledged. */
static void claims_left(const struct ending *end)
{
	const struct flow *flow = end->flow;
	bool reset = flow->flags & FLOW_RESET;
	enum side last = flow_is_self(flow) ? SIDE_CLIENT : SIDE_SERVER;
	if (reset && end->causes->gave_up >= GIVES_UP_MIN) {
		bool probing = end->causes->gave_up_probing;
		claim_value(ending_add(end, probing ? CLAIM_GAVE_UP_PROBES : CLAIM_GAVE_UP,
				       (enum side)flow->resetter),
			    UNIT_COUNT, end->causes->gave_up);
	}
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		const struct causes_side *own = ending_side(end, side);
		uint32_t bytes = own->next - own->una;
		if (!(own->flags & CAUSE_ACKED) || own->outstanding == 0 || bytes == 0 ||
		    bytes > SEQ_WINDOW_MAX || (!reset && own->again == 0))
			continue;
		bytes -= (own->flags & CAUSE_FIN) && own->fin_end == own->next;
		if (bytes == 0)
			continue;
		struct claim *claim = ending_add(end, CLAIM_NEVER_ACKED, side);
		claim_value(claim, UNIT_BYTES, bytes);
		if (own->again > 0)
			claim_more(claim, UNIT_COUNT, own->again + 1);
	}
}

/* FINs sent again, unless that was told with how it was closed. */
static void claims_fins(const struct ending *end)
{
	enum side last = flow_is_self(end->flow) ? SIDE_CLIENT : SIDE_SERVER;
	const struct claim *told = claim_find(end->set, CLAIM_FIN_UNANSWERED);
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		uint8_t fins = ending_side(end, side)->fins;
		if (fins > 1 && !(told && told->side == side))
			claim_value(ending_add(end, CLAIM_FIN_REPEATED, side), UNIT_COUNT, fins);
	}
}

void claims_of_connection(const struct flow *flow, const struct causes *causes,
			  struct claim_set *set)
{
	struct ending end = {flow, causes, set};
	set->count = 0;
	bool all = claims_opening(&end);
	if (causes && !all)
		claims_events(&end);
	if (causes && !all)
		claims_left(&end);
	if (!all)
		claims_closing(&end);
	if (causes && !all)
		claims_fins(&end);
	if (causes && (causes->clock_back || causes->clock_jumped))
		ending_add(&end, CLAIM_TIMES_ODD, SIDE_CLIENT);
}
