/* SPDX-License-Identifier: MIT */
#include "flow_index.h"

#include "huge_pages.h"

enum { SLOTS_AT_FIRST = 1024 };

static size_t slots_size(uint32_t mask)
{
	return ((size_t)mask + 1) * sizeof(struct flow_slot);
}

bool flow_index_init(struct flow_index *index)
{
	*index = (struct flow_index){
	    .slots = huge_pages_map(SLOTS_AT_FIRST * sizeof(struct flow_slot)),
	    .mask = SLOTS_AT_FIRST - 1,
	};
	return index->slots;
}

void flow_index_release(struct flow_index *index)
{
	huge_pages_unmap(index->slots, slots_size(index->mask));
}

static void put(struct flow_slot *slots, uint32_t mask, struct flow_slot slot)
{
	uint32_t s = slot.hash & mask;
	while (slots[s].place != 0)
		s = (s + 1) & mask;
	slots[s] = slot;
}

/* SLOTS have become twice as many as OLD_MASK says: each is put in anew, one run of taken slots
 * after the other. So none lands behind where it was but in the new half, nor on one that still
 * waits. */
static void spread(struct flow_slot *slots, uint32_t old_mask)
{
	uint32_t mask = old_mask * 2 + 1, first = 0;
	while (slots[first].place != 0)
		first++;
	for (uint32_t i = 1; i <= old_mask; i++) {
		uint32_t s = (first + i) & old_mask;
		struct flow_slot slot = slots[s];
		slots[s].place = 0;
		if (slot.place != 0)
			put(slots, mask, slot);
	}
}

bool flow_index_reserve(struct flow_index *index, uint32_t count)
{
	uint32_t old_mask = index->mask, mask = old_mask * 2 + 1;
	if (count < (old_mask + UINT64_C(1)) / 4 * 3)
		return true;
	struct flow_slot *slots =
	    huge_pages_grow(index->slots, slots_size(old_mask), slots_size(mask));
	if (!slots)
		return false;
	spread(slots, old_mask);
	*index = (struct flow_index){slots, mask};
	return true;
}

void flow_index_put(struct flow_index *index, uint32_t hash, uint32_t place)
{
	put(index->slots, index->mask, (struct flow_slot){hash, place});
}

/* Moves back what had to go past slot S, so that no search ends too early. */
static void clear(struct flow_index *index, uint32_t s)
{
	uint32_t mask = index->mask;
	uint32_t vacant = s;
	for (uint32_t next = (s + 1) & mask; index->slots[next].place != 0;
	     next = (next + 1) & mask) {
		uint32_t home = index->slots[next].hash & mask;
		if (((next - home) & mask) >= ((next - vacant) & mask)) {
			index->slots[vacant] = index->slots[next];
			vacant = next;
		}
	}
	index->slots[vacant].place = 0;
}

void flow_index_remove(struct flow_index *index, uint32_t hash, uint32_t place)
{
	uint32_t s = hash & index->mask;
	while (index->slots[s].place != place)
		s = (s + 1) & index->mask;
	clear(index, s);
}
