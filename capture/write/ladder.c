/* SPDX-License-Identifier: MIT */
/* -f ladder: each segment as an arrow between two lifelines, as it comes. */

#include "explain.h"
#include "figure.h"
#include "formats.h"
#include "ladder_segment.h"
#include "ladder_words.h"
#include "sentence.h"

static void take_failures(struct ladder *ladder)
{
	ladder->page.text->failed |=
	    ladder->words.failed | ladder->other.failed | ladder->time.failed;
}

/* The names above the lifelines, when they are not these already. */
static void title(struct writer *writer, uint32_t number, const struct endpoint ends[2],
		  bool numbered)
{
	struct ladder *ladder = writer->state;
	char tag[1 + DECIMAL_MAX] = "";
	if (ladder->current != 0)
		text_char(ladder->page.text, '\n');
	if (numbered)
		*put_decimal(put_literal(tag, "#"), number) = '\0';
	ladder_end_words(&ladder->words, writer->options.lang, ends, SIDE_CLIENT);
	ladder_end_words(&ladder->other, writer->options.lang, ends, SIDE_SERVER);
	ladder_heading(&ladder->page, text_c_string(&ladder->words), text_c_string(&ladder->other),
		       tag);
	ladder->current = number;
}

/* A phase begins. */
static void phase_row(struct writer *writer, enum phase phase)
{
	struct ladder *ladder = writer->state;
	const char *line = ladder->page.glyphs->line;
	text_clear(&ladder->words);
	text_repeat(&ladder->words, line, 2);
	text_char(&ladder->words, ' ');
	text_string(&ladder->words, phase_title(writer->options.lang, phase));
	text_char(&ladder->words, ' ');
	text_repeat(&ladder->words, line, 2);
	ladder_words_row(ladder, ladder_faint, PLACE_CENTER);
}

/* A phase is over. */
static void milestone_row(struct writer *writer, enum milestone milestone)
{
	struct ladder *ladder = writer->state;
	if (!milestone_title(writer->options.lang, milestone))
		return;
	text_clear(&ladder->words);
	text_milestone(&ladder->words, writer->options.lang, milestone);
	ladder_words_row(ladder, ladder_faint, PLACE_CENTER);
}

static void pause_row(struct writer *writer, const struct segment_event *event,
		      const struct lifeline *lifeline)
{
	struct ladder *ladder = writer->state;
	uint64_t us = lifeline_silence_us(lifeline, event->time_ns);
	enum pause pause = pause_before(event, us);
	if (pause == PAUSE_NONE || event->timeless)
		return;
	text_clear(&ladder->words);
	text_pause(&ladder->words, writer->options.lang, pause, us);
	struct ladder_row row =
	    ladder_row_of(&ladder->words, pause == PAUSE_IDLE ? ladder_faint : ladder_striking);
	ladder_note(&ladder->page, &row, PLACE_CENTER, ladder->page.glyphs->pause);
}

static void verdict(struct writer *writer, const struct flow *flow, bool timeless)
{
	struct ladder *ladder = writer->state;
	if (text_new_verdict(&ladder->words, writer->options.lang, &ladder->verdicts, flow,
			     timeless))
		ladder_paragraph(&ladder->page, ladder->words.bytes, ladder->words.length);
}

/* The states in which the connection was before its first segment, where any is proven. */
static void first_states(struct ladder *ladder, const struct segment_event *event)
{
	struct ladder_row row = {0};
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		ladder_show_state(&row, (enum side)side, event->before[side]);
	if (!row.states[SIDE_CLIENT] && !row.states[SIDE_SERVER])
		return;
	ladder_note(&ladder->page, &row, PLACE_LEFT, ladder->page.glyphs->lifeline);
}

static void correction_row(struct writer *writer, const struct segment_event *event)
{
	struct ladder *ladder = writer->state;
	if (!correction_of(event))
		return;
	text_clear(&ladder->words);
	text_correction(&ladder->words, writer->options.lang, correction_of(event));
	struct ladder_row row = ladder_row_of(&ladder->words, ladder_striking);
	ladder_notes(&ladder->page, &row, PLACE_CENTER);
}

/* The ladder's words: what became known of arrows that are drawn already. */
static void news_row(struct ladder *ladder)
{
	struct ladder_row row = ladder_row_of(&ladder->words, ladder_striking);
	if (ladder->words.length > 0)
		ladder_notes(&ladder->page, &row, PLACE_CENTER);
}

/* The rows of a segment that is drawn; RETITLED: the names above have just changed. */
static void segment_rows(struct writer *writer, const struct segment_event *event,
			 const struct course *course, struct lifeline *lifeline, bool fresh,
			 bool retitled)
{
	struct ladder *ladder = writer->state;
	if (event->step->first)
		first_states(ladder, event);
	else if (!fresh)
		pause_row(writer, event, lifeline);
	correction_row(writer, event);
	text_clear(&ladder->words);
	text_news(&ladder->words, writer->options.lang, &ladder->news, event);
	news_row(ladder);
	milestone_row(writer, event->over_before);
	if (lifeline->phase != event->phase)
		phase_row(writer, event->phase);
	ladder_segment_rows(writer, event, course, fresh ? NULL : lifeline,
			    retitled && !event->step->first);
	milestone_row(writer, event->over_now);
	lifeline->phase = (uint8_t)event->phase;
	lifeline->last_ns = event->time_ns;
}

/* One packet, captured again, may be what ended a phase. */
static void again_rows(struct writer *writer, const struct segment_event *event,
		       const struct course *course)
{
	ladder_again_row(writer, event, course);
	milestone_row(writer, event->over_now);
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct ladder *ladder = writer->state;
	bool fresh, from_client = event->step->from == SIDE_CLIENT;
	const struct course course = course_of(event);
	struct lifeline *lifeline = lifelines_find(&ladder->lifelines, event->flow->number, &fresh);
	struct endpoint ends[2] = {from_client ? event->source : event->destination,
				   from_client ? event->destination : event->source};
	if (!ladder->begun) {
		ladder_page_init(&ladder->page, &writer->options, event->timeless);
		ladder->begun = true;
	}
	bool retitled = ladder->current != event->flow->number || ladder->resized;
	ladder->resized = false;
	if (retitled)
		title(writer, event->flow->number, ends,
		      !event->only && (event->flow->number > 1 || !event->alone));
	ladder_show_passing(ladder, event->flow->number);
	if (!fresh && course_is_captured_again(&course))
		again_rows(writer, event, &course);
	else
		segment_rows(writer, event, &course, lifeline, fresh, retitled);
	if (event_concludes(event))
		verdict(writer, event->flow, event->timeless);
	take_failures(ladder);
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	struct ladder *ladder = writer->state;
	const struct connection_event *connection = event->connection;
	verdicts_late(&ladder->verdicts, connection->flow->number);
	if (!ladder->begun || !news_are_there(&ladder->news, event))
		return;
	if (ladder->current != connection->flow->number)
		title(writer, connection->flow->number, connection->ends, true);
	text_clear(&ladder->words);
	text_last_news(&ladder->words, writer->options.lang, &ladder->news, event);
	news_row(ladder);
	take_failures(ladder);
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct ladder *ladder = writer->state;
	const struct flow *flow = event->flow;
	if (!ladder->begun || !verdicts_is_due(&ladder->verdicts, flow))
		return;
	if (ladder->current != flow->number)
		title(writer, flow->number, event->ends, true);
	verdict(writer, flow, event->timeless);
	take_failures(ladder);
}

/* The lifelines move: their names stand above them anew. */
static void resize(struct writer *writer)
{
	struct ladder *ladder = writer->state;
	if (ladder->begun)
		ladder_page_resize(&ladder->page, writer->options.columns);
	ladder->resized = ladder->begun;
}

static void release(struct writer *writer)
{
	struct ladder *ladder = writer->state;
	text_release(&ladder->words);
	text_release(&ladder->other);
	text_release(&ladder->time);
}

const struct writer_format writer_ladder = {
    .name = "ladder",
    .heeds = HEEDS_COLOR | HEEDS_EXPLAIN | HEEDS_ASCII | HEEDS_CANONICAL,
    .state_size = sizeof(struct ladder),
    .release = release,
    .segment = segment,
    .fates = fates,
    .connection = connection,
    .resize = resize,
};
