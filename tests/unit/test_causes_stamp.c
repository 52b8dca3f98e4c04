/* SPDX-License-Identifier: MIT */
/* Timestamps where Linux and most others put them (RFC 7323 appendix A). */
#include "causes_private.h"
#include "unit.h"

static void reads_a_timestamp_where_it_usually_stands(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		uint8_t length, bytes[20];
		uint32_t stamp;
	} rows[] = {
	    {"behind two paddings",
	     12,
	     {1, 1, 8, 10, 0x12, 0x34, 0x56, 0x78, 9, 9, 9, 9},
	     0x12345678},
	    {"too short", 11, {1, 1, 8, 10, 0x12, 0x34, 0x56, 0x78, 9, 9, 9}, 0},
	    {"of another length", 12, {1, 1, 8, 9, 0x12, 0x34, 0x56, 0x78, 9, 9, 9, 9}, 0},
	    {"of a SYN, behind MSS and SACK-permitted",
	     20,
	     {2, 4, 5, 180, 4, 2, 8, 10, 0xfe, 0xdc, 0xba, 0x98, 0, 0, 0, 0, 1, 3, 3, 7},
	     0xfedcba98},
	    {"without a window scale",
	     16,
	     {2, 4, 5, 180, 4, 2, 8, 10, 0xfe, 0xdc, 0xba, 0x98, 0, 0, 0, 0},
	     0xfedcba98},
	    {"of a SYN, too short", 15, {2, 4, 5, 180, 4, 2, 8, 10, 1, 2, 3, 4, 0, 0, 0}, 0},
	    {"none", 0, {0}, 0},
	    {"SACK", 12, {1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2}, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct segment segment = {.options = rows[i].bytes,
						.options_length = rows[i].length};
		if (causes_stamp(&segment) != rows[i].stamp)
			fail_msg("%s: %#x", rows[i].name, causes_stamp(&segment));
	}
}

int test_causes_stamp(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_a_timestamp_where_it_usually_stands),
	};
	return run_group(tests, NULL, NULL);
}
