/* SPDX-License-Identifier: MIT */
#include "lifelines.h"

#include "unit.h"

static void remembers_a_connection(void **state)
{
	(void)state;
	struct lifelines lifelines = {0};
	bool fresh;
	struct lifeline *first = lifelines_find(&lifelines, 1, &fresh);
	assert_true(fresh);
	assert_int_equal(first->phase, PHASE_NONE);
	first->phase = PHASE_DATA;
	lifelines_find(&lifelines, 2, &fresh);
	assert_true(fresh);
	assert_int_equal(lifelines_find(&lifelines, 1, &fresh)->phase, PHASE_DATA);
	assert_false(fresh);
}

/* Of more than it can remember it forgets the one that was silent longest. */
static void forgets_the_one_that_was_silent_longest(void **state)
{
	(void)state;
	struct lifelines lifelines = {0};
	bool fresh;
	for (uint32_t number = 1; number <= LIFELINES_MAX; number++)
		lifelines_find(&lifelines, number, &fresh);
	lifelines_find(&lifelines, 1, &fresh);
	assert_false(fresh);
	lifelines_find(&lifelines, LIFELINES_MAX + 1, &fresh);
	assert_true(fresh);
	lifelines_find(&lifelines, 1, &fresh);
	assert_false(fresh);
	lifelines_find(&lifelines, 2, &fresh);
	assert_true(fresh);
}

/* Whatever the numbers: the LIFELINES_MAX that were used last are known, and no other. */
static void knows_those_that_were_used_last(void **state)
{
	(void)state;
	enum { NUMBERS = 3 * LIFELINES_MAX, USES = 20000 };
	struct lifelines lifelines = {0};
	unsigned used[NUMBERS + 1] = {0};
	uint32_t random = 1;
	for (unsigned use = 1; use <= USES; use++) {
		random = random * 1664525 + 1013904223;
		uint32_t number = (random >> 16) % NUMBERS + 1;
		unsigned newer = 0;
		bool fresh;
		for (uint32_t other = 1; other <= NUMBERS; other++)
			newer += used[other] > used[number];
		struct lifeline *found = lifelines_find(&lifelines, number, &fresh);
		assert_int_equal(found->number, number);
		assert_int_equal(fresh, used[number] == 0 || newer >= LIFELINES_MAX);
		assert_int_equal(found->last_ns, fresh ? 0 : used[number]);
		found->last_ns = use;
		used[number] = use;
	}
}

static void counts_a_silence_that_is_none_as_none(void **state)
{
	(void)state;
	const struct lifeline lifeline = {.last_ns = 5000};
	assert_int_equal(lifeline_silence_us(&lifeline, 8000), 3);
	assert_int_equal(lifeline_silence_us(&lifeline, 5000), 0);
	assert_int_equal(lifeline_silence_us(&lifeline, 1000), 0);
}

int test_lifelines(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(remembers_a_connection),
	    cmocka_unit_test(forgets_the_one_that_was_silent_longest),
	    cmocka_unit_test(knows_those_that_were_used_last),
	    cmocka_unit_test(counts_a_silence_that_is_none_as_none),
	};
	return run_group(tests, NULL, NULL);
}
