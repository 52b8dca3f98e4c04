/* SPDX-License-Identifier: MIT */
#include "differences.h"

#include <stdlib.h>

#include "compare_private.h"

/* The connections of a list, by number. */
struct connections {
	const struct compare_list *list;
	uint32_t count;     /* the highest number */
	uint32_t *begins;   /* owned: of each, where its segments begin in `segments`; count + 2 */
	uint32_t *segments; /* owned: indexes, in the order of the capture */
	uint32_t *known; /* owned: of each, 1 + its index in the list; 0: nothing is told of it */
	uint64_t *keys;  /* owned: of each, what it is like */
};

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

static void release(struct connections *connections)
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

static bool take(struct connections *connections, const struct compare_list *list)
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

static bool take_items(struct compare_items *items, const struct connections *from, uint32_t number)
{
	uint32_t begin = from->begins[number];
	items->count = from->begins[number + 1] - begin;
	items->items = calloc((size_t)items->count + 1, sizeof *items->items);
	if (!items->items)
		return false;
	for (uint32_t i = 0; i < items->count; i++) {
		uint32_t at = from->segments[begin + i];
		items->items[i] = (struct compare_item){
		    .segment = &from->list->segments[at], .number = at + 1, .mate = ALIGNMENT_NONE};
	}
	compare_find_kinds(items);
	return compare_take_presence(items);
}

static void compare_segments(struct comparison *comparison)
{
	compare_find_mates(comparison);
	compare_syns(comparison);
	compare_sides(comparison);
	compare_resets(comparison);
	compare_repairs(comparison);
	compare_moved(comparison);
	compare_alone(comparison);
	compare_acks_of_fins(comparison);
	compare_follow_ranges(comparison);
	compare_acks(comparison);
	compare_pairs(comparison);
	if ((comparison->fields & COMPARE_ORDER) && comparison->out->count == comparison->first)
		compare_order(comparison);
	compare_derived(comparison);
}

static bool differs_in_time_only(const struct comparison *comparison)
{
	for (size_t i = comparison->first; i < comparison->out->count; i++)
		if (!comparison->out->items[i].time)
			return false;
	return true;
}

static void keep_mates(const struct comparison *comparison)
{
	const struct compare_items *a = &comparison->list[0], *b = &comparison->list[1];
	for (uint32_t i = 0; i < a->count; i++)
		if (a->items[i].mate != ALIGNMENT_NONE)
			comparison->out->mates[a->items[i].number - 1] =
			    b->items[a->items[i].mate].number;
}

static const struct compare_connection *ends_of(const struct comparison *comparison,
						const struct connections *from, uint32_t number)
{
	uint32_t known = from->known[number];
	bool told = (comparison->fields & COMPARE_CONNECTIONS) && known > 0;
	return told ? &from->list->connections[known - 1] : NULL;
}

/* Connection A of the one and B of the other. False without memory. */
static bool compare_both(struct comparison *comparison, const struct connections both[2],
			 uint32_t a, uint32_t b)
{
	comparison->number[0] = a;
	comparison->number[1] = b;
	comparison->first = comparison->out->count;
	comparison->range_count = 0;
	for (int in = 0; in < 2; in++)
		comparison->ends[in] = ends_of(comparison, &both[in], comparison->number[in]);
	if (compare_roles(comparison)) {
		comparison->out->pairs++;
		return !comparison->failed;
	}
	bool taken = take_items(&comparison->list[0], &both[0], a);
	taken = take_items(&comparison->list[1], &both[1], b) && taken;
	if (taken && (comparison->fields & COMPARE_SEGMENTS))
		compare_segments(comparison);
	if (comparison->out->count > comparison->first)
		compare_sort(comparison);
	keep_mates(comparison);
	if (taken && comparison->ends[0] && comparison->ends[1])
		compare_ends(comparison);
	if (taken && (comparison->fields & COMPARE_TIMES) &&
	    (comparison->fields & COMPARE_SEGMENTS)) {
		compare_again(comparison);
		compare_times(comparison);
	}
	comparison->out->pairs++;
	comparison->out->same += differs_in_time_only(comparison);
	for (int in = 0; in < 2; in++) {
		compare_release_presence(&comparison->list[in]);
		free(comparison->list[in].items);
		comparison->list[in] = (struct compare_items){0};
	}
	return taken && !comparison->failed;
}

static void tell_only(struct comparison *comparison, const struct connections both[2], int in,
		      uint32_t number)
{
	const struct connections *list = &both[in];
	uint32_t begin = list->begins[number];
	struct difference difference = {
	    .id = DIFFERENCE_CONNECTION_ONLY, .in = (uint8_t)in, .wait_ns = -1};
	comparison->number[in] = number;
	comparison->number[!in] = 0;
	comparison->first = comparison->out->count;
	if (begin < list->begins[number + 1])
		difference.segment[in] = list->segments[begin] + 1;
	difference.value[in] = list->begins[number + 1] - begin;
	compare_tell(comparison, &difference);
}

/* Whether it is nothing but RSTs: of no connection, as far as is told. */
static bool is_stray(const struct connections *connections, uint32_t number)
{
	uint32_t begin = connections->begins[number], end = connections->begins[number + 1];
	for (uint32_t i = begin; i < end; i++)
		if (!(connections->list->segments[connections->segments[i]].flags & TCP_FLAG_RST))
			return false;
	return begin < end;
}

/* Those of A from FIRST[0] on and of B from FIRST[1] on, up to END: in the order in which they
 * began, but a stray RST is no connection's like. */
static bool compare_in_order(struct comparison *comparison, const struct connections both[2],
			     uint32_t first[2], const uint32_t end[2])
{
	while (first[0] < end[0] && first[1] < end[1]) {
		bool stray = is_stray(&both[0], first[0]);
		if (stray != is_stray(&both[1], first[1]))
			tell_only(comparison, both, !stray, first[!stray]++);
		else if (!compare_both(comparison, both, first[0]++, first[1]++))
			return false;
	}
	for (int in = 0; in < 2; in++)
		while (first[in] < end[in])
			tell_only(comparison, both, in, first[in]++);
	return true;
}

/* Pairs the connections in the order in which they began; where one list has more, those that are
 * alike first. */
static bool compare_connections(struct comparison *comparison, const struct connections both[2],
				uint32_t *mates)
{
	uint32_t first[2] = {1, 1};
	bool bounded = false;
	if (both[0].count != both[1].count &&
	    !alignment_find(both[0].keys + 1, both[0].count, both[1].keys + 1, both[1].count,
			    mates + 1, &bounded))
		return false;
	comparison->out->bounded |= bounded;
	while (first[0] <= both[0].count || first[1] <= both[1].count) {
		/* Behind the next pair of those that are alike the rest is only in one list. */
		uint32_t next = first[0];
		while (next <= both[0].count && mates[next] == ALIGNMENT_NONE)
			next++;
		bool last = next > both[0].count;
		const uint32_t end[2] = {next, last ? both[1].count + 1 : mates[next] + 1};
		if (!compare_in_order(comparison, both, first, end))
			return false;
		if (last)
			break;
		if (!compare_both(comparison, both, first[0]++, first[1]++))
			return false;
	}
	return true;
}

bool compare_lists(const struct compare_list *a, const struct compare_list *b,
		   struct differences *differences)
{
	struct connections both[2];
	struct comparison comparison = {
	    .lists = {a, b},
	    .fields = a->fields & b->fields,
	    .flags = a->flags & b->flags,
	    .out = differences,
	};
	*differences =
	    (struct differences){.mates = calloc(a->segment_count + 1, sizeof *differences->mates)};
	bool done = take(&both[0], a);
	done = take(&both[1], b) && done;
	uint32_t *mates = malloc(((size_t)both[0].count + 2) * sizeof *mates);
	for (size_t i = 0; mates && i < (size_t)both[0].count + 2; i++)
		mates[i] = ALIGNMENT_NONE;
	done = done && mates && differences->mates &&
	       compare_connections(&comparison, both, mates) && !comparison.failed;
	free(mates);
	free(comparison.ranges);
	release(&both[0]);
	release(&both[1]);
	return done;
}

void differences_release(struct differences *differences)
{
	free(differences->items);
	free(differences->mates);
	*differences = (struct differences){0};
}
