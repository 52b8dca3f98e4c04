/* SPDX-License-Identifier: MIT */
/* -f ladder: each segment as an arrow between two lifelines, as it comes. */

#include <inttypes.h>
#include <stdio.h>

#include "explain.h"
#include "figure.h"
#include "formats.h"
#include "ladder_page.h"
#include "lifelines.h"
#include "sentence.h"

struct ladder {
	struct ladder_page page;
	struct lifelines lifelines;
	bool begun; /* page is set */
	int64_t start_ns;
	uint32_t current; /* number of the connection whose names stand above the lifelines */
	struct text words, other;
};

/* Colour repeats what the words say already. */
static const char *const colors[MEANING_COUNT] = {
    [MEANING_OPEN] = "\033[32m",  /* green */
    [MEANING_DATA] = "\033[36m",  /* cyan */
    [MEANING_CLOSE] = "\033[33m", /* yellow */
    [MEANING_RESET] = "\033[31m", /* red */
};
static const char faint[] = "\033[2m";
static const char striking[] = "\033[35m"; /* magenta */

static struct ladder_row row_of(const struct text *words, const char *color)
{
	return (struct ladder_row){.color = color, .words = words->bytes, .length = words->length};
}

static void take_failures(struct ladder *ladder)
{
	ladder->page.text->failed |= ladder->words.failed | ladder->other.failed;
}

/* "客户端 127.0.0.1:48604" */
static void name_end(struct text *text, enum lang lang, const struct endpoint ends[2],
		     enum side side)
{
	text_clear(text);
	if (side == SIDE_SERVER && endpoint_equal(&ends[SIDE_CLIENT], &ends[SIDE_SERVER])) {
		text_string(text, lang == LANG_ZH ? "同一个套接字" : "the same socket");
		return;
	}
	text_string(text, side_name(lang, side));
	text_char(text, ' ');
	text_endpoint(text, &ends[side]);
}

/* The names above the lifelines, when they are not these already. */
static void title(struct writer *writer, uint32_t number, const struct endpoint ends[2],
		  bool numbered)
{
	struct ladder *ladder = writer->state;
	char tag[16] = "";
	if (ladder->current != 0)
		text_char(ladder->page.text, '\n');
	if (numbered)
		snprintf(tag, sizeof tag, "#%u", (unsigned)number);
	name_end(&ladder->words, writer->options.lang, ends, SIDE_CLIENT);
	name_end(&ladder->other, writer->options.lang, ends, SIDE_SERVER);
	ladder_heading(&ladder->page, text_c_string(&ladder->words), text_c_string(&ladder->other),
		       tag);
	ladder->current = number;
}

static void note(struct ladder *ladder, const char *color, enum placement placement)
{
	struct ladder_row row = row_of(&ladder->words, color);
	ladder_note(&ladder->page, &row, placement, ladder->page.glyphs->lifeline);
}

/* A phase begins. */
static void phase_row(struct writer *writer, enum phase phase)
{
	struct ladder *ladder = writer->state;
	const char *line = ladder->page.glyphs->line;
	text_clear(&ladder->words);
	text_format(&ladder->words, "%s%s %s %s%s", line, line,
		    phase_title(writer->options.lang, phase), line, line);
	note(ladder, faint, PLACE_CENTER);
}

/* A phase is over. */
static void remark_row(struct writer *writer, enum remark remark)
{
	struct ladder *ladder = writer->state;
	if (!remark_title(writer->options.lang, remark))
		return;
	text_clear(&ladder->words);
	text_remark(&ladder->words, writer->options.lang, remark);
	note(ladder, faint, PLACE_CENTER);
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
	struct ladder_row row = row_of(&ladder->words, pause == PAUSE_IDLE ? faint : striking);
	ladder_note(&ladder->page, &row, PLACE_CENTER, ladder->page.glyphs->pause);
}

/* "#2 PSH+ACK seq=1 ack=1 len=11 "hello world"" */
static void arrow_words(struct ladder *ladder, const struct segment_event *event)
{
	struct text *words = &ladder->words;
	size_t room = ladder->page.lane - ARROW_COLUMNS;
	text_clear(words);
	if (!event->alone)
		text_format(words, "#%u ", (unsigned)event->flow->number);
	text_flags(words, event->segment->flags);
	text_char(words, ' ');
	text_numbers(words, event);
	if (words->failed || words->length + 1 >= room)
		return;
	size_t before = words->length;
	text_char(words, ' ');
	text_excerpt(words, &ladder->other, event->segment, room - words->length,
		     ladder->page.glyphs->ellipsis);
	if (words->length == before + 1)
		words->length = before;
}

/* NULL: there is none to tell. */
static const char *state_words(struct end_state state)
{
	return state.state == END_STATE_NONE ? NULL : end_state_name(state);
}

/* BOTH: the names above have just changed, so that both states are told. */
static void arrow_row(struct writer *writer, const struct segment_event *event, bool both)
{
	struct ladder *ladder = writer->state;
	char time[32];
	int64_t ns = event->time_ns - ladder->start_ns;
	uint64_t us = ns > 0 ? (uint64_t)ns / 1000 : 0;
	snprintf(time, sizeof time, "%" PRIu64 ".%06" PRIu64, us / 1000000, us % 1000000);
	arrow_words(ladder, event);
	struct ladder_row row = row_of(&ladder->words, colors[segment_meaning(event->segment)]);
	row.time = event->timeless ? NULL : time;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (both || !end_state_equal(event->states[side], event->before[side]))
			row.states[side] = state_words(event->states[side]);
	ladder_arrow(&ladder->page, &row, event->step->from);
}

/* Under the arrow: what is remarkable, and with --explain a sentence. */
static void remarks_under_arrow(struct writer *writer, const struct segment_event *event)
{
	struct ladder *ladder = writer->state;
	enum placement placement = event->step->from == SIDE_CLIENT ? PLACE_LEFT : PLACE_RIGHT;
	if (event->step->labels) {
		text_clear(&ladder->words);
		text_string(&ladder->words, "^ ");
		text_labels(&ladder->words, writer->options.lang, event->step->labels);
		struct ladder_row row = row_of(&ladder->words, striking);
		ladder_notes(&ladder->page, &row, placement);
	}
	if (writer->options.explain) {
		text_clear(&ladder->words);
		text_sentence(&ladder->words, writer->options.lang, event);
		struct ladder_row row = row_of(&ladder->words, NULL);
		ladder_notes(&ladder->page, &row, placement);
	}
}

static void verdict(struct writer *writer, const struct flow *flow, bool timeless)
{
	struct ladder *ladder = writer->state;
	text_clear(&ladder->words);
	text_string(&ladder->words, writer->options.lang == LANG_ZH ? "结论：" : "verdict: ");
	text_verdict(&ladder->words, writer->options.lang, flow, timeless);
	ladder_paragraph(&ladder->page, ladder->words.bytes, ladder->words.length);
}

/* The states in which the connection was before its first segment. */
static void first_states(struct ladder *ladder, const struct segment_event *event)
{
	struct ladder_row row = {0};
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		row.states[side] = state_words(event->before[side]);
	ladder_note(&ladder->page, &row, PLACE_LEFT, ladder->page.glyphs->lifeline);
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct ladder *ladder = writer->state;
	bool fresh, from_client = event->step->from == SIDE_CLIENT;
	struct lifeline *lifeline = lifelines_find(&ladder->lifelines, event->flow->number, &fresh);
	struct endpoint ends[2] = {from_client ? event->source : event->destination,
				   from_client ? event->destination : event->source};
	if (!ladder->begun) {
		ladder_page_init(&ladder->page, &writer->options, event->timeless);
		ladder->start_ns = event->time_ns;
		ladder->begun = true;
	}
	bool retitled = ladder->current != event->flow->number;
	if (retitled)
		title(writer, event->flow->number, ends, event->flow->number > 1 || !event->alone);
	if (event->step->first)
		first_states(ladder, event);
	else if (!fresh)
		pause_row(writer, event, lifeline);
	remark_row(writer, event->over_before);
	if (lifeline->phase != event->phase)
		phase_row(writer, event->phase);
	arrow_row(writer, event, retitled && !event->step->first);
	remarks_under_arrow(writer, event);
	remark_row(writer, event->over_now);
	if (event->step->ended)
		verdict(writer, event->flow, event->timeless);
	lifeline->phase = (uint8_t)event->phase;
	lifeline->last_ns = event->time_ns;
	lifeline->last_from = (uint8_t)event->step->from;
	take_failures(ladder);
}

/* A connection that ended had its verdict when it did. */
static void connection(struct writer *writer, const struct connection_event *event)
{
	struct ladder *ladder = writer->state;
	const struct flow *flow = event->flow;
	if (!ladder->begun || (flow->flags & (FLOW_CLOSED | FLOW_RESET)))
		return;
	if (ladder->current != flow->number)
		title(writer, flow->number, event->ends, true);
	verdict(writer, flow, event->timeless);
	take_failures(ladder);
}

static void release(struct writer *writer)
{
	struct ladder *ladder = writer->state;
	text_release(&ladder->words);
	text_release(&ladder->other);
}

const struct writer_format writer_ladder = {
    .name = "ladder",
    .heeds = HEEDS_COLOR | HEEDS_EXPLAIN | HEEDS_ASCII | HEEDS_CANONICAL,
    .state_size = sizeof(struct ladder),
    .release = release,
    .segment = segment,
    .connection = connection,
};
