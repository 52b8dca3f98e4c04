/* SPDX-License-Identifier: MIT */
/* Which rows of the state table a story exercises. */
#include "conntrack.h"
#include "decode.h"
#include "story.h"
#include "tcp_state.h"

static bool take_segment(struct conntrack *conntrack, const struct segment *segment, bool *rows,
			 struct err *err)
{
	uint32_t hash = flow_table_hash(conntrack_table(conntrack), segment);
	struct step step;
	if (!conntrack_segment(conntrack, segment, hash, &step, err))
		return false;
	for (unsigned i = 0; i < step.row_count; i++)
		rows[step.rows[i].state * TCP_EVENT_COUNT + step.rows[i].event] = true;
	conntrack_expire(conntrack);
	return true;
}

bool story_rows(const struct story *story, bool *rows, struct err *err)
{
	const struct conntrack_options options = {.max_connections = STORY_SEGMENTS_MAX};
	struct conntrack *conntrack = conntrack_new(&options, err);
	struct text bytes;
	bool done = conntrack != NULL;
	text_init(&bytes);
	for (size_t i = 0; done && i < story->segment_count; i++) {
		text_clear(&bytes);
		text_story_frame(&bytes, story, i);
		const struct frame frame = {
		    .number = i + 1,
		    .time_ns = story->segments[i].time_ns,
		    .link_type = story->link->type,
		    .captured = (uint32_t)bytes.length,
		    .length = (uint32_t)bytes.length,
		    .bytes = (const uint8_t *)bytes.bytes,
		};
		struct segment segment;
		if (segment_decode(&frame, &segment) == DECODE_SEGMENT)
			done = take_segment(conntrack, &segment, rows, err);
	}
	text_release(&bytes);
	conntrack_free(conntrack);
	return done;
}
