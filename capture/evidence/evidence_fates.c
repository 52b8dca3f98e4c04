/* SPDX-License-Identifier: MIT */
/* The fates of a segment, and of one that was held back (held.h), which its receiver discards
 * unless it counts after all. */
#include <string.h>

#include "evidence_private.h"
#include "seq.h"

/* It lies outside of what its receiver takes, as far as was captured; of two SYN+ACKs that is not
 * known yet, nor whether it is of a connection that was broken off. */
static size_t hold(struct evidence *evidence, const struct segment *segment,
		   const struct step *step)
{
	bool untold = (segment->flags & TCP_FLAG_SYN) || (step->before & FLOW_RESET);
	evidence->events[0] = (struct fate_event){
	    .frame = segment->frame,
	    .kind = FATE_EVENT_FATE,
	    .fate = untold ? FATE_UNKNOWN : FATE_DISCARDED,
	    .grade = untold ? FATE_CANNOT : FATE_PROBABLY,
	    .side = (uint8_t)step->from,
	};
	if (evidence_has_number(segment->frame))
		evidence_keep(evidence, &(struct note){.frame = evidence->frame,
						       .by = evidence->frame,
						       .kind = NOTE_HELD_FATE,
						       .end = (uint8_t)step->from,
						       .value = evidence->events[0].fate,
						       .grade = evidence->events[0].grade});
	return 1;
}

size_t evidence_renounce(struct evidence *evidence, const struct segment *by,
			 const struct step *step, size_t count)
{
	if (count == FATES_EVENTS_MAX)
		return count;
	evidence->events[count] = (struct fate_event){
	    .frame = step->renounced,
	    .by = by->frame,
	    .kind = FATE_EVENT_FATE,
	    .fate = FATE_DISCARDED,
	    .grade = FATE_PROBABLY,
	    .side = (uint8_t)side_other(step->from),
	};
	evidence_keep_fate(evidence, &evidence->events[count]);
	return count + 1;
}

size_t evidence_step_fates(struct evidence *evidence, struct evidence_flow *kept,
			   const struct flow *flow, const struct segment *segment,
			   const struct step *step, const struct tcp_options *options)
{
	if (step->verdict == VERDICT_HELD || is_of_no_tcp(segment)) {
		kept->at_once &= AT_ONCE_REPEATS;
		return step->verdict == VERDICT_HELD ? hold(evidence, segment, step) : 0;
	}
	struct evidence_sent *sent = &evidence->sent[kept - evidence->flows];
	struct fates_input input;
	fates_read(&input, segment, options, step->from);
	input.one_host = kept->one_host;
	for (unsigned side = 0; side < 2; side++)
		input.no_syn[side] = !(flow_side_const(flow, side)->flags & SIDE_SENT_SYN);
	input.discard = (uint8_t)evidence_discard(kept, segment, step);
	size_t count =
	    fates_segment(&sent->fates, &sent->times, evidence->table, &input, evidence->events);
	unsigned before = kept->at_once & AT_ONCE_REPEATS;
	kept->at_once = (uint8_t)evidence_at_once(evidence, &sent->fates, count);
	if (evidence->options.pass == EVIDENCE_LIVE) {
		evidence_doubt(evidence, flow, count);
		return count;
	}
	evidence_keep_fates(evidence, count);
	if (kept->at_once != before && evidence_has_number(segment->frame))
		evidence_keep(evidence, &(struct note){
					    .frame = evidence->frame,
					    .by = evidence->frame,
					    .kind = NOTE_AT_ONCE,
					    .value = kept->at_once,
					});
	uint64_t twin = fates_table_twin(evidence->table);
	if (twin != 0)
		evidence_keep_twin(evidence, twin);
	return count;
}

/* What was said of the one that is released does not hold: it is told of as any other. That its
 * sender goes on makes it probable that it arrived; the other side's words tell it, if they
 * acknowledge it. */
static void take_back(struct evidence *evidence, const struct segment *by, const struct step *step)
{
	bool other = step->released_from != step->from;
	/* Of two that are the same, either may have. */
	bool numbers = segment_sequence_length(step->released) > 0 && step->released_again == 0 &&
		       (!other || seq_before_or_at(segment_sequence_end(step->released), by->ack));
	uint8_t grade = other ? FATE_FOLLOWS : FATE_PROBABLY;
	evidence->released[0] = (struct fate_event){
	    .frame = step->released->frame,
	    .by = by->frame,
	    .kind = FATE_EVENT_FATE,
	    .fate = numbers ? FATE_ARRIVED : FATE_UNKNOWN,
	    .grade = numbers ? grade : FATE_CANNOT,
	    .side = (uint8_t)step->released_from,
	};
	evidence->released_count = 1;
	if (step->released_again == 0)
		return;
	evidence_keep_fate(evidence, &evidence->released[0]);
	evidence->released[evidence->released_count++] = (struct fate_event){
	    .frame = step->released_again,
	    .by = by->frame,
	    .kind = FATE_EVENT_FATE,
	    .fate = FATE_UNKNOWN,
	    .grade = FATE_CANNOT,
	    .side = (uint8_t)step->released_from,
	};
}

void evidence_release(struct evidence *evidence, struct evidence_flow *kept,
		      const struct flow *flow, const struct segment *by, const struct step *step)
{
	const struct segment *segment = step->released;
	const struct step own = {
	    .from = step->released_from,
	    .labels = step->released_labels,
	    .before = step->before,
	};
	const uint32_t frame = evidence->frame;
	struct tcp_options options;
	struct ends_input input;
	struct ends_step moved = {.note_count = 0};
	struct ends_shown shown[2];
	memcpy(shown, kept->ends.shown, sizeof shown); /* what it moves was not shown yet */
	evidence->frame = (uint32_t)segment->frame;
	tcp_options_read(segment, &options);
	take_back(evidence, by, step);
	size_t count =
	    evidence->sent ? evidence_step_fates(evidence, kept, flow, segment, &own, &options) : 0;
	for (size_t i = 0; i < count && evidence->released_count < FATES_EVENTS_MAX; i++)
		evidence->released[evidence->released_count++] = evidence->events[i];
	evidence_read_ends(&input, segment, &own, &options);
	input.brief = true;
	evidence_read_at_once(&input, kept->at_once);
	kept->numbers[own.from] |= ends_brings_numbers(&kept->ends, &input);
	if (evidence->options.pass == EVIDENCE_FIRST)
		ends_survey(&kept->ends, &input, kept->self, &moved);
	else
		ends_step(&kept->ends, &input, kept->self, &moved);
	evidence_keep_ends(evidence, moved.notes, moved.note_count);
	memcpy(kept->ends.shown, shown, sizeof shown);
	evidence->frame = frame;
}

size_t evidence_tell_released(struct evidence *evidence, size_t count)
{
	for (size_t i = 0; i < evidence->released_count && count < FATES_EVENTS_MAX; i++)
		evidence->events[count++] = evidence->released[i];
	evidence->released_count = 0;
	return count;
}

void evidence_note_counts(struct notes *notes, const struct step *step, uint64_t by)
{
	if (evidence_has_number(by))
		notes_add(notes, &(struct note){.frame = (uint32_t)step->released->frame,
						.by = (uint32_t)by,
						.kind = NOTE_COUNTS});
}

bool evidence_any_counts(struct notes *notes)
{
	size_t count;
	const struct note *all = notes_all(notes, &count);
	for (size_t i = 0; i < count; i++)
		if (all[i].kind == NOTE_COUNTS)
			return true;
	return false;
}

bool evidence_counts(struct notes *notes, uint64_t frame)
{
	return notes_have(notes, frame, NOTE_COUNTS);
}

void evidence_note_strays(struct notes *notes, const struct step *step)
{
	for (unsigned i = 0; i < step->strays->count; i++)
		notes_add_stray(notes, step->strays->frames[i]);
}
