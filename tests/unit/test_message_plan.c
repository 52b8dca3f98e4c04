/* SPDX-License-Identifier: MIT */
#include "message_plan.h"
#include "unit.h"

/* The pieces as their lengths. */
static void expect_pieces(struct message_plan plan, const char *want)
{
	struct text text;
	text_init(&text);
	const char *start;
	size_t length;
	uint64_t at = 0;
	while ((length = message_plan_piece(&plan, at, &start)) > 0) {
		assert_ptr_equal(start, plan.message + at % plan.length);
		text_format(&text, at > 0 ? " %zu" : "%zu", length);
		at += length;
		if (message_plan_boundary(&plan, at) == BOUNDARY_MESSAGE)
			text_string(&text, ";");
	}
	assert_text(&text, want);
	assert_true(at == message_plan_total(&plan));
	text_release(&text);
}

static void cuts_the_message(void **state)
{
	(void)state;
	expect_pieces((struct message_plan){.message = "hello world", .length = 11}, "11;");
	expect_pieces((struct message_plan){.message = "hello world", .length = 11, .writes = 2},
		      "6 5;");
	expect_pieces((struct message_plan){.message = "hello world", .length = 11, .writes = 4},
		      "3 3 3 2;");
	expect_pieces((struct message_plan){.message = "hello world", .length = 11, .writes = 11},
		      "1 1 1 1 1 1 1 1 1 1 1;");
	expect_pieces((struct message_plan){.message = "abc", .length = 3, .writes = 1000},
		      "1 1 1;");
	expect_pieces((struct message_plan){.message = "ab", .length = 2, .writes = 2, .count = 3},
		      "1 1; 1 1; 1 1;");
	expect_pieces((struct message_plan){.message = "", .length = 0, .writes = 2, .count = 3},
		      "");
}

/* After a write that took only a part, the rest of that piece follows. */
static void goes_on_inside_a_piece(void **state)
{
	(void)state;
	const struct message_plan plan = {.message = "hello world", .length = 11, .writes = 2};
	const char *start;
	assert_int_equal(message_plan_boundary(&plan, 0), BOUNDARY_NONE);
	assert_int_equal(message_plan_boundary(&plan, 2), BOUNDARY_NONE);
	assert_int_equal(message_plan_piece(&plan, 2, &start), 4);
	assert_string_equal(start, "llo world");
	assert_int_equal(message_plan_boundary(&plan, 6), BOUNDARY_PIECE);
	assert_int_equal(message_plan_boundary(&plan, 8), BOUNDARY_NONE);
	assert_int_equal(message_plan_piece(&plan, 8, &start), 3);
	assert_int_equal(message_plan_boundary(&plan, 11), BOUNDARY_MESSAGE);
}

static void knows_the_rest_of_a_message(void **state)
{
	(void)state;
	const struct message_plan plan = {.message = "abc", .length = 3, .count = 2, .writes = 3};
	const char *start;
	assert_int_equal(message_plan_rest(&plan, 0, &start), 3);
	assert_int_equal(message_plan_rest(&plan, 5, &start), 1);
	assert_string_equal(start, "c");
	assert_int_equal(message_plan_rest(&plan, 3, &start), 3);
	assert_ptr_equal(start, plan.message);
}

int test_message_plan(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_the_message),
	    cmocka_unit_test(goes_on_inside_a_piece),
	    cmocka_unit_test(knows_the_rest_of_a_message),
	};
	return run_group(tests, NULL, NULL);
}
