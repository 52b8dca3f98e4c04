/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <stdlib.h>
#include <string.h>

#include "display_width.h"
#include "sentence.h"

static const char ellipsis[] = "…";

/* So much of a payload is worth more than what a SYN offers. */
enum { PAYLOAD_COLUMNS = 16 };

void picture_init(struct picture *picture, enum lang lang, size_t columns)
{
	picture->lang = lang;
	picture->columns = columns;
}

void picture_release(struct picture *picture)
{
	for (size_t i = 0; i < picture->count; i++) {
		free(picture->connections[i].segments);
		text_release(&picture->connections[i].verdict);
	}
	text_release(&picture->scratch[0]);
	text_release(&picture->scratch[1]);
}

/* NULL when it is not drawn. */
static struct picture_connection *find(struct picture *picture, uint32_t number)
{
	for (size_t i = picture->count; i > 0; i--)
		if (picture->connections[i - 1].number == number)
			return &picture->connections[i - 1];
	return NULL;
}

static struct picture_connection *add(struct picture *picture, const struct segment_event *event)
{
	bool from_client = event->step->from == SIDE_CLIENT;
	if (picture->count == PICTURE_CONNECTIONS_MAX)
		return NULL;
	struct picture_connection *connection = &picture->connections[picture->count++];
	*connection = (struct picture_connection){
	    .number = event->flow->number,
	    .ends = {from_client ? event->source : event->destination,
		     from_client ? event->destination : event->source},
	    .timeless = event->timeless,
	};
	return connection;
}

/* Copies TEXT, cut at COLUMNS and where BYTES end. */
static void copy_words(char *to, size_t bytes, struct text *scratch, const struct text *text,
		       size_t columns)
{
	text_clear(scratch);
	text_cut(scratch, text->bytes, text->length, columns, false, ellipsis);
	size_t length = scratch->length < bytes - 1 ? scratch->length : 0;
	if (length > 0)
		memcpy(to, scratch->bytes, length);
	to[length] = '\0';
}

/* What a SYN offers stands behind its numbers, or where these and the payload leave no room for it,
 * by itself. */
static void fill_words(struct picture *picture, struct picture_segment *segment,
		       const struct segment_event *event)
{
	struct text *text = &picture->scratch[0], *other = &picture->scratch[1];
	size_t payload = event->segment->payload_length > 0 ? PAYLOAD_COLUMNS : 0;
	text_clear(text);
	text_offers(text, event->segment);
	size_t offers = display_width(text->bytes, text->length);
	if (offers > 0)
		copy_words(segment->offers, sizeof segment->offers, other, text, offers);
	text_clear(text);
	text_segment(text, event);
	size_t used = display_width(text->bytes, text->length);
	if (used + offers + payload <= picture->columns) {
		text_string(text, segment->offers);
		segment->offers[0] = '\0';
		used += offers;
	}
	copy_words(segment->words, sizeof segment->words, other, text, picture->columns);
	text_clear(text);
	if (used + 1 < picture->columns)
		text_excerpt(text, other, event->segment, picture->columns - used - 1, ellipsis);
	copy_words(segment->excerpt, sizeof segment->excerpt, other, text, picture->columns);
	picture->failed |= text->failed | other->failed;
}

static void judge(struct picture *picture, struct picture_connection *connection,
		  const struct flow *flow)
{
	text_clear(&connection->verdict);
	text_verdict(&connection->verdict, picture->lang, flow, connection->timeless);
	picture->failed |= connection->verdict.failed;
}

/* One packet captured again is drawn once. */
static bool is_folded(const struct picture_connection *connection,
		      const struct segment_event *event, const struct course *course)
{
	struct picture_segment *segment = course_is_captured_again(course)
					      ? picture_segment_of_frame(connection, course->other)
					      : NULL;
	if (!segment)
		return false;
	segment->captured++;
	segment->captured_grade = (enum fate_grade)course->grade;
	if (event->over_now != MILESTONE_NONE)
		segment->over_now = event->over_now;
	return true;
}

static void keep_segment(struct picture *picture, struct picture_connection *connection,
			 const struct segment_event *event, const struct course *course)
{
	const struct step *step = event->step;
	struct picture_segment *segment = picture_place(connection);
	if (!segment) {
		picture->failed = true;
		return;
	}
	int64_t silence = connection->total > 0 ? event->time_ns - connection->last_ns : 0;
	*segment = (struct picture_segment){
	    .frame = event->segment->frame,
	    .number = connection->total,
	    .time_ns = event->time_ns,
	    .previous_ns = connection->total > 0 ? connection->last_ns : event->time_ns,
	    .pause_us = silence > 0 ? (uint64_t)silence / 1000 : 0,
	    .course = *course,
	    .captured = 1,
	    .labels = step->labels,
	    .from = step->from,
	    .meaning = segment_meaning(event->segment),
	    .phase = event->phase,
	    .over_before = event->over_before,
	    .over_now = event->over_now,
	    .before = {event->before[0], event->before[1]},
	    .states = {event->states[0], event->states[1]},
	};
	if (!event->timeless)
		segment->pause = pause_before(event, segment->pause_us);
	fill_words(picture, segment, event);
	connection->total++;
	connection->last_ns = event->time_ns;
}

void picture_take_segment(struct picture *picture, const struct segment_event *event)
{
	const struct course course = course_of(event);
	struct picture_connection *connection = find(picture, event->flow->number);
	if (!connection)
		connection = add(picture, event);
	if (!connection)
		return;
	picture_learn(connection, event);
	if (!is_folded(connection, event, &course))
		keep_segment(picture, connection, event, &course);
	if (event_concludes(event))
		judge(picture, connection, event->flow);
}

void picture_take_fates(struct picture *picture, const struct fates_event *event)
{
	const struct picture_connection *connection =
	    find(picture, event->connection->flow->number);
	if (connection)
		picture_learn_fates(connection, event->events, event->count);
}

void picture_take_connection(struct picture *picture, const struct connection_event *event)
{
	struct picture_connection *connection = find(picture, event->flow->number);
	if (connection)
		judge(picture, connection, event->flow);
}

bool picture_is_remarkable(const struct picture_segment *segment)
{
	return segment->captured > 1 || course_is_remarkable(&segment->course, segment->labels);
}

void picture_notes(struct text *text, enum lang lang, const struct picture_segment *segment)
{
	size_t before = text->length;
	text_course(text, lang, &segment->course, segment->labels);
	if (segment->captured < 2)
		return;
	if (text->length > before)
		text_string(text, lang == LANG_ZH ? "，" : ", ");
	text_captured(text, lang, segment->captured, segment->captured_grade);
}

enum milestone picture_phase_milestone(const struct picture_connection *connection, size_t index)
{
	enum phase phase = picture_segment_at(connection, index)->phase;
	for (; index < picture_kept(connection); index++) {
		const struct picture_segment *segment = picture_segment_at(connection, index);
		if (segment->phase != phase)
			return segment->over_before;
		if (segment->over_now != MILESTONE_NONE)
			return segment->over_now;
	}
	return MILESTONE_NONE;
}

uint64_t picture_left_out_before(const struct picture_connection *connection, size_t index)
{
	if (index == 0)
		return 0;
	return picture_segment_at(connection, index)->number -
	       picture_segment_at(connection, index - 1)->number - 1;
}
