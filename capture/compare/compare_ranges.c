/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "array.h"
#include "compare_private.h"

void compare_add_range(struct comparison *comparison, enum side side, uint32_t left, uint32_t right)
{
	struct compare_range *ranges = array_room(comparison->ranges, &comparison->range_capacity,
						  comparison->range_count, sizeof *ranges);
	if (!ranges) {
		comparison->failed = true;
		return;
	}
	comparison->ranges = ranges;
	ranges[comparison->range_count++] = (struct compare_range){left, right, (uint8_t)side};
}

static int by_place(const void *first, const void *second)
{
	const struct compare_range *a = first, *b = second;
	if (a->side != b->side)
		return a->side < b->side ? -1 : 1;
	return (a->left > b->left) - (a->left < b->left);
}

/* Sorted, and none overlaps another. */
static void merge(struct comparison *comparison)
{
	struct compare_range *ranges = comparison->ranges;
	size_t kept = 0;
	if (comparison->range_count == 0)
		return;
	qsort(ranges, comparison->range_count, sizeof *ranges, by_place);
	for (size_t i = 1; i < comparison->range_count; i++) {
		if (ranges[i].side != ranges[kept].side || ranges[i].left > ranges[kept].right)
			ranges[++kept] = ranges[i];
		else if (ranges[i].right > ranges[kept].right)
			ranges[kept].right = ranges[i].right;
	}
	comparison->range_count = kept + 1;
}

bool compare_in_range(const struct comparison *comparison, unsigned side, uint32_t number)
{
	size_t low = 0, high = comparison->range_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct compare_range *range = &comparison->ranges[middle];
		if (range->side < side || (range->side == side && range->right < number))
			low = middle + 1;
		else
			high = middle;
	}
	return low < comparison->range_count && comparison->ranges[low].side == side &&
	       comparison->ranges[low].left <= number;
}

void compare_follow_ranges(struct comparison *comparison)
{
	merge(comparison);
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++) {
			struct compare_item *item = &comparison->list[in].items[i];
			if (item->kind == KIND_ACK && is_alone(item) &&
			    compare_in_range(comparison, !item->segment->from, item->segment->ack))
				item->told = true;
		}
}
