/* SPDX-License-Identifier: MIT */
#include "reader.h"
#include "unit.h"

static const uint8_t bytes[] = {0x01, 0x80, 0xff, 0xfe, 0x7f};

static void takes_whole_or_not_at_all(void **state)
{
	(void)state;
	struct reader reader = {bytes, bytes + sizeof bytes};
	assert_int_equal(reader_left(&reader), 5);
	assert_ptr_equal(reader_take(&reader, 2), bytes);
	assert_int_equal(reader_left(&reader), 3);
	assert_null(reader_take(&reader, 4));
	assert_null(reader_take(&reader, SIZE_MAX));
	assert_int_equal(reader_left(&reader), 3);
	assert_ptr_equal(reader_take(&reader, 3), bytes + 2);
	assert_int_equal(reader_left(&reader), 0);
	assert_ptr_equal(reader_take(&reader, 0), bytes + 5);
	assert_null(reader_take(&reader, 1));
}

static void limits_what_is_readable(void **state)
{
	(void)state;
	struct reader reader = {bytes, bytes + sizeof bytes};
	reader_limit(&reader, 6);
	reader_limit(&reader, 5);
	assert_int_equal(reader_left(&reader), 5);
	reader_limit(&reader, 3);
	assert_int_equal(reader_left(&reader), 3);
	assert_null(reader_take(&reader, 4));
	reader_limit(&reader, 4);
	assert_int_equal(reader_left(&reader), 3);
	reader_limit(&reader, 0);
	assert_int_equal(reader_left(&reader), 0);
}

static void loads_network_byte_order(void **state)
{
	(void)state;
	assert_int_equal(u16_at(bytes), 0x0180);
	assert_int_equal(u16_at(bytes + 1), 0x80ff);
	assert_true(u32_at(bytes) == 0x0180fffe);
	assert_true(u32_at(bytes + 1) == 0x80fffe7f);
}

int test_reader(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_whole_or_not_at_all),
	    cmocka_unit_test(limits_what_is_readable),
	    cmocka_unit_test(loads_network_byte_order),
	};
	return run_group(tests, NULL, NULL);
}
