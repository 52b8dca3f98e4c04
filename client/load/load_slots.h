/* SPDX-License-Identifier: MIT */
/* Private to client/load: the connections of a load, and which of them are idle. */
#ifndef LOAD_SLOTS_H
#define LOAD_SLOTS_H

#include <stdbool.h>

#include "load_connection.h"

struct load_slots {
	char *memory;     /* owned: connections, and their events */
	size_t slot_size; /* bytes */
	uint64_t count;
	uint64_t used; /* the rest has never had a request: it is as calloc() made it */
	struct load_connection *idle, *idle_last; /* a queue: each gets its turn */
};

/* False without memory. */
bool load_slots_init(struct load_slots *slots, uint64_t count);
void load_slots_release(struct load_slots *slots);

struct load_connection *load_slots_get(const struct load_slots *slots, uint64_t i);

/* Whose turn it is: those that have had none come first. NULL: none is idle. */
struct load_connection *load_slots_next_idle(const struct load_slots *slots);

/* CONNECTION, which is that one, is idle no more. */
void load_slots_remove_idle(struct load_slots *slots, const struct load_connection *connection);
void load_slots_add_idle(struct load_slots *slots, struct load_connection *connection);

#endif
