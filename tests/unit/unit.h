/* SPDX-License-Identifier: MIT */
/* What the unit tests share: cmocka with the headers that it needs, and a check of a text. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

/* int test_X(void) of each test_X.c of this program; groups.h is made by CMakeLists.txt. */
#define GROUP(name) int test_##name(void);
#include "groups.h"
#undef GROUP

/* How test_X() ends: runs TESTS under its own name and tells how many failed. */
#define run_group(tests, set_up, tear_down)                                                        \
	cmocka_run_group_tests_name(__func__, tests, set_up, tear_down)

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static inline void assert_text(struct text *text, const char *expected)
{
	assert_string_equal(text_c_string(text), expected);
	assert_int_equal(text->length, strlen(expected));
	assert_false(text->failed);
}

/* A copy in a heap block of just this size, so that AddressSanitizer sees one byte too far. */
static inline uint8_t *exact_copy(const void *bytes, size_t length)
{
	uint8_t *copy = malloc(length ? length : 1);
	assert_non_null(copy);
	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

#endif
