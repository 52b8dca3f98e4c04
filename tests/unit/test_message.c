/* SPDX-License-Identifier: MIT */
#include "message.h"
#include "unit.h"

static void makes_what_is_sent(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint64_t size;
		bool newline;
		const char *want;
	} rows[] = {
	    {"hello world", 0, false, "hello world"},
	    {"hello world", 0, true, "hello world\n"},
	    {"", 0, false, ""},
	    {"", 0, true, "\n"},
	    {"hello world", 5, false, "abcde"},
	    {"hello world", 5, true, "abcd\n"},
	    {"hello world", 28, false, "abcdefghijklmnopqrstuvwxyzab"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err;
		char *message = message_make(rows[i].text, rows[i].size, rows[i].newline, &err);
		assert_non_null(message);
		assert_string_equal(message, rows[i].want);
		free(message);
	}
}

int test_message(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(makes_what_is_sent)};
	return run_group(tests, NULL, NULL);
}
