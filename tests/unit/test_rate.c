/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "rate.h"

static void requests_are_due_in_even_steps(void **state)
{
	(void)state;
	const struct rate rate = {.per_second = 1000, .start = 5000000000};
	assert_int_equal(rate_time(&rate, 0), 5000000000);
	assert_int_equal(rate_time(&rate, 1), 5001000000);
	assert_int_equal(rate_time(&rate, 2500), 7500000000);
	assert_int_equal(rate_due(&rate, 4999999999), 0);
	assert_int_equal(rate_due(&rate, 5000000000), 1);
	assert_int_equal(rate_due(&rate, 5000999999), 1);
	assert_int_equal(rate_due(&rate, 5001000000), 2);
	assert_int_equal(rate_due(&rate, 7500000000), 2501);
}

/* Steps that are no whole nanoseconds do not add up to a drift. */
static void thirds_do_not_drift(void **state)
{
	(void)state;
	const struct rate rate = {.per_second = 3, .start = 0};
	assert_int_equal(rate_time(&rate, 1), 333333333);
	assert_int_equal(rate_time(&rate, 2), 666666666);
	assert_int_equal(rate_time(&rate, 3000000), INT64_C(1000000000000000));
}

/* What rate_time() says is due, rate_due() counts, and not before. */
static void both_agree(void **state)
{
	(void)state;
	static const uint64_t rates[] = {1, 3, 7, 999, 4096, 1000003, 10000000};
	for (size_t i = 0; i < COUNT_OF(rates); i++) {
		const struct rate rate = {.per_second = rates[i], .start = 17};
		for (uint64_t number = 0; number < 5 * rates[i]; number += 1 + rates[i] / 97) {
			int64_t time = rate_time(&rate, number);
			assert_true(rate_due(&rate, time) > number);
			assert_true(rate_due(&rate, time - 1) <= number);
		}
	}
}

static void the_fastest_for_a_day_does_not_overflow(void **state)
{
	(void)state;
	const struct rate rate = {.per_second = 10000000, .start = 0};
	const uint64_t day = UINT64_C(86400) * 10000000;
	assert_int_equal(rate_time(&rate, day), INT64_C(86400000000000));
	assert_int_equal(rate_due(&rate, INT64_C(86400000000000)), day + 1);
}

int test_rate(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(requests_are_due_in_even_steps),
	    cmocka_unit_test(thirds_do_not_drift),
	    cmocka_unit_test(both_agree),
	    cmocka_unit_test(the_fastest_for_a_day_does_not_overflow),
	};
	return run_group(tests, NULL, NULL);
}
