/* SPDX-License-Identifier: MIT */
#include "explain.h"

#include "claims.h"

static bool is_discarded(const struct explain_input *in)
{
	return evidence_told(in->evidence, in->segment->frame).fate == FATE_DISCARDED;
}

/* In the middle of a connection, a SYN with another number that its receiver discards. */
static bool opens_nothing(const struct explain_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	return (in->step->before & FLOW_ESTABLISHED) && in->segment->seq != own->isn &&
	       is_discarded(in);
}

static enum phase phase_of(const struct explain_input *in)
{
	const unsigned over = FLOW_CLOSED | FLOW_RESET;
	const struct segment *segment = in->segment;
	const struct step *step = in->step;
	bool established = step->before & FLOW_ESTABLISHED;
	if ((segment->flags & TCP_FLAG_SYN) && !opens_nothing(in))
		return PHASE_OPEN;
	bool dropped = verdict_drops(step->verdict);
	if ((step->before & FLOW_FIN_SEEN) || ((segment->flags & TCP_FLAG_FIN) && !dropped))
		return PHASE_CLOSE;
	/* What was under way when it ended. */
	if ((step->before & over) && in->flow->phase == PHASE_CLOSE)
		return PHASE_CLOSE;
	/* A RST that is not taken closes nothing. */
	bool counts = (step->ended || (step->before & over)) && !is_discarded(in);
	if (segment->flags & TCP_FLAG_RST)
		return !established ? PHASE_OPEN : counts ? PHASE_CLOSE : PHASE_DATA;
	return established || segment->payload_length > 0 ? PHASE_DATA : PHASE_OPEN;
}

static enum milestone milestone_of_open(const struct flow *flow)
{
	static const enum milestone milestones[OPEN_NAME_COUNT] = {
	    [OPEN_3_WAY] = MILESTONE_3_WAY,
	    [OPEN_SIMULTANEOUS] = MILESTONE_SIMULTANEOUS_OPEN,
	    [OPEN_FAST] = MILESTONE_FAST_OPEN,
	    [OPEN_REFUSED] = MILESTONE_REFUSED,
	    [OPEN_INCOMPLETE] = MILESTONE_INCOMPLETE,
	};
	return milestones[flow_open(flow)];
}

static enum milestone milestone_of_close(const struct flow *flow)
{
	static const enum milestone milestones[CLOSE_NAME_COUNT] = {
	    [CLOSE_3_SEGMENT] = MILESTONE_3_SEGMENT,
	    [CLOSE_4_SEGMENT] = MILESTONE_4_SEGMENT,
	    [CLOSE_SIMULTANEOUS] = MILESTONE_SIMULTANEOUS_CLOSE,
	    [CLOSE_HALF] = MILESTONE_HALF_CLOSE,
	    [CLOSE_RESET] = MILESTONE_RESET,
	    [CLOSE_FIN_THEN_RESET] = MILESTONE_FIN_THEN_RESET,
	};
	return milestones[flow_close(flow)];
}

/* A RST may be followed by what was under way, and by a FIN, which gives the close another name:
 * from a file the name comes last, live with the RST. */
static bool is_closed_now(const struct flow *flow, const struct segment_event *event)
{
	const struct step *step = event->step;
	const struct evidence_step *evidence = event->evidence;
	bool foreseen = evidence && evidence->known && !evidence->live;
	return (flow->flags & FLOW_RESET) && foreseen ? event_concludes(event) : step->ended;
}

/* The opening ends with its last segment, or (when that carries data or a FIN already) before it;
 * the data phase when something else begins; the close with its last segment. */
static void find_milestones(struct flow *flow, const struct step *step, struct segment_event *event)
{
	enum phase last = (enum phase)flow->phase;
	bool opened = step->established || (step->ended && event->phase == PHASE_OPEN);
	if (opened && event->phase == PHASE_OPEN)
		event->over_now = milestone_of_open(flow);
	else if (opened)
		event->over_before = milestone_of_open(flow);
	else if (last == PHASE_DATA && event->phase == PHASE_CLOSE)
		event->over_before = MILESTONE_DATA;
	if (event->phase == PHASE_CLOSE && is_closed_now(flow, event))
		event->over_now = milestone_of_close(flow);
}

static void fill(const struct explain_input *in, struct segment_event *event)
{
	static const struct end_state none = {.state = END_STATE_NONE, .proven = true};
	const struct evidence_step *evidence = in->evidence;
	*event = (struct segment_event){
	    .segment = in->segment,
	    .flow = in->flow,
	    .step = in->step,
	    .evidence = evidence,
	    .before = {evidence ? evidence->before[SIDE_CLIENT] : none,
		       evidence ? evidence->before[SIDE_SERVER] : none},
	    .states = {evidence ? evidence->states[SIDE_CLIENT] : none,
		       evidence ? evidence->states[SIDE_SERVER] : none},
	    .before_us = CAUSE_UNKNOWN,
	    .phase = phase_of(in),
	    .only = in->only,
	    .alone = in->only || in->connections + in->step->ended <= 1,
	    .timeless = in->numbering == NUMBERING_CANONICAL,
	};
	find_milestones(in->flow, in->step, event);
	in->flow->phase = event->phase & 7;
	numbering_apply(in->numbering, event);
}

/* The state that is corrected was shown behind that frame first, where another state was shown that
 * was a hedged one, too. */
static void place_correction(struct evidence_step *evidence, const struct causes *causes)
{
	struct ends_correction *correction = &evidence->ends.correction;
	uint32_t frame = causes->side[correction->end].moved_frame;
	if (correction->frame != 0 && frame > correction->frame &&
	    evidence->before[correction->end].state == correction->was)
		correction->frame = frame;
}

/* What was held back and counts now causes what it would have, and before this one. Returns what
 * this one has made alone. */
static struct step take_released(struct causes *causes, const struct flow *flow,
				 const struct step *step)
{
	const struct step released = {
	    .from = step->released_from,
	    .labels = step->released_labels,
	    .established = step->released_facts & FLOW_ESTABLISHED,
	    .facts = step->released_facts,
	    .before = step->before,
	};
	struct cause untold;
	causes_segment(causes, flow, &released, step->released, false, &untold);
	if (step->released->flags & TCP_FLAG_SYN) /* the one before it was not it */
		causes_settled(causes, side_other(step->released_from));
	struct step own = *step;
	own.facts &= ~released.facts;
	own.before |= released.facts;
	own.established = own.facts & FLOW_ESTABLISHED;
	return own;
}

static void claim(struct causes *causes, struct flow *flow, struct segment_event *event,
		  struct evidence_step *evidence, struct claim_set *claims)
{
	struct cause cause;
	struct step own;
	const struct step *step = event->step;
	if (step->released) {
		own = take_released(causes, flow, step);
		step = &own;
	}
	/* A packet that was captured again is no other one, and causes nothing; nor does what is
	 * dropped. */
	if (verdict_drops(step->verdict) ||
	    evidence_told(event->evidence, event->segment->frame).fate == FATE_CAPTURE_DUPLICATE)
		causes_none(&cause);
	else
		causes_segment(causes, flow, step, event->segment,
			       event->evidence && event->evidence->overtaken, &cause);
	if (evidence)
		place_correction(evidence, causes);
	event->before_us = cause.before_us;
	struct claim_input input = claim_input_of(event->segment, flow, step, &cause);
	input.evidence = event->evidence;
	input.lost_before = event->evidence && event->evidence->lost_before;
	input.overtakes = event->evidence && event->evidence->overtakes;
	claims_of_segment(&input, claims);
	claims_remember(causes, &input, claims);
	event->claims = claims;
}

/* False without memory. */
static bool make_room(struct flow *flow, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!flow->causes)
		flow->causes = causes_new();
	if (!flow->causes || flow->causes->asking || (evidence && !evidence->resets) ||
	    !(event->segment->flags & TCP_FLAG_ACK))
		return flow->causes;
	struct causes *larger = causes_with_asking(flow->causes);
	if (larger)
		flow->causes = larger;
	return larger;
}

bool explain_segment(const struct explain_input *in, struct segment_event *event,
		     struct claim_set *claims)
{
	struct flow *flow = in->flow;
	fill(in, event);
	if (!claims)
		return true;
	if (!flow->causes && in->evidence && !in->evidence->known) {
		claims->count = 0; /* what is not kept would be told as not captured */
		event->claims = claims;
		return true;
	}
	bool done = make_room(flow, event);
	if (flow->causes) {
		claim(flow->causes, flow, event, in->evidence, claims);
	} else {
		struct causes without_memory = {0};
		claim(&without_memory, flow, event, in->evidence, claims);
	}
	return done;
}

void explain_fates(const struct fates_event *event)
{
	const struct flow *flow = event->connection->flow;
	if (flow->causes)
		claims_remember_fates(flow->causes, flow, event->events, event->count);
}

#define PHASE_NAME(phase, name) [phase] = (name),
static const char *const phase_names[] = {PHASES(PHASE_NAME)};
#undef PHASE_NAME

const char *phase_name(enum phase phase)
{
	return phase_names[phase];
}
