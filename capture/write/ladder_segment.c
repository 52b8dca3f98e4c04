/* SPDX-License-Identifier: MIT */
#include "ladder_segment.h"

#include "explain.h"
#include "figure.h"
#include "ladder_words.h"
#include "sentence.h"

/* Colour repeats what the words say already: the palette of figure.h. */
static const char green[] = "\033[32m";
static const char blue[] = "\033[94m"; /* bright: the other is hard to read on black */
static const char amber[] = "\033[33m";
static const char *const colors[MEANING_COUNT] = {
    [MEANING_OPEN] = green,
    [MEANING_DATA] = blue,
    [MEANING_CLOSE] = amber,
    [MEANING_RESET] = "\033[31m",
};
static const char *const state_colors[DOING_COUNT] = {
    [DOING_OPENING] = green,
    [DOING_DATA] = blue,
    [DOING_CLOSING] = amber,
    [DOING_WAITING] = "\033[35m",
};
const char ladder_faint[] = "\033[2m";
const char ladder_striking[] = "\033[35m"; /* magenta */

struct ladder_row ladder_row_of(const struct text *words, const char *color)
{
	return (struct ladder_row){.color = color, .words = words->bytes, .length = words->length};
}

void ladder_words_row(struct ladder *ladder, const char *color, enum placement placement)
{
	struct ladder_row row = ladder_row_of(&ladder->words, color);
	ladder_note(&ladder->page, &row, placement, ladder->page.glyphs->lifeline);
}

void ladder_show_state(struct ladder_row *row, enum side side, struct end_state state)
{
	if (state.state == END_STATE_NONE)
		return;
	row->states[side] = end_state_name(state);
	row->state_colors[side] = state_colors[state_doing(state)];
}

/* Both arrows arrive, and each had left before the other did. */
static void meet_row(struct writer *writer)
{
	static const struct course crossed = {.fate = COURSE_UNTOLD, .crossed = true};
	struct ladder *ladder = writer->state;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		ladder->page.passing[side] = PASSING_ARRIVES;
	text_clear(&ladder->words);
	text_course(&ladder->words, writer->options.lang, &crossed, 0);
	ladder_words_row(ladder, ladder_striking, PLACE_CENTER);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		ladder->page.passing[side] = PASSING_NONE;
	ladder->crossing.frame = 0;
}

/* The arrow that was crossed goes on beside the rows of its connection. */
void ladder_show_passing(struct ladder *ladder, uint32_t connection)
{
	bool here = ladder->crossing.frame != 0 && ladder->crossing.connection == connection;
	for (unsigned side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		ladder->page.passing[side] =
		    here && ladder->crossing.to == side ? PASSING_DOWN : PASSING_NONE;
}

/* The first of two that cross turns before its end, and so does the second: both arrive then. */
static void crossing_rows(struct writer *writer, const struct segment_event *event,
			  struct ladder_row *row, const struct course *course)
{
	struct ladder *ladder = writer->state;
	enum side from = event->step->from, to = side_other(from);
	bool second = ladder->page.passing[from] && ladder->crossing.frame == event->segment->frame;
	row->turns = second || (course->crossed && course->other > event->segment->frame);
	ladder_arrow(&ladder->page, row, from);
	if (second) {
		meet_row(writer);
	} else if (row->turns) {
		ladder->crossing.connection = event->flow->number;
		ladder->crossing.frame = course->other;
		ladder->crossing.to = to;
		ladder_show_passing(ladder, event->flow->number);
	}
}

static enum placement beside_sender(const struct segment_event *event)
{
	return event->step->from == SIDE_CLIENT ? PLACE_LEFT : PLACE_RIGHT;
}

/* LIFELINE: NULL for the first segment of its connection here. BOTH: the names above have just
 * changed, so that both states are told. */
static void arrow_row(struct writer *writer, const struct segment_event *event,
		      struct course *course, const struct lifeline *lifeline, bool both)
{
	struct ladder *ladder = writer->state;
	enum arrow arrow = course_arrow(course);
	bool told = ladder_arrow_words(&ladder->words, &ladder->other, event,
				       ladder_arrow_room(&ladder->page, arrow),
				       ladder->page.glyphs->ellipsis);
	struct ladder_row row =
	    ladder_row_of(&ladder->words, colors[segment_meaning(event->segment)]);
	if (!event->timeless) {
		ladder_time_words(&ladder->time, &ladder->other, event, !lifeline,
				  lifeline ? lifeline->last_ns : 0, writer->options.ascii);
		row.time = text_c_string(&ladder->time);
	}
	row.arrow = arrow;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (both || !end_state_equal(event->states[side], event->before[side]))
			ladder_show_state(&row, (enum side)side, event->states[side]);
	crossing_rows(writer, event, &row, course);
	course->crossed &= !row.turns; /* that was drawn */
	if (!told) {
		text_clear(&ladder->words);
		text_offers(&ladder->words, event->segment);
		struct ladder_row offers = ladder_row_of(&ladder->words, ladder_faint);
		if (offers.length > 0) { /* there was memory for it */
			offers.words++;  /* the space before it */
			offers.length--;
			ladder_notes(&ladder->page, &offers, beside_sender(event));
		}
	}
}

/* Under the arrow: what is remarkable, and with --explain a sentence. */
static void notes_under_arrow(struct writer *writer, const struct segment_event *event,
			      const struct course *course)
{
	struct ladder *ladder = writer->state;
	if (course_is_remarkable(course, event->step->labels)) {
		text_clear(&ladder->words);
		text_string(&ladder->words, "^ ");
		text_course(&ladder->words, writer->options.lang, course, event->step->labels);
		struct ladder_row row = ladder_row_of(&ladder->words, ladder_striking);
		ladder_notes(&ladder->page, &row, beside_sender(event));
	}
	if (writer->options.explain) {
		text_clear(&ladder->words);
		text_sentence(&ladder->words, writer->options.lang, event);
		struct ladder_row row = ladder_row_of(&ladder->words, NULL);
		ladder_notes(&ladder->page, &row, beside_sender(event));
	}
}

/* One packet, captured again: it has its arrow. */
void ladder_again_row(struct writer *writer, const struct segment_event *event,
		      const struct course *course)
{
	struct ladder *ladder = writer->state;
	text_clear(&ladder->words);
	text_string(&ladder->words, "^ ");
	if (course->other != ladder->drawn) {
		text_segment(&ladder->words, event);
		text_string(&ladder->words, writer->options.lang == LANG_ZH ? "：" : ": ");
	}
	text_course(&ladder->words, writer->options.lang, course, 0);
	struct ladder_row row = ladder_row_of(&ladder->words, ladder_faint);
	ladder_notes(&ladder->page, &row, beside_sender(event));
}

void ladder_segment_rows(struct writer *writer, const struct segment_event *event,
			 const struct course *course, const struct lifeline *lifeline, bool both)
{
	struct ladder *ladder = writer->state;
	struct course told = *course;
	arrow_row(writer, event, &told, lifeline, both);
	notes_under_arrow(writer, event, &told);
	ladder->drawn = event->segment->frame;
}
