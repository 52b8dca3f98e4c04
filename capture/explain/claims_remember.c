/* SPDX-License-Identifier: MIT */
/* What the claims about segments add up to for the connection. */
#include "claims_private.h"

/* What is remembered of a claim: of those about repetitions, how they count for the connection, one
 * more than enum again; 0: nothing. */
enum { OTHERWISE = UINT8_MAX };
static const uint8_t remembered[CLAIM_IDS] = {
    [CLAIM_AGAIN_SACK] = AGAIN_BY_SACK + 1,
    [CLAIM_AGAIN_DUPACKS] = AGAIN_BY_DUPACKS + 1,
    [CLAIM_AGAIN_PARTIAL] = AGAIN_BY_PARTIAL_ACK + 1,
    [CLAIM_AGAIN_TIMEOUT] = AGAIN_BY_TIMEOUT + 1,
    [CLAIM_AGAIN_DOUBLED] = AGAIN_BY_BACKOFF + 1,
    [CLAIM_AGAIN_PROBE] = AGAIN_BY_PROBE + 1,
    [CLAIM_AGAIN_SYN_ONLY] = AGAIN_SYN_ONLY + 1,
    [CLAIM_AGAIN_TIMER] = AGAIN_BY_TIMER + 1,
    [CLAIM_AGAIN] = AGAIN_UNTOLD + 1,
    [CLAIM_LOST] = OTHERWISE,
    [CLAIM_PART_LOST] = OTHERWISE,
    [CLAIM_LOST_BEFORE] = OTHERWISE,
    [CLAIM_CAPTURED_TWICE] = OTHERWISE,
    [CLAIM_CAPTURED_ELSEWHERE] = OTHERWISE,
    [CLAIM_DOUBLED] = OTHERWISE,
    [CLAIM_SAME_PACKET] = OTHERWISE,
    [CLAIM_REFUSED] = OTHERWISE,
    [CLAIM_RESET_FORGED] = OTHERWISE,
    [CLAIM_RESET_NO_CONNECTION] = OTHERWISE,
    [CLAIM_KEEP_ALIVE] = OTHERWISE,
    [CLAIM_ACK_LATE] = OTHERWISE,
    [CLAIM_ACK_DELAYED] = OTHERWISE,
};

/* Whether it carries what moves its receiver to STATE: the other FIN, or data that was missing
 * before it; else an ACK. */
static bool may_bring(const struct segment *segment, unsigned state)
{
	bool fin = state == TCP_CLOSE_WAIT || state == TCP_CLOSING || state == TCP_LAST_ACK ||
		   state == TCP_TIME_WAIT;
	if (segment->flags & TCP_FLAG_RST)
		return false;
	return !fin || (segment->flags & TCP_FLAG_FIN) || segment->payload_length > 0;
}

/* A SYN+ACK with another number than the one before it: what acknowledges it tells nothing of
 * that. */
static bool is_other_answer(const struct claim_input *input)
{
	const unsigned kind = TCP_FLAG_SYN | TCP_FLAG_ACK;
	return (input->segment->flags & kind) == kind && !input->step->first &&
	       (input->step->labels & label_bit(LABEL_REUSED_PORTS));
}

static void remember_states(struct causes *causes, const struct claim_input *input)
{
	const struct evidence_step *evidence = input->evidence;
	enum side from = input->step->from, to = side_other(from);
	if (!evidence || flow_is_self(input->flow))
		return;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (evidence->before[side].state != evidence->states[side].state)
			causes->side[side].moved_frame = (uint32_t)input->segment->frame;
	if (evidence->states[from].proven)
		causes_settled(causes, from);
	const struct end_state *state = &evidence->states[to];
	bool moved = evidence->before[to].state != state->state || is_other_answer(input);
	bool brings = may_bring(input->segment, state->state);
	/* A FIN before it may have brought that. */
	bool fin_before = input->cause->own_fins > 0 && input->cause->own_before > 0 &&
			  !(input->segment->flags & TCP_FLAG_FIN);
	/* The other side asked again before what was sent ahead of this can have come: that may
	 * have brought it, too. */
	int64_t round_trip_us = input->round_trip_us[to];
	bool under_way = state->state == TCP_ESTABLISHED && input->cause->peer_repeated &&
			 (round_trip_us < 0 || input->cause->own_us < round_trip_us);
	if (moved || brings)
		causes_hedged(causes, to, (uint32_t)input->segment->frame, moved, state->state,
			      state->proven || (moved && (!brings || fin_before || under_way)));
	else if (state->proven)
		causes->side[to].hedge_ends = true;
}

static bool is_passed(const struct claim_set *set, enum claim_id id)
{
	bool syn = id == CLAIM_SYN_STRAY || id == CLAIM_SYN_PENDING;
	return id == CLAIM_RESET_NOT_TAKEN || id == CLAIM_RESET_PASSED_OVER ||
	       id == CLAIM_RESET_FORGED || id == CLAIM_RESET_CHALLENGED ||
	       id == CLAIM_RESET_IGNORED || id == CLAIM_RESET_IN_SYN_SENT ||
	       (syn && claim_find(set, CLAIM_DISCARDED));
}

enum { PASSED = CAUSE_RST_PASSED | CAUSE_SYN_PASSED };

static bool is_any_passed(const struct causes *causes)
{
	return (causes->side[SIDE_CLIENT].flags | causes->side[SIDE_SERVER].flags) & PASSED;
}

/* Live it is told later whether the first RST or SYN that may change nothing does. */
static void remember_first(struct causes *causes, const struct claim_input *input, enum claim_id id)
{
	bool stray = id == CLAIM_SYN_STRAY || id == CLAIM_SYN_PENDING;
	bool rst = input->segment->flags & TCP_FLAG_RST;
	bool live = input->evidence && input->evidence->live;
	if (!live || (!stray && !rst) || causes->reset_frame != 0)
		return;
	causes->reset_frame = (uint32_t)input->segment->frame;
	if (stray)
		causes->side[input->step->from].flags |= CAUSE_SYN_STRAY;
}

/* The first RST or SYN that changed nothing, while nothing ended the connection. */
static void remember_passed(struct causes *causes, const struct claim_input *input,
			    const struct claim_set *set)
{
	bool stands = (input->step->before & FLOW_ESTABLISHED) &&
		      !(input->step->before & (FLOW_CLOSED | FLOW_RESET));
	enum side from = input->step->from;
	if (!stands || set->count == 0 || flow_is_self(input->flow))
		return;
	enum claim_id id = set->claim[0].id;
	struct causes_side *own = &causes->side[from];
	if (id == CLAIM_CHALLENGE_ACK && (causes->side[side_other(from)].flags & PASSED))
		own->flags |= CAUSE_CHALLENGES;
	uint32_t frame = (uint32_t)input->segment->frame;
	remember_first(causes, input, id);
	if (!is_passed(set, id) || is_any_passed(causes))
		return;
	causes->reset_frame = frame;
	own->flags &= ~(uint32_t)CAUSE_SYN_STRAY;
	causes->side[side_other(from)].flags &= ~(uint32_t)CAUSE_SYN_STRAY;
	own->flags |= input->segment->flags & TCP_FLAG_RST ? CAUSE_RST_PASSED : CAUSE_SYN_PASSED;
	if (input->evidence && input->evidence->passed_over)
		own->flags |= CAUSE_RST_SURE;
}

/* Taken for what its end sent, which ended the connection, or could. */
static void remember_own_reset(struct causes *causes, const struct claim_input *input,
			       const struct claim_set *set)
{
	if (!(input->segment->flags & TCP_FLAG_RST))
		return;
	for (size_t i = 0; i < set->count; i++) {
		enum claim_id id = set->claim[i].id;
		if (is_passed(set, id) || id == CLAIM_RESET_IN_NAME)
			return;
	}
	causes->side[input->step->from].flags |= CAUSE_RST_OWN;
}

/* A SYN or FIN that was doubled by the network was not sent again, though it may have been counted.
 */
static void remember_copy(struct causes_side *own, const struct claim_input *input)
{
	const unsigned fins = own->fins, syns = own->syns;
	if (fins > 1 && fins < UINT8_MAX && fins > input->cause->own_fins)
		own->fins--;
	if (syns > 1 && syns < UINT8_MAX && syns == input->cause->syns)
		own->syns--;
}

/* Captured at two places, a SYN or FIN that nothing tells from the last one may be that, held
 * between. */
static void remember_untold(struct causes_side *own, const struct claim_input *input)
{
	const struct cause *cause = input->cause;
	bool counted = cause->syns > 0 || own->fins > cause->own_fins;
	if (cause->repeats && counted && input->segment->ip_id == 0 && cause->stamped_us <= 0)
		own->flags |= CAUSE_COUNT_UNSURE;
}

/* Captured at two places, a RST stands there twice: who made one on its way between them is not the
 * one in whose name it is. */
static void remember_made(struct causes *causes, const struct claim_input *input, bool copy)
{
	if (copy && input->flow->resetter == (uint8_t)input->step->from)
		causes->reset_once = false;
	else if (!copy && (input->step->facts & FLOW_RESET))
		causes->reset_once = true;
}

/* Of a connection that was captured at two places. */
static void remember_apart(struct causes *causes, const struct claim_input *input, enum side side,
			   bool copy)
{
	if (input->segment->flags & TCP_FLAG_RST)
		remember_made(causes, input, copy);
	else
		remember_untold(&causes->side[side], input);
	causes->fin_least_us = CAUSE_UNKNOWN; /* from one place to the other is no round trip */
}

/* Who answers the SYN+ACK with payload has not aborted in SYN-SENT: the RST in its name was
 * another's. */
static void remember_opening_goes_on(struct causes *causes, const struct claim_input *input)
{
	const struct flow *flow = input->flow;
	const struct segment *segment = input->segment;
	enum side from = input->step->from;
	if ((input->step->before & (FLOW_RESET | FLOW_ESTABLISHED)) != FLOW_RESET ||
	    flow->resetter != from || flow_is_self(flow) || segment->payload_length == 0 ||
	    (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK)) != TCP_FLAG_ACK)
		return;
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	if ((peer->flags & SIDE_SENT_SYN_ACK) && segment->ack == peer->isn + 1)
		causes->reset_forged = true;
}

/* The evidence of its side, which ended the connection by this RST, as it seemed, does not show it
 * CLOSED behind it: a file tells at once that it goes on, live a correction does. */
static void remember_doubted_reset(struct causes *causes, const struct claim_input *input)
{
	const struct evidence_step *evidence = input->evidence;
	enum side from = input->step->from;
	if (!evidence || !evidence->known || flow_is_self(input->flow) ||
	    !((input->step->before | input->step->facts) & FLOW_RESET) ||
	    (enum side)input->flow->resetter != from)
		return;
	if (causes->reset_answers) /* what it is then, is told as probable */
		return;
	if (claims_reset_is_doubted(input))
		causes->reset_doubted = true;
	const struct ends_correction *correction = &evidence->ends.correction;
	if (correction->frame != 0 && correction->frame == causes->reset_frame &&
	    correction->end == from && correction->state >= TCP_ESTABLISHED)
		causes->reset_doubted = true;
}

static void remember_otherwise(struct causes *causes, enum side side, const struct claim *claim,
			       const struct claim_input *input)
{
	switch (claim->id) {
	case CLAIM_LOST:
		causes_lost(causes, side);
		break;
	case CLAIM_PART_LOST:
		causes_part_lost(causes, side, (uint32_t)claim->frames[0]);
		break;
	case CLAIM_LOST_BEFORE:
		causes_brought_again(causes, side);
		break;
	case CLAIM_CAPTURED_TWICE:
	case CLAIM_CAPTURED_ELSEWHERE:
		causes_captured_twice(causes);
		break;
	case CLAIM_DOUBLED:
	case CLAIM_SAME_PACKET:
		remember_copy(&causes->side[side], input);
		break;
	case CLAIM_REFUSED:
		causes->refused = true;
		break;
	case CLAIM_RESET_FORGED:
		causes->reset_forged |= causes->reset_frame == claim->frames[0];
		break;
	case CLAIM_RESET_NO_CONNECTION:
		causes->no_connection = true;
		break;
	case CLAIM_KEEP_ALIVE:
		causes->side[side].keeps_alive = true;
		break;
	case CLAIM_ACK_LATE:
		causes->side[side].flags |= CAUSE_LATE_TOLD;
		break;
	case CLAIM_ACK_DELAYED:
		causes_delayed(causes, side, claim->value);
		break;
	default:
		break;
	}
}

/* Of the RST that seemed to end the connection, or of the first SYN that seemed to open another
 * one, it is known now that it did not. */
static void remember_passed_before(struct causes *causes, const struct fate_event *event,
				   uint32_t flags)
{
	struct causes_side *own = &causes->side[event->side];
	/* It was established by then; where a SYN was captured, that is known. */
	bool opened = causes->opened_frame != 0 || !causes->syn_timed;
	bool stands = opened && causes->opened_frame < event->frame;
	if (!stands || event->frame != causes->reset_frame || (own->flags & CAUSE_SYN_PASSED))
		return;
	if (!is_any_passed(causes) || (own->flags & CAUSE_RST_PASSED))
		own->flags |= flags;
	own->flags &= ~(uint32_t)(flags & CAUSE_RST_PASSED ? CAUSE_RST_OWN : CAUSE_SYN_STRAY);
}

static void remember_fate(struct causes *causes, const struct fate_event *event, bool self)
{
	enum side side = self ? SIDE_CLIENT : (enum side)event->side;
	if (event->fate == FATE_LOST)
		causes_lost_before(causes, side, (uint32_t)event->frame);
	else if (event->was_lost || causes_is_lost(causes, side, (uint32_t)event->frame))
		causes_not_lost(causes, side, (uint32_t)event->frame);
	if (event->fate == FATE_PART_LOST)
		causes_part_lost(causes, side, (uint32_t)event->frame);
	else if (event->fate == FATE_DISCARDED && (causes->side[side].flags & CAUSE_SYN_STRAY))
		remember_passed_before(causes, event, CAUSE_SYN_PASSED);
}

static void remember_brought(struct causes *causes, const struct fate_event *event, bool self)
{
	enum side side = self ? SIDE_CLIENT : (enum side)event->side;
	if (event->grade == FATE_CANNOT)
		causes_not_brought_again(causes, side);
	else
		causes_brought_again(causes, side);
}

void claims_remember_fates(struct causes *causes, const struct flow *flow,
			   const struct fate_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &events[i];
		bool sure = event->grade == FATE_FOLLOWS;
		switch (event->kind) {
		case FATE_EVENT_FATE:
			remember_fate(causes, event, flow_is_self(flow));
			break;
		case FATE_EVENT_LOST_BEFORE:
			remember_brought(causes, event, flow_is_self(flow));
			break;
		case FATE_EVENT_FORGED:
			causes->reset_forged |= event->frame == causes->reset_frame;
			break;
		case FATE_EVENT_NOT_TAKEN:
			remember_passed_before(causes, event,
					       CAUSE_RST_PASSED | (sure ? CAUSE_RST_SURE : 0U));
			break;
		default:
			break;
		}
	}
}

void claims_remember(struct causes *causes, const struct claim_input *input,
		     const struct claim_set *set)
{
	enum side side = flow_is_self(input->flow) ? SIDE_CLIENT : input->step->from;
	/* What belongs to another connection brings nothing in this one, nor does a packet that was
	 * captured again. */
	bool copy = set->count > 0 && (set->claim[0].id == CLAIM_CAPTURED_TWICE ||
				       set->claim[0].id == CLAIM_CAPTURED_ELSEWHERE);
	if (!input->cause->older && !copy)
		remember_states(causes, input);
	if (input->evidence && input->evidence->live)
		claims_remember_fates(causes, input->flow, input->evidence->events,
				      input->evidence->event_count);
	if (input->evidence && input->evidence->apart)
		remember_apart(causes, input, side, copy);
	remember_passed(causes, input, set);
	remember_own_reset(causes, input, set);
	remember_opening_goes_on(causes, input);
	remember_doubted_reset(causes, input);
	for (size_t i = 0; i < set->count; i++) {
		const struct claim *claim = &set->claim[i];
		unsigned how = remembered[claim->id];
		if (how == 0) /* most are */
			continue;
		if (how == OTHERWISE)
			remember_otherwise(causes, side, claim, input);
		else
			causes_repaired(causes, side, (enum again)(how - 1),
					input->cause->first_us);
	}
}
