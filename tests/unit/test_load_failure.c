/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_private.h"

static void errors_have_their_kind(void **state)
{
	(void)state;
	assert_int_equal(load_error_of(ECONNREFUSED), LOAD_REFUSED);
	assert_int_equal(load_error_of(ECONNRESET), LOAD_RESET);
	assert_int_equal(load_error_of(EPIPE), LOAD_RESET);
	assert_int_equal(load_error_of(ETIMEDOUT), LOAD_TIMED_OUT);
	assert_int_equal(load_error_of(EHOSTUNREACH), LOAD_OTHER);
}

static void all_are_counted_and_the_first_is_kept(void **state)
{
	(void)state;
	struct load_result result = {0};
	for (uint64_t i = 1; i <= 3; i++) {
		const struct load_failure failure = {.kind = i == 2 ? LOAD_SHORT : LOAD_RESET,
						     .connection = i};
		load_failure_count(&result, &failure);
	}
	assert_int_equal(result.failed, 3);
	assert_int_equal(result.errors[LOAD_RESET], 2);
	assert_int_equal(result.errors[LOAD_SHORT], 1);
	assert_int_equal(result.first.connection, 1);
}

int test_load_failure(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(errors_have_their_kind),
	    cmocka_unit_test(all_are_counted_and_the_first_is_kept),
	};
	return run_group(tests, NULL, NULL);
}
