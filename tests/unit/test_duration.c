/* SPDX-License-Identifier: MIT */
#include "duration.h"

#include "unit.h"

static void expect(uint64_t us, const char *expected)
{
	struct text text;
	text_init(&text);
	text_duration(&text, us);
	assert_text(&text, expected);
	text_release(&text);
}

static void has_three_units(void **state)
{
	(void)state;
	expect(0, "0 µs");
	expect(999, "999 µs");
	expect(1000, "1.0 ms");
	expect(40250, "40.2 ms");
	expect(1000000, "1.00 s");
	expect(2040000, "2.04 s");
	expect(UINT64_C(86400000000), "86400.00 s");
}

/* Rounding would make it 1000.0 ms. */
static void cuts_what_is_not_whole(void **state)
{
	(void)state;
	expect(999960, "999.9 ms");
	expect(1999999, "1.99 s");
}

int test_duration(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_three_units),
	    cmocka_unit_test(cuts_what_is_not_whole),
	};
	return run_group(tests, NULL, NULL);
}
