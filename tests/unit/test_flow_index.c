/* SPDX-License-Identifier: MIT */
#include "flow_index.h"
#include "unit.h"

enum { SLOTS = 1024, FIT = SLOTS / 4 * 3, ROUNDS = 50 };

static uint32_t draw(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Finds each of the first COUNT of HASHES once, at its place. */
static void expect_all(const struct flow_index *index, const uint32_t *hashes, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t s = hashes[i] & index->mask, place;
		unsigned found = 0;
		while ((place = flow_index_next(index, hashes[i], &s)) != 0)
			found += place == i + 1;
		assert_int_equal(found, 1);
	}
}

/* All fall into WIDTH slots of FIRST and behind it, around the end of the table, or in one of the
 * halves that it has later. */
static void fill(uint32_t *hashes, uint32_t seed, uint32_t first, uint32_t width)
{
	for (uint32_t i = 0; i < FIT; i++)
		hashes[i] = (draw(&seed) & ~(uint32_t)(SLOTS - 1)) |
			    ((first + draw(&seed) % width) & (SLOTS - 1));
}

static void expect_growth(uint32_t seed, uint32_t first, uint32_t width)
{
	uint32_t hashes[FIT];
	struct flow_index index;
	fill(hashes, seed, first, width);
	assert_true(flow_index_init(&index));
	assert_int_equal(index.mask, SLOTS - 1);
	for (uint32_t i = 0; i < FIT; i++) {
		assert_true(flow_index_reserve(&index, i));
		flow_index_put(&index, hashes[i], i + 1);
	}
	assert_int_equal(index.mask, SLOTS - 1);
	expect_all(&index, hashes, FIT);
	assert_true(flow_index_reserve(&index, FIT));
	assert_int_equal(index.mask, 2 * SLOTS - 1);
	expect_all(&index, hashes, FIT);
	for (uint32_t i = FIT; i-- > FIT / 2;)
		flow_index_remove(&index, hashes[i], i + 1);
	expect_all(&index, hashes, FIT / 2);
	flow_index_release(&index);
}

static void keeps_all_when_it_grows(void **state)
{
	(void)state;
	static const uint32_t widths[] = {1, 7, 100, SLOTS / 2, SLOTS};
	for (uint32_t round = 0; round < ROUNDS; round++)
		for (size_t w = 0; w < COUNT_OF(widths); w++)
			expect_growth(round, SLOTS - 1 - round * 20, widths[w]);
}

int test_flow_index(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_all_when_it_grows),
	};
	return run_group(tests, NULL, NULL);
}
