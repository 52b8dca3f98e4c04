/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>

#include "escape.h"
#include "json.h"
#include "unit.h"

static void expect_length(const void *bytes, size_t length, const char *expected)
{
	struct text text;
	uint8_t *copy = exact_copy(bytes, length);
	text_init(&text);
	text_escaped(&text, copy, length);
	assert_text(&text, expected);
	text_release(&text);
	free(copy);
}

static void expect(const char *bytes, const char *expected)
{
	expect_length(bytes, strlen(bytes), expected);
}

static void shows_plain_text_as_it_is(void **state)
{
	(void)state;
	expect("", "");
	expect("hello world", "hello world");
	expect("GET / HTTP/1.1", "GET / HTTP/1.1");
	expect("你好，世界", "你好，世界");
	expect("Grüße, naïve café — “ok” €", "Grüße, naïve café — “ok” €");
	expect("😀👍🏽", "😀👍🏽");
	expect("e\u0301", "e\u0301"); /* a combining accent is visible */
}

static void escapes_each_control_in_its_way(void **state)
{
	(void)state;
	expect("a\nb\tc\rd\\e", "a\\nb\\tc\\rd\\\\e");
	expect("\\n is not \n", "\\\\n is not \\n");
	expect("\033[31mred\033]0;title\a", "\\x1b[31mred\\x1b]0;title\\x07");
	expect_length("a\0b\177", 4, "a\\x00b\\x7f");
}

static void has_one_form_for_every_single_byte(void **state)
{
	(void)state;
	for (unsigned value = 0; value < 256; value++) {
		uint8_t byte = (uint8_t)value;
		char expected[8];
		snprintf(expected, sizeof expected,
			 value >= 0x20 && value < 0x7f ? "%c" : "\\x%02x", value);
		if (byte == '\\')
			strcpy(expected, "\\\\");
		if (byte == '\n')
			strcpy(expected, "\\n");
		if (byte == '\t')
			strcpy(expected, "\\t");
		if (byte == '\r')
			strcpy(expected, "\\r");
		expect_length(&byte, 1, expected);
	}
}

static void takes_no_broken_utf8(void **state)
{
	(void)state;
	/* longer than need be: a second way to write '/', NUL, U+07FF, U+FFFF */
	expect("\xc0\xaf", "\\xc0\\xaf");
	expect("\xc1\xbf", "\\xc1\\xbf");
	expect("\xe0\x80\xaf", "\\xe0\\x80\\xaf");
	expect("\xe0\x9f\xbf", "\\xe0\\x9f\\xbf");
	expect("\xf0\x80\x80\x80", "\\xf0\\x80\\x80\\x80");
	expect("\xf0\x8f\xbf\xbf", "\\xf0\\x8f\\xbf\\xbf");
	/* surrogates, and beyond U+10FFFF */
	expect("\xed\xa0\x80", "\\xed\\xa0\\x80");
	expect("\xed\xbf\xbf", "\\xed\\xbf\\xbf");
	expect("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
	expect("\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80");
	expect("\xff\xfe", "\\xff\\xfe");
	/* cut off, and with a wrong byte inside: what follows is shown again */
	expect("\xe4\xbd", "\\xe4\\xbd");
	expect("\xf0\x9f\x98", "\\xf0\\x9f\\x98");
	expect("\xc3", "\\xc3");
	expect("\x80", "\\x80");
	expect("\xe4\xbdx", "\\xe4\\xbdx");
	expect("\xc3(\xc3\xa9", "\\xc3(é");
	expect("\xe4\xbd\xe4\xbd\xa0", "\\xe4\\xbd你");
}

static void hides_what_hides(void **state)
{
	(void)state;
	expect("\u202eevil", "\\xe2\\x80\\xaeevil"); /* right-to-left override */
	expect("\u2066\u2069", "\\xe2\\x81\\xa6\\xe2\\x81\\xa9");
	expect("a\u200bb\u200db", "a\\xe2\\x80\\x8bb\\xe2\\x80\\x8db");
	expect("\ufeff", "\\xef\\xbb\\xbf");
	expect("\u2028\u2029", "\\xe2\\x80\\xa8\\xe2\\x80\\xa9");
	expect("\xc2\x85\xc2\x9b", "\\xc2\\x85\\xc2\\x9b"); /* C1: next line, CSI */
	expect("\u00ad", "\\xc2\\xad");
	expect("\u061c", "\\xd8\\x9c");
	expect("\U000e0041", "\\xf3\\xa0\\x81\\x81"); /* a tag character */
	expect("\uffff", "\\xef\\xbf\\xbf");
	expect("\ufdd0", "\\xef\\xb7\\x90");
}

static size_t encode(uint32_t code_point, uint8_t bytes[4])
{
	if (code_point < 0x80) {
		bytes[0] = (uint8_t)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	static const uint8_t leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
		bytes[i] = (uint8_t)(0x80 | (code_point & 0x3f));
	bytes[0] = (uint8_t)(leads[length] | code_point);
	return length;
}

/* The last shown and first hidden code points, and back: each range's edges, and each gap. */
static void hides_exactly_the_listed_ranges(void **state)
{
	(void)state;
	static const uint32_t edges[][2] = {
	    /* first hidden, last hidden: the neighbours on both sides are shown */
	    {0x80, 0x9f},       {0xad, 0xad},         {0x34f, 0x34f},     {0x600, 0x605},
	    {0x61c, 0x61c},     {0x6dd, 0x6dd},       {0x70f, 0x70f},     {0x890, 0x891},
	    {0x8e2, 0x8e2},     {0x115f, 0x1160},     {0x17b4, 0x17b5},   {0x180b, 0x180f},
	    {0x200b, 0x200f},   {0x2028, 0x202e},     {0x2060, 0x206f},   {0x3164, 0x3164},
	    {0xd800, 0xdfff},   {0xfdd0, 0xfdef},     {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
	    {0xffa0, 0xffa0},   {0xfff0, 0xfffb},     {0xfffe, 0xffff},   {0x110bd, 0x110bd},
	    {0x110cd, 0x110cd}, {0x13430, 0x1343f},   {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
	    {0x1fffe, 0x1ffff}, {0x2fffe, 0x2ffff},   {0xdfffe, 0xe0fff}, {0xefffe, 0xeffff},
	    {0xffffe, 0xfffff}, {0x10fffe, 0x10ffff},
	};
	struct text text;
	text_init(&text);
	size_t edge = 0;
	for (uint32_t code_point = 0x80; code_point <= 0x10ffff; code_point++) {
		uint8_t bytes[4];
		size_t length = encode(code_point, bytes);
		while (edge < COUNT_OF(edges) && edges[edge][1] < code_point)
			edge++;
		bool hidden = edge < COUNT_OF(edges) && code_point >= edges[edge][0];
		hidden |= code_point > 0x20000 && (code_point & 0xfffe) == 0xfffe;
		text_clear(&text);
		text_escaped(&text, bytes, length);
		if (text.length != (hidden ? 4 * length : length))
			fail_msg("U+%04X is %s", code_point, hidden ? "shown" : "hidden");
	}
	text_release(&text);
}

static unsigned digit(char character)
{
	return (unsigned)(character <= '9' ? character - '0' : character - 'a' + 10);
}

/* The inverse: what the text says about the bytes. */
static void unescape(struct text *bytes, const struct text *text)
{
	for (size_t i = 0; i < text->length; i++) {
		if (text->bytes[i] != '\\') {
			text_char(bytes, text->bytes[i]);
			continue;
		}
		char kind = text->bytes[++i];
		if (kind == 'x') {
			text_char(bytes, (char)(digit(text->bytes[i + 1]) << 4 |
						digit(text->bytes[i + 2])));
			i += 2;
		} else {
			text_char(bytes, kind == 'n'   ? '\n'
					 : kind == 't' ? '\t'
					 : kind == 'r' ? '\r'
						       : kind);
		}
	}
}

/* Bytes that are often pieces of UTF-8, escapes and controls, and sometimes anything. */
static uint8_t nasty_byte(uint32_t *random)
{
	static const uint8_t nasty[] = "\\xn\n\033\x7f\x80\xbf\xc0\xc2\xe0\xe2\xed\xf0\xf4\xff";
	*random ^= *random << 13;
	*random ^= *random >> 17;
	*random ^= *random << 5;
	return (uint8_t)(*random & 1 ? *random >> 8 : nasty[(*random >> 8) % (sizeof nasty - 1)]);
}

static void can_be_read_back_to_the_very_bytes(void **state)
{
	(void)state;
	uint32_t random = 2463534242;
	struct text text, back;
	text_init(&text);
	text_init(&back);
	for (size_t round = 0; round < 20000; round++) {
		uint8_t bytes[32];
		size_t length = round % sizeof bytes;
		for (size_t i = 0; i < length; i++)
			bytes[i] = nasty_byte(&random);
		uint8_t *copy = exact_copy(bytes, length);
		text_clear(&text);
		text_clear(&back);
		text_escaped(&text, copy, length);
		free(copy);
		for (size_t i = 0; i < text.length; i++)
			assert_false((uint8_t)text.bytes[i] < 0x20 || text.bytes[i] == 0x7f);
		unescape(&back, &text);
		assert_int_equal(back.length, length);
		if (length > 0)
			assert_memory_equal(back.bytes, bytes, length);
	}
	text_release(&text);
	text_release(&back);
}

/* One UTF-8 sequence or byte at a time: what each becomes by itself was looked at above. */
static void escape_singly(struct text *text, const uint8_t *bytes, size_t length)
{
	struct text one;
	text_init(&one);
	for (size_t i = 0; i < length;) {
		size_t taken = 1;
		for (size_t count = 2; count <= 4 && i + count <= length; count++) {
			text_clear(&one);
			text_escaped(&one, bytes + i, count);
			if (bytes[i] >= 0xc2 && one.length == count)
				taken = count;
		}
		text_escaped(text, bytes + i, taken);
		i += taken;
	}
	text_release(&one);
}

/* Beyond what is looked at, or made room for, at once; and where a sequence lies across that. */
static void is_the_same_whatever_stands_around(void **state)
{
	(void)state;
	static const size_t lengths[] = {15, 16, 17, 40, 4094, 4095, 4096, 4097, 9000};
	static const char *const filled[] = {"x",          "\n",   "\"",           "\u4f60",
					     "\U0001f600", "\x80", "ab\ncdefghijk"};
	uint32_t random = 88172645;
	struct text want, text, json;
	text_init(&want);
	text_init(&text);
	text_init(&json);
	for (size_t i = 0; i < COUNT_OF(lengths); i++)
		for (size_t kind = 0; kind < 40; kind++) {
			uint8_t *bytes = malloc(lengths[i]);
			const char *fill = filled[kind % COUNT_OF(filled)];
			assert_non_null(bytes);
			for (size_t at = 0; at < lengths[i]; at++)
				bytes[at] = kind < 20
						? nasty_byte(&random)
						: (uint8_t)fill[(at + kind / 7) % strlen(fill)];
			text_clear(&want);
			text_clear(&text);
			text_clear(&json);
			escape_singly(&want, bytes, lengths[i]);
			text_escaped(&text, bytes, lengths[i]);
			text_escaped_json(&json, bytes, lengths[i]);
			free(bytes);
			assert_int_equal(text.length, want.length);
			assert_memory_equal(text.bytes, want.bytes, want.length);
			json_escape(&want, 0, false);
			assert_int_equal(json.length, want.length);
			assert_memory_equal(json.bytes, want.bytes, want.length);
		}
	text_release(&want);
	text_release(&text);
	text_release(&json);
}

static void leaves_a_backslash_in_our_own_messages(void **state)
{
	(void)state;
	static const char bytes[] = "C:\\file\n\033[0m\u202e";
	struct text text;
	text_init(&text);
	text_printable(&text, bytes, strlen(bytes));
	assert_text(&text, "C:\\file\\n\\x1b[0m\\xe2\\x80\\xae");
	text_release(&text);
}

static void keeps_lines_of_several(void **state)
{
	(void)state;
	static const char bytes[] = "-a\x01\n\n+b";
	struct text text;
	text_init(&text);
	text_printable_lines(&text, "# ", bytes, strlen(bytes));
	text_printable_lines(&text, "# ", NULL, 0);
	assert_text(&text, "# -a\\x01\n# \n# +b\n");
	text_release(&text);
}

int test_escape(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shows_plain_text_as_it_is),
	    cmocka_unit_test(escapes_each_control_in_its_way),
	    cmocka_unit_test(has_one_form_for_every_single_byte),
	    cmocka_unit_test(takes_no_broken_utf8),
	    cmocka_unit_test(hides_what_hides),
	    cmocka_unit_test(hides_exactly_the_listed_ranges),
	    cmocka_unit_test(can_be_read_back_to_the_very_bytes),
	    cmocka_unit_test(is_the_same_whatever_stands_around),
	    cmocka_unit_test(leaves_a_backslash_in_our_own_messages),
	    cmocka_unit_test(keeps_lines_of_several),
	};
	return run_group(tests, NULL, NULL);
}
