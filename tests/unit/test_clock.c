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

static void counts_from_the_same_start(void **state)
{
	(void)state;
	struct timespec before, after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	int64_t now = clock_monotonic_ms(), now_ns = clock_monotonic_ns();
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(now >= nanoseconds(&before) / 1000000);
	assert_true(now <= nanoseconds(&after) / 1000000);
	assert_true(now_ns >= nanoseconds(&before));
	assert_true(now_ns <= nanoseconds(&after));
}

static void splits_a_duration(void **state)
{
	(void)state;
	struct timeval time = clock_timeval(61234);
	assert_int_equal(time.tv_sec, 61);
	assert_int_equal(time.tv_usec, 234000);
}

static void rounds_nanoseconds_up(void **state)
{
	(void)state;
	static const struct {
		int64_t ns;
		time_t s;
		suseconds_t us;
	} rows[] = {{0, 0, 0},
		    {-5, 0, 0},
		    {1, 0, 1},
		    {1000, 0, 1},
		    {1001, 0, 2},
		    {INT64_C(61234000000), 61, 234000},
		    {INT64_C(1999999999), 2, 0}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct timeval time = clock_timeval_ns(rows[i].ns);
		assert_int_equal(time.tv_sec, rows[i].s);
		assert_int_equal(time.tv_usec, rows[i].us);
	}
}

int test_clock(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_on_from_now),
	    cmocka_unit_test(counts_from_the_same_start),
	    cmocka_unit_test(splits_a_duration),
	    cmocka_unit_test(rounds_nanoseconds_up),
	};
	return run_group(tests, NULL, NULL);
}
