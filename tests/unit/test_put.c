/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "put.h"
#include "unit.h"

/* NUMBER is written as printf() writes it, into no more room than was promised. */
static void expect_decimal(uint64_t number)
{
	char expected[DECIMAL_DIGITS_MAX + 1], *room = malloc(DECIMAL_MAX);
	assert_non_null(room);
	int length = snprintf(expected, sizeof expected, "%" PRIu64, number);
	char *end = put_decimal(room, number);
	assert_int_equal(end - room, length);
	assert_memory_equal(room, expected, (size_t)length);
	free(room); /* of that size, so that a sanitizer sees one byte too far */
}

static void writes_decimals_around_each_power_of_ten(void **state)
{
	(void)state;
	uint64_t power = 1;
	for (int digits = 1; digits <= DECIMAL_DIGITS_MAX; digits++, power *= 10)
		for (uint64_t near = 0; near < 3; near++)
			expect_decimal(power - 1 + near);
	expect_decimal(UINT32_MAX);
	expect_decimal(UINT64_C(1) << 32);
	expect_decimal(UINT64_MAX);
}

static void writes_decimals_of_every_digit(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < 20000; number++)
		expect_decimal(number);
	for (uint64_t number = 1; number < UINT64_MAX / 7; number *= 7)
		expect_decimal(number);
}

static void writes_nine_digits_with_their_zeros(void **state)
{
	(void)state;
	char room[10];
	assert_ptr_equal(put_nine_digits(room, 1234), room + 9);
	assert_memory_equal(room, "000001234", 9);
	put_nine_digits(room, 999999999);
	assert_memory_equal(room, "999999999", 9);
}

static void writes_pieces_one_behind_the_other(void **state)
{
	(void)state;
	char room[16], *at = room;
	at = put_literal(at, "ab");
	at = put_string(at, "cde");
	at = put_bytes(at, "fgh", 2);
	assert_int_equal(at - room, 7);
	assert_memory_equal(room, "abcdefg", 7);
}

int test_put(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_decimals_around_each_power_of_ten),
	    cmocka_unit_test(writes_decimals_of_every_digit),
	    cmocka_unit_test(writes_nine_digits_with_their_zeros),
	    cmocka_unit_test(writes_pieces_one_behind_the_other),
	};
	return run_group(tests, NULL, NULL);
}
