/* SPDX-License-Identifier: MIT */
#include "mermaid_arrows.h"

#include <stdlib.h>

#include "array.h"
#include "figure.h"
#include "mermaid_text.h"

enum {
	MAY_GROW = 160, /* bytes: by the longest words about its course, and two other states */
};

void mermaid_arrows_release(struct mermaid_arrows *arrows)
{
	text_release(&arrows->text);
	text_release(&arrows->scratch);
	free(arrows->list);
}

/* ---- what is written of an arrow ---- */

void text_mermaid_note(struct text *text, const uint16_t who[2])
{
	text_format(text, "    Note over P%u", who[SIDE_CLIENT]);
	if (who[SIDE_CLIENT] != who[SIDE_SERVER])
		text_format(text, ",P%u", who[SIDE_SERVER]);
	text_string(text, ": ");
}

/* A cross for what does not arrive, dots where that cannot be told; the words say which. */
static void text_head(struct text *text, const struct mermaid_arrow *arrow)
{
	static const char *const ends[] = {[ARROW_ARRIVES] = "->>",
					   [ARROW_LOST] = "-x",
					   [ARROW_DISCARDED] = "-x",
					   [ARROW_UNSURE] = "-->>"};
	text_format(text, "    P%u%sP%u: ", arrow->who[arrow->from],
		    ends[course_arrow(&arrow->course)], arrow->who[side_other(arrow->from)]);
}

static void text_states(struct text *text, enum lang lang, const struct mermaid_arrow *arrow)
{
	const char *separator = "";
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (end_state_equal(arrow->states[side], arrow->before[side]))
			continue;
		text_string(text, separator);
		text_string(text, side_name(lang, (enum side)side));
		text_char(text, ' ');
		text_string(text, end_state_name(arrow->states[side]));
		separator = ", ";
	}
}

/* Appends what stands behind its words, in SCRATCH first. */
static void text_tail(struct text *text, struct text *scratch, enum lang lang,
		      const struct mermaid_arrow *arrow)
{
	text_clear(scratch);
	if (course_is_remarkable(&arrow->course, arrow->labels)) {
		text_string(scratch, " (");
		text_course(scratch, lang, &arrow->course, arrow->labels);
		text_char(scratch, ')');
	}
	text_mermaid(text, scratch->bytes, scratch->length);
	text_char(text, '\n');
	text_clear(scratch);
	text_states(scratch, lang, arrow);
	if (scratch->length == 0)
		return;
	text_mermaid_note(text, arrow->who);
	text_mermaid(text, scratch->bytes, scratch->length);
	text_char(text, '\n');
}

/* ---- the list ---- */

static bool make_room(struct mermaid_arrows *arrows)
{
	struct mermaid_arrow *list =
	    array_room(arrows->list, &arrows->capacity, arrows->count, sizeof *list);
	if (list)
		arrows->list = list;
	return list;
}

size_t mermaid_arrows_add(struct mermaid_arrows *arrows, const struct mermaid_arrow *arrow,
			  const struct text *words, bool may_change)
{
	struct text *text = &arrows->text;
	if (!make_room(arrows)) {
		text->failed = true;
		return 0;
	}
	size_t before = text->length;
	text_head(text, arrow);
	text_tail(text, &arrows->scratch, arrows->lang, arrow);
	size_t changing = text->length - before;
	text->length = before;
	text_mermaid(text, words->bytes, words->length);
	arrows->list[arrows->count] = *arrow;
	arrows->list[arrows->count].words = before;
	arrows->list[arrows->count++].end = text->length;
	return changing + text->length - before + (may_change ? MAY_GROW : 0);
}

/* ---- what becomes known ---- */

void mermaid_arrows_learn_fates(struct mermaid_arrows *arrows, const struct fate_event *events,
				size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t k = arrows->count;
		while (k > 0 && arrows->list[k - 1].frame > events[i].frame)
			k--;
		if (k > 0 && arrows->list[k - 1].frame == events[i].frame)
			course_learn(&arrows->list[k - 1].course, &events[i]);
	}
}

void mermaid_arrows_learn(struct mermaid_arrows *arrows, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	const struct ends_correction *correction = correction_of(event);
	if (!evidence || !evidence->live)
		return;
	for (size_t i = 0; correction && i < arrows->count; i++) {
		struct mermaid_arrow *arrow = &arrows->list[i];
		if (arrow->connection != event->flow->number)
			continue;
		if (arrow->frame > correction->frame)
			state_correct(&arrow->before[correction->end], correction);
		if (arrow->frame >= correction->frame)
			state_correct(&arrow->states[correction->end], correction);
	}
	mermaid_arrows_learn_fates(arrows, evidence->events, evidence->event_count);
}

void text_mermaid_arrows(struct text *text, struct mermaid_arrows *arrows)
{
	const struct text *all = &arrows->text;
	size_t at = 0;
	for (size_t i = 0; i < arrows->count; i++) {
		const struct mermaid_arrow *arrow = &arrows->list[i];
		text_bytes(text, all->bytes + at, arrow->words - at);
		text_head(text, arrow);
		text_bytes(text, all->bytes + arrow->words, arrow->end - arrow->words);
		text_tail(text, &arrows->scratch, arrows->lang, arrow);
		at = arrow->end;
	}
	text_bytes(text, all->bytes + at, all->length - at);
	text->failed |= all->failed | arrows->scratch.failed;
}
