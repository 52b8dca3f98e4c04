/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/resource.h>

#include "unit.h"

#include "file_limit.h"

static void raises_what_it_may(void **state)
{
	(void)state;
	struct rlimit limit, before;
	assert_return_code(getrlimit(RLIMIT_NOFILE, &before), errno);
	limit = before;
	limit.rlim_cur = 64;
	assert_return_code(setrlimit(RLIMIT_NOFILE, &limit), errno);
	struct err err = {.text = ""};
	assert_true(file_limit_raise(200, &err));
	assert_return_code(getrlimit(RLIMIT_NOFILE, &limit), errno);
	assert_true(limit.rlim_cur > 200);
	assert_true(limit.rlim_max == before.rlim_max);
	assert_return_code(setrlimit(RLIMIT_NOFILE, &before), errno);
}

static void leaves_it_when_it_is_enough(void **state)
{
	(void)state;
	struct rlimit before, after;
	assert_return_code(getrlimit(RLIMIT_NOFILE, &before), errno);
	assert_true(file_limit_raise(1, NULL));
	assert_return_code(getrlimit(RLIMIT_NOFILE, &after), errno);
	assert_true(before.rlim_cur == after.rlim_cur);
}

/* More than any kernel has (fs.nr_open): not even root may. */
static void says_how_many_it_may_have(void **state)
{
	(void)state;
	struct err err = {.text = ""};
	assert_false(file_limit_raise(UINT64_C(1) << 32, &err));
	assert_non_null(strstr(err.text, "4294967296 connections need 4294967312 open files"));
	assert_non_null(strstr(err.text, "ulimit -Hn"));
}

int test_file_limit(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(raises_what_it_may),
	    cmocka_unit_test(leaves_it_when_it_is_enough),
	    cmocka_unit_test(says_how_many_it_may_have),
	};
	return run_group(tests, NULL, NULL);
}
