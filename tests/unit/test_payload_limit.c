/* SPDX-License-Identifier: MIT */
#include "payload_limit.h"

#include <string.h>

#include "unit.h"

static void reads_a_number_all_or_none(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		uint32_t bytes;
	} rows[] = {
	    {"0", 0}, {"16", 16}, {"none", 0}, {"all", UINT32_MAX}, {"4294967295", UINT32_MAX}};
	struct err err;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct payload_limit limit = {.given = false};
		assert_true(payload_limit_read(&limit, rows[i].word, &err));
		assert_int_equal(payload_limit_bytes(&limit), rows[i].bytes);
	}
}

static void refuses_other_words(void **state)
{
	(void)state;
	static const char *const words[] = {"", "ALL", "-1", "1k", "4294967296"};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct payload_limit limit = {.given = false};
		struct err err;
		assert_false(payload_limit_read(&limit, words[i], &err));
		assert_true(err.usage);
		assert_int_equal(payload_limit_bytes(&limit), 256);
	}
}

static uint32_t shown(const char *payload, uint32_t bytes)
{
	const struct payload_limit limit = {.given = true, .bytes = bytes};
	const struct segment segment = {.payload = (const uint8_t *)payload,
					.payload_captured = (uint32_t)strlen(payload),
					.payload_length = 9000};
	return payload_shown(&limit, &segment);
}

/* RFC 3629: bytes of a sequence are C2..F4 and then up to three of 80..BF. */
static void cuts_no_character_in_two(void **state)
{
	(void)state;
	assert_int_equal(shown("hello", 5), 5);
	assert_int_equal(shown("hello", 4), 4);
	assert_int_equal(shown("hello", 0), 0);
	assert_int_equal(shown("a\u4f60b", 3), 1);
	assert_int_equal(shown("a\u4f60b", 4), 4);
	assert_int_equal(shown("a\U0001f600b", 4), 1);
	assert_int_equal(shown("\u4f60", 1), 0);
	/* No character at all: as many as there may be. */
	assert_int_equal(shown("\x80\x80\x80\x80\x80\x80", 5), 5);
	assert_int_equal(shown("\x80\x80\x80", 1), 1);
}

int test_payload_limit(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_a_number_all_or_none),
	    cmocka_unit_test(refuses_other_words),
	    cmocka_unit_test(cuts_no_character_in_two),
	};
	return run_group(tests, NULL, NULL);
}
