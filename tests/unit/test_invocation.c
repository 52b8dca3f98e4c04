/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <unistd.h>

#include "invocation.h"
#include "option_examples.h"
#include "unit.h"

static char name[64];

static void invoked_as(const char *argv0)
{
	strcpy(name, argv0);
	program_invocation_short_name = name;
}

static void is_told_by_the_name(void **state)
{
	(void)state;
	invoked_as("sniffer");
	assert_false(invocation_is_installed());
	assert_string_equal(invocation_prefix("sniffer"), "");
	assert_string_equal(invocation_demo(), "./run_demo.sh");
	invoked_as("handshake-sniffer");
	assert_true(invocation_is_installed());
	assert_string_equal(invocation_prefix("sniffer"), "handshake ");
	assert_string_equal(invocation_demo(), "handshake demo");
	/* A program that calls itself so needs no word before it. */
	assert_string_equal(invocation_prefix("handshake-sniffer"), "");
	invoked_as("handshake");
	assert_false(invocation_is_installed());
}

static void names_the_file(void **state)
{
	char path[4096];
	struct text text;
	(void)state;
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	assert_true(length > 0);
	path[length] = '\0';
	text_init(&text);
	assert_true(invocation_path(&text));
	assert_non_null(strstr(text_c_string(&text), strrchr(path, '/')));
	text_release(&text);
}

static void expect_examples(const char *argv0, const char *expected)
{
	static const struct program program = {
	    .name = "prog",
	    .examples = "Examples:\n"
			"  prog -f            a flag\n"
			"  nc localhost       another's\n"
			"  prog --everything --that --there --is\n"
			"                     all of it\n"
			"Exit status: 0 done.\n",
	};
	struct text text;
	text_init(&text);
	invoked_as(argv0);
	option_examples(&program, &text);
	assert_text(&text, expected);
	text_release(&text);
}

static void examples_are_what_can_be_typed(void **state)
{
	(void)state;
	expect_examples("prog", "Examples:\n"
				"  prog -f            a flag\n"
				"  nc localhost       another's\n"
				"  prog --everything --that --there --is\n"
				"                     all of it\n"
				"Exit status: 0 done.\n");
	expect_examples("handshake-prog", "Examples:\n"
					  "  handshake prog -f            a flag\n"
					  "  nc localhost                 another's\n"
					  "  handshake prog --everything --that --there --is\n"
					  "                               all of it\n"
					  "Exit status: 0 done.\n");
}

int test_invocation(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(is_told_by_the_name),
	    cmocka_unit_test(names_the_file),
	    cmocka_unit_test(examples_are_what_can_be_typed),
	};
	return run_group(tests, NULL, NULL);
}
