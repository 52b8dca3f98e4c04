/* SPDX-License-Identifier: MIT */
#include "message_plan.h"
#include "unit.h"

/* Sends all; the pieces as their lengths. The echo comes at once where it is awaited. */
static void expect_pieces(struct message_plan plan, const char *want)
{
	struct text text;
	text_init(&text);
	const char *start;
	size_t length;
	for (;;) {
		plan.received = plan.sent;
		if ((length = message_plan_next(&plan, &start)) == 0)
			break;
		assert_ptr_equal(start, plan.message + plan.sent % plan.length);
		text_format(&text, plan.sent > 0 ? " %zu" : "%zu", length);
		plan.sent += length;
		if (message_plan_boundary(&plan) == BOUNDARY_MESSAGE)
			text_string(&text, ";");
	}
	assert_text(&text, want);
	assert_true(plan.sent == message_plan_total(&plan));
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

/* After a write that took only a part, the rest of that piece follows, without a pause. */
static void goes_on_inside_a_piece(void **state)
{
	(void)state;
	struct message_plan plan = {.message = "hello world", .length = 11, .writes = 2, .sent = 2};
	const char *start;
	assert_int_equal(message_plan_boundary(&plan), BOUNDARY_NONE);
	assert_int_equal(message_plan_next(&plan, &start), 4);
	assert_string_equal(start, "llo world");
	plan.sent = 6;
	assert_int_equal(message_plan_boundary(&plan), BOUNDARY_PIECE);
	plan.sent = 8;
	assert_int_equal(message_plan_boundary(&plan), BOUNDARY_NONE);
	assert_int_equal(message_plan_next(&plan, &start), 3);
}

static void a_round_waits_for_the_echo(void **state)
{
	(void)state;
	struct message_plan plan = {
	    .message = "abc", .length = 3, .count = 2, .wait_echo = true, .sent = 3};
	const char *start;
	for (plan.received = 0; plan.received < 3; plan.received++)
		assert_int_equal(message_plan_next(&plan, &start), 0);
	assert_int_equal(message_plan_next(&plan, &start), 3);
	plan.sent = 6;
	assert_false(message_plan_complete(&plan));
	plan.received = 6;
	assert_true(message_plan_complete(&plan));

	plan = (struct message_plan){.message = "abc", .length = 3, .count = 2, .sent = 3};
	assert_int_equal(message_plan_next(&plan, &start), 3);
	assert_false(message_plan_complete(&plan));
	plan.sent = 6;
	assert_true(message_plan_complete(&plan));
}

static void knows_the_echo(void **state)
{
	(void)state;
	const struct message_plan plan = {.message = "ab\xff", .length = 3, .count = 2};
	static const int want[] = {'a', 'b', 0xff, 'a', 'b', 0xff, -1, -1};
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(message_plan_expected(&plan, i), want[i]);
}

int test_message_plan(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_the_message),
	    cmocka_unit_test(goes_on_inside_a_piece),
	    cmocka_unit_test(a_round_waits_for_the_echo),
	    cmocka_unit_test(knows_the_echo),
	};
	return run_group(tests, NULL, NULL);
}
