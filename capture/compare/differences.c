/* SPDX-License-Identifier: MIT */
#include "differences.h"

#include <stdlib.h>

#include "compare_private.h"

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

/* Those of both lists as MATCH has them, in A's order; what only B has, behind what it follows. */
static bool compare_matches(struct comparison *comparison, const struct connections both[2],
			    const struct compare_match *match)
{
	uint32_t b = 1;
	for (uint32_t a = 1; a <= match->count; a++) {
		uint32_t mate = match->mates[0][a];
		for (; mate != ALIGNMENT_NONE && b < mate; b++)
			if (match->mates[1][b] == ALIGNMENT_NONE)
				tell_only(comparison, both, 1, b);
		if (mate == ALIGNMENT_NONE)
			tell_only(comparison, both, 0, a);
		else if (!compare_both(comparison, both, a, mate))
			return false;
	}
	for (; b <= match->count; b++)
		if (match->mates[1][b] == ALIGNMENT_NONE)
			tell_only(comparison, both, 1, b);
	return true;
}

/* Where it is not the order that tells which connections are the same ones, as many as there are:
 * pairs them, and returns true. */
static bool compare_out_of_order(struct comparison *comparison, const struct connections both[2],
				 bool *failed)
{
	struct compare_match match;
	*failed = !compare_match_find(&match, comparison->lists,
				      (const uint64_t *const[2]){both[0].keys, both[1].keys},
				      both[0].count);
	bool moved = !*failed && !match.in_order;
	if (moved)
		*failed = !compare_matches(comparison, both, &match);
	compare_match_release(&match);
	return moved;
}

/* Pairs the connections in the order in which they began; where one list has more, those that are
 * alike first. */
static bool compare_connections(struct comparison *comparison, const struct connections both[2],
				uint32_t *mates)
{
	uint32_t first[2] = {1, 1};
	bool bounded = false, failed = false;
	if (both[0].count == both[1].count &&
	    (compare_out_of_order(comparison, both, &failed) || failed))
		return !failed;
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
	bool done = compare_take_connections(&both[0], a);
	done = compare_take_connections(&both[1], b) && done;
	uint32_t *mates = malloc(((size_t)both[0].count + 2) * sizeof *mates);
	for (size_t i = 0; mates && i < (size_t)both[0].count + 2; i++)
		mates[i] = ALIGNMENT_NONE;
	done = done && mates && differences->mates &&
	       compare_connections(&comparison, both, mates) && !comparison.failed;
	free(mates);
	free(comparison.ranges);
	compare_release_connections(&both[0]);
	compare_release_connections(&both[1]);
	return done;
}

void differences_release(struct differences *differences)
{
	free(differences->items);
	free(differences->mates);
	*differences = (struct differences){0};
}
