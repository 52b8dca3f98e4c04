/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "histogram.h"

static void an_empty_one_says_zero(void **state)
{
	(void)state;
	static const struct histogram empty;
	assert_int_equal(histogram_quantile(&empty, 99, 100), 0);
	assert_int_equal(histogram_mean(&empty), 0);
	assert_int_equal(empty.maximum, 0);
}

/* The quantile of one value is that value, too large by less than 1/128, at every scale. */
static void one_value_is_told_within_its_class(void **state)
{
	(void)state;
	for (unsigned bit = 0; bit < HISTOGRAM_TOP; bit++)
		for (unsigned eighth = 8; eighth < 16; eighth++) {
			uint64_t value = ((UINT64_C(1) << bit) * eighth) >> 3;
			struct histogram histogram = {0};
			histogram_add(&histogram, value);
			histogram_add(&histogram, UINT64_MAX / 4);
			uint64_t told = histogram_quantile(&histogram, 1, 2);
			assert_in_range(told, value, value + value / 128);
		}
}

static void small_values_are_exact(void **state)
{
	(void)state;
	struct histogram histogram = {0};
	for (uint64_t value = 1; value <= 200; value++)
		histogram_add(&histogram, value);
	for (uint64_t percent = 1; percent <= 100; percent++)
		assert_int_equal(histogram_quantile(&histogram, percent, 100), 2 * percent);
	assert_int_equal(histogram.minimum, 1);
	assert_int_equal(histogram.maximum, 200);
	assert_int_equal(histogram_mean(&histogram), 100);
}

/* Ranks are rounded up: of ten values the 99th percentile is the last, of a thousand and one the
 * 99.9th is the thousandth. */
static void ranks_are_rounded_up(void **state)
{
	(void)state;
	struct histogram ten = {0}, thousand = {0};
	for (uint64_t value = 1; value <= 10; value++)
		histogram_add(&ten, value);
	assert_int_equal(histogram_quantile(&ten, 99, 100), 10);
	assert_int_equal(histogram_quantile(&ten, 1, 2), 5);
	for (uint64_t i = 0; i < 1000; i++)
		histogram_add(&thousand, 7);
	histogram_add(&thousand, 100);
	assert_int_equal(histogram_quantile(&thousand, 999, 1000), 7);
	assert_int_equal(histogram_quantile(&thousand, 1, 1), 100);
}

static void never_beyond_the_maximum(void **state)
{
	(void)state;
	struct histogram histogram = {0};
	histogram_add(&histogram, 1000001);
	assert_int_equal(histogram_quantile(&histogram, 1, 2), 1000001);
}

static void what_is_too_long_counts_as_the_longest(void **state)
{
	(void)state;
	struct histogram histogram = {0};
	histogram_add(&histogram, UINT64_MAX);
	histogram_add(&histogram, UINT64_C(1) << HISTOGRAM_TOP);
	assert_int_equal(histogram.counts[HISTOGRAM_CLASSES - 1], 2);
	assert_int_equal(histogram.maximum, UINT64_MAX);
}

static void counts_do_not_wrap(void **state)
{
	(void)state;
	struct histogram histogram = {0};
	histogram.counts[5] = UINT32_MAX - 1;
	for (int i = 0; i < 3; i++)
		histogram_add(&histogram, 5);
	assert_int_equal(histogram.counts[5], UINT32_MAX);
}

int test_histogram(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_one_says_zero),
	    cmocka_unit_test(one_value_is_told_within_its_class),
	    cmocka_unit_test(small_values_are_exact),
	    cmocka_unit_test(ranks_are_rounded_up),
	    cmocka_unit_test(never_beyond_the_maximum),
	    cmocka_unit_test(what_is_too_long_counts_as_the_longest),
	    cmocka_unit_test(counts_do_not_wrap),
	};
	return run_group(tests, NULL, NULL);
}
