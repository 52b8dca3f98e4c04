/* SPDX-License-Identifier: MIT */
#include "chosen.h"
#include "unit.h"

static void has_what_was_added(void **state)
{
	(void)state;
	struct chosen chosen = {0};
	static const uint32_t numbers[] = {1, 63, 64, 65, 1000000};
	assert_false(chosen_has(&chosen, 1));
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		assert_true(chosen_add(&chosen, numbers[i]));
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		assert_true(chosen_has(&chosen, numbers[i]));
	assert_false(chosen_has(&chosen, 0));
	assert_false(chosen_has(&chosen, 2));
	assert_false(chosen_has(&chosen, 66));
	assert_false(chosen_has(&chosen, 999999));
	assert_false(chosen_has(&chosen, UINT32_MAX));
	chosen_release(&chosen);
	assert_false(chosen_has(&chosen, 1));
}

int test_chosen(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(has_what_was_added)};
	return run_group(tests, NULL, NULL);
}
