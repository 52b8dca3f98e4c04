/* SPDX-License-Identifier: MIT */
#include "local_ports.h"
#include "unit.h"

static void counts_what_is_not_reserved(void **state)
{
	(void)state;
	static const struct {
		const char *range, *reserved;
		uint32_t want;
	} rows[] = {
	    {"32768\t60999\n", NULL, LOCAL_PORTS_USUAL},
	    {"32768\t60999\n", "\n", LOCAL_PORTS_USUAL},
	    {"1\t65535\n", "", 65535},
	    {"40000\t40009\n", "40003\n", 9},
	    {"40000\t40009\n", "8080,40000-40001,40009-50000,60000\n", 7},
	    {"40000\t40009\n", "39990-40000,40005\n", 8},
	    {"40000\t40000\n", "40000\n", 1},
	    {"40000\t40009\n", "1-65535\n", 1},
	    {"40000\t40009\n", "none\n", 10},
	    {NULL, NULL, LOCAL_PORTS_USUAL},
	    {"", "40000", LOCAL_PORTS_USUAL},
	    {"2\t1\n", NULL, LOCAL_PORTS_USUAL},
	    {"1\t65536\n", NULL, LOCAL_PORTS_USUAL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(local_ports_count(rows[i].range, rows[i].reserved), rows[i].want);
}

static void there_are_some_here(void **state)
{
	(void)state;
	uint32_t count = local_ports_here();
	assert_true(count >= 1 && count <= 65535);
}

int test_local_ports(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_what_is_not_reserved),
	    cmocka_unit_test(there_are_some_here),
	};
	return run_group(tests, NULL, NULL);
}
