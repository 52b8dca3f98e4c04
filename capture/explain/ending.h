/* SPDX-License-Identifier: MIT */
/* Private to explain: claims about a connection on their way into a set. */
#ifndef ENDING_H
#define ENDING_H

#include "claims_private.h"

struct ending {
	const struct flow *flow;
	const struct causes *causes; /* NULL: none */
	struct claim_set *set;
};

static inline struct claim *ending_add(const struct ending *end, enum claim_id id, enum side side)
{
	return claim_add(end->set, id, side, 0);
}

/* With causes only. */
static inline const struct causes_side *ending_side(const struct ending *end, enum side side)
{
	return &end->causes->side[flow_is_self(end->flow) ? SIDE_CLIENT : side];
}

/* Not all that SIDE sent was captured: what is missing may lie there. With causes only. */
static inline bool ending_has_gap(const struct ending *end, enum side side)
{
	return ending_side(end, side)->flags & (CAUSE_HOLE | CAUSE_UNSEEN);
}

/* How often SIDE sent its SYN or FIN is not known. With causes only. */
static inline bool ending_is_unsure(const struct ending *end, enum side side)
{
	return ending_side(end, side)->flags & CAUSE_COUNT_UNSURE;
}

/* With a FIN that was not captured. */
static inline bool ending_may_have_closed(const struct ending *end, enum side side)
{
	if (!end->causes)
		return false;
	const struct causes_side *own = ending_side(end, side);
	return flow_end_is_unseen(end->flow, side) ||
	       ((own->flags & CAUSE_UNSEEN) && own->unseen_end == own->next);
}

/* Nothing was captured of it that takes numbers: its FIN may have been sent before. */
static inline bool ending_sent_no_numbers(const struct ending *end, enum side side)
{
	return end->causes && ending_side(end, side)->sent_frame == 0;
}

/* Nothing that SIDE sent was captured: what it did is not known. */
static inline bool ending_is_unheard(const struct ending *end, enum side side)
{
	return end->causes && !flow_is_self(end->flow) &&
	       !(end->flow->side[side].flags & SIDE_SPOKE) &&
	       !(ending_side(end, side)->flags & CAUSE_SPOKE);
}

/* It was given up early: what is missing may have come later. */
static inline bool ending_is_early(const struct ending *end)
{
	return end->flow->flags & FLOW_EVICTED;
}

/* How often something happened, and in which frame first; 0: none is known. */
static inline struct claim *ending_count(const struct ending *end, enum claim_id id, enum side side,
					 uint32_t frame, int count)
{
	struct claim *claim = ending_add(end, id, side);
	claim_rests_on(claim, frame);
	claim_value(claim, UNIT_COUNT, count);
	return claim;
}

/* Losses, repairs, windows, waits, and what changed nothing; with causes only. */
void claims_events(const struct ending *end);

/* How it was closed, as far as it was. */
void claims_closing(const struct ending *end);

/* FINs sent again, unless that was told with how it was closed. */
void claims_fins(const struct ending *end);

/* Both did, and neither had taken the other FIN. A FIN that was lost crosses nothing. */
void claims_both_closed(const struct ending *end, enum side first);

/* A RST ended it: no FIN was captured, or FIRST closed first. */
void claims_reset_alone(const struct ending *end);
void claims_fin_then_reset(const struct ending *end, enum side first);

#endif
