/* SPDX-License-Identifier: MIT */
#include "prefetch.h"

void prefetch_init(struct prefetch *prefetch, struct source *source, const struct flow_table *table)
{
	*prefetch = (struct prefetch){.source = source, .table = table};
}

static struct decoded_frame *place_of(struct prefetch *prefetch, uint64_t number)
{
	return &prefetch->frames[number % PREFETCH_DISTANCE];
}

const struct frame *prefetch_next(struct prefetch *prefetch)
{
	if (prefetch->peeked <= prefetch->taken || !source_skip(prefetch->source))
		return NULL;
	return &place_of(prefetch, prefetch->taken + 1)->frame;
}

static void decode(const struct prefetch *prefetch, const struct frame *frame,
		   struct decoded_frame *decoded)
{
	decoded->result = segment_decode(frame, &decoded->segment);
	if (decoded->result != DECODE_SEGMENT)
		return;
	decoded->hash = flow_table_hash(prefetch->table, &decoded->segment);
	flow_table_fetch_place(prefetch->table, decoded->hash);
}

/* Looks ahead of frame NUMBER. */
static void fetch(struct prefetch *prefetch, uint64_t number)
{
	while (prefetch->peeked < number + PREFETCH_DISTANCE - 1) {
		uint64_t peeked = prefetch->peeked < number ? number : prefetch->peeked;
		struct decoded_frame *later = place_of(prefetch, peeked + 1);
		if (!source_peek(prefetch->source, PREFETCH_DISTANCE - 1, &later->frame))
			break;
		decode(prefetch, &later->frame, later);
		prefetch->peeked = later->frame.number;
	}
	const struct decoded_frame *next = place_of(prefetch, number + 1);
	if (next->segment.frame == number + 1 && next->result == DECODE_SEGMENT)
		flow_table_fetch_flow(prefetch->table, next->hash);
}

const struct decoded_frame *prefetch_take(struct prefetch *prefetch, const struct frame *frame)
{
	struct decoded_frame *now = place_of(prefetch, frame->number);
	if (now->segment.frame != frame->number)
		decode(prefetch, frame, now);
	prefetch->taken = frame->number;
	if (flow_table_live(prefetch->table) > PREFETCH_FLOWS)
		fetch(prefetch, frame->number);
	return now;
}
