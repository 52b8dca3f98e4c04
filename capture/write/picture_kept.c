/* SPDX-License-Identifier: MIT */
/* The segments of a connection that are kept, and live what becomes known of them later. */
#include "array.h"
#include "picture.h"

enum { ENDS = PICTURE_FIRST + PICTURE_LAST }; /* what is kept of beginning and end */

/* The beginning stands first, then, in a ring, the end, then what is told between them. */
static size_t place_of(uint64_t number)
{
	if (number < PICTURE_FIRST)
		return (size_t)number;
	return PICTURE_FIRST + (size_t)((number - PICTURE_FIRST) % PICTURE_LAST);
}

static struct picture_segment *room_at(struct picture_connection *connection, size_t place)
{
	struct picture_segment *segments =
	    array_room(connection->segments, &connection->capacity, place, sizeof *segments);
	if (segments)
		connection->segments = segments;
	return segments;
}

struct picture_segment *picture_place(struct picture_connection *connection)
{
	size_t place = place_of(connection->total);
	if (connection->total >= ENDS && connection->told < PICTURE_TOLD &&
	    is_never_left_out(connection->segments[place].labels,
			      connection->segments[place].pause)) {
		if (!room_at(connection, ENDS + connection->told))
			return NULL;
		connection->segments[ENDS + connection->told++] = connection->segments[place];
	}
	return room_at(connection, place) ? &connection->segments[place] : NULL;
}

size_t picture_kept(const struct picture_connection *connection)
{
	return connection->total < ENDS ? (size_t)connection->total : ENDS + connection->told;
}

const struct picture_segment *picture_segment_at(const struct picture_connection *connection,
						 size_t index)
{
	size_t behind = PICTURE_FIRST + connection->told; /* where the end begins */
	if (index < PICTURE_FIRST)
		return &connection->segments[index];
	if (index < behind)
		return &connection->segments[ENDS + index - PICTURE_FIRST];
	return &connection
		    ->segments[place_of(connection->total - picture_kept(connection) + index)];
}

struct picture_segment *picture_segment_of_frame(const struct picture_connection *connection,
						 uint64_t frame)
{
	for (size_t i = 0; frame != 0 && i < picture_kept(connection); i++) {
		struct picture_segment *segment = &connection->segments[i];
		if (segment->frame == frame)
			return segment;
	}
	return NULL;
}

/* A hedged state that turned out otherwise, from the frame on at which it was shown. */
static void correct(const struct picture_connection *connection,
		    const struct ends_correction *correction)
{
	for (size_t i = 0; i < picture_kept(connection); i++) {
		struct picture_segment *segment = &connection->segments[i];
		if (segment->frame > correction->frame)
			state_correct(&segment->before[correction->end], correction);
		if (segment->frame >= correction->frame)
			state_correct(&segment->states[correction->end], correction);
	}
}

void picture_learn_fates(const struct picture_connection *connection,
			 const struct fate_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct picture_segment *segment =
		    picture_segment_of_frame(connection, events[i].frame);
		if (segment)
			course_learn(&segment->course, &events[i]);
	}
}

void picture_learn(const struct picture_connection *connection, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!evidence || !evidence->live)
		return;
	if (correction_of(event))
		correct(connection, correction_of(event));
	picture_learn_fates(connection, evidence->events, evidence->event_count);
}
