/* SPDX-License-Identifier: MIT */
#include "flow_extra.h"
#include "holes.h"
#include "unit.h"

static void nothing_was_skipped_at_first(void **state)
{
	(void)state;
	struct side_extra extra = {0};
	assert_false(holes_touch(&extra, 0, 100));
	assert_int_equal(holes_fill(&extra, 0, 100), 0);
}

static void a_hole_is_touched_by_its_own_numbers_only(void **state)
{
	(void)state;
	struct side_extra extra = {0};
	holes_add(&extra, 100, 200);
	assert_false(holes_touch(&extra, 50, 100));
	assert_true(holes_touch(&extra, 50, 101));
	assert_true(holes_touch(&extra, 150, 151));
	assert_true(holes_touch(&extra, 199, 300));
	assert_false(holes_touch(&extra, 200, 300));
}

static void filling_returns_what_is_new(void **state)
{
	(void)state;
	struct side_extra extra = {0};
	holes_add(&extra, 100, 200);
	assert_int_equal(holes_fill(&extra, 50, 120), 20);
	assert_int_equal(holes_fill(&extra, 50, 120), 0);
	assert_int_equal(holes_fill(&extra, 190, 300), 10);
	assert_int_equal(holes_fill(&extra, 140, 150), 10);
	assert_int_equal(extra.hole_count, 2); /* the middle was filled */
	assert_true(holes_touch(&extra, 139, 140));
	assert_false(holes_touch(&extra, 140, 150));
	assert_true(holes_touch(&extra, 150, 151));
	assert_int_equal(holes_fill(&extra, 0, 1000), 60);
	assert_int_equal(extra.hole_count, 0);
}

static void numbers_wrap(void **state)
{
	(void)state;
	struct side_extra extra = {0};
	holes_add(&extra, 0xfffffff0, 0x10);
	assert_true(holes_touch(&extra, 0xffffffff, 0));
	assert_true(holes_touch(&extra, 0, 1));
	assert_int_equal(holes_fill(&extra, 0xfffffff8, 8), 16);
	assert_false(holes_touch(&extra, 0, 8));
	assert_true(holes_touch(&extra, 8, 9));
	assert_int_equal(extra.hole_count, 2);
}

static void of_too_many_the_oldest_are_forgotten(void **state)
{
	(void)state;
	struct side_extra extra = {0};
	for (uint32_t h = 0; h < HOLES_MAX + 3; h++)
		holes_add(&extra, 100 * h, 100 * h + 50);
	assert_int_equal(extra.hole_count, HOLES_MAX);
	assert_false(holes_touch(&extra, 0, 250));
	assert_true(holes_touch(&extra, 300, 301));
	/* two of one, when there is no place: still no more than fit */
	assert_int_equal(holes_fill(&extra, 510, 520), 10);
	assert_int_equal(extra.hole_count, HOLES_MAX);
	assert_false(holes_touch(&extra, 300, 350));
	assert_true(holes_touch(&extra, 500, 510));
	assert_true(holes_touch(&extra, 520, 550));
	assert_true(holes_touch(&extra, 100 * (HOLES_MAX + 2), 100 * (HOLES_MAX + 2) + 1));
}

int test_holes(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_was_skipped_at_first),
	    cmocka_unit_test(a_hole_is_touched_by_its_own_numbers_only),
	    cmocka_unit_test(filling_returns_what_is_new),
	    cmocka_unit_test(numbers_wrap),
	    cmocka_unit_test(of_too_many_the_oldest_are_forgotten),
	};
	return run_group(tests, NULL, NULL);
}
