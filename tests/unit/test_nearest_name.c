/* SPDX-License-Identifier: MIT */
#include "nearest_name.h"
#include "unit.h"

static void expect(const char *name, const char *expected)
{
	static const char *const names[] = {"documented", NULL, "four-way", "half-close", "list"};
	const char *nearest = nearest_name(names, COUNT_OF(names), name);
	if (expected)
		assert_string_equal(nearest, expected);
	else
		assert_null(nearest);
}

static void finds_what_was_meant(void **state)
{
	(void)state;
	expect("Documented", "documented"); /* a letter changed */
	expect("fourway", "four-way");      /* one left out */
	expect("half-closse", "half-close");
	expect("flour-way", "four-way");
	expect("lsit", "list"); /* two swapped: one step */
	expect("ilst", "list");
}

static void finds_nothing_far_away(void **state)
{
	char name[200];
	(void)state;
	expect("something-else", NULL);
	expect("", NULL);
	expect("x", NULL);
	expect("lits-", NULL); /* two steps are more than a third of its letters */
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	expect(name, NULL);
}

int test_nearest_name(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_what_was_meant),
	    cmocka_unit_test(finds_nothing_far_away),
	};
	return run_group(tests, NULL, NULL);
}
