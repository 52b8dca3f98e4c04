/* SPDX-License-Identifier: MIT */
#include "evidence.h"

#include <stdlib.h>
#include <string.h>

#include "fates.h"

enum {
	RECENT_SEGMENTS = 1 << 16,         /* remembered, of all connections, at most, */
	RECENT_EACH = 64,                  /* and of as many connections as there may be */
	TROUBLE_BYTES = 128 * 1024 * 1024, /* for what is unusual, of all connections */
};

/* note.kind */
enum note_kind {
	NOTE_ENDS,    /* value: enum ends_action; grade: ends_note.receipts */
	NOTE_FATE,    /* value: enum fate */
	NOTE_CROSSED, /* by: the other one */
	NOTE_ONE_WAY, /* of a connection's first frame: the other end of `end` was never captured */
	NOTE_FORGOT,  /* of a connection's first frame: there was no room for all of its fates */
};

struct evidence_flow {
	struct fates fates;
	struct path_times times;
	struct ends ends;
	uint32_t first_frame;
	bool one_way[2]; /* nothing was captured of the other end of this side */
	bool forgot;     /* some fates are not known: then none is the default */
};

struct evidence {
	struct evidence_options options;
	struct fates_table *table;
	struct evidence_flow *flows;
	uint32_t used;  /* from here on none was */
	uint32_t frame; /* the last one */
	bool forgot;
	struct fate_event events[FATES_EVENTS_MAX];
	const struct note *notes; /* of this frame */
	size_t note_count;
};

/* A power of two. */
static uint32_t recent_segments(uint32_t max_connections)
{
	uint32_t count = RECENT_EACH;
	while (count < RECENT_SEGMENTS && count / RECENT_EACH < max_connections)
		count *= 2;
	return count;
}

struct evidence *evidence_new(const struct evidence_options *options, struct err *err)
{
	struct evidence *evidence = calloc(1, sizeof *evidence);
	if (evidence) {
		evidence->options = *options;
		evidence->table =
		    fates_table_new(recent_segments(options->max_connections), TROUBLE_BYTES);
		evidence->flows = calloc(options->max_connections, sizeof *evidence->flows);
	}
	if (evidence && evidence->table && evidence->flows)
		return evidence;
	evidence_free(evidence);
	err_set(err, "out of memory for what %u connections prove: see --max-connections",
		options->max_connections);
	return NULL;
}

void evidence_free(struct evidence *evidence)
{
	if (!evidence)
		return;
	for (uint32_t i = 0; i < evidence->used; i++)
		fates_release(&evidence->flows[i].fates, evidence->table);
	fates_table_free(evidence->table);
	free(evidence->flows);
	free(evidence);
}

static void keep(struct evidence *evidence, const struct note *note)
{
	if (evidence->options.pass == EVIDENCE_FIRST)
		notes_add(evidence->options.notes, note);
}

/* A frame has a note only where its number has 32 bits. */
static bool has_number(uint64_t frame)
{
	return frame > 0 && frame <= UINT32_MAX;
}

static void keep_fates(struct evidence *evidence, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &evidence->events[i];
		struct note note = {
		    .frame = (uint32_t)event->frame,
		    .by = event->by ? (uint32_t)event->by : evidence->frame,
		    .end = event->side,
		    .value = event->fate,
		    .grade = event->grade,
		};
		if (!has_number(event->frame))
			continue;
		if (event->kind == FATE_EVENT_FATE)
			note.kind = NOTE_FATE;
		else if (event->kind == FATE_EVENT_CROSSED)
			note.kind = NOTE_CROSSED;
		else
			continue;
		keep(evidence, &note);
	}
}

static void keep_ends(struct evidence *evidence, const struct ends_note *notes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		keep(evidence, &(struct note){
				   .frame = notes[i].frame,
				   .by = evidence->frame,
				   .kind = NOTE_ENDS,
				   .end = notes[i].end,
				   .value = notes[i].action,
				   .grade = notes[i].receipts,
			       });
}

static struct ends_input ends_input_of(const struct segment *segment, const struct step *step,
				       const struct tcp_options *options)
{
	static const enum ends_rst rst[] = {
	    [VERDICT_TAKEN] = ENDS_RST_TAKEN,           [VERDICT_OUTSIDE_WINDOW] = ENDS_RST_IGNORED,
	    [VERDICT_CHALLENGED] = ENDS_RST_CHALLENGED, [VERDICT_PENDING] = ENDS_RST_TAKEN,
	    [VERDICT_FROM_NOBODY] = ENDS_RST_TAKEN,
	};
	const label_set gap = label_bit(LABEL_LOST_SEGMENT) | label_bit(LABEL_ACK_LOST_SEGMENT);
	struct ends_input input = {
	    .frame = (uint32_t)segment->frame,
	    .seq = segment->seq,
	    .ack = segment->ack,
	    .length = segment->payload_length,
	    .sack_right = segment->ack,
	    .flags = segment->flags,
	    .from = (uint8_t)step->from,
	    .rst = (uint8_t)rst[step->verdict],
	    .fast_open = options->fast_open && options->fast_open_length > 0,
	    .ignored = (segment->flags & TCP_FLAG_SYN) &&
		       (step->verdict == VERDICT_CHALLENGED || step->verdict == VERDICT_PENDING),
	    .gap = step->labels & gap,
	};
	for (int i = 0; i < options->sack_count; i++)
		if (seq_before(input.sack_right, options->sack[i].right))
			input.sack_right = options->sack[i].right;
	return input;
}

/* The fate of the current frame, from its notes, of which the last counts; without one it has
 * arrived if it takes sequence numbers. */
static void show_fate(const struct evidence *evidence, const struct evidence_flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown)
{
	bool expected = segment_sequence_length(segment) > 0 && !flow->one_way[step->from] &&
			!flow->forgot && !(segment->flags & TCP_FLAG_RST) &&
			step->verdict == VERDICT_TAKEN && !(flow->fates.flags & FATES_REPEATED);
	shown->has_fate = expected;
	shown->fate = FATE_ARRIVED;
	shown->grade = FATE_FOLLOWS;
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_CROSSED)
			shown->crossed = note->by;
		if (note->kind != NOTE_FATE)
			continue;
		shown->has_fate = true;
		shown->fate = (enum fate)note->value;
		shown->grade = (enum fate_grade)note->grade;
		shown->by = note->by;
	}
}

/* ONE_WAY: nothing was captured of the other end, whose FIN may have come at any time. */
static struct end_state end_state_of(struct ends_shown shown, bool one_way)
{
	bool open = shown.state != ENDS_NO_STATE && shown.state >= TCP_ESTABLISHED;
	return (struct end_state){.state = shown.state,
				  .proven = !shown.hedged && !(one_way && open)};
}

static void step_ends(struct evidence *evidence, struct evidence_flow *flow, bool self,
		      const struct ends_input *input, struct ends_step *step)
{
	struct ends_note notes[ENDS_NOTES_MAX];
	size_t count = 0;
	if (evidence->options.pass != EVIDENCE_SECOND) {
		ends_step(&flow->ends, input, self, step);
		keep_ends(evidence, step->notes, step->note_count);
		return;
	}
	for (size_t i = 0; i < evidence->note_count && count < ENDS_NOTES_MAX; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_ENDS)
			notes[count++] = (struct ends_note){
			    .frame = note->frame,
			    .end = note->end,
			    .receipts = note->grade,
			    .action = note->value,
			};
	}
	ends_second_pass(&flow->ends, input, self, notes, count, step);
}

static void begin(struct evidence *evidence, struct evidence_flow *kept, const struct flow *flow,
		  const struct segment *segment)
{
	*kept = (struct evidence_flow){
	    .fates.owner = flow->number * 2,
	    .first_frame = (uint32_t)segment->frame,
	};
	ends_init(&kept->ends);
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_ONE_WAY)
			kept->one_way[note->end] = true;
		kept->forgot |= note->kind == NOTE_FORGOT;
	}
}

/* All that either end sends passes a capture on that host. */
static bool on_one_host(const struct flow *flow)
{
	static const uint8_t loopback[16] = {[15] = 1};
	const struct endpoint *client = &flow->ends[SIDE_CLIENT];
	const struct endpoint *server = &flow->ends[SIDE_SERVER];
	size_t length = client->version == 4 ? 4 : sizeof client->address;
	if (client->version == 4 && client->address[0] == 127 && server->address[0] == 127)
		return true;
	if (client->version == 6 && memcmp(client->address, loopback, sizeof loopback) == 0)
		return true;
	return memcmp(client->address, server->address, length) == 0;
}

/* A SYN that may begin another connection says nothing in the numbers of this one. */
static bool says_nothing(const struct segment *segment, const struct step *step)
{
	return (segment->flags & TCP_FLAG_SYN) && step->verdict == VERDICT_PENDING;
}

/* Whether one of the COUNT events of this frame says that it has FATE. */
static bool has_fate(const struct evidence *evidence, size_t count, enum fate fate)
{
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &evidence->events[i];
		if (event->frame == evidence->frame && event->kind == FATE_EVENT_FATE &&
		    event->fate == fate)
			return true;
	}
	return false;
}

void evidence_segment(struct evidence *evidence, uint32_t index, const struct flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown)
{
	struct evidence_flow *kept = &evidence->flows[index];
	struct tcp_options options;
	size_t count = 0;
	evidence->frame = (uint32_t)segment->frame;
	evidence->note_count = 0;
	if (evidence->options.pass == EVIDENCE_SECOND)
		evidence->notes =
		    notes_of(evidence->options.notes, segment->frame, &evidence->note_count);
	if (step->first)
		begin(evidence, kept, flow, segment);
	if (index >= evidence->used)
		evidence->used = index + 1;

	if (!says_nothing(segment, step)) {
		struct fates_input input = fates_input_of(segment, step->from);
		input.one_host = on_one_host(flow);
		if (step->verdict == VERDICT_CHALLENGED && (segment->flags & TCP_FLAG_SYN))
			input.discard = FATES_DISCARDED;
		count = fates_segment(&kept->fates, &kept->times, evidence->table, &input,
				      evidence->events);
		keep_fates(evidence, count);
	}
	tcp_options_read(segment, &options);
	struct ends_input input = ends_input_of(segment, step, &options);
	input.copy = has_fate(evidence, count, FATE_CAPTURE_DUPLICATE) ||
		     has_fate(evidence, count, FATE_DUPLICATE);
	input.overtaken = has_fate(evidence, count, FATE_OVERTAKEN);
	*shown = (struct evidence_step){
	    .events = evidence->events,
	    .event_count = count,
	    .live = evidence->options.pass == EVIDENCE_LIVE,
	};
	step_ends(evidence, kept, flow_is_self(flow), &input, &shown->ends);
	bool one_way = kept->one_way[step->from];
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		shown->before[side] = end_state_of(shown->ends.before[side], one_way);
		shown->states[side] = end_state_of(shown->ends.shown[side], one_way);
	}
	if (evidence->options.pass == EVIDENCE_SECOND)
		show_fate(evidence, kept, segment, step, shown);
}

void evidence_connection(struct evidence *evidence, uint32_t index, int64_t now_ns)
{
	struct evidence_flow *kept = &evidence->flows[index];
	struct ends_note notes[ENDS_NOTES_MAX];
	size_t count;
	while ((count = fates_end(&kept->fates, &kept->times, evidence->table, now_ns,
				  evidence->events)) > 0)
		keep_fates(evidence, count);
	keep_ends(evidence, notes, ends_finish(&kept->ends, notes));
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (fates_peer_silent(&kept->fates, (enum side)side))
			keep(evidence, &(struct note){.frame = kept->first_frame,
						      .by = evidence->frame,
						      .kind = NOTE_ONE_WAY,
						      .end = (uint8_t)side});
	if (kept->fates.flags & FATES_FORGOT) {
		evidence->forgot = true;
		keep(evidence, &(struct note){.frame = kept->first_frame,
					      .by = evidence->frame,
					      .kind = NOTE_FORGOT});
	}
	fates_release(&kept->fates, evidence->table);
}

bool evidence_forgot(const struct evidence *evidence)
{
	return evidence->forgot;
}
