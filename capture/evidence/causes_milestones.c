/* SPDX-License-Identifier: MIT */
#include "causes_private.h"

static void take_opening(struct causing *now)
{
	struct causes *causes = now->causes;
	unsigned flags = now->segment->flags;
	uint32_t frame = (uint32_t)now->segment->frame;
	bool client = now->step->from == SIDE_CLIENT;
	if ((flags & TCP_FLAG_SYN) && !(flags & TCP_FLAG_ACK) && !causes->syn_timed) {
		causes->syn_us = now->now_us;
		causes->syn_frame = frame;
		causes->syn_timed = true;
	}
	if (now->step->established && causes->opened_frame == 0)
		causes->opened_frame = frame;
	if (now->step->established && causes->syn_timed && !causes->opened) {
		causes->opened_us = now->now_us;
		causes->opened_frame = frame;
		causes->opened_syns = causes->side[SIDE_CLIENT].syns;
		causes->opened_answers = causes->side[SIDE_SERVER].syns;
		causes->opened = true;
	} else if (causes->opened && !client && !now->odd && now->cause->repeats &&
		   now->end == now->own->next &&
		   !(now->step->before & (FLOW_FIN_SEEN | FLOW_RESET)) &&
		   (flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) == (TCP_FLAG_SYN | TCP_FLAG_ACK)) {
		/* It was in SYN-RECEIVED when this left. */
		causes->held = causes->holding = true;
		causes->opened_answers = now->own->syns;
	} else if (causes->holding && client && !(flags & TCP_FLAG_RST)) {
		causes->holding = false;
		causes->opened_us = now->now_us;
		causes->opened_frame = frame;
	}
}

static void take_clock(struct causing *now)
{
	struct causes *causes = now->causes;
	const struct cause *cause = now->cause;
	causes->clock_back |= cause->clock_back;
	causes->clock_jumped |= cause->clock_jumped;
	if (cause->clock_us <= causes->clock_us)
		return;
	causes->clock_us = cause->clock_us;
	causes->clock_frame = (uint32_t)now->segment->frame;
}

void causes_take_milestones(struct causing *now)
{
	struct causes *causes = now->causes;
	take_opening(now);
	take_clock(now);
	if (now->step->facts & FLOW_FIN_ACKED_ALONE) {
		causes->fin_acked_us = now->now_us;
		causes->fin_acked_frame = (uint32_t)now->segment->frame;
		causes->fin_acked = true;
	}
	causes->data_after_fin |= now->cause->after_own_fin;
	if ((now->step->before & FLOW_RESET) && now->cause->answers &&
	    now->cause->answers_first > causes->reset_frame &&
	    now->step->from != (enum side)now->flow->resetter)
		causes->reset_taken = true;
	if (now->step->facts & FLOW_RESET) {
		causes->reset_frame = (uint32_t)now->segment->frame;
		causes->gave_up = now->cause->unanswered;
		causes->gave_up_probing = now->cause->unanswered_probes;
		causes->reset_in_name = now->cause->ttl_differs;
		causes->reset_forged = false;
		causes->reset_answers = now->cause->answers || now->cause->answers_old;
	}
}

void causes_hedged(struct causes *causes, enum side side, uint32_t frame, bool moved, uint8_t state,
		   bool proven)
{
	struct causes_side *own = &causes->side[side];
	if (moved) {
		own->hedged_frame = proven ? 0 : frame;
		own->hedged_state = state;
		own->hedged_count = 0;
		own->hedge_ends = false;
	}
	if (own->hedged_frame == 0 || own->hedge_ends)
		return;
	own->hedged_last = frame;
	own->hedged_count++;
	own->hedge_ends = proven;
}

void causes_settled(struct causes *causes, enum side side)
{
	causes->side[side].hedged_frame = 0;
}

void causes_delayed(struct causes *causes, enum side from, int64_t waited_us)
{
	causes->side[side_other(from)].waiting_us = short_us(waited_us);
	causes->side[from].delays = true;
}

void causes_captured_twice(struct causes *causes)
{
	causes->captured_twice = count_up(causes->captured_twice);
}

void causes_lost(struct causes *causes, enum side from)
{
	struct causes_side *side = &causes->side[from];
	side->lost = count_up(side->lost);
	if (side->lost_frame == 0)
		side->lost_frame = side->last_frame;
	if (side->lost_us == 0)
		side->lost_us = side->last_us;
}
