/* SPDX-License-Identifier: MIT */
#include "capture_origin.h"
#include "unit.h"

static void takes_any_bytes_as_text(void **state)
{
	(void)state;
	const struct sniffer_options options = {.read_file = "/tmp/caf\xe9\033[31m.pcap",
						.title = "a\033b\nsecond \xff\n你好"};
	struct capture_origin origin;
	capture_origin_init(&origin, &options);
	assert_string_equal(origin.told.source, "caf\\xe9\\x1b[31m.pcap");
	assert_string_equal(origin.told.title, "a\\x1bb\nsecond \\xff\n你好");
	assert_null(origin.told.kernel);
	capture_origin_release(&origin);
}

static void tells_an_interface_and_the_kernel_live(void **state)
{
	(void)state;
	const struct sniffer_options options = {.interface = "lo"};
	struct capture_origin origin;
	capture_origin_init(&origin, &options);
	assert_string_equal(origin.told.source, "lo");
	assert_non_null(origin.told.kernel);
	assert_null(origin.told.title);
	capture_origin_release(&origin);
}

static void tells_nothing_that_differs_in_each_run(void **state)
{
	(void)state;
	const struct sniffer_options options = {
	    .interface = "lo", .title = "title", .canonical = true};
	struct capture_origin origin;
	capture_origin_init(&origin, &options);
	assert_string_equal(origin.told.title, "title");
	assert_null(origin.told.source);
	assert_null(origin.told.kernel);
	capture_origin_release(&origin);
}

int test_capture_origin(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_any_bytes_as_text),
	    cmocka_unit_test(tells_an_interface_and_the_kernel_live),
	    cmocka_unit_test(tells_nothing_that_differs_in_each_run),
	};
	return run_group(tests, NULL, NULL);
}
