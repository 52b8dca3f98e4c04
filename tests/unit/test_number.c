/* SPDX-License-Identifier: MIT */
#include "number.h"
#include "unit.h"

static void reads_digits_within_the_bounds(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint64_t minimum, maximum, number;
	} rows[] = {
	    {"0", 0, 65535, 0},
	    {"8079", 0, 65535, 8079},
	    {"65535", 0, 65535, 65535},
	    {"0065535", 0, 65535, 65535},
	    {"1", 1, 1, 1},
	    {"18446744073709551615", 0, UINT64_MAX, UINT64_MAX},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		uint64_t number = 42;
		assert_true(number_parse(rows[i].text, rows[i].minimum, rows[i].maximum, &number));
		assert_true(number == rows[i].number);
	}
}

static void refuses_anything_else(void **state)
{
	(void)state;
	static const char *const texts[] = {"",
					    "-1",
					    "+1",
					    " 1",
					    "1 ",
					    "0x10",
					    "1e3",
					    "abc",
					    "12a",
					    "-",
					    "1.0",
					    "65536",
					    "４",
					    "1\n",
					    "0",
					    "4294967297",
					    "18446744073709551616",
					    "99999999999999999999999"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		uint64_t number = 42;
		assert_false(number_parse(texts[i], 1, 65535, &number));
		assert_true(number == 42);
	}
}

int test_number(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_digits_within_the_bounds),
	    cmocka_unit_test(refuses_anything_else),
	};
	return run_group(tests, NULL, NULL);
}
