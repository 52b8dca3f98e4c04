/* SPDX-License-Identifier: MIT */
/* What the first pass over a file keeps for the second. */
#include "evidence_private.h"

void evidence_keep(struct evidence *evidence, const struct note *note)
{
	if (evidence->options.pass == EVIDENCE_FIRST)
		notes_add(evidence->options.notes, note);
}

bool evidence_has_number(uint64_t frame)
{
	return frame > 0 && frame <= UINT32_MAX;
}

void evidence_keep_fate(struct evidence *evidence, const struct fate_event *event)
{
	/* One more than the note's kind. */
	static const uint8_t kinds[] = {
	    [FATE_EVENT_FATE] = NOTE_FATE + 1,
	    [FATE_EVENT_CROSSED] = NOTE_CROSSED + 1,
	    [FATE_EVENT_LOST_BEFORE] = NOTE_LOST_BEFORE + 1,
	    [FATE_EVENT_NOT_TAKEN] = NOTE_NOT_TAKEN + 1,
	    [FATE_EVENT_FORGED] = NOTE_FORGED + 1,
	};
	if (!evidence_has_number(event->frame) || event->kind >= sizeof kinds ||
	    kinds[event->kind] == 0)
		return;
	evidence_keep(evidence, &(struct note){
				    .frame = (uint32_t)event->frame,
				    .by = event->by ? (uint32_t)event->by : evidence->frame,
				    .kind = (uint8_t)(kinds[event->kind] - 1),
				    .end = event->side,
				    .value = event->fate,
				    .grade = event->grade,
				});
}

void evidence_keep_fates(struct evidence *evidence, size_t count)
{
	for (size_t i = 0; i < count; i++)
		evidence_keep_fate(evidence, &evidence->events[i]);
}

void evidence_keep_ends(struct evidence *evidence, const struct ends_note *notes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		evidence_keep(evidence, &(struct note){
					    .frame = notes[i].frame,
					    .by = evidence->frame,
					    .kind = NOTE_ENDS,
					    .end = notes[i].end,
					    .value = notes[i].action,
					    .grade = notes[i].receipts,
					});
}

void evidence_keep_twin(struct evidence *evidence, uint64_t twin)
{
	if (evidence_has_number(twin) && evidence_has_number(evidence->frame))
		evidence_keep(evidence, &(struct note){.frame = evidence->frame,
						       .by = (uint32_t)twin,
						       .kind = NOTE_TWIN});
}

void evidence_keep_end(struct evidence *evidence, struct evidence_flow *kept,
		       const struct step *step)
{
	bool over = step->before & (FLOW_CLOSED | FLOW_RESET);
	if (over && !step->first)
		evidence_keep(evidence, &(struct note){
					    .frame = kept->last_frame,
					    .by = evidence->frame,
					    .kind = NOTE_GOES_ON,
					});
	kept->last_frame = evidence->frame;
}

void evidence_recall(const struct evidence *evidence, struct evidence_flow *kept)
{
	kept->at_once &= AT_ONCE_REPEATS;
	bool twin = false;
	for (size_t i = 0; i < evidence->note_count; i++) {
		if (evidence->notes[i].kind == NOTE_AT_ONCE)
			kept->at_once = evidence->notes[i].value;
		twin |= evidence->notes[i].kind == NOTE_TWIN && kept->twice;
	}
	if (twin)
		kept->at_once |= AT_ONCE_CAPTURED_AGAIN;
}

size_t evidence_recall_ends(const struct evidence *evidence, struct ends_note notes[ENDS_NOTES_MAX])
{
	size_t count = 0;
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
	return count;
}

static bool may_be_answered(const struct flow *flow, enum fate fate)
{
	return (flow->flags & FLOW_HAS_OLDER) &&
	       (fate == FATE_LOST || fate == FATE_PART_LOST || fate == FATE_LOST_OR_ANSWER);
}

void evidence_doubt(struct evidence *evidence, const struct flow *flow, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct fate_event *event = &evidence->events[i];
		if (event->kind != FATE_EVENT_FATE ||
		    !may_be_answered(flow, (enum fate)event->fate))
			continue;
		event->fate = FATE_UNKNOWN;
		event->grade = FATE_CANNOT;
	}
}

static void forget_fate(struct evidence_step *shown, bool expected)
{
	shown->has_fate = true;
	shown->fate = expected ? FATE_ARRIVED : FATE_UNKNOWN;
	shown->grade = expected ? FATE_FOLLOWS : FATE_CANNOT;
	shown->by = 0;
}

void evidence_recall_fate(const struct evidence *evidence, const struct evidence_flow *kept,
			  const struct flow *flow, const struct segment *segment,
			  const struct step *step, struct evidence_step *shown)
{
	bool expected = segment_sequence_length(segment) > 0 && !kept->one_way[step->from] &&
			!kept->forgot && !(segment->flags & TCP_FLAG_RST) &&
			!is_of_no_tcp(segment) && step->verdict == VERDICT_TAKEN &&
			!(kept->at_once & AT_ONCE_REPEATS);
	uint32_t twin = 0;
	shown->has_fate = expected;
	for (size_t i = 0; i < evidence->note_count; i++) {
		const struct note *note = &evidence->notes[i];
		if (note->kind == NOTE_CROSSED)
			shown->crossed = note->by;
		if (note->kind == NOTE_NOT_TAKEN) {
			shown->not_taken = note->grade != FATE_CANNOT ? note->by : 0;
			shown->passed_over = note->grade == FATE_FOLLOWS;
		}
		if (note->kind == NOTE_FORGED)
			shown->forged = note->by;
		shown->goes_on |= note->kind == NOTE_GOES_ON;
		if (note->kind == NOTE_LOST_BEFORE) {
			shown->lost_before = note->grade != FATE_CANNOT;
			shown->overtakes = !shown->lost_before;
		}
		if (note->kind == NOTE_TWIN && kept->twice)
			twin = note->by;
		if (note->kind == NOTE_COUNTS) /* it was taken for discarded before */
			forget_fate(shown, expected);
		if (note->kind != NOTE_FATE && note->kind != NOTE_HELD_FATE)
			continue;
		shown->has_fate = true;
		if (note->kind == NOTE_HELD_FATE && step->verdict != VERDICT_HELD) {
			/* One before it counts, and so may this one: nothing else was noted. */
			forget_fate(shown, false);
			continue;
		}
		shown->fate = (enum fate)note->value;
		shown->grade = (enum fate_grade)note->grade;
		shown->by = note->by;
	}
	/* Between two places it may have been held so long that it looks like one sent again. */
	shown->apart = kept->twice == FATES_TWICE_APART;
	if (shown->apart && shown->fate == FATE_LOST_OR_ANSWER && shown->grade == FATE_PROBABLY) {
		shown->fate = FATE_UNKNOWN;
		shown->grade = FATE_CANNOT;
	}
	/* Nor does the order tell which of several RSTs it was. */
	if (shown->apart && (segment->flags & TCP_FLAG_RST) && shown->fate == FATE_ARRIVED)
		shown->has_fate = false;
	if (twin != 0) {
		shown->has_fate = true;
		shown->fate = FATE_CAPTURE_DUPLICATE;
		shown->grade = FATE_PROBABLY;
		shown->by = twin;
	}
	if (shown->has_fate && may_be_answered(flow, shown->fate)) {
		shown->fate = FATE_UNKNOWN;
		shown->grade = FATE_CANNOT;
	}
}

void evidence_recall_sums(const struct evidence_flow *kept, const struct segment *segment,
			  enum side from, struct evidence_step *shown)
{
	/* Those that no TCP sends were not looked at, and further on there are no notes. */
	bool noted = !is_of_no_tcp(segment) && evidence_has_number(segment->frame);
	unsigned sums = kept->sums[from];
	shown->offloaded = (sums & SUM_PARTIAL) && !(sums & SUM_WRONG);
	if (noted && !(sums & SUM_WRONG))
		shown->sums = SUMS_GOOD;
	else if (noted && !(sums & SUM_GOOD))
		shown->sums = SUMS_BAD;
}

struct fate_told evidence_told(const struct evidence_step *step, uint64_t frame)
{
	struct fate_told told = {.fate = FATE_COUNT};
	if (!step)
		return told;
	if (step->has_fate)
		return (struct fate_told){.fate = step->fate, .grade = step->grade, .by = step->by};
	for (size_t i = 0; i < step->event_count; i++) {
		const struct fate_event *event = &step->events[i];
		if (event->kind != FATE_EVENT_FATE || event->frame != frame)
			continue;
		told = (struct fate_told){
		    .fate = (enum fate)event->fate,
		    .grade = (enum fate_grade)event->grade,
		    .by = event->by,
		};
	}
	return told;
}

/* Where nearly all frames stand twice, the second of two equal ones, which is told by the first, is
 * a duplicate of the capture. */
void evidence_end(struct evidence *evidence)
{
	size_t count = 0;
	struct note *notes =
	    evidence->options.notes ? notes_all(evidence->options.notes, &count) : NULL;
	if (evidence->options.notes)
		notes_set_twice(evidence->options.notes,
				(uint8_t)fates_table_twice(evidence->table));
	if (!fates_table_doubled(evidence->table))
		return;
	for (size_t i = 0; i < count; i++)
		if (notes[i].kind == NOTE_FATE && notes[i].value == FATE_UNKNOWN &&
		    notes[i].by < notes[i].frame) {
			notes[i].value = FATE_CAPTURE_DUPLICATE;
			notes[i].grade = FATE_PROBABLY;
		}
}
