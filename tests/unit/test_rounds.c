/* SPDX-License-Identifier: MIT */
#include "rounds.h"
#include "unit.h"

/* Sends all; the pieces as their lengths. The echo comes at once where it is awaited. */
static void expect_pieces(struct rounds rounds, const char *want)
{
	struct text text;
	text_init(&text);
	const char *start;
	size_t length;
	for (;;) {
		rounds.received = rounds.sent;
		if ((length = rounds_next(&rounds, &start)) == 0)
			break;
		assert_ptr_equal(start, rounds.message + rounds.sent % rounds.length);
		text_format(&text, rounds.sent > 0 ? " %zu" : "%zu", length);
		rounds.sent += length;
		if (rounds_place(&rounds) == PLACE_ROUND)
			text_string(&text, ";");
	}
	assert_text(&text, want);
	assert_true(rounds.sent == rounds_total(&rounds));
	text_release(&text);
}

static void cuts_the_message(void **state)
{
	(void)state;
	expect_pieces((struct rounds){.message = "hello world", .length = 11}, "11;");
	expect_pieces((struct rounds){.message = "hello world", .length = 11, .writes = 2}, "6 5;");
	expect_pieces((struct rounds){.message = "hello world", .length = 11, .writes = 4},
		      "3 3 3 2;");
	expect_pieces((struct rounds){.message = "hello world", .length = 11, .writes = 11},
		      "1 1 1 1 1 1 1 1 1 1 1;");
	expect_pieces((struct rounds){.message = "abc", .length = 3, .writes = 1000}, "1 1 1;");
	expect_pieces((struct rounds){.message = "ab", .length = 2, .writes = 2, .count = 3},
		      "1 1; 1 1; 1 1;");
	expect_pieces((struct rounds){.message = "", .length = 0, .writes = 2, .count = 3}, "");
}

/* After a write that took only a part, the rest of that piece follows, without a pause. */
static void goes_on_inside_a_piece(void **state)
{
	(void)state;
	struct rounds rounds = {.message = "hello world", .length = 11, .writes = 2, .sent = 2};
	const char *start;
	assert_int_equal(rounds_place(&rounds), PLACE_INSIDE);
	assert_int_equal(rounds_next(&rounds, &start), 4);
	assert_string_equal(start, "llo world");
	rounds.sent = 6;
	assert_int_equal(rounds_place(&rounds), PLACE_PIECE);
	rounds.sent = 8;
	assert_int_equal(rounds_place(&rounds), PLACE_INSIDE);
	assert_int_equal(rounds_next(&rounds, &start), 3);
}

static void a_round_waits_for_the_echo(void **state)
{
	(void)state;
	struct rounds rounds = {
	    .message = "abc", .length = 3, .count = 2, .wait_echo = true, .sent = 3};
	const char *start;
	for (rounds.received = 0; rounds.received < 3; rounds.received++)
		assert_int_equal(rounds_next(&rounds, &start), 0);
	assert_int_equal(rounds_next(&rounds, &start), 3);
	rounds.sent = 6;
	assert_false(rounds_complete(&rounds));
	rounds.received = 6;
	assert_true(rounds_complete(&rounds));

	rounds = (struct rounds){.message = "abc", .length = 3, .count = 2, .sent = 3};
	assert_int_equal(rounds_next(&rounds, &start), 3);
	assert_false(rounds_complete(&rounds));
	rounds.sent = 6;
	assert_true(rounds_complete(&rounds));
}

static void knows_the_echo(void **state)
{
	(void)state;
	const struct rounds rounds = {.message = "ab\xff", .length = 3, .count = 2};
	static const int want[] = {'a', 'b', 0xff, 'a', 'b', 0xff, -1, -1};
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(rounds_expected(&rounds, i), want[i]);
}

int test_rounds(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_the_message),
	    cmocka_unit_test(goes_on_inside_a_piece),
	    cmocka_unit_test(a_round_waits_for_the_echo),
	    cmocka_unit_test(knows_the_echo),
	};
	return run_group(tests, NULL, NULL);
}
