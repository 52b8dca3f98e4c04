/* SPDX-License-Identifier: MIT */
#include "interface_drops.h"

#include <stdio.h>
#include <unistd.h>

#include "unit.h"

/* A counter of our own in place of the kernel's. */
static FILE *counter(const char *digits)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_true(fputs(digits, file) >= 0 && fflush(file) == 0);
	return file;
}

static void set(FILE *file, const char *digits)
{
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(pwrite(fileno(file), digits, strlen(digits), 0), strlen(digits));
}

static void both_counters_are_added_since_the_beginning(void **state)
{
	(void)state;
	FILE *missed = counter("100\n"), *fifo = counter("7\n");
	struct interface_drops drops = {.fds = {fileno(missed), fileno(fifo)}, .before = 100 + 7};
	assert_int_equal(interface_drops_count(&drops), 0);
	set(missed, "103\n");
	set(fifo, "9\n");
	assert_int_equal(interface_drops_count(&drops), 3 + 2);
	set(missed, "1\n"); /* the driver was loaded anew */
	assert_int_equal(interface_drops_count(&drops), 0);
	fclose(missed);
	fclose(fifo);
}

static void an_interface_without_counters_drops_nothing(void **state)
{
	(void)state;
	struct interface_drops drops;
	interface_drops_open(&drops, "no such interface");
	assert_int_equal(interface_drops_count(&drops), 0);
	interface_drops_close(&drops);
}

static void the_kernels_counters_can_be_read(void **state)
{
	(void)state;
	struct interface_drops drops;
	if (access("/sys/class/net/lo/statistics/rx_missed_errors", R_OK) != 0)
		skip();
	interface_drops_open(&drops, "lo");
	assert_true(drops.fds[0] >= 0 && drops.fds[1] >= 0);
	assert_int_equal(interface_drops_count(&drops), 0);
	interface_drops_close(&drops);
}

int test_interface_drops(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both_counters_are_added_since_the_beginning),
	    cmocka_unit_test(an_interface_without_counters_drops_nothing),
	    cmocka_unit_test(the_kernels_counters_can_be_read),
	};
	return run_group(tests, NULL, NULL);
}
