/* SPDX-License-Identifier: MIT */
#include "lifelines.h"

struct lifeline *lifelines_find(struct lifelines *lifelines, uint32_t number, bool *fresh)
{
	struct lifeline *oldest = &lifelines->items[0];
	lifelines->clock++;
	for (size_t i = 0; i < LIFELINES_MAX; i++) {
		struct lifeline *item = &lifelines->items[i];
		if (item->number == number) {
			item->used = lifelines->clock;
			*fresh = false;
			return item;
		}
		if (item->used < oldest->used)
			oldest = item;
	}
	*oldest = (struct lifeline){.number = number, .used = lifelines->clock};
	*fresh = true;
	return oldest;
}

uint64_t lifeline_silence_us(const struct lifeline *lifeline, int64_t now_ns)
{
	return now_ns > lifeline->last_ns ? (uint64_t)(now_ns - lifeline->last_ns) / 1000 : 0;
}
