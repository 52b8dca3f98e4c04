/* SPDX-License-Identifier: MIT */
/* Which rows of RFC 9293's transitions a story exercises. */
#include "conntrack.h"
#include "decode.h"
#include "evidence.h"
#include "story.h"

static bool take_segment(struct conntrack *conntrack, struct evidence *evidence,
			 const struct segment *segment, bool *rows, struct err *err)
{
	uint32_t hash = flow_table_hash(conntrack_table(conntrack), segment);
	struct step step;
	struct evidence_step proven;
	struct flow *flow = conntrack_segment(conntrack, segment, hash, &step, err);
	if (!flow)
		return false;
	evidence_segment(evidence, conntrack_index(conntrack, flow), flow, segment, &step, &proven);
	for (unsigned i = 0; i < proven.ends.move_count; i++) {
		const struct ends_move *move = &proven.ends.moves[i];
		rows[move->from * ENDS_EVENT_COUNT + move->event] = true;
	}
	return true;
}

bool story_rows(const struct story *story, bool *rows, struct err *err)
{
	const struct conntrack_options options = {.max_connections = STORY_SEGMENTS_MAX};
	struct conntrack *conntrack = conntrack_new(&options, err);
	const struct evidence_options live = {.max_connections = STORY_SEGMENTS_MAX};
	struct evidence *evidence = evidence_new(&live, err);
	struct text bytes;
	bool done = conntrack && evidence;
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
			done = take_segment(conntrack, evidence, &segment, rows, err);
	}
	text_release(&bytes);
	evidence_free(evidence);
	conntrack_free(conntrack);
	return done;
}
