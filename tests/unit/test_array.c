/* SPDX-License-Identifier: MIT */
#include "array.h"

#include <stdint.h>
#include <stdlib.h>

#include "unit.h"

static void has_room_for_one_more(void **state)
{
	(void)state;
	size_t capacity = 0;
	unsigned *items = NULL;
	for (unsigned i = 0; i < 1000; i++) {
		unsigned *grown = array_room(items, &capacity, i, sizeof *items);
		assert_non_null(grown);
		assert_true(capacity > i);
		items = grown;
		items[i] = i;
	}
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

static void stays_where_it_is_while_there_is_room(void **state)
{
	(void)state;
	size_t capacity = 0;
	int *items = array_room(NULL, &capacity, 0, sizeof *items);
	size_t before = capacity;
	assert_non_null(items);
	assert_ptr_equal(array_room(items, &capacity, capacity - 1, sizeof *items), items);
	assert_int_equal(capacity, before);
	free(items);
}

static void without_memory_nothing_changes(void **state)
{
	(void)state;
	size_t capacity = SIZE_MAX / 4;
	assert_null(array_room(NULL, &capacity, capacity, 16));
	assert_int_equal(capacity, SIZE_MAX / 4);
}

int test_array(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_room_for_one_more),
	    cmocka_unit_test(stays_where_it_is_while_there_is_room),
	    cmocka_unit_test(without_memory_nothing_changes),
	};
	return run_group(tests, NULL, NULL);
}
