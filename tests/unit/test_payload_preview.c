/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "payload_preview.h"
#include "unit.h"

static void expect(const char *bytes, size_t length, enum lang lang, bool color, const char *want)
{
	struct text text;
	text_init(&text);
	text_payload_preview(&text, bytes, length, lang, color);
	assert_string_equal(text_c_string(&text), want);
	text_release(&text);
}

static void shows_short_pieces_whole(void **state)
{
	(void)state;
	expect("hello world", 11, LANG_EN, false, ": hello world");
	expect("hello world", 11, LANG_ZH, false, ": hello world");
	expect("", 0, LANG_EN, false, ": ");
}

static void lets_nothing_reach_the_terminal_but_its_own_colour(void **state)
{
	(void)state;
	expect("\033[2J\n", 5, LANG_EN, false, ": \\x1b[2J\\n");
	expect("\033[2J\n", 5, LANG_EN, true, ": \033[36m\\x1b[2J\\n\033[m");
}

static void cuts_long_pieces_and_says_so(void **state)
{
	(void)state;
	char bytes[PAYLOAD_PREVIEW_MAX + 1], want[PAYLOAD_PREVIEW_MAX + 64];
	memset(bytes, 'x', sizeof bytes);
	snprintf(want, sizeof want, ", the first %d: %.*s", PAYLOAD_PREVIEW_MAX,
		 PAYLOAD_PREVIEW_MAX, bytes);
	expect(bytes, sizeof bytes, LANG_EN, false, want);
	snprintf(want, sizeof want, ", 前 %d 字节: %.*s", PAYLOAD_PREVIEW_MAX, PAYLOAD_PREVIEW_MAX,
		 bytes);
	expect(bytes, sizeof bytes, LANG_ZH, false, want);
	snprintf(want, sizeof want, ": %.*s", PAYLOAD_PREVIEW_MAX, bytes);
	expect(bytes, PAYLOAD_PREVIEW_MAX, LANG_EN, false, want);
}

int test_payload_preview(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shows_short_pieces_whole),
	    cmocka_unit_test(lets_nothing_reach_the_terminal_but_its_own_colour),
	    cmocka_unit_test(cuts_long_pieces_and_says_so),
	};
	return run_group(tests, NULL, NULL);
}
