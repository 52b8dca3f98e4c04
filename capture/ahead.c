/* SPDX-License-Identifier: MIT */
#include "ahead.h"

void ahead_init(struct ahead *ahead, struct source *source, const struct flow_table *table)
{
	*ahead = (struct ahead){.source = source, .table = table};
}

static struct sighting *place_of(struct ahead *ahead, uint64_t number)
{
	return &ahead->sightings[number % AHEAD_DISTANCE];
}

static void sight(const struct ahead *ahead, const struct frame *frame, struct sighting *sighting)
{
	sighting->result = segment_decode(frame, &sighting->segment);
	if (sighting->result != DECODE_SEGMENT)
		return;
	sighting->hash = flow_table_hash(ahead->table, &sighting->segment);
	flow_table_fetch_place(ahead->table, sighting->hash);
}

const struct sighting *ahead_take(struct ahead *ahead, const struct frame *frame)
{
	struct sighting *now = place_of(ahead, frame->number);
	if (now->segment.frame != frame->number)
		sight(ahead, frame, now);
	struct frame later;
	while (source_peek(ahead->source, AHEAD_DISTANCE - 1, &later))
		sight(ahead, &later, place_of(ahead, later.number));
	const struct sighting *next = place_of(ahead, frame->number + 1);
	if (next->segment.frame == frame->number + 1 && next->result == DECODE_SEGMENT)
		flow_table_fetch_flow(ahead->table, next->hash);
	return now;
}
