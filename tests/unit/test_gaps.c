/* SPDX-License-Identifier: MIT */
#include "flow.h"
#include "gaps.h"
#include "seq.h"
#include "unit.h"

static void nothing_was_skipped_at_first(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	assert_false(gaps_touch(&gaps, 0, 100));
	assert_int_equal(gaps_fill(&gaps, 0, 100), 0);
}

static void a_gap_is_touched_by_its_own_numbers_only(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 100, 200);
	assert_false(gaps_touch(&gaps, 50, 100));
	assert_true(gaps_touch(&gaps, 50, 101));
	assert_true(gaps_touch(&gaps, 150, 151));
	assert_true(gaps_touch(&gaps, 199, 300));
	assert_false(gaps_touch(&gaps, 200, 300));
}

static void filling_returns_what_is_new(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 100, 200);
	assert_int_equal(gaps_fill(&gaps, 50, 120), 20);
	assert_int_equal(gaps_fill(&gaps, 50, 120), 0);
	assert_int_equal(gaps_fill(&gaps, 190, 300), 10);
	assert_int_equal(gaps_fill(&gaps, 140, 150), 10);
	assert_int_equal(gaps.count, 2); /* the middle was filled */
	assert_true(gaps_touch(&gaps, 139, 140));
	assert_false(gaps_touch(&gaps, 140, 150));
	assert_true(gaps_touch(&gaps, 150, 151));
	assert_int_equal(gaps_fill(&gaps, 0, 1000), 60);
	assert_int_equal(gaps.count, 0);
}

static void numbers_wrap(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 0xfffffff0, 0x10);
	assert_true(gaps_touch(&gaps, 0xffffffff, 0));
	assert_true(gaps_touch(&gaps, 0, 1));
	assert_int_equal(gaps_fill(&gaps, 0xfffffff8, 8), 16);
	assert_false(gaps_touch(&gaps, 0, 8));
	assert_true(gaps_touch(&gaps, 8, 9));
	assert_int_equal(gaps.count, 2);
}

static void of_too_many_the_oldest_are_forgotten(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	for (uint32_t g = 0; g < GAPS_MAX + 3; g++)
		gaps_add(&gaps, 100 * g, 100 * g + 50);
	assert_int_equal(gaps.count, GAPS_MAX);
	assert_false(gaps_touch(&gaps, 0, 250));
	assert_true(gaps_touch(&gaps, 300, 301));
	/* two of one, when there is no place: still no more than fit */
	assert_int_equal(gaps_fill(&gaps, 510, 520), 10);
	assert_int_equal(gaps.count, GAPS_MAX);
	assert_false(gaps_touch(&gaps, 300, 350));
	assert_true(gaps_touch(&gaps, 500, 510));
	assert_true(gaps_touch(&gaps, 520, 550));
	assert_true(gaps_touch(&gaps, 100 * (GAPS_MAX + 2), 100 * (GAPS_MAX + 2) + 1));
}

static void neighbours_are_one_gap(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 100, 200);
	gaps_add(&gaps, 200, 300);
	gaps_add(&gaps, 300, 300);
	assert_int_equal(gaps.count, 1);
	assert_int_equal(gaps.gap[0].left, 100);
	assert_int_equal(gaps.gap[0].right, 300);
}

static void what_was_added_last_is_the_highest(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 100, 200);
	gaps_add(&gaps, 300, 400);
	gaps_add(&gaps, 150, 160); /* the numbers went back */
	assert_int_equal(gaps.count, 1);
	assert_int_equal(gaps.gap[0].left, 100);
	assert_int_equal(gaps.gap[0].right, 160);
}

static void nothing_is_kept_beyond_the_largest_window(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 100, 200);
	gaps_add(&gaps, 300, 150 + SEQ_WINDOW_MAX);
	assert_int_equal(gaps.count, 2);
	assert_int_equal(gaps.gap[0].left, 150);
	gaps_add(&gaps, 160 + SEQ_WINDOW_MAX, 200 + SEQ_WINDOW_MAX);
	assert_int_equal(gaps.count, 2);
	assert_int_equal(gaps.gap[0].left, 300);
	gaps_add(&gaps, 0, SEQ_WINDOW_MAX);
	assert_int_equal(gaps.count, 1);
	gaps_add(&gaps, SEQ_WINDOW_MAX, 2u * SEQ_WINDOW_MAX + 1);
	assert_int_equal(gaps.count, 0);
}

static void half_of_the_numbers_away_is_not_here(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_add(&gaps, 0, 1 << 20);
	gaps_add(&gaps, 1 << 21, 1 << 29);
	for (uint32_t at = UINT32_C(1) << 30; at < UINT32_C(0xfff00000); at += 1 << 20)
		assert_int_equal(gaps_fill(&gaps, at, at + (1 << 20)), 0);
	assert_int_equal(gaps.count, 2);
}

static void what_is_forgotten_lies_before(void **state)
{
	(void)state;
	struct gaps gaps = {0};
	gaps_forget(&gaps, 1);
	gaps_add(&gaps, 100, 200);
	gaps_add(&gaps, 300, 400);
	gaps_forget(&gaps, 100);
	assert_int_equal(gaps.gap[0].left, 100);
	gaps_forget(&gaps, 150);
	assert_int_equal(gaps.gap[0].left, 150);
	gaps_forget(&gaps, 250);
	assert_int_equal(gaps.count, 1);
	gaps_forget(&gaps, 0);
	assert_int_equal(gaps.count, 1);
	gaps_forget(&gaps, 400);
	assert_int_equal(gaps.count, 0);
}

int test_gaps(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_was_skipped_at_first),
	    cmocka_unit_test(a_gap_is_touched_by_its_own_numbers_only),
	    cmocka_unit_test(filling_returns_what_is_new),
	    cmocka_unit_test(numbers_wrap),
	    cmocka_unit_test(of_too_many_the_oldest_are_forgotten),
	    cmocka_unit_test(neighbours_are_one_gap),
	    cmocka_unit_test(what_was_added_last_is_the_highest),
	    cmocka_unit_test(nothing_is_kept_beyond_the_largest_window),
	    cmocka_unit_test(half_of_the_numbers_away_is_not_here),
	    cmocka_unit_test(what_is_forgotten_lies_before),
	};
	return run_group(tests, NULL, NULL);
}
