/* SPDX-License-Identifier: MIT */
#include "capture_filter.h"
#include "unit.h"

static void says_what_is_captured(void **state)
{
	(void)state;
	static const struct {
		const char *read_file, *filter;
		uint64_t port;
		uint16_t view_port;
		const char *words;
		uint16_t left_out;
	} cases[] = {
	    {NULL, NULL, 8079, 0, "tcp port 8079", 0},
	    {NULL, NULL, 65535, 0, "tcp port 65535", 0},
	    {NULL, NULL, 0, 0, "tcp", 0},
	    {"f", NULL, 0, 0, NULL, 0},
	    {"f", NULL, 80, 0, "tcp port 80", 0},
	    {NULL, "udp", 0, 0, "udp", 0},
	    {"f", "udp", 0, 0, "udp", 0},
	    /* The view's own port, unless something names what is wanted. */
	    {NULL, NULL, 0, 8080, "tcp and not (tcp port 8080)", 8080},
	    {NULL, NULL, 0, 65535, "tcp and not (tcp port 65535)", 65535},
	    {NULL, NULL, 8080, 8080, "tcp port 8080", 0},
	    {NULL, NULL, 8079, 8080, "tcp port 8079", 0},
	    {NULL, "tcp", 0, 8080, "tcp", 0},
	    {"f", NULL, 0, 8080, NULL, 0},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct sniffer_options options = {.read_file = cases[i].read_file,
							.filter = cases[i].filter,
							.port = cases[i].port};
		struct capture_filter filter;
		capture_filter_init(&filter, &options, cases[i].view_port);
		if (cases[i].words)
			assert_string_equal(filter.words, cases[i].words);
		else
			assert_null(filter.words);
		assert_int_equal(filter.left_out, cases[i].left_out);
	}
}

static void hints_at_a_file(void **state)
{
	(void)state;
	struct capture_filter filter = {.words = "/dev/null tcp"};
	struct err err = {.text = "bad filter"};
	capture_filter_hint(&filter, &err);
	assert_string_equal(err.text,
			    "'/dev/null' is no filter: to read that file, write -r /dev/null");
	assert_true(err.usage);
	err = (struct err){.text = "bad filter"};
	filter.words = "and and";
	capture_filter_hint(&filter, &err);
	filter.words = NULL;
	capture_filter_hint(&filter, &err);
	assert_string_equal(err.text, "bad filter");
}

int test_capture_filter(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_is_captured),
	    cmocka_unit_test(hints_at_a_file),
	};
	return run_group(tests, NULL, NULL);
}
