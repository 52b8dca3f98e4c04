/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_failure.h"

static void errors_have_their_kind(void **state)
{
	(void)state;
	static const struct {
		struct transfer_result result;
		enum load_error kind;
	} rows[] = {
	    {{.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}, LOAD_REFUSED},
	    {{.failure = FAILURE_UNREACHED, .error = ETIMEDOUT}, LOAD_TIMED_OUT},
	    {{.failure = FAILURE_UNREACHED, .error = EHOSTUNREACH}, LOAD_OTHER},
	    {{.failure = FAILURE_BROKEN, .error = ECONNRESET}, LOAD_RESET},
	    {{.failure = FAILURE_BROKEN, .error = EPIPE}, LOAD_RESET},
	    {{.failure = FAILURE_BROKEN, .error = ETIMEDOUT}, LOAD_TIMED_OUT},
	    {{.failure = FAILURE_TIMED_OUT}, LOAD_TIMED_OUT},
	    {{.failure = FAILURE_SHORT}, LOAD_SHORT},
	    {{.failure = FAILURE_MISMATCHED}, LOAD_MISMATCH},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(load_error_of(&rows[i].result), rows[i].kind);
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
