/* SPDX-License-Identifier: MIT */
#include "alignment.h"

#include <stdlib.h>

enum { UNREACHED = -1 };

/* Both sequences from some place on, and how far each diagonal K = x - y got with D edits. */
struct search {
	const uint64_t *a, *b;
	int64_t a_count, b_count;
	int64_t *reached; /* rows of D + 1 entries, for K = -D, -D + 2, ... D */
};

static int64_t *reached_at(const struct search *search, int d, int k)
{
	return &search->reached[(size_t)d * ((size_t)d + 1) / 2 + (size_t)(k + d) / 2];
}

/* Where diagonal K begins with its Dth edit, an item of B alone (*FROM = K + 1) or of A alone
 * (K - 1). */
static int64_t after_edit(const struct search *search, int d, int k, int *from)
{
	int64_t of_a = UNREACHED, of_b = UNREACHED;
	if (k < d && *reached_at(search, d - 1, k + 1) != UNREACHED &&
	    *reached_at(search, d - 1, k + 1) - k <= search->b_count)
		of_b = *reached_at(search, d - 1, k + 1);
	if (k > -d && *reached_at(search, d - 1, k - 1) != UNREACHED &&
	    *reached_at(search, d - 1, k - 1) < search->a_count)
		of_a = *reached_at(search, d - 1, k - 1) + 1;
	*from = of_a > of_b ? k - 1 : k + 1;
	return of_a > of_b ? of_a : of_b;
}

static int64_t follow_equals(const struct search *search, int64_t x, int k)
{
	while (x < search->a_count && x - k < search->b_count && search->a[x] == search->b[x - k])
		x++;
	return x;
}

/* Walks until both ends are reached or there are too many edits. Returns how many there are, and
 * the diagonal on which it got furthest. */
static int search_forward(const struct search *search, int *furthest)
{
	for (int d = 0;; d++) {
		int64_t best = UNREACHED;
		for (int k = -d; k <= d; k += 2) {
			int from;
			int64_t x = d == 0 ? 0 : after_edit(search, d, k, &from);
			if (x != UNREACHED)
				x = follow_equals(search, x, k);
			*reached_at(search, d, k) = x;
			if (x != UNREACHED && 2 * x - k > best) {
				best = 2 * x - k;
				*furthest = k;
			}
		}
		if (best == search->a_count + search->b_count || d == ALIGNMENT_EDITS_MAX)
			return d;
	}
}

/* The pairs on the way to diagonal K with D edits; FIRST_A, FIRST_B: where the search began. */
static void take_pairs(const struct search *search, int d, int k, uint32_t first_a,
		       uint32_t first_b, uint32_t *mates)
{
	for (int from = 0;; k = from, d--) {
		int64_t end = *reached_at(search, d, k);
		int64_t begin = d == 0 ? 0 : after_edit(search, d, k, &from);
		for (int64_t x = begin; x < end; x++)
			mates[first_a + (uint32_t)x] = first_b + (uint32_t)(x - k);
		if (d == 0)
			return;
	}
}

bool alignment_find(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count,
		    uint32_t *mates, bool *bounded)
{
	size_t rows = ALIGNMENT_EDITS_MAX + 1;
	uint32_t x = 0, y = 0;
	for (uint32_t i = 0; i < a_count; i++)
		mates[i] = ALIGNMENT_NONE;
	for (; x < a_count && x < b_count && a[x] == b[x]; x++)
		mates[x] = x;
	y = x;
	if (x == a_count || y == b_count)
		return true;
	int64_t *reached = malloc(rows * (rows + 1) / 2 * sizeof *reached);
	while (reached && x < a_count && y < b_count) {
		const struct search search = {a + x, b + y, a_count - x, b_count - y, reached};
		int furthest = 0;
		int edits = search_forward(&search, &furthest);
		int64_t end = *reached_at(&search, edits, furthest);
		take_pairs(&search, edits, furthest, x, y, mates);
		x += (uint32_t)end;
		y += (uint32_t)(end - furthest);
		if (x < a_count || y < b_count)
			*bounded = true;
	}
	free(reached);
	return reached != NULL;
}
