/* SPDX-License-Identifier: MIT */
/* Claims about what happened in a connection between its opening and its end. */
#include "ending.h"
#include "seq.h"

enum { TWICE_MIN = 4 }; /* fewer are single copies, told with their segments */

/* Nothing was sent again but by a timer that backs off: the first wait is no double of another. */
static bool claim_backed_off(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	int first = own->repaired[AGAIN_BY_TIMER] + own->repaired[AGAIN_BY_TIMEOUT];
	int doubled = own->repaired[AGAIN_BY_BACKOFF], all = 0;
	for (int how = 0; how < AGAIN_COUNT; how++)
		all += own->repaired[how];
	if (first != 1 || doubled == 0 || all != first + doubled)
		return false;
	enum again how = own->repaired[AGAIN_BY_TIMER] > 0 ? AGAIN_BY_TIMER : AGAIN_BY_TIMEOUT;
	struct claim *claim =
	    ending_count(end, CLAIM_BACKED_OFF, side, own->repaired_frame[how], all);
	claim_rests_on(claim, own->repaired_frame[AGAIN_BY_BACKOFF]);
	if (own->repair_us > 0)
		claim_more(claim, UNIT_US, causes_told_us(own->repair_us));
	return true;
}

/* Not what was lost, but what is not in the capture. */
static void claim_not_captured(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	uint32_t bytes = causes_missed(own);
	if (bytes == 0 || bytes > SEQ_WINDOW_MAX)
		return;
	struct claim *claim = ending_add(end, CLAIM_NOT_CAPTURED, side);
	claim_rests_on(claim, own->ack_frame);
	bool rough = own->missed_rough || (own->flags & CAUSE_HOLE_ROUGH);
	if (!rough)
		claim_value(claim, UNIT_BYTES, bytes);
}

static void claim_losses(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	if (own->before > 0) {
		struct claim *claim =
		    ending_count(end, CLAIM_LOSSES_BEFORE, side, own->before_frame, own->before);
		if (own->before_us > 0)
			claim_more(claim, UNIT_US, causes_told_us(own->before_us));
	}
	if (own->lost > 0)
		ending_count(end, CLAIM_LOSSES, side, own->lost_frame, own->lost);
	if (own->parts > 0)
		ending_count(end, CLAIM_LOSSES_IN_PART, side, own->part_frame, own->parts);
	claim_not_captured(end, side);
}

static void claim_repairs(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	const uint8_t *repaired = own->repaired;
	const struct {
		uint8_t how[2], hows;
		enum claim_id id;
	} rows[] = {
	    {{AGAIN_BY_SACK, AGAIN_BY_DUPACKS}, 2, CLAIM_REPAIRED_FAST},
	    {{AGAIN_BY_PARTIAL_ACK}, 1, CLAIM_REPAIRED_PARTIAL},
	    {{AGAIN_BY_TIMER}, 1, CLAIM_REPAIRED_TIMER},
	    {{AGAIN_BY_TIMEOUT}, 1, CLAIM_REPAIRED_TIMEOUT},
	    {{AGAIN_BY_BACKOFF}, 1, CLAIM_REPAIRED_BACKOFF},
	    {{AGAIN_BY_PROBE}, 1, CLAIM_REPAIRED_PROBE},
	    {{AGAIN_SYN_ONLY}, 1, CLAIM_REPAIRED_SYN_ONLY},
	    {{AGAIN_UNTOLD}, 1, CLAIM_REPAIRED},
	};
	enum { ROWS = sizeof rows / sizeof rows[0] };
	int counts[ROWS] = {0}, kinds = 0;
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t k = 0; k < rows[i].hows; k++)
			counts[i] += repaired[rows[i].how[k]];
		kinds += counts[i] > 0;
	}
	if (claim_backed_off(end, side))
		kinds = 0;
	for (size_t i = 0; i < ROWS && kinds > 0; i++) {
		if (counts[i] == 0)
			continue;
		struct claim *claim = ending_count(end, rows[i].id, side, 0, counts[i]);
		for (size_t k = 0; k < rows[i].hows; k++)
			claim_rests_on(claim, own->repaired_frame[rows[i].how[k]]);
		/* Of several kinds it is not remembered which took so long. */
		if (kinds == 1 && own->repair_us > 0)
			claim_more(claim, UNIT_US, causes_told_us(own->repair_us));
	}
	if (own->twice > 0)
		ending_count(end, CLAIM_NEEDLESS, side_other(side), own->twice_frame, own->twice);
}

static void claim_shut(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	if (own->shut_count == 0)
		return;
	bool still = own->shut_us != 0;
	struct claim *claim =
	    ending_add(end, still ? CLAIM_WINDOW_STILL_SHUT : CLAIM_WINDOW_SHUT, side);
	claim_rests_on(claim, own->shut_frame);
	if (!still)
		claim_value(claim, UNIT_US, causes_told_us(own->shut_total_us));
	if (own->shut_probes > 0)
		claim_more(claim, UNIT_COUNT, own->shut_probes);
}

static void claim_waits(const struct ending *end, enum side side)
{
	const struct causes_side *own = ending_side(end, side);
	if (own->waits == 0)
		return;
	struct claim *claim = ending_add(end, CLAIM_WAITED, side);
	claim_rests_on(claim, own->wait_frame);
	claim_value(claim, UNIT_US, causes_told_us(own->waited_us));
	claim_more(claim, UNIT_COUNT, own->waits);
}

/* The first RST or SYN of SIDE that changed nothing, and what it was answered with. */
static void claim_passed(const struct ending *end, enum side side)
{
	uint32_t flags = ending_side(end, side)->flags;
	/* Who sends a RST later may have got that one. */
	bool gone = (end->flow->flags & FLOW_RESET) ||
		    (ending_side(end, side_other(side))->flags & CAUSE_RST);
	if (!(flags & (CAUSE_RST_PASSED | CAUSE_SYN_PASSED)) || gone)
		return;
	enum claim_id id = flags & CAUSE_RST_SURE     ? CLAIM_RESET_NOT_MOVED
			   : flags & CAUSE_RST_PASSED ? CLAIM_RESET_PASSED
						      : CLAIM_SYN_PASSED;
	claim_rests_on(ending_add(end, id, side), end->causes->reset_frame);
	if (ending_side(end, side_other(side))->flags & CAUSE_CHALLENGES)
		claim_rests_on(ending_add(end, CLAIM_CHALLENGED, side_other(side)),
			       end->causes->reset_frame);
}

void claims_events(const struct ending *end)
{
	enum side last = flow_is_self(end->flow) ? SIDE_CLIENT : SIDE_SERVER;
	int twice = end->causes->captured_twice;
	if (twice >= TWICE_MIN)
		ending_count(end, CLAIM_MANY_TWICE, SIDE_CLIENT, 0, twice);
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		claim_losses(end, side);
		claim_repairs(end, side);
		claim_shut(end, side);
		claim_waits(end, side);
		claim_passed(end, side);
	}
}
