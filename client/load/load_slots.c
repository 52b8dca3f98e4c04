/* SPDX-License-Identifier: MIT */
#include "load_slots.h"

#include <stddef.h>
#include <stdlib.h>

bool load_slots_init(struct load_slots *slots, uint64_t count)
{
	const size_t align = _Alignof(max_align_t);
	size_t size = sizeof(struct load_connection) + event_get_struct_event_size();
	slots->slot_size = (size + align - 1) / align * align;
	slots->count = count;
	slots->memory = calloc((size_t)count, slots->slot_size);
	return slots->memory;
}

void load_slots_release(struct load_slots *slots)
{
	for (uint64_t i = 0; i < slots->used; i++)
		load_connection_drop(load_slots_get(slots, i));
	free(slots->memory);
	slots->memory = NULL;
}

struct load_connection *load_slots_get(const struct load_slots *slots, uint64_t i)
{
	void *slot = slots->memory + i * slots->slot_size;
	return slot;
}

struct load_connection *load_slots_next_idle(const struct load_slots *slots)
{
	return slots->used < slots->count ? load_slots_get(slots, slots->used) : slots->idle;
}

void load_slots_remove_idle(struct load_slots *slots, const struct load_connection *connection)
{
	if (connection == slots->idle)
		slots->idle = connection->next;
	else
		slots->used++;
}

void load_slots_add_idle(struct load_slots *slots, struct load_connection *connection)
{
	connection->next = NULL;
	if (slots->idle)
		slots->idle_last->next = connection;
	else
		slots->idle = connection;
	slots->idle_last = connection;
}
