/* SPDX-License-Identifier: MIT */
#include "causes_private.h"
#include "seq.h"

enum { NAGLE_US = 2000 }; /* what waited for an ACK goes out at once */

/* A SYN is sent again after a second (RFC 6298 section 2.1), and timers are not exact. */
static const int64_t SYN_AGAIN_NS = INT64_C(900) * 1000 * 1000;

/* The SYN+ACK, while nothing shows that its sender had left SYN-RECEIVED. */
static bool is_answer_again(const struct causing *now)
{
	const unsigned flags = TCP_FLAG_SYN | TCP_FLAG_ACK;
	return (now->segment->flags & flags) == flags && !now->odd && now->cause->repeats &&
	       now->cause->syn_frame == 0 && now->end == now->own->next &&
	       !(now->step->before & (FLOW_FIN_SEEN | FLOW_RESET));
}

/* It was sent before, while an older connection stood between the ends: its opening began then. */
static void take_syn_before(struct causing *now)
{
	int64_t first_ns = 0, last_ns = flow_syn_before(now->flow, now->segment->seq);
	unsigned count = flow_syns_before(now->flow, now->segment->seq, &first_ns);
	if (count == 0 || now->segment->time_ns - last_ns < SYN_AGAIN_NS)
		return;
	now->causes->syn_us = first_ns / 1000;
	now->own->syns = (uint8_t)(count < UINT8_MAX ? count + 1 : UINT8_MAX);
}

static void take_opening(struct causing *now)
{
	struct causes *causes = now->causes;
	unsigned flags = now->segment->flags;
	uint32_t frame = (uint32_t)now->segment->frame;
	bool client = now->step->from == SIDE_CLIENT;
	if ((flags & TCP_FLAG_SYN) && !(flags & TCP_FLAG_ACK) && client && !causes->syn_timed) {
		causes->syn_us = now->now_us;
		causes->syn_frame = frame;
		causes->syn_timed = true;
		take_syn_before(now);
	}
	if (now->step->established && causes->opened_frame == 0)
		causes->opened_frame = frame;
	if (now->step->established && causes->syn_timed && !causes->opened) {
		causes->opened_us = now->now_us;
		causes->opened_frame = frame;
		causes->opened_syns = causes->side[SIDE_CLIENT].syns;
		const struct causes_side *server = &causes->side[SIDE_SERVER];
		bool copied = server->syns > 1 && (server->flags & CAUSE_SYN_COPIED);
		causes->opened_answers = copied ? 0 : server->syns;
		causes->opened = true;
		causes->opened_by_data = now->end != now->segment->seq;
	} else if (causes->opened && !client && is_answer_again(now)) {
		/* It was in SYN-RECEIVED when this left: that way is no longer than the round trip.
		 */
		int64_t round_trip_us = now->cause->least_us;
		bool late = now->cause->heard_us != CAUSE_UNKNOWN && !causes->held &&
			    now->cause->heard_us < round_trip_us;
		causes->opened_answers = now->own->flags & CAUSE_SYN_COPIED ? 0 : now->own->syns;
		if (late)
			return; /* its ACK cannot have come by then */
		causes->held = true;
		causes->opened_told = round_trip_us != CAUSE_UNKNOWN;
		causes->opened_us = now->now_us - (causes->opened_told ? round_trip_us : 0);
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
	/* Numbers behind it may be of the connection that it opens. */
	if (now->odd && (now->segment->flags & TCP_FLAG_SYN)) {
		now->own->flags |= CAUSE_SKIPS_UNTOLD;
		now->peer->flags |= CAUSE_SKIPS_UNTOLD;
	}
	if (now->step->facts & FLOW_FIN_ACKED_ALONE) {
		/* Where the ACK was captured before the FIN, this is the FIN. */
		bool ahead = now->step->from == (enum side)now->flow->first_closer;
		causes->fin_acked_us = ahead ? now->peer->last_us : now->now_us;
		causes->fin_acked_frame =
		    ahead ? now->peer->last_frame : (uint32_t)now->segment->frame;
		causes->fin_acked = true;
	}
	causes->data_after_fin |= now->cause->after_own_fin;
	if ((now->step->before & FLOW_RESET) && now->cause->answers && !causes->reset_ahead &&
	    now->cause->answers_first > causes->reset_frame &&
	    now->step->from != (enum side)now->flow->resetter)
		causes->reset_taken = true;
	if (now->step->facts & FLOW_RESET) {
		now->own->flags &= ~(uint32_t)CAUSE_SYN_STRAY;
		now->peer->flags &= ~(uint32_t)CAUSE_SYN_STRAY;
		causes->reset_frame = (uint32_t)now->segment->frame;
		causes->gave_up = now->cause->unanswered;
		causes->gave_up_probing = now->cause->unanswered_probes;
		causes->reset_in_name = now->cause->ttl_differs || now->cause->answers_soon;
		causes->reset_soon = !now->cause->ttl_differs && now->cause->answers_soon;
		causes->reset_forged = causes->reset_doubted = false;
		causes->reset_answers = now->cause->answers || now->cause->answers_old;
		causes->reset_ahead = now->cause->passes_over;
		causes->reset_may_answer = now->cause->may_answer;
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

/* The window lets both be sent, what was acknowledged and this: it had not held this before the
 * ACK, as that did not widen it. Where its scale is not known, only a shut one is known to hold. */
static bool window_lets_both(const struct causing *now)
{
	uint32_t window = now->peer->window;
	if (!(now->peer_flow->flags & SIDE_SCALE_KNOWN))
		return window > 0;
	return seq_before_or_at(now->end, now->own->last_seq + window);
}

/* Nothing but the ACK came before it: neither a window that opened, nor time for the application to
 * write. */
void causes_take_wait(struct causing *now)
{
	struct causes_side *own = now->own;
	const struct causes_side *peer = now->peer;
	int64_t heard_us = now->cause->heard_us;
	bool at_once = peer->last_frame == own->ack_frame && heard_us >= 0 && heard_us < NAGLE_US;
	if (at_once && window_lets_both(now)) {
		own->waits = count_up(own->waits);
		if (own->wait_frame == 0)
			own->wait_frame = own->ack_frame;
		own->waited_us = short_us((int64_t)own->waited_us + own->waiting_us);
	}
	own->waiting_us = 0;
}

void causes_captured_twice(struct causes *causes)
{
	causes->captured_twice = count_up(causes->captured_twice);
}

void causes_lost_before(struct causes *causes, enum side from, uint32_t frame)
{
	struct causes_side *side = &causes->side[from];
	if (side->lost_frame == frame || side->lost_last == frame)
		return; /* other bytes of it */
	side->lost = count_up(side->lost);
	side->lost_last = frame;
	if (side->lost_frame == 0)
		side->lost_frame = frame;
}

bool causes_is_lost(const struct causes *causes, enum side from, uint32_t frame)
{
	return causes->side[from].lost_frame == frame || causes->side[from].lost_last == frame;
}

/* Which one was lost before or next is not remembered. */
void causes_not_lost(struct causes *causes, enum side from, uint32_t frame)
{
	struct causes_side *side = &causes->side[from];
	if (side->lost > 0 && side->lost < UINT8_MAX)
		side->lost--;
	if (side->lost_frame == frame)
		side->lost_frame = side->lost_last == frame ? 0 : side->lost_last;
	if (side->lost_last == frame)
		side->lost_last = side->lost_frame;
}

void causes_part_lost(struct causes *causes, enum side from, uint32_t frame)
{
	struct causes_side *side = &causes->side[from];
	if (side->part_frame == frame)
		return; /* other bytes of it */
	side->parts = count_up(side->parts);
	if (side->part_frame == 0)
		side->part_frame = frame;
	if (side->lost_us == 0 && frame == side->last_frame)
		side->lost_us = side->last_us;
}

void causes_brought_again(struct causes *causes, enum side from)
{
	struct causes_side *side = &causes->side[from];
	side->before = count_up(side->before);
	if (side->before_frame == 0)
		side->before_frame = side->last_frame;
	/* Of half of all numbers and more the clock went back, or on by more than a timer waits. */
	uint32_t us = (uint32_t)side->last_us - side->hole_us;
	if (!(side->flags & CAUSE_HOLE_ROUGH) && us <= INT32_MAX && us > side->before_us)
		side->before_us = us;
}

void causes_not_brought_again(struct causes *causes, enum side from)
{
	struct causes_side *side = &causes->side[from];
	if (side->before > 0 && side->before < UINT8_MAX)
		side->before--;
}

/* Its last hole was acknowledged, and only payload lies in it. (What begins where its first segment
 * does, which may be a probe with an old number, was sent before the capture began.) */
static bool is_missed(const struct causes_side *side)
{
	const uint32_t flags = CAUSE_HOLE | CAUSE_ACKED | CAUSE_HOLE_SURE;
	const uint32_t all = flags | CAUSE_HOLE_ROUGH | CAUSE_SKIPS_UNTOLD;
	return (side->flags & all) == flags && side->hole_left != side->first_seq &&
	       seq_before_or_at(side->hole_right, side->una);
}

uint32_t causes_missed(const struct causes_side *side)
{
	return side->missed + (is_missed(side) ? side->hole_right - side->hole_left : 0);
}

void causes_begin_hole(struct causes_side *side, int64_t now_us)
{
	side->missed = causes_missed(side);
	side->missed_rough |= (side->flags & CAUSE_HOLE) && !is_missed(side);
	side->hole_left = side->next;
	side->hole_us = (uint32_t)now_us;
	side->flags &= ~(uint32_t)(CAUSE_HOLE_ROUGH | CAUSE_HOLE_SURE);
}

void causes_lost(struct causes *causes, enum side from)
{
	struct causes_side *side = &causes->side[from];
	causes_lost_before(causes, from, side->last_frame);
	if (side->lost_us == 0)
		side->lost_us = side->last_us;
}
