/* SPDX-License-Identifier: MIT */
/* The segments of a connection that are kept, and live what becomes known of them later. */
#include "picture.h"

size_t picture_place(uint64_t number)
{
	if (number < PICTURE_FIRST)
		return (size_t)number;
	return PICTURE_FIRST + (size_t)((number - PICTURE_FIRST) % PICTURE_LAST);
}

size_t picture_kept(const struct picture_connection *connection)
{
	size_t most = PICTURE_FIRST + PICTURE_LAST;
	return connection->total < most ? (size_t)connection->total : most;
}

const struct picture_segment *picture_segment_at(const struct picture_connection *connection,
						 size_t index)
{
	uint64_t number = index;
	if (index >= PICTURE_FIRST)
		number = connection->total - picture_kept(connection) + index;
	return &connection->segments[picture_place(number)];
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
