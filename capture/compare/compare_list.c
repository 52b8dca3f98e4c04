/* SPDX-License-Identifier: MIT */
#include "compare_list.h"

#include <stdlib.h>

void compare_list_init(struct compare_list *list)
{
	*list = (struct compare_list){.fields = COMPARE_ALL, .flags = 0xfff};
}

void compare_list_release(struct compare_list *list)
{
	free(list->segments);
	free(list->connections);
	compare_list_init(list);
}

/* ITEMS with room for one more than COUNT; NULL without memory: then ITEMS is as it was. */
static void *with_room(void *items, size_t *capacity, size_t count, size_t size)
{
	if (count < *capacity)
		return items;
	size_t more = *capacity ? *capacity * 2 : 16;
	void *grown = reallocarray(items, more, size);
	if (grown)
		*capacity = more;
	return grown;
}

void compare_list_add_segment(struct compare_list *list, const struct compare_segment *segment)
{
	struct compare_segment *items =
	    with_room(list->segments, &list->segment_capacity, list->segment_count, sizeof *items);
	if (!items) {
		list->failed = true;
		return;
	}
	list->segments = items;
	items[list->segment_count++] = *segment;
}

void compare_list_add_connection(struct compare_list *list,
				 const struct compare_connection *connection)
{
	struct compare_connection *items = with_room(list->connections, &list->connection_capacity,
						     list->connection_count, sizeof *items);
	if (!items) {
		list->failed = true;
		return;
	}
	list->connections = items;
	items[list->connection_count++] = *connection;
}

uint64_t compare_hash(uint64_t hash, const void *bytes, size_t length)
{
	const uint8_t *at = bytes;
	if (hash == 0)
		hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
	return hash;
}
