/* SPDX-License-Identifier: MIT */
/* Which sequence numbers a list has, in which segments, and which it shows to have been there. */
#include <stdlib.h>

#include "compare_private.h"

/* A SYN and a SYN+ACK are not the same; of other segments the ACK flag says nothing. */
static uint32_t shape_of(const struct compare_segment *segment)
{
	unsigned flags = segment->flags & TCP_FLAG_SYN ? TCP_FLAG_SYN | TCP_FLAG_ACK : 0;
	return segment->flags & (flags | TCP_FLAG_FIN);
}

static int by_numbers(const struct compare_segment *a, const struct compare_segment *b)
{
	const uint32_t of_a[] = {a->from, a->seq, segment_end(a), shape_of(a)};
	const uint32_t of_b[] = {b->from, b->seq, segment_end(b), shape_of(b)};
	for (size_t i = 0; i < sizeof of_a / sizeof *of_a; i++)
		if (of_a[i] != of_b[i])
			return of_a[i] < of_b[i] ? -1 : 1;
	return 0;
}

static int by_item(const void *first, const void *second)
{
	const struct compare_item *a = *(struct compare_item *const *)first;
	const struct compare_item *b = *(struct compare_item *const *)second;
	int order = by_numbers(a->segment, b->segment);
	return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/* Of its bytes: [LEFT, RIGHT). */
static uint32_t bytes_left(const struct compare_segment *segment)
{
	return segment->seq + ((segment->flags & TCP_FLAG_SYN) != 0);
}

static uint32_t bytes_right(const struct compare_segment *segment)
{
	return bytes_left(segment) + segment->length;
}

/* What lies together, of the bytes of those that are sorted. */
static void merge(struct compare_items *list)
{
	for (uint32_t i = 0; i < list->sorted_count; i++) {
		const struct compare_segment *segment = list->sorted[i]->segment;
		uint32_t left = bytes_left(segment), right = bytes_right(segment);
		struct compare_range *last =
		    list->has_count > 0 ? &list->has[list->has_count - 1] : NULL;
		list->opens[segment->from] |= list->sorted[i]->kind == KIND_SYN;
		if (left == right)
			continue;
		if (last && last->side == segment->from && last->right >= left)
			last->right = last->right > right ? last->right : right;
		else
			list->has[list->has_count++] =
			    (struct compare_range){left, right, segment->from};
	}
}

static void take_acks(struct compare_items *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct compare_item *item = &list->items[i];
		unsigned from = item->segment->from;
		uint32_t *count = &list->acking_count[from];
		if ((item->segment->flags & TCP_FLAG_ACK) && item->kind != KIND_RST &&
		    (*count == 0 ||
		     list->acking[from][*count - 1]->segment->ack < item->segment->ack))
			list->acking[from][(*count)++] = item;
	}
}

bool compare_take_presence(struct compare_items *list)
{
	size_t room = (size_t)list->count + 1;
	list->sorted = calloc(room, sizeof(void *));
	list->has = calloc(room, sizeof *list->has);
	list->acking[0] = calloc(room, sizeof(void *));
	list->acking[1] = calloc(room, sizeof(void *));
	if (!list->sorted || !list->has || !list->acking[0] || !list->acking[1])
		return false;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i].kind == KIND_SYN || list->items[i].kind == KIND_FIN ||
		    list->items[i].kind == KIND_DATA)
			list->sorted[list->sorted_count++] = &list->items[i];
	qsort(list->sorted, list->sorted_count, sizeof(void *), by_item);
	merge(list);
	take_acks(list);
	return true;
}

void compare_release_presence(struct compare_items *list)
{
	free(list->sorted);
	free(list->has);
	free(list->acking[0]);
	free(list->acking[1]);
}

struct compare_item **compare_same(const struct compare_items *list,
				   const struct compare_segment *what, uint32_t *count)
{
	uint32_t low = 0, high = list->sorted_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (by_numbers(list->sorted[middle]->segment, what) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < list->sorted_count &&
			 by_numbers(list->sorted[low + *count]->segment, what) == 0;)
		++*count;
	return &list->sorted[low];
}

/* The first of the ranges that ends behind what begins at LEFT; NULL: there is none. */
static const struct compare_range *range_at(const struct compare_items *list, unsigned side,
					    uint32_t left)
{
	uint32_t low = 0, high = list->has_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct compare_range *range = &list->has[middle];
		if (range->side < side || (range->side == side && range->right <= left))
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->has_count && list->has[low].side == side ? &list->has[low] : NULL;
}

bool compare_has_any(const struct compare_items *list, const struct compare_segment *what)
{
	const struct compare_range *range = range_at(list, what->from, bytes_left(what));
	return (what->length > 0 && range && range->left < bytes_right(what)) ||
	       ((what->flags & TCP_FLAG_SYN) && list->opens[what->from]) ||
	       ((what->flags & TCP_FLAG_FIN) && list->fin[what->from] < list->count);
}

const struct compare_item *compare_shows(const struct compare_items *list,
					 const struct compare_segment *what)
{
	uint32_t end = segment_end(what);
	if (compare_has_any(list, what) ||
	    ((what->flags & TCP_FLAG_FIN) && range_at(list, what->from, end - 1)))
		return NULL;
	return compare_acknowledging(list, what->from, end);
}

const struct compare_item *compare_acknowledging(const struct compare_items *list, unsigned side,
						 uint32_t number)
{
	struct compare_item *const *acking = list->acking[!side];
	uint32_t low = 0, high = list->acking_count[!side];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (acking[middle]->segment->ack < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->acking_count[!side] ? acking[low] : NULL;
}

/* How many segments SIDE has in LIST, and the FIRST of them. */
static uint32_t count_side(struct compare_items *list, unsigned side, uint32_t *first)
{
	uint32_t count = 0;
	for (uint32_t i = list->count; i-- > 0;)
		if (list->items[i].segment->from == side) {
			*first = i;
			count++;
		}
	return count;
}

/* Only one direction was captured, or the other side never sent anything: which one is not told.
 * A side that sends resets alone is told of by those. */
void compare_sides(struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (unsigned side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
			struct compare_items *list = &comparison->list[in];
			uint32_t first, ignored;
			uint32_t count = count_side(list, side, &first);
			if (count < 2 || list->items[first].kind == KIND_RST ||
			    count_side(&comparison->list[!in], side, &ignored) > 0)
				continue;
			struct difference *told =
			    compare_tell_alone(comparison, DIFFERENCE_SIDE_ONLY, in, first);
			if (told)
				told->value[in] = count;
			for (uint32_t i = first; i < list->count; i++)
				list->items[i].told |= list->items[i].segment->from == side;
		}
}
