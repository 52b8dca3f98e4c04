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
	NOTE_ENDS,        /* value: enum ends_action; grade: ends_note.receipts */
	NOTE_FATE,        /* value: enum fate */
	NOTE_CROSSED,     /* by: the other one */
	NOTE_NOT_TAKEN,   /* grade: enum fate_grade; FATE_CANNOT takes it back */
	NOTE_LOST_BEFORE, /* the same */
	NOTE_AT_ONCE,     /* value: see below */
	NOTE_ONE_WAY, /* of a connection's first frame: the other end of `end` was never captured */
	NOTE_FORGOT,  /* of a connection's first frame: there was no room for all of its fates */
};

/* What the segments before it tell of the frame when it comes: bits of NOTE_AT_ONCE. */
enum {
	AT_ONCE_COPY = 0x1, /* the same packet again */
	AT_ONCE_OVERTAKEN = 0x2,
	AT_ONCE_REPEATS = 0x4, /* fates.repeats */
	AT_ONCE_FORGOT = 0x8,
	AT_ONCE_LASTING = AT_ONCE_REPEATS | AT_ONCE_FORGOT, /* and so are the next ones */
};

/* Of a connection, but in the second pass. */
struct evidence_sent {
	struct fates fates;
	struct path_times times;
};

struct evidence_flow {
	struct ends ends;
	uint32_t first_frame;
	bool one_way[2]; /* nothing was captured of the other end of this side */
	bool one_host;
	uint8_t at_once; /* of its last segment */
	bool forgot;     /* some fates are not known: then none is the default */
};

struct evidence {
	struct evidence_options options;
	struct fates_table *table;
	struct evidence_flow *flows;
	struct evidence_sent *sent; /* at the same indices; NULL in the second pass */
	uint32_t used;              /* from here on none was */
	uint32_t frame;             /* the last one */
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
		if (options->pass != EVIDENCE_SECOND)
			evidence->sent = calloc(options->max_connections, sizeof *evidence->sent);
	}
	if (evidence && evidence->table && evidence->flows &&
	    (evidence->sent || options->pass == EVIDENCE_SECOND))
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
	for (uint32_t i = 0; i < evidence->used && evidence->sent; i++)
		fates_release(&evidence->sent[i].fates, evidence->table);
	fates_table_free(evidence->table);
	free(evidence->flows);
	free(evidence->sent);
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
	/* One more than the note's kind. */
	static const uint8_t kinds[] = {
	    [FATE_EVENT_FATE] = NOTE_FATE + 1,
	    [FATE_EVENT_CROSSED] = NOTE_CROSSED + 1,
	    [FATE_EVENT_LOST_BEFORE] = NOTE_LOST_BEFORE + 1,
	    [FATE_EVENT_NOT_TAKEN] = NOTE_NOT_TAKEN + 1,
	};
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
		if (event->kind < sizeof kinds && kinds[event->kind]) {
			note.kind = (uint8_t)(kinds[event->kind] - 1);
			keep(evidence, &note);
		}
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

/* Neither SYN, RST nor ACK: no TCP sends it, and who gets it drops it (RFC 9293 section 3.10.7.2 to
 * 3.10.7.4). */
static bool is_of_no_tcp(const struct segment *segment)
{
	return !(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK));
}

/* The fate of the current frame, from its notes, of which the last counts; without one it has
 * arrived if it takes sequence numbers. */
static void show_fate(const struct evidence *evidence, const struct evidence_flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown)
{
	bool expected = segment_sequence_length(segment) > 0 && !flow->one_way[step->from] &&
			!flow->forgot && !(segment->flags & TCP_FLAG_RST) &&
			!is_of_no_tcp(segment) &&
			step->verdict == VERDICT_TAKEN && !(flow->at_once & AT_ONCE_LASTING);
	shown->has_fate = expected;
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_CROSSED)
			shown->crossed = note->by;
		if (note->kind == NOTE_NOT_TAKEN)
			shown->not_taken = note->grade != FATE_CANNOT;
		if (note->kind == NOTE_LOST_BEFORE)
			shown->lost_before = note->grade != FATE_CANNOT;
		if (note->kind != NOTE_FATE)
			continue;
		shown->has_fate = true;
		shown->fate = (enum fate)note->value;
		shown->grade = (enum fate_grade)note->grade;
		shown->by = note->by;
	}
}

static struct end_state end_state_of(struct ends_shown shown)
{
	return (struct end_state){.state = shown.state, .proven = !shown.hedged};
}

static void step_ends(struct evidence *evidence, struct evidence_flow *flow, bool self,
		      const struct ends_input *input, struct ends_step *step)
{
	struct ends_note notes[ENDS_NOTES_MAX];
	size_t count = 0;
	if (evidence->options.pass == EVIDENCE_LIVE) {
		ends_step(&flow->ends, input, self, step);
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

static void begin(struct evidence *evidence, uint32_t index, const struct flow *flow,
		  const struct segment *segment)
{
	struct evidence_flow *kept = &evidence->flows[index];
	if (evidence->sent)
		evidence->sent[index] = (struct evidence_sent){.fates.owner = flow->number * 2};
	*kept = (struct evidence_flow){
	    .first_frame = (uint32_t)segment->frame,
	    .one_host = on_one_host(flow),
	};
	ends_init(&kept->ends);
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_ONE_WAY)
			kept->one_way[note->end] = true;
		kept->forgot |= note->kind == NOTE_FORGOT;
	}
}

/* A SYN that may begin another connection says nothing in the numbers of this one. */
static bool says_nothing(const struct segment *segment, const struct step *step)
{
	bool pending = (segment->flags & TCP_FLAG_SYN) && step->verdict == VERDICT_PENDING;
	return pending || is_of_no_tcp(segment);
}

/* By the COUNT events of this frame. */
static unsigned at_once(const struct evidence *evidence, const struct fates *fates, size_t count)
{
	unsigned bits = 0;
	if (fates->repeats)
		bits |= AT_ONCE_REPEATS;
	if (fates->flags & FATES_FORGOT)
		bits |= AT_ONCE_FORGOT;
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &evidence->events[i];
		if (event->frame != evidence->frame || event->kind != FATE_EVENT_FATE)
			continue;
		if (event->fate == FATE_CAPTURE_DUPLICATE || event->fate == FATE_DUPLICATE)
			bits |= AT_ONCE_COPY;
		else if (event->fate == FATE_OVERTAKEN)
			bits |= AT_ONCE_OVERTAKEN;
	}
	return bits;
}

/* Live, and in the first pass. *COUNT gets how many events there are. */
static void step_fates(struct evidence *evidence, struct evidence_flow *kept,
		       struct evidence_sent *sent, const struct segment *segment,
		       const struct step *step, const struct tcp_options *options, size_t *count)
{
	struct fates_input input = fates_input_of(segment, options, step->from);
	input.one_host = kept->one_host;
	if (step->verdict == VERDICT_CHALLENGED && (segment->flags & TCP_FLAG_SYN))
		input.discard = FATES_DISCARDED;
	*count =
	    fates_segment(&sent->fates, &sent->times, evidence->table, &input, evidence->events);
	unsigned before = kept->at_once & AT_ONCE_LASTING;
	kept->at_once = (uint8_t)at_once(evidence, &sent->fates, *count);
	if (evidence->options.pass == EVIDENCE_LIVE)
		return;
	keep_fates(evidence, *count);
	if (kept->at_once != before && has_number(segment->frame))
		keep(evidence, &(struct note){
				   .frame = evidence->frame,
				   .by = evidence->frame,
				   .kind = NOTE_AT_ONCE,
				   .value = kept->at_once,
			       });
}

/* In the second pass it is known from the first. */
static void recall_fates(const struct evidence *evidence, struct evidence_flow *kept)
{
	kept->at_once &= AT_ONCE_LASTING;
	for (size_t i = 0; i < evidence->note_count; i++)
		if (evidence->notes[i].kind == NOTE_AT_ONCE)
			kept->at_once = evidence->notes[i].value;
}

static void show(struct evidence *evidence, struct evidence_flow *kept, bool self,
		 const struct ends_input *input, size_t count, struct evidence_step *shown)
{
	shown->events = evidence->events;
	shown->event_count = count;
	shown->live = evidence->options.pass == EVIDENCE_LIVE;
	shown->has_fate = false;
	shown->fate = FATE_ARRIVED;
	shown->grade = FATE_FOLLOWS;
	shown->by = shown->crossed = 0;
	shown->not_taken = shown->lost_before = false;
	step_ends(evidence, kept, self, input, &shown->ends);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		shown->before[side] = end_state_of(shown->ends.before[side]);
		shown->states[side] = end_state_of(shown->ends.shown[side]);
	}
}

void evidence_segment(struct evidence *evidence, uint32_t index, const struct flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown)
{
	struct evidence_flow *kept = &evidence->flows[index];
	enum evidence_pass pass = evidence->options.pass;
	struct tcp_options options;
	size_t count = 0;
	evidence->frame = (uint32_t)segment->frame;
	evidence->note_count = 0;
	if (pass == EVIDENCE_SECOND)
		evidence->notes =
		    notes_of(evidence->options.notes, segment->frame, &evidence->note_count);
	if (step->first)
		begin(evidence, index, flow, segment);
	if (index >= evidence->used)
		evidence->used = index + 1;

	tcp_options_read(segment, &options);
	if (pass == EVIDENCE_SECOND)
		recall_fates(evidence, kept);
	else if (!says_nothing(segment, step))
		step_fates(evidence, kept, &evidence->sent[index], segment, step, &options, &count);
	else
		kept->at_once &= AT_ONCE_LASTING;
	struct ends_input input = ends_input_of(segment, step, &options);
	input.copy = kept->at_once & AT_ONCE_COPY;
	input.overtaken = kept->at_once & AT_ONCE_OVERTAKEN;
	if (pass == EVIDENCE_FIRST) {
		struct ends_note notes[ENDS_NOTES_MAX];
		keep_ends(evidence, notes,
			  ends_survey(&kept->ends, &input, flow_is_self(flow), notes));
		return;
	}
	show(evidence, kept, flow_is_self(flow), &input, count, shown);
	if (pass == EVIDENCE_SECOND)
		show_fate(evidence, kept, segment, step, shown);
}

void evidence_connection(struct evidence *evidence, uint32_t index, int64_t now_ns)
{
	struct evidence_flow *kept = &evidence->flows[index];
	struct ends_note notes[ENDS_NOTES_MAX] = {{0}};
	size_t count;
	evidence->forgot |= kept->at_once & AT_ONCE_FORGOT;
	if (evidence->options.pass == EVIDENCE_SECOND)
		return;
	struct evidence_sent *sent = &evidence->sent[index];
	while ((count = fates_end(&sent->fates, &sent->times, evidence->table, now_ns,
				  evidence->events)) > 0)
		keep_fates(evidence, count);
	keep_ends(evidence, notes, ends_finish(&kept->ends, notes));
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (fates_peer_silent(&sent->fates, (enum side)side))
			keep(evidence, &(struct note){.frame = kept->first_frame,
						      .by = evidence->frame,
						      .kind = NOTE_ONE_WAY,
						      .end = (uint8_t)side});
	if (sent->fates.flags & FATES_FORGOT) {
		evidence->forgot = true;
		keep(evidence, &(struct note){.frame = kept->first_frame,
					      .by = evidence->frame,
					      .kind = NOTE_FORGOT});
	}
	fates_release(&sent->fates, evidence->table);
}

/* Where nearly all frames stand twice, the second of two equal ones, which is told by the first, is
 * a duplicate of the capture. */
void evidence_end(struct evidence *evidence)
{
	size_t count = 0;
	struct note *notes =
	    evidence->options.notes ? notes_all(evidence->options.notes, &count) : NULL;
	if (!fates_table_doubled(evidence->table))
		return;
	for (size_t i = 0; i < count; i++)
		if (notes[i].kind == NOTE_FATE && notes[i].value == FATE_UNKNOWN &&
		    notes[i].by < notes[i].frame) {
			notes[i].value = FATE_CAPTURE_DUPLICATE;
			notes[i].grade = FATE_PROBABLY;
		}
}

bool evidence_forgot(const struct evidence *evidence)
{
	return evidence->forgot;
}
