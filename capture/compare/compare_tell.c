/* SPDX-License-Identifier: MIT */
#include "array.h"
#include "compare_private.h"

static struct difference *add(struct comparison *comparison, const struct difference *difference)
{
	struct differences *out = comparison->out;
	struct difference *items =
	    array_room(out->items, &out->capacity, out->count, sizeof *items);
	if (!items) {
		comparison->failed = true;
		return NULL;
	}
	out->items = items;
	items[out->count] = *difference;
	return &items[out->count++];
}

void compare_name_segment(const struct comparison *comparison, struct difference *told, int which,
			  uint32_t number)
{
	const struct compare_segment *segment = &comparison->lists[which]->segments[number - 1];
	told->segment[which] = number;
	told->seq[which] = segment->seq;
	told->flags[which] = segment->flags;
	told->length[which] = segment->length;
	if (which != told->in) {
		told->other_reason = segment->reason;
		return;
	}
	told->reason = segment->reason;
	told->outcome = segment->outcome;
}

struct difference *compare_find_told(const struct comparison *comparison, enum difference_id id,
				     int in, unsigned side)
{
	struct differences *out = comparison->out;
	for (size_t i = comparison->first; i < out->count; i++)
		if (out->items[i].id == id && out->items[i].in == in && out->items[i].side == side)
			return &out->items[i];
	return NULL;
}

bool compare_was_told(const struct comparison *comparison, enum difference_id id)
{
	for (size_t i = comparison->first; i < comparison->out->count; i++)
		if (comparison->out->items[i].id == id)
			return true;
	return false;
}

static struct difference *find_like(const struct comparison *comparison,
				    const struct difference *difference)
{
	struct differences *out = comparison->out;
	for (size_t i = comparison->first; i < out->count; i++)
		if (out->items[i].id == difference->id && out->items[i].in == difference->in &&
		    out->items[i].side == difference->side &&
		    out->items[i].kind == difference->kind)
			return &out->items[i];
	return NULL;
}

struct difference *compare_tell(struct comparison *comparison, const struct difference *difference)
{
	struct difference *like = find_like(comparison, difference);
	if (like) {
		like->count++;
		return NULL;
	}
	struct difference *told = add(comparison, difference);
	if (!told)
		return NULL;
	told->connection[0] = comparison->number[0];
	told->connection[1] = comparison->number[1];
	told->count = 1;
	told->fate = FATE_COUNT;
	for (int which = 0; which < 2; which++)
		if (told->segment[which] > 0)
			compare_name_segment(comparison, told, which, told->segment[which]);
	return told;
}

/* Since the segment before; -1: there is none, or list IN tells no times. */
static int64_t wait_before(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *items = comparison->list[in].items;
	if (at == 0 || !(comparison->lists[in]->fields & COMPARE_TIMES))
		return -1;
	int64_t wait = items[at].segment->time_ns - items[at - 1].segment->time_ns;
	return wait < 0 ? -1 : wait; /* a clock went back */
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

/* In the list that has more, or where it is. */
static uint32_t place_of(const struct difference *difference)
{
	uint32_t place = difference->segment[difference->in];
	return place > 0 ? place : difference->segment[!difference->in];
}

/* They are few: one for each kind, side and list. */
void compare_sort(struct comparison *comparison)
{
	struct difference *items = comparison->out->items + comparison->first;
	size_t count = comparison->out->count - comparison->first;
	for (size_t i = 1; i < count; i++) {
		struct difference moved = items[i];
		size_t at = i;
		for (; at > 0 && place_of(&items[at - 1]) > place_of(&moved); at--)
			items[at] = items[at - 1];
		items[at] = moved;
	}
}
