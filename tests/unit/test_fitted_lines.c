/* SPDX-License-Identifier: MIT */
#include "fitted_lines.h"
#include "terminal.h"
#include "unit.h"

static const char long_line[] = "abcdefghijklmnopqrstuvwxyz\n";

static void expect(const char *lines, unsigned limit, enum fitted fitted, bool ascii,
		   const char *fit)
{
	struct text text;
	text_init(&text);
	const struct writer_options options = {
	    .text = &text, .columns = limit, .fit = limit > 0, .ascii = ascii};
	text_string(&text, long_line); /* stays: it is not among those */
	size_t mark = text.length;
	text_string(&text, lines);
	text_fit_lines(&text, mark, &options, fitted);
	assert_memory_equal(text_c_string(&text), long_line, mark);
	assert_string_equal(text_c_string(&text) + mark, fit);
	text_release(&text);
}

static void cuts_rows(void **state)
{
	(void)state;
	expect("0123456789\n", 10, FIT_ROWS, false, "0123456789\n");
	expect("0123456789a\n", 10, FIT_ROWS, false, "012345678…\n");
	expect("0123456789a\n", 10, FIT_ROWS, true, "0123456...\n");
	expect("0123456789a\nshort\n0123456789b\n", 10, FIT_ROWS, false,
	       "012345678…\nshort\n012345678…\n");
	expect("# 23456789a b\n", 10, FIT_ROWS, false, "# 2345678…\n");
	expect("0123456789a\n", 0, FIT_ROWS, false, "0123456789a\n");
	expect("", 10, FIT_ROWS, false, "");
}

/* A Chinese character takes two columns, and is not cut in half. */
static void counts_columns_not_bytes(void **state)
{
	(void)state;
	expect("序列号确认\n", 10, FIT_ROWS, false, "序列号确认\n");
	expect("序列号确认应\n", 10, FIT_ROWS, false, "序列号确…\n");
	expect("序列号确认应\n", 9, FIT_ROWS, false, "序列号确…\n");
	expect("序列号确认应\n", 8, FIT_ROWS, false, "序列号…\n");
}

/* An escape of the payload stays whole, a colour has no width and ends. */
static void keeps_escapes_and_colors_whole(void **state)
{
	(void)state;
	expect("01234\\x07ab\n", 8, FIT_ROWS, false, "01234…\n");
	expect("\033[32m0123456789\033[0m\n", 10, FIT_ROWS, false, "\033[32m0123456789\033[0m\n");
	expect("\033[32m0123456789a\033[0m\n", 10, FIT_ROWS, false, "\033[32m012345678…\033[0m\n");
}

static void wraps_sentences(void **state)
{
	(void)state;
	expect("    it acknowledges all of that\n", 20, FIT_LINES, false,
	       "    it acknowledges\n    all of that\n");
	expect("# verdict: the client closed\n", 20, FIT_LINES, false,
	       "# verdict: the\n    client closed\n");
	expect("no sentence but a segment\n", 20, FIT_LINES, false, "no sentence but a s…\n");
	expect("no mark is needed here at all\n", 20, FIT_PROSE, false,
	       "no mark is needed\n    here at all\n");
	expect("# aaaaaaaaaaaaaaaaaaaaaaaaaa\n", 3, FIT_LINES, true,
	       "#\naaa\naaa\naaa\naaa\naaa\naaa\naaa\naaa\naa\n");
}

int test_fitted_lines(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_rows),
	    cmocka_unit_test(counts_columns_not_bytes),
	    cmocka_unit_test(keeps_escapes_and_colors_whole),
	    cmocka_unit_test(wraps_sentences),
	};
	terminal_set_locale();
	return run_group(tests, NULL, NULL);
}
