/* SPDX-License-Identifier: MIT */
#include "err.h"
#include "unit.h"

static void holds_the_reason_and_is_false(void **state)
{
	(void)state;
	struct err err;
	assert_false(err_set(&err, "cannot open '%s': %d", "a file", 13));
	assert_string_equal(err.text, "cannot open 'a file': 13");
	assert_false(err_set(&err, "other"));
	assert_string_equal(err.text, "other");
}

static void may_be_told_to_nobody(void **state)
{
	(void)state;
	assert_false(err_set(NULL, "%s", "unheard"));
}

static void cuts_what_is_too_long(void **state)
{
	(void)state;
	struct err err;
	memset(&err, 'x', sizeof err);
	assert_false(err_set(&err, "%0600d", 7));
	assert_int_equal(strlen(err.text), sizeof err.text - 1);
	assert_int_equal(strspn(err.text, "0"), sizeof err.text - 1);
}

int test_err(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(holds_the_reason_and_is_false),
	    cmocka_unit_test(may_be_told_to_nobody),
	    cmocka_unit_test(cuts_what_is_too_long),
	};
	return run_group(tests, NULL, NULL);
}
