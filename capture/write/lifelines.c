/* SPDX-License-Identifier: MIT */
#include "lifelines.h"

/* Places are counted from 1: 0 is none. */
static struct lifeline *item_at(struct lifelines *lifelines, uint8_t place)
{
	return &lifelines->items[place - 1];
}

static uint8_t *bucket_of(struct lifelines *lifelines, uint32_t number)
{
	return &lifelines->buckets[number % LIFELINES_MAX];
}

/* Takes it out of the order of use. */
static void unlink_place(struct lifelines *lifelines, uint8_t place)
{
	const struct lifeline *item = item_at(lifelines, place);
	uint8_t *from_older =
	    item->older ? &item_at(lifelines, item->older)->newer : &lifelines->oldest;
	uint8_t *from_newer =
	    item->newer ? &item_at(lifelines, item->newer)->older : &lifelines->newest;
	*from_older = item->newer;
	*from_newer = item->older;
}

static void make_newest(struct lifelines *lifelines, uint8_t place)
{
	struct lifeline *item = item_at(lifelines, place);
	item->newer = 0;
	item->older = lifelines->newest;
	if (lifelines->newest)
		item_at(lifelines, lifelines->newest)->newer = place;
	else
		lifelines->oldest = place;
	lifelines->newest = place;
}

/* A place for another one: the next, or that of the one that was silent longest. */
static uint8_t make_place(struct lifelines *lifelines)
{
	if (lifelines->count < LIFELINES_MAX)
		return ++lifelines->count;
	uint8_t place = lifelines->oldest;
	const struct lifeline *item = item_at(lifelines, place);
	uint8_t *link = bucket_of(lifelines, item->number);
	while (*link != place)
		link = &item_at(lifelines, *link)->behind;
	*link = item->behind;
	unlink_place(lifelines, place);
	return place;
}

struct lifeline *lifelines_find(struct lifelines *lifelines, uint32_t number, bool *fresh)
{
	uint8_t *bucket = bucket_of(lifelines, number), place = *bucket;
	while (place && item_at(lifelines, place)->number != number)
		place = item_at(lifelines, place)->behind;
	*fresh = place == 0;
	if (!*fresh) {
		unlink_place(lifelines, place);
	} else {
		place = make_place(lifelines);
		*item_at(lifelines, place) = (struct lifeline){.number = number, .behind = *bucket};
		*bucket = place;
	}
	make_newest(lifelines, place);
	return item_at(lifelines, place);
}

uint64_t lifeline_silence_us(const struct lifeline *lifeline, int64_t now_ns)
{
	return now_ns > lifeline->last_ns ? (uint64_t)(now_ns - lifeline->last_ns) / 1000 : 0;
}
