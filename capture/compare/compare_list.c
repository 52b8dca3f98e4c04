/* SPDX-License-Identifier: MIT */
#include "compare_list.h"

#include <stdlib.h>

#include "array.h"

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

void compare_list_add_segment(struct compare_list *list, const struct compare_segment *segment)
{
	struct compare_segment *items =
	    array_room(list->segments, &list->segment_capacity, list->segment_count, sizeof *items);
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
	struct compare_connection *items = array_room(list->connections, &list->connection_capacity,
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
