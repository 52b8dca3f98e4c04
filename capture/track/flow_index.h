/* SPDX-License-Identifier: MIT */
/* Private to track: from a hash to places in a table, by open addressing; collisions go to the next
 * slot. */
#ifndef FLOW_INDEX_H
#define FLOW_INDEX_H

#include <stdbool.h>
#include <stdint.h>

struct flow_slot {
	uint32_t hash;
	uint32_t place; /* the flow's index + 1; 0: free */
};

struct flow_index {
	struct flow_slot *slots;
	uint32_t mask; /* one less than their number, a power of two */
};

bool flow_index_init(struct flow_index *index); /* false without memory */
void flow_index_release(struct flow_index *index);

/* Room for one more than COUNT: at most three quarters of the slots are taken. False without
 * memory. */
bool flow_index_reserve(struct flow_index *index, uint32_t count);

void flow_index_put(struct flow_index *index, uint32_t hash, uint32_t place);    /* there is room */
void flow_index_remove(struct flow_index *index, uint32_t hash, uint32_t place); /* it is there */

/* Asks the processor to have the first slot of HASH at hand. */
static inline void flow_index_fetch(const struct flow_index *index, uint32_t hash)
{
	__builtin_prefetch(&index->slots[hash & index->mask]);
}

/* The next place of HASH from slot *S on (at first hash & mask), which is left behind it; 0: no
 * more. */
static inline uint32_t flow_index_next(const struct flow_index *index, uint32_t hash, uint32_t *s)
{
	while (index->slots[*s].place != 0) {
		const struct flow_slot *slot = &index->slots[*s];
		*s = (*s + 1) & index->mask;
		if (slot->hash == hash)
			return slot->place;
	}
	return 0;
}

#endif
