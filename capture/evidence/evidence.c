/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "evidence_private.h"

enum {
	CONNECTIONS_MAX = 16384,          /* of which something is kept at a time (16 bits), */
	CONNECTIONS_LEAST = 5120,         /* or a twelfth of all, or so many */
	RECENT_SEGMENTS = 1 << 16,        /* remembered, of all connections, at most, */
	RECENT_EACH = 64,                 /* and of as many connections as there may be */
	TROUBLE_BYTES = 32 * 1024 * 1024, /* for what is unusual, of all connections */
};

/* A power of two. */
static uint32_t recent_segments(uint32_t max_connections)
{
	uint32_t count = RECENT_EACH;
	while (count < RECENT_SEGMENTS && count / RECENT_EACH < max_connections)
		count *= 2;
	return count;
}

static uint32_t connections_kept(uint32_t most)
{
	uint32_t share = most / 12, room = share < CONNECTIONS_MAX ? share : CONNECTIONS_MAX;
	room = room < CONNECTIONS_LEAST ? CONNECTIONS_LEAST : room;
	return room < most ? room : most;
}

static bool make_room(struct evidence *evidence)
{
	uint32_t most = evidence->options.max_connections;
	if (most == 0)
		return false;
	uint32_t room = evidence->room = connections_kept(most);
	bool sends = evidence->options.pass != EVIDENCE_SECOND;
	bool live = evidence->options.pass == EVIDENCE_LIVE;
	evidence->table = fates_table_new(recent_segments(most), TROUBLE_BYTES);
	evidence->place = calloc(most, sizeof *evidence->place);
	evidence->spare = calloc(room, sizeof *evidence->spare);
	evidence->flows = calloc(room, sizeof *evidence->flows);
	if (sends)
		evidence->sent = calloc(room, sizeof *evidence->sent);
	if (live)
		evidence->told = calloc(room, sizeof *evidence->told);
	if (!evidence->table || !evidence->place || !evidence->spare || !evidence->flows ||
	    (sends && !evidence->sent) || (live && !evidence->told))
		return false;
	while (evidence->spares < room) {
		evidence->spare[evidence->spares] = (uint16_t)(room - 1 - evidence->spares);
		evidence->spares++;
	}
	return true;
}

struct evidence *evidence_new(const struct evidence_options *options, struct err *err)
{
	struct evidence *evidence = calloc(1, sizeof *evidence);
	if (evidence) {
		evidence->options = *options;
		if (make_room(evidence))
			return evidence;
	}
	evidence_free(evidence);
	err_set(err, "out of memory for what %u connections prove: see --max-connections",
		options->max_connections);
	return NULL;
}

void evidence_free(struct evidence *evidence)
{
	if (!evidence)
		return;
	for (uint32_t i = 0; evidence->sent && i < evidence->room; i++)
		fates_release(&evidence->sent[i].fates, evidence->table);
	fates_table_free(evidence->table);
	free(evidence->place);
	free(evidence->spare);
	free(evidence->flows);
	free(evidence->sent);
	free(evidence->told);
	free(evidence);
}

/* The same states, where proven is what is not hedged. */
static void end_states_of(const struct ends_shown shown[2], struct end_state states[2])
{
	static_assert(sizeof *states == sizeof *shown, "a state, and how sure it is");
	memcpy(states, shown, 2 * sizeof *states);
	states[SIDE_CLIENT].proven ^= true;
	states[SIDE_SERVER].proven ^= true;
}

/* What is kept of a connection that begins; NULL without room for another one. */
static struct evidence_flow *begin(struct evidence *evidence, uint32_t index,
				   const struct flow *flow, const struct segment *segment)
{
	if (evidence->spares == 0) {
		evidence->forgot = true;
		return NULL;
	}
	uint32_t place = evidence->spare[--evidence->spares];
	struct evidence_flow *kept = &evidence->flows[place];
	evidence->place[index] = (uint16_t)(place + 1);
	if (evidence->sent)
		evidence->sent[place] = (struct evidence_sent){.fates.owner = flow->number * 2};
	*kept = (struct evidence_flow){
	    .first_frame = (uint32_t)segment->frame,
	    .one_host = evidence_on_one_host(flow),
	    .self = flow_is_self(flow),
	    .resets =
		evidence->options.pass == EVIDENCE_LIVE || !evidence_has_number(segment->frame),
	};
	kept->numbers[0] = kept->numbers[1] = evidence->options.pass == EVIDENCE_SECOND;
	if (evidence->options.pass == EVIDENCE_SECOND)
		kept->twice = notes_twice(evidence->options.notes);
	ends_init(&kept->ends);
	if (evidence->told)
		evidence_begin_corrections(evidence->told[place]);
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_ONE_WAY)
			kept->one_way[note->end] = true;
		if (note->kind == NOTE_NO_NUMBERS)
			kept->numbers[note->end] = false;
		if (note->kind == NOTE_SUMS) {
			kept->sums[SIDE_CLIENT] = note->value & ((1U << SUMS_SHIFT) - 1);
			kept->sums[SIDE_SERVER] = note->value >> SUMS_SHIFT;
		}
		kept->forgot |= note->kind == NOTE_FORGOT;
		kept->stray |= note->kind == NOTE_STRAY;
		kept->resets |= note->kind == NOTE_RESETS;
		if (note->kind == NOTE_TWICE && note->value > kept->twice)
			kept->twice = note->value;
	}
	return kept;
}

struct evidence_flow *evidence_find(struct evidence *evidence, uint32_t index)
{
	uint32_t place = evidence->place[index];
	return place > 0 ? &evidence->flows[place - 1] : NULL;
}

static void hide(struct end_state states[2])
{
	states[SIDE_CLIENT] = states[SIDE_SERVER] =
	    (struct end_state){.state = END_STATE_NONE, .proven = true};
}

static void show_nothing(struct evidence_step *shown)
{
	*shown = (struct evidence_step){0};
	hide(shown->before);
	hide(shown->states);
}

/* Whether evidence_hedge() would do nothing: nearly always. */
static inline bool is_sure(const struct evidence_flow *kept, unsigned from)
{
	return kept->numbers[SIDE_CLIENT] && kept->numbers[SIDE_SERVER] && !kept->one_way[from] &&
	       kept->twice != FATES_TWICE_APART && !evidence_holds(kept);
}

static void show(struct evidence *evidence, struct evidence_flow *kept, bool self,
		 const struct ends_input *input, size_t count, struct evidence_step *shown)
{
	bool numbers = ends_brings_numbers(&kept->ends, input);
	shown->events = evidence->events;
	shown->event_count = count;
	shown->known = true;
	shown->resets = kept->resets;
	shown->live = evidence->options.pass == EVIDENCE_LIVE;
	shown->has_fate = false;
	shown->fate = FATE_ARRIVED;
	shown->grade = FATE_FOLLOWS;
	shown->by = shown->crossed = shown->forged = 0;
	shown->offloaded = false;
	shown->sums = SUMS_DIFFER;
	shown->not_taken = 0;
	shown->overtaken = input->overtaken;
	shown->passed_over = shown->goes_on = shown->lost_before = shown->overtakes = false;
	shown->apart = false;
	if (shown->live) {
		ends_step(&kept->ends, input, self, &shown->ends);
	} else {
		struct ends_note notes[ENDS_NOTES_MAX];
		size_t noted = evidence_recall_ends(evidence, notes);
		ends_second_pass(&kept->ends, input, self, notes, noted, &shown->ends);
	}
	end_states_of(shown->ends.before, shown->before);
	end_states_of(shown->ends.shown, shown->states);
	bool sure = is_sure(kept, input->from); /* then it stays so */
	bool syn = input->flags & TCP_FLAG_SYN;
	if (!sure)
		evidence_hedge(kept, (enum side)input->from, syn, shown->before);
	if (shown->live)
		kept->numbers[input->from] |= numbers;
	if (!sure && !is_sure(kept, input->from))
		evidence_hedge(kept, (enum side)input->from, syn, shown->states);
	if (kept->stray) { /* ends that no connection is known of have no states */
		shown->ends.move_count = 0;
		hide(shown->before);
		hide(shown->states);
	}
	if (shown->live)
		evidence_correct(evidence->told[kept - evidence->flows], kept->self,
				 (uint32_t)input->frame, shown);
}

/* Who has begun anew has left TIME-WAIT, if that SYN is its own. */
static void hedge_anew(const struct flow *flow, struct evidence_step *shown)
{
	const bool anew[] = {flow->flags & FLOW_CLIENT_ANEW, flow->flags & FLOW_SERVER_ANEW};
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (anew[side] && shown->states[side].state == TCP_TIME_WAIT)
			shown->before[side].proven = shown->states[side].proven = false;
}

void evidence_segment(struct evidence *evidence, uint32_t index, const struct flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown)
{
	enum evidence_pass pass = evidence->options.pass;
	struct tcp_options options;
	size_t count = 0;
	evidence->frame = (uint32_t)segment->frame;
	evidence->note_count = 0;
	if (pass == EVIDENCE_SECOND)
		evidence->notes =
		    notes_of(evidence->options.notes, segment->frame, &evidence->note_count);
	struct evidence_flow *kept =
	    step->first ? begin(evidence, index, flow, segment) : evidence_find(evidence, index);
	if (!kept) {
		show_nothing(shown);
		return;
	}
	tcp_options_read(segment, &options);
	kept->resets |= (segment->flags & TCP_FLAG_RST) != 0;
	if (pass != EVIDENCE_SECOND)
		kept->stray = flow->flags & FLOW_STRAY;
	if (step->released)
		evidence_release(evidence, kept, flow, segment, step);
	if (pass == EVIDENCE_SECOND)
		evidence_recall(evidence, kept);
	else
		count = evidence_step_fates(evidence, kept, flow, segment, step, &options);
	if (step->released)
		count = evidence_tell_released(evidence, count);
	if (evidence_holds(kept) || step->verdict == VERDICT_HELD)
		evidence_note_held(evidence, kept, flow, segment, step);
	if (step->renounced != 0)
		count = evidence_renounce(evidence, segment, step, count);
	struct ends_input input;
	evidence_read_ends(&input, segment, step, &options);
	input.brief = evidence->options.brief;
	if (kept->at_once != 0)
		evidence_read_at_once(&input, kept->at_once);
	input.doubtful =
	    (pass == EVIDENCE_LIVE && step->verdict == VERDICT_HELD) ||
	    evidence_doubts(&kept->ends, flow, step, &input, &options, pass == EVIDENCE_LIVE);
	input.same_ack = !input.stray && evidence_same_ack(kept, segment, &options, step->from);
	/* On the other link of a router it has another TTL. */
	input.foreign = !input.captured_again && step->foreign;
	if (pass == EVIDENCE_FIRST) {
		if (evidence_has_number(segment->frame))
			evidence_keep_end(evidence, kept, step);
		kept->numbers[step->from] |= ends_brings_numbers(&kept->ends, &input);
		input.passed = (uint32_t)fates_table_passed(evidence->table);
		struct ends_step noted;
		ends_survey(&kept->ends, &input, flow_is_self(flow), &noted);
		evidence_keep_ends(evidence, noted.notes, noted.note_count);
		return;
	}
	show(evidence, kept, flow_is_self(flow), &input, count, shown);
	if (flow->flags & (FLOW_CLIENT_ANEW | FLOW_SERVER_ANEW))
		hedge_anew(flow, shown);
	if (pass == EVIDENCE_LIVE)
		return;
	evidence_recall_fate(evidence, kept, flow, segment, step, shown);
	evidence_recall_sums(kept, segment, step->from, shown);
}
