/* SPDX-License-Identifier: MIT */
#include "alignment.h"

#include <stdlib.h>

#include "unit.h"

/* Letters of A with mates, in their order; they must be those of B. */
static void expect(const char *a, const char *b, const char *common)
{
	uint64_t keys[2][32];
	uint32_t mates[32], last = 0;
	char found[32];
	size_t count = 0;
	bool bounded = false;
	for (size_t i = 0; a[i]; i++)
		keys[0][i] = (uint64_t)a[i];
	for (size_t i = 0; b[i]; i++)
		keys[1][i] = (uint64_t)b[i];
	assert_true(alignment_find(keys[0], (uint32_t)strlen(a), keys[1], (uint32_t)strlen(b),
				   mates, &bounded));
	for (size_t i = 0; a[i]; i++) {
		if (mates[i] == ALIGNMENT_NONE)
			continue;
		assert_true(count == 0 || mates[i] > last);
		assert_int_equal(a[i], b[mates[i]]);
		last = mates[i];
		found[count++] = a[i];
	}
	found[count] = '\0';
	assert_string_equal(found, common);
	assert_false(bounded);
}

static void finds_what_is_common(void **state)
{
	(void)state;
	expect("", "", "");
	expect("abc", "", "");
	expect("", "abc", "");
	expect("abc", "abc", "abc");
	expect("abc", "abxc", "abc");
	expect("abxc", "abc", "abc");
	expect("xabc", "abcy", "abc");
	expect("abcdef", "uvwxyz", "");
	expect("abgdef", "gabdef", "abdef");
	expect("aab", "ab", "ab");
}

/* Of two of N items: all common but for every STEPth, which is another one. */
static void expect_long(uint32_t n, uint32_t step, bool is_bounded)
{
	uint64_t *a = calloc(n, sizeof *a), *b = calloc(n, sizeof *b);
	uint32_t *mates = calloc(n, sizeof *mates), missed = 0;
	bool bounded = false;
	assert_true(a && b && mates);
	for (uint32_t i = 0; i < n; i++) {
		a[i] = i;
		b[i] = i % step == 0 ? UINT64_MAX - i : i;
	}
	assert_true(alignment_find(a, n, b, n, mates, &bounded));
	for (uint32_t i = 0; i < n; i++) {
		assert_true(mates[i] == ALIGNMENT_NONE || mates[i] == i);
		missed += mates[i] == ALIGNMENT_NONE;
	}
	assert_int_equal(missed, (n + step - 1) / step);
	assert_int_equal(bounded, is_bounded);
	free(a);
	free(b);
	free(mates);
}

static void goes_on_behind_the_bound(void **state)
{
	(void)state;
	expect_long(1000, 100, false);
	expect_long(100000, 100, true);
}

/* Nothing is common: the bound holds the time. */
static void is_not_quadratic(void **state)
{
	(void)state;
	expect_long(100000, 1, true);
}

int test_alignment(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_what_is_common),
	    cmocka_unit_test(goes_on_behind_the_bound),
	    cmocka_unit_test(is_not_quadratic),
	};
	return run_group(tests, NULL, NULL);
}
