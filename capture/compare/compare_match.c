/* SPDX-License-Identifier: MIT */
/* Which connections of two lists of as many are the same ones, where it is not the order in which
 * they began that tells. */
#include <stdlib.h>

#include "compare_private.h"

/* Of one list: by what a connection is found. */
struct sought {
	uint64_t key;
	uint32_t number;
};

static int by_key(const void *a, const void *b)
{
	const struct sought *of_a = a, *of_b = b;
	return (of_a->key > of_b->key) - (of_a->key < of_b->key);
}

static uint32_t sort_keys(struct sought *sorted, const uint64_t *keys, const uint32_t *mates,
			  uint32_t count)
{
	uint32_t kept = 0;
	for (uint32_t i = 1; i <= count; i++)
		if (mates[i] == ALIGNMENT_NONE && keys[i] != 0)
			sorted[kept++] = (struct sought){keys[i], i};
	if (kept > 0)
		qsort(sorted, kept, sizeof *sorted, by_key);
	return kept;
}

static bool is_single(const struct sought *sorted, uint32_t count, uint32_t at)
{
	return (at == 0 || sorted[at - 1].key != sorted[at].key) &&
	       (at + 1 == count || sorted[at + 1].key != sorted[at].key);
}

/* Pairs those whose key no other one of their list has. Returns how many; SORTED: room for all. */
static uint32_t pair_single(struct compare_match *match, const uint64_t *const keys[2],
			    struct sought *const sorted[2])
{
	uint32_t count[2], at[2] = {0, 0}, pairs = 0;
	for (int in = 0; in < 2; in++)
		count[in] = sort_keys(sorted[in], keys[in], match->mates[in], match->count);
	while (at[0] < count[0] && at[1] < count[1]) {
		const struct sought *a = &sorted[0][at[0]], *b = &sorted[1][at[1]];
		if (a->key == b->key && is_single(sorted[0], count[0], at[0]) &&
		    is_single(sorted[1], count[1], at[1])) {
			match->mates[0][a->number] = b->number;
			match->mates[1][b->number] = a->number;
			pairs++;
		}
		at[0] += a->key <= b->key;
		at[1] += b->key <= a->key;
	}
	return pairs;
}

static void pair(struct compare_match *match, uint32_t a, uint32_t b)
{
	if (a == 0 || b == 0 || a > match->count || b > match->count ||
	    match->mates[0][a] != ALIGNMENT_NONE || match->mates[1][b] != ALIGNMENT_NONE ||
	    match->is_stray[0][a] != match->is_stray[1][b])
		return;
	match->mates[0][a] = b;
	match->mates[1][b] = a;
}

/* The rest: what is behind a pair in both lists, or before one, or has the same number. */
static void pair_rest(struct compare_match *match)
{
	for (uint32_t a = 1; a <= match->count; a++)
		if (a == 1 || match->mates[0][a - 1] != ALIGNMENT_NONE)
			pair(match, a, a == 1 ? 1 : match->mates[0][a - 1] + 1);
	for (uint32_t a = match->count; a > 0; a--)
		if (a == match->count || match->mates[0][a + 1] != ALIGNMENT_NONE)
			pair(match, a, a == match->count ? a : match->mates[0][a + 1] - 1);
	for (uint32_t a = 1; a <= match->count; a++)
		pair(match, a, a);
}

static void forget(struct compare_match *match)
{
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i <= match->count; i++)
			match->mates[in][i] = ALIGNMENT_NONE;
}

static bool is_in_order(const struct compare_match *match)
{
	for (uint32_t i = 1; i <= match->count; i++)
		if (match->mates[0][i] != ALIGNMENT_NONE && match->mates[0][i] != i)
			return false;
	return true;
}

/* Of each connection its addresses and ports, whichever end is called the client; and whether it
 * is nothing but RSTs. */
static void take_ends(const struct compare_list *list, uint64_t *ends, bool *is_stray)
{
	for (size_t i = 0; i < list->connection_count; i++) {
		const struct compare_connection *told = &list->connections[i];
		if (told->ends[0] != 0 && told->ends[1] != 0)
			ends[told->number] = told->ends[0] + told->ends[1];
	}
	for (size_t i = 0; i < list->segment_count; i++)
		is_stray[list->segments[i].connection] = true;
	for (size_t i = 0; i < list->segment_count; i++)
		if (!(list->segments[i].flags & TCP_FLAG_RST))
			is_stray[list->segments[i].connection] = false;
}

/* The same ends say more than what was sent, where one exchange was captured twice: then most have
 * them. A port that comes again by chance says nothing. */
static void pair_all(struct compare_match *match, const uint64_t *const ends[2],
		     const uint64_t *const keys[2], struct sought *const sorted[2])
{
	if (pair_single(match, ends, sorted) < match->count / 2 + 1)
		forget(match);
	pair_single(match, keys, sorted);
	for (uint32_t i = 1; i <= match->count; i++)
		if (keys[0][i] == keys[1][i])
			pair(match, i, i);
	match->in_order = is_in_order(match);
	pair_rest(match);
}

bool compare_match_find(struct compare_match *match, const struct compare_list *const lists[2],
			const uint64_t *const keys[2], uint32_t count)
{
	uint64_t *ends[2];
	struct sought *sorted[2];
	bool done = true;
	*match = (struct compare_match){.count = count};
	for (int in = 0; in < 2; in++) {
		ends[in] = calloc((size_t)count + 1, sizeof *ends[in]);
		sorted[in] = calloc((size_t)count + 1, sizeof *sorted[in]);
		match->mates[in] = calloc((size_t)count + 1, sizeof *match->mates[in]);
		match->is_stray[in] = calloc((size_t)count + 1, sizeof *match->is_stray[in]);
		done = done && ends[in] && sorted[in] && match->mates[in] && match->is_stray[in];
	}
	if (done) {
		forget(match);
		for (int in = 0; in < 2; in++)
			take_ends(lists[in], ends[in], match->is_stray[in]);
		pair_all(match, (const uint64_t *const[2]){ends[0], ends[1]}, keys, sorted);
	}
	for (int in = 0; in < 2; in++) {
		free(ends[in]);
		free(sorted[in]);
	}
	return done;
}

void compare_match_release(struct compare_match *match)
{
	for (int in = 0; in < 2; in++) {
		free(match->mates[in]);
		free(match->is_stray[in]);
	}
}
