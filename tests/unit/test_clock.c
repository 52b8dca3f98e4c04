/* SPDX-License-Identifier: MIT */
#include "clock.h"
#include "unit.h"

static int64_t nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

/* So often that the nanoseconds of some of these times pass a second. */
static void counts_on_from_now(void **state)
{
	(void)state;
	for (int ms = 0; ms < 2000; ms += 7) {
		struct timespec before, after;
		clock_gettime(CLOCK_MONOTONIC, &before);
		struct timespec then = clock_monotonic_in(ms);
		clock_gettime(CLOCK_MONOTONIC, &after);
		assert_int_in_range(then.tv_nsec, 0, 999999999);
		assert_true(nanoseconds(&then) >= nanoseconds(&before) + ms * INT64_C(1000000));
		assert_true(nanoseconds(&then) <= nanoseconds(&after) + ms * INT64_C(1000000));
	}
}

static void counts_milliseconds(void **state)
{
	(void)state;
	struct timespec before, after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	int64_t now = clock_monotonic_ms();
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(now >= nanoseconds(&before) / 1000000);
	assert_true(now <= nanoseconds(&after) / 1000000);
}

static void splits_a_duration(void **state)
{
	(void)state;
	struct timeval time = clock_timeval(61234);
	assert_int_equal(time.tv_sec, 61);
	assert_int_equal(time.tv_usec, 234000);
}

int test_clock(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_on_from_now),
	    cmocka_unit_test(counts_milliseconds),
	    cmocka_unit_test(splits_a_duration),
	};
	return run_group(tests, NULL, NULL);
}
