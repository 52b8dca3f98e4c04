/* SPDX-License-Identifier: MIT */
/* Which rows of the state table a story exercises. */
#include "decode.h"
#include "flow_table.h"
#include "story.h"
#include "tcp_state.h"
#include "tracker.h"

static struct flow *find_flow(struct flow_table *table, const struct segment *segment,
			      struct err *err)
{
	uint32_t hash = flow_table_hash(table, segment);
	struct flow *flow = flow_table_find(table, segment, hash);
	if (flow && !tracker_begins_anew(flow, segment))
		return flow;
	bool reused = flow != NULL;
	if (flow)
		flow_table_remove(table, flow);
	flow = flow_table_add(table, segment, hash, tracker_client_is_source(segment), err);
	if (flow)
		tracker_begin(flow, segment, reused);
	return flow;
}

static bool take_segment(struct flow_table *table, const struct segment *segment, bool *rows,
			 struct err *err)
{
	struct flow *flow = find_flow(table, segment, err);
	if (!flow)
		return false;
	struct step step;
	tracker_step(flow, segment, &step);
	for (unsigned i = 0; i < step.row_count; i++)
		rows[step.rows[i].state * TCP_EVENT_COUNT + step.rows[i].event] = true;
	return true;
}

bool story_rows(const struct story *story, bool *rows, struct err *err)
{
	struct flow_table *table = flow_table_new(STORY_SEGMENTS_MAX, err);
	struct text bytes;
	bool done = table != NULL;
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
			done = take_segment(table, &segment, rows, err);
	}
	text_release(&bytes);
	flow_table_free(table);
	return done;
}
