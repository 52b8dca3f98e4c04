/* SPDX-License-Identifier: MIT */
#include "display_width.h"

#include "terminal.h"
#include "unit.h"

static size_t width(const char *string)
{
	return display_width(string, strlen(string));
}

static void counts_two_columns_for_chinese_and_none_for_combining(void **state)
{
	(void)state;
	assert_int_equal(width(""), 0);
	assert_int_equal(width("hello"), 5);
	assert_int_equal(width("三次握手"), 8);
	assert_int_equal(width("e\u0301"), 1);
	assert_int_equal(width("│├►…┊"), 5);
	assert_int_equal(width("\U00020000"), 2); /* a rare character beyond 16 bits */
	assert_int_equal(width("한글カナ"), 8);
}

/* What is not ASCII is found wherever it stands, and nothing is read beyond the end. */
static void counts_whatever_stands_before_and_behind(void **state)
{
	(void)state;
	enum { MOST = 20 };
	for (size_t before = 0; before <= MOST; before++) {
		for (size_t behind = 0; behind <= MOST; behind++) {
			size_t length = before + strlen("你") + behind;
			char string[2 * MOST + 4];
			memset(string, 'a', sizeof string);
			memcpy(string + before, "你", strlen("你"));
			uint8_t *copy = exact_copy(string, length);
			assert_int_equal(display_width((char *)copy, length), before + 2 + behind);
			assert_int_equal(display_width_fit((char *)copy, length, before + 1, true),
					 before);
			assert_int_equal(display_width_fit((char *)copy, length, before + 2, true),
					 before + strlen("你"));
			free(copy);
		}
	}
}

/* It must not read beyond its end, nor stop there. */
static void counts_what_is_no_utf8_as_it_comes(void **state)
{
	(void)state;
	static const char *const broken[] = {"\xe4\xbd", "\xff", "a\xf0\x9f\x98", "\x80"};
	static const size_t columns[] = {2, 1, 4, 1};
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		uint8_t *copy = exact_copy(broken[i], strlen(broken[i]));
		assert_int_equal(display_width((char *)copy, strlen(broken[i])), columns[i]);
		free(copy);
	}
}

static void expect_fit(const char *string, size_t columns, bool escaped, const char *fits)
{
	assert_int_equal(display_width_fit(string, strlen(string), columns, escaped), strlen(fits));
}

static void fits_whole_characters_and_escapes(void **state)
{
	(void)state;
	expect_fit("hello", 3, true, "hel");
	expect_fit("你好", 3, true, "你");
	expect_fit("a\\x1b[2J", 4, true, "a");
	expect_fit("a\\x1b[2J", 5, true, "a\\x1b");
	expect_fit("\\n\\n", 3, true, "\\n");
	expect_fit("\\n\\n", 3, false, "\\n\\");
	expect_fit("\\x1", 9, true, "\\x1"); /* cut already */
	expect_fit("\\", 9, true, "\\");
	expect_fit("e\u0301e", 1, true, "e\u0301");
}

/* TEXT wrapped at COLUMNS, with | between the lines. */
static void expect_wrapped(const char *string, size_t columns, const char *lines)
{
	struct text text;
	text_init(&text);
	while (*string) {
		size_t line = display_width_wrap(string, strlen(string), columns);
		assert_true(line > 0);
		text_bytes(&text, string, line);
		string += line;
		if (*string)
			text_char(&text, '|');
	}
	assert_text(&text, lines);
	text_release(&text);
}

static void wraps_at_spaces_and_between_chinese_characters(void **state)
{
	(void)state;
	expect_wrapped("one two three", 7, "one two |three");
	expect_wrapped("one two three", 8, "one two |three");
	expect_wrapped("unbreakable", 4, "unbr|eaka|ble");
	expect_wrapped("三次握手打开", 5, "三次|握手|打开");
	expect_wrapped("用了FIN报文", 6, "用了|FIN报|文"); /* words stay whole */
	expect_wrapped("one", 80, "one");
	expect_wrapped("你", 1, "你"); /* at least one character */
}

/* No line begins with a comma or a closing bracket, none ends with an opening one. */
static void keeps_punctuation_where_it_belongs(void **state)
{
	(void)state;
	expect_wrapped("三次握手，打开", 8, "三次握|手，打开");
	expect_wrapped("after 40 ms", 9, "after |40 ms");
	expect_wrapped("三次（握手）", 6, "三次|（握|手）");
}

static void expect_cut(const char *string, size_t columns, bool more, const char *ellipsis,
		       const char *expected)
{
	struct text text;
	text_init(&text);
	size_t used = text_cut(&text, string, strlen(string), columns, more, ellipsis);
	assert_text(&text, expected);
	assert_int_equal(used, display_width(text.bytes, text.length));
	text_release(&text);
}

static void cuts_with_an_ellipsis(void **state)
{
	(void)state;
	expect_cut("hello", 5, false, "…", "hello");
	expect_cut("hello", 5, true, "…", "hell…");
	expect_cut("hello", 4, false, "…", "hel…");
	expect_cut("hello", 4, false, "...", "h...");
	expect_cut("你好吗", 5, false, "…", "你好…");
	expect_cut("你好吗", 4, false, "…", "你…");
	expect_cut("a\\x1bcd", 5, false, "…", "a…");
	expect_cut("hello", 2, false, "...", "");
	expect_cut("", 2, true, "…", "…");
}

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

int test_display_width(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_two_columns_for_chinese_and_none_for_combining),
	    cmocka_unit_test(counts_whatever_stands_before_and_behind),
	    cmocka_unit_test(counts_what_is_no_utf8_as_it_comes),
	    cmocka_unit_test(fits_whole_characters_and_escapes),
	    cmocka_unit_test(wraps_at_spaces_and_between_chinese_characters),
	    cmocka_unit_test(keeps_punctuation_where_it_belongs),
	    cmocka_unit_test(cuts_with_an_ellipsis),
	};
	return run_group(tests, set_up, NULL);
}
