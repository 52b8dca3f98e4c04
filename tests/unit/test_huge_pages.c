/* SPDX-License-Identifier: MIT */
#include "huge_pages.h"

#include <sys/mman.h>

#include "unit.h"

static void pages_are_zero_and_can_be_written(void **state)
{
	(void)state;
	enum { BYTES = 100000 };
	char *pages = huge_pages_map(BYTES);
	assert_non_null(pages);
	for (size_t i = 0; i < BYTES; i++)
		assert_int_equal(pages[i], 0);
	memset(pages, 1, BYTES);
	unsigned char resident;
	assert_int_equal(mincore(pages, 1, &resident), 0);
	huge_pages_unmap(pages, BYTES);
	assert_int_equal(mincore(pages, 1, &resident), -1); /* nothing is mapped there */
	huge_pages_unmap(NULL, BYTES);                      /* as free() does */
}

static void grown_ones_keep_what_they_have(void **state)
{
	(void)state;
	enum { BYTES = 8192, LARGER = 1 << 20 };
	char *pages = huge_pages_map(BYTES);
	assert_non_null(pages);
	memset(pages, 1, BYTES);
	assert_null(huge_pages_grow(pages, BYTES, SIZE_MAX / 2));
	char *larger = huge_pages_grow(pages, BYTES, LARGER);
	assert_non_null(larger);
	for (size_t i = 0; i < LARGER; i++)
		assert_int_equal(larger[i], i < BYTES);
	memset(larger, 1, LARGER);
	huge_pages_unmap(larger, LARGER);
}

static void more_than_there_can_be_is_refused(void **state)
{
	(void)state;
	assert_null(huge_pages_map(SIZE_MAX / 2));
}

int test_huge_pages(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_zero_and_can_be_written),
	    cmocka_unit_test(grown_ones_keep_what_they_have),
	    cmocka_unit_test(more_than_there_can_be_is_refused),
	};
	return run_group(tests, NULL, NULL);
}
