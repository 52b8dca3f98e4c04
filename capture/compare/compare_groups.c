/* SPDX-License-Identifier: MIT */
/* The segments of a list, by connection. */
#include <stdlib.h>

#include "compare_private.h"

static uint32_t highest_number(const struct compare_list *list)
{
	uint32_t highest = 0;
	for (size_t i = 0; i < list->segment_count; i++)
		if (list->segments[i].connection > highest)
			highest = list->segments[i].connection;
	for (size_t i = 0; i < list->connection_count; i++)
		if (list->connections[i].number > highest)
			highest = list->connections[i].number;
	return highest;
}

void compare_release_connections(struct connections *connections)
{
	free(connections->begins);
	free(connections->segments);
	free(connections->known);
	free(connections->keys);
}

/* Counting sort: begins[N + 1] is first where connection N ends. */
static void sort_segments(struct connections *connections)
{
	const struct compare_list *list = connections->list;
	for (size_t i = 0; i < list->segment_count; i++)
		connections->begins[list->segments[i].connection + 1]++;
	for (uint32_t i = 1; i < connections->count + 2; i++)
		connections->begins[i] += connections->begins[i - 1];
	for (size_t i = 0; i < list->segment_count; i++)
		connections->segments[connections->begins[list->segments[i].connection]++] =
		    (uint32_t)i;
	for (uint32_t i = connections->count + 1; i > 0; i--)
		connections->begins[i] = connections->begins[i - 1];
	connections->begins[0] = 0;
}

static void make_keys(struct connections *connections)
{
	const struct compare_list *list = connections->list;
	for (size_t i = 0; i < list->segment_count; i++) {
		const struct compare_segment *segment = &list->segments[i];
		const uint32_t words[] = {
		    segment->from, segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST),
		    segment->seq, segment->length};
		uint64_t *key = &connections->keys[segment->connection];
		*key = compare_hash(*key, words, sizeof words);
	}
	for (size_t i = 0; i < list->connection_count; i++) {
		const struct compare_connection *told = &list->connections[i];
		connections->known[told->number] = (uint32_t)i + 1;
		if (list->segment_count == 0)
			connections->keys[told->number] =
			    compare_hash(0, told->bytes, sizeof told->bytes);
	}
}

bool compare_take_connections(struct connections *connections, const struct compare_list *list)
{
	uint32_t count = highest_number(list);
	*connections = (struct connections){
	    .list = list,
	    .count = count,
	    .begins = calloc((size_t)count + 2, sizeof *connections->begins),
	    .segments = calloc(list->segment_count + 1, sizeof *connections->segments),
	    .known = calloc((size_t)count + 1, sizeof *connections->known),
	    .keys = calloc((size_t)count + 1, sizeof *connections->keys),
	};
	if (list->failed || !connections->begins || !connections->segments || !connections->known ||
	    !connections->keys)
		return false;
	sort_segments(connections);
	make_keys(connections);
	return true;
}
