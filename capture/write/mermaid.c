/* SPDX-License-Identifier: MIT */
/* -f mermaid: a sequenceDiagram (https://mermaid.js.org) of the whole capture, one participant per
 * address and port, drawn when all of it is known. Mermaid draws no text of more than 50000
 * characters: what would be more is counted, and said. */
#include <inttypes.h>

#include "course.h"
#include "figure.h"
#include "formats.h"
#include "lifelines.h"
#include "mermaid_arrows.h"
#include "mermaid_text.h"
#include "sentence.h"
#include "verdicts.h"

enum {
	MOST_FOR_SEGMENTS = 42000, /* bytes; one segment with its notes takes less than 3000, */
	MOST_FOR_VERDICTS = 47000, /* and a verdict less than 1000 */
	PARTICIPANTS_MAX = 40,
	EXCERPT_COLUMNS = 48,
	VERDICT_COLUMNS = 64,
};

struct mermaid {
	struct lifelines lifelines;
	struct mermaid_arrows arrows;
	struct endpoint participants[PARTICIPANTS_MAX];
	size_t participant_count;
	size_t size;       /* bytes to be written, at most */
	uint64_t left_out; /* segments */
	uint64_t drawn;    /* frame of the last arrow */
	struct text line, words, other;
	struct verdicts verdicts;
};

/* Ends the line that was begun, with WORDS as its text. */
static void put_line(struct writer *writer)
{
	struct mermaid *mermaid = writer->state;
	struct text *line = &mermaid->line;
	text_mermaid(line, mermaid->words.bytes, mermaid->words.length);
	text_char(line, '\n');
	text_bytes(&mermaid->arrows.text, line->bytes, line->length);
	mermaid->size += line->length;
	text_clear(line);
	text_clear(&mermaid->words);
}

/* Who takes part, by number from 1; 0: no room for more. */
static size_t participant(struct writer *writer, const struct endpoint *endpoint, enum side side)
{
	struct mermaid *mermaid = writer->state;
	for (size_t i = 0; i < mermaid->participant_count; i++)
		if (endpoint_equal(&mermaid->participants[i], endpoint))
			return i + 1;
	if (mermaid->participant_count == PARTICIPANTS_MAX)
		return 0;
	mermaid->participants[mermaid->participant_count++] = *endpoint;
	text_format(&mermaid->line, "    participant P%zu as ", mermaid->participant_count);
	text_string(&mermaid->words, side_name(writer->options.lang, side));
	text_char(&mermaid->words, ' ');
	text_endpoint(&mermaid->words, endpoint);
	put_line(writer);
	return mermaid->participant_count;
}

/* Client and server of a connection; false when there is no room for them. */
static bool participants(struct writer *writer, const struct endpoint ends[2], uint16_t who[2])
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		who[side] = (uint16_t)participant(writer, &ends[side], (enum side)side);
	return who[SIDE_CLIENT] > 0 && who[SIDE_SERVER] > 0;
}

static void put_note(struct writer *writer, const uint16_t who[2], const char *words)
{
	struct mermaid *mermaid = writer->state;
	text_mermaid_note(&mermaid->line, who);
	text_string(&mermaid->words, words);
	put_line(writer);
}

/* A phase is over. */
static void milestone(struct writer *writer, enum milestone milestone, const uint16_t who[2])
{
	struct mermaid *mermaid = writer->state;
	if (!milestone_title(writer->options.lang, milestone))
		return;
	text_mermaid_note(&mermaid->line, who);
	text_milestone(&mermaid->words, writer->options.lang, milestone);
	put_line(writer);
}

static void begin(struct writer *writer)
{
	struct mermaid *mermaid = writer->state;
	mermaid->arrows.lang = writer->options.lang;
	text_string(&mermaid->line, "sequenceDiagram\n    autonumber");
	put_line(writer);
}

/* What is known before the arrow: the connection when there are several, a pause, the phase. */
static void before_arrow(struct writer *writer, const struct segment_event *event,
			 const uint16_t who[2], const struct lifeline *lifeline, bool fresh)
{
	struct mermaid *mermaid = writer->state;
	enum lang lang = writer->options.lang;
	uint64_t us = fresh ? 0 : lifeline_silence_us(lifeline, event->time_ns);
	enum pause pause = pause_before(event, us);
	if (pause != PAUSE_NONE && !event->timeless) {
		text_mermaid_note(&mermaid->line, who);
		text_pause(&mermaid->words, lang, pause, us);
		put_line(writer);
	}
	milestone(writer, event->over_before, who);
	if (lifeline->phase == event->phase)
		return;
	if (!event->only && (event->flow->number > 1 || !event->alone))
		text_format(&mermaid->words, "#%u ", (unsigned)event->flow->number);
	put_note(writer, who, phase_title(lang, event->phase));
}

/* Live, a fate may become known of what takes sequence numbers, and a hedged state be settled. */
static bool may_change(const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	return evidence && evidence->live &&
	       (segment_sequence_length(event->segment) > 0 || !event->states[SIDE_CLIENT].proven ||
		!event->states[SIDE_SERVER].proven);
}

static void arrow(struct writer *writer, const struct segment_event *event,
		  const struct course *course, const uint16_t who[2])
{
	struct mermaid *mermaid = writer->state;
	struct mermaid_arrow drawn = {.frame = event->segment->frame,
				      .connection = event->flow->number,
				      .from = event->step->from,
				      .who = {who[SIDE_CLIENT], who[SIDE_SERVER]},
				      .course = *course,
				      .labels = event->step->labels,
				      .before = {event->before[0], event->before[1]},
				      .states = {event->states[0], event->states[1]}};
	if (!event->alone)
		text_format(&mermaid->words, "#%u ", (unsigned)event->flow->number);
	text_segment(&mermaid->words, event);
	text_offers(&mermaid->words, event->segment);
	if (event->segment->payload_length > 0)
		text_char(&mermaid->words, ' ');
	text_excerpt(&mermaid->words, &mermaid->other, event->segment, EXCERPT_COLUMNS, "…");
	mermaid->size +=
	    mermaid_arrows_add(&mermaid->arrows, &drawn, &mermaid->words, may_change(event));
	text_clear(&mermaid->words);
	mermaid->drawn = event->segment->frame;
}

static void verdict(struct writer *writer, const struct flow *flow, const uint16_t who[2],
		    bool timeless)
{
	struct mermaid *mermaid = writer->state;
	struct text *all = &mermaid->other;
	if (mermaid->size > MOST_FOR_VERDICTS)
		return;
	if (!text_new_verdict(all, writer->options.lang, &mermaid->verdicts, flow, timeless))
		return;
	text_mermaid_note(&mermaid->line, who);
	text_mermaid_lines(&mermaid->line, all->bytes, all->length, VERDICT_COLUMNS);
	put_line(writer);
}

/* One packet, captured again: it has its arrow. */
static void captured_again(struct writer *writer, const struct segment_event *event,
			   const struct course *course, const uint16_t who[2])
{
	struct mermaid *mermaid = writer->state;
	if (course->other != mermaid->drawn) {
		text_segment(&mermaid->words, event);
		text_string(&mermaid->words, writer->options.lang == LANG_ZH ? "：" : ": ");
	}
	text_course(&mermaid->words, writer->options.lang, course, 0);
	put_note(writer, who, "");
	milestone(writer, event->over_now, who); /* the same packet may have ended a phase */
}

static void segment_lines(struct writer *writer, const struct segment_event *event,
			  const struct course *course, const uint16_t who[2],
			  struct lifeline *lifeline, bool fresh)
{
	before_arrow(writer, event, who, lifeline, fresh);
	arrow(writer, event, course, who);
	milestone(writer, event->over_now, who);
	lifeline->phase = (uint8_t)event->phase;
	lifeline->last_ns = event->time_ns;
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct mermaid *mermaid = writer->state;
	bool fresh, from_client = event->step->from == SIDE_CLIENT;
	const struct endpoint ends[2] = {from_client ? event->source : event->destination,
					 from_client ? event->destination : event->source};
	uint16_t who[2];
	mermaid_arrows_learn(&mermaid->arrows, event);
	if (mermaid->size > MOST_FOR_SEGMENTS || !participants(writer, ends, who)) {
		mermaid->left_out++;
		return;
	}
	const struct course course = course_of(event);
	struct lifeline *lifeline =
	    lifelines_find(&mermaid->lifelines, event->flow->number, &fresh);
	if (!fresh && course_is_captured_again(&course))
		captured_again(writer, event, &course, who);
	else
		segment_lines(writer, event, &course, who, lifeline, fresh);
	if (event_concludes(event))
		verdict(writer, event->flow, who, event->timeless);
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	struct mermaid *mermaid = writer->state;
	verdicts_late(&mermaid->verdicts, event->connection->flow->number);
	mermaid_arrows_learn_fates(&mermaid->arrows, event->events, event->count);
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct mermaid *mermaid = writer->state;
	uint16_t who[2];
	if (mermaid->size <= MOST_FOR_VERDICTS &&
	    verdicts_is_due(&mermaid->verdicts, event->flow) &&
	    participants(writer, event->ends, who))
		verdict(writer, event->flow, who, event->timeless);
}

static void end(struct writer *writer, const struct statistics_event *event)
{
	struct mermaid *mermaid = writer->state;
	static const uint16_t first[2] = {1, 1};
	(void)event;
	if (mermaid->left_out > 0) {
		text_format(&mermaid->words,
			    writer->options.lang == LANG_ZH ? "另有%" PRIu64 "个报文段没有画出"
							    : "%" PRIu64 " segments are not drawn",
			    mermaid->left_out);
		put_note(writer, first, "");
	}
	text_mermaid_arrows(writer->options.text, &mermaid->arrows);
	writer->options.text->failed |=
	    mermaid->line.failed | mermaid->words.failed | mermaid->other.failed;
}

static void release(struct writer *writer)
{
	struct mermaid *mermaid = writer->state;
	mermaid_arrows_release(&mermaid->arrows);
	text_release(&mermaid->line);
	text_release(&mermaid->words);
	text_release(&mermaid->other);
}

const struct writer_format writer_mermaid = {
    .name = "mermaid",
    .document = true,
    .heeds = HEEDS_CANONICAL,
    .state_size = sizeof(struct mermaid),
    .release = release,
    .begin = begin,
    .segment = segment,
    .fates = fates,
    .connection = connection,
    .statistics = end,
};
