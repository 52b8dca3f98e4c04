/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "text.h"
#include "unit.h"

/* The linker puts this in place of realloc(): memory runs out when a test wants it to. */
void *__real_realloc(void *block, size_t size);
void *__wrap_realloc(void *block, size_t size);
static bool memory_is_out;

void *__wrap_realloc(void *block, size_t size)
{
	return memory_is_out ? NULL : __real_realloc(block, size);
}

static void begins_and_ends_empty(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	assert_text(&text, "");
	text_string(&text, "something");
	text_release(&text);
	assert_null(text.bytes);
	assert_int_equal(text.length, 0);
	assert_int_equal(text.capacity, 0);
}

static void appends(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_bytes(&text, "abc", 2);
	text_bytes(&text, NULL, 0);
	text_char(&text, '-');
	text_string(&text, "");
	text_string(&text, "def");
	text_format(&text, "%s%03d", "=", 7);
	assert_text(&text, "ab-def=007");
	text_release(&text);
}

static void repeats(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_spaces(&text, 0);
	text_repeat(&text, "x", 0);
	text_repeat(&text, "", 7);
	assert_text(&text, "");
	text_spaces(&text, 3);
	text_repeat(&text, "─", 1);
	text_repeat(&text, "ab", 5);
	assert_text(&text, "   ─ababababab");
	text_clear(&text);
	text_repeat(&text, "─", 1000);
	assert_int_equal(text.length, 3 * 1000);
	for (size_t i = 0; i < text.length; i += 3)
		assert_memory_equal(text.bytes + i, "─", 3);
	text_repeat(&text, "ab", SIZE_MAX / 2 + 1);
	assert_true(text.failed);
	assert_int_equal(text.length, 3 * 1000);
	text_release(&text);
}

static void keeps_nul_bytes(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_bytes(&text, "a\0b", 3);
	assert_int_equal(text.length, 3);
	assert_memory_equal(text.bytes, "a\0b", 3);
	text_release(&text);
}

static void grows_and_keeps_what_it_has(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	for (unsigned i = 0; i < 100000; i++)
		text_char(&text, (char)('a' + i % 26));
	assert_int_equal(text.length, 100000);
	for (unsigned i = 0; i < 100000; i++)
		assert_int_equal(text.bytes[i], 'a' + i % 26);
	text_release(&text);
}

static void clears_without_giving_memory_back(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_format(&text, "%1000s", "long");
	size_t capacity = text.capacity;
	text_clear(&text);
	assert_int_equal(text.length, 0);
	assert_int_equal(text.capacity, capacity);
	text_string(&text, "short");
	assert_int_equal(text.capacity, capacity);
	assert_text(&text, "short");
	text_release(&text);
}

static void expect_decimal(uint64_t number)
{
	char expected[32];
	struct text text;
	text_init(&text);
	snprintf(expected, sizeof expected, "%" PRIu64, number);
	text_decimal(&text, number);
	assert_text(&text, expected);
	text_release(&text);
}

static void writes_decimals(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < 1100; number++)
		expect_decimal(number);
	for (uint64_t power = 1; power <= UINT64_MAX / 10; power *= 10) {
		expect_decimal(power * 10 - 1);
		expect_decimal(power * 10);
		expect_decimal(power * 10 + 1);
	}
	expect_decimal(UINT32_MAX);
	expect_decimal(UINT64_MAX);
}

static void formats_more_than_it_had_room_for(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_string(&text, "<");
	text_format(&text, "%0*d>", 5000, 1);
	assert_int_equal(text.length, 5002);
	assert_memory_equal(text.bytes + 4999, "01>", 3);
	text_release(&text);
}

static void refuses_a_size_that_cannot_be(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_string(&text, "kept");
	assert_false(text_reserve(&text, SIZE_MAX));
	assert_false(text_reserve(&text, SIZE_MAX / 2));
	assert_true(text.failed);
	assert_int_equal(text.length, 4);
	assert_memory_equal(text.bytes, "kept", 4);
	text_release(&text);
}

static void says_when_memory_ran_out(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_string(&text, "kept");
	memory_is_out = true;
	text_format(&text, "%1000s", "dropped");
	assert_true(text.failed);
	text_bytes(&text, (const char[1000]){0}, 1000);
	assert_int_equal(text.length, 4);
	text_string(&text, " and what fits");
	memory_is_out = false;
	assert_int_equal(text.length, strlen("kept and what fits"));
	assert_memory_equal(text.bytes, "kept and what fits", text.length);
	text_clear(&text);
	assert_true(text.failed);
	text_release(&text);
	assert_false(text.failed);
}

static void is_a_string_without_memory_too(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	memory_is_out = true;
	const char *string = text_c_string(&text);
	memory_is_out = false;
	assert_string_equal(string, "");
	assert_true(text.failed);
	text_release(&text);
}

int test_text(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(begins_and_ends_empty),
	    cmocka_unit_test(appends),
	    cmocka_unit_test(repeats),
	    cmocka_unit_test(keeps_nul_bytes),
	    cmocka_unit_test(grows_and_keeps_what_it_has),
	    cmocka_unit_test(clears_without_giving_memory_back),
	    cmocka_unit_test(writes_decimals),
	    cmocka_unit_test(formats_more_than_it_had_room_for),
	    cmocka_unit_test(refuses_a_size_that_cannot_be),
	    cmocka_unit_test(says_when_memory_ran_out),
	    cmocka_unit_test(is_a_string_without_memory_too),
	};
	return run_group(tests, NULL, NULL);
}
