/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "compare_private.h"

static struct difference *add(struct comparison *comparison, const struct difference *difference)
{
	struct differences *out = comparison->out;
	if (out->count == out->capacity) {
		size_t more = out->capacity ? 2 * out->capacity : 16;
		struct difference *grown = reallocarray(out->items, more, sizeof *grown);
		if (!grown) {
			comparison->failed = true;
			return NULL;
		}
		out->items = grown;
		out->capacity = more;
	}
	out->items[out->count] = *difference;
	return &out->items[out->count++];
}

struct difference *compare_tell(struct comparison *comparison, const struct difference *difference)
{
	struct differences *out = comparison->out;
	for (size_t i = comparison->first; i < out->count; i++)
		if (out->items[i].id == difference->id && out->items[i].in == difference->in &&
		    out->items[i].side == difference->side) {
			out->items[i].count++;
			return NULL;
		}
	struct difference *told = add(comparison, difference);
	if (!told)
		return NULL;
	told->connection = comparison->number;
	told->count = 1;
	for (int which = 0; which < 2; which++) {
		if (told->segment[which] == 0)
			continue;
		const struct compare_segment *segment =
		    &comparison->lists[which]->segments[told->segment[which] - 1];
		told->flags[which] = segment->flags;
		told->length[which] = segment->length;
	}
	return told;
}

/* Since the segment before; -1: there is none, or the list tells no times. */
static int64_t wait_before(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *items = comparison->list[in].items;
	if (at == 0 || !(comparison->fields & COMPARE_TIMES))
		return -1;
	return items[at].segment->time_ns - items[at - 1].segment->time_ns;
}

struct difference *compare_tell_alone(struct comparison *comparison, enum difference_id id, int in,
				      uint32_t at)
{
	struct compare_item *item = &comparison->list[in].items[at];
	struct difference difference = {
	    .id = id,
	    .in = (uint8_t)in,
	    .side = item->segment->from,
	    .wait_ns = wait_before(comparison, in, at),
	};
	difference.segment[in] = item->number;
	difference.value[in] = item->segment->length;
	item->told = true;
	return compare_tell(comparison, &difference);
}
