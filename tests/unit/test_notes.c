/* SPDX-License-Identifier: MIT */
#include "notes.h"

#include "unit.h"

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
static bool no_memory;

void *__wrap_malloc(size_t size)
{
	return no_memory ? NULL : __real_malloc(size);
}

static void add(struct notes *notes, uint32_t frame, uint32_t by, uint8_t value)
{
	assert_true(notes_add(notes, &(struct note){.frame = frame, .by = by, .value = value}));
}

static void expect(struct notes *notes, uint64_t frame, size_t count, const uint8_t *values)
{
	size_t found;
	const struct note *note = notes_of(notes, frame, &found);
	assert_int_equal(found, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(note[i].frame, frame);
		assert_int_equal(note[i].value, values[i]);
	}
}

/* Whatever it is that told: a later one may rest on an earlier frame. */
static void are_given_by_frame_and_in_the_order_in_which_they_were_told(void **state)
{
	(void)state;
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	add(notes, 7, 9, 1);
	add(notes, 3, 10, 2);
	add(notes, 7, 12, 3);
	add(notes, 7, 11, 4);
	notes_seal(notes);
	expect(notes, 1, 0, NULL);
	expect(notes, 3, 1, (const uint8_t[]){2});
	expect(notes, 5, 0, NULL);
	expect(notes, 7, 3, (const uint8_t[]){1, 3, 4});
	expect(notes, 8, 0, NULL);
	expect(notes, UINT64_C(1) << 40, 0, NULL);
	assert_int_equal(notes_left_out(notes), 0);
	notes_free(notes);
}

static void none_are_no_trouble(void **state)
{
	(void)state;
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	notes_seal(notes);
	expect(notes, 1, 0, NULL);
	notes_free(notes);
	notes_free(NULL);
}

static void are_bounded_and_what_is_left_out_is_counted(void **state)
{
	(void)state;
	enum { ROOM = 1000 };
	struct notes *notes = notes_new(ROOM * sizeof(struct note));
	for (uint32_t frame = ROOM; frame > 0; frame--)
		add(notes, frame, frame, (uint8_t)frame);
	assert_false(notes_add(notes, &(struct note){.frame = 1}));
	assert_int_equal(notes_left_out(notes), 1);
	notes_seal(notes);
	for (uint32_t frame = 1; frame <= ROOM; frame++)
		expect(notes, frame, 1, &(const uint8_t){(uint8_t)frame});
	notes_free(notes);
}

/* Out of order they are none: all are left out, and that is said. */
static void without_memory_to_sort_them_none_is_given(void **state)
{
	(void)state;
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	add(notes, 7, 9, 1);
	add(notes, 3, 10, 2);
	no_memory = true;
	notes_seal(notes);
	no_memory = false;
	assert_true(notes_no_memory(notes));
	assert_int_equal(notes_left_out(notes), 2);
	expect(notes, 3, 0, NULL);
	expect(notes, 7, 0, NULL);
	notes_free(notes);
}

/* Told in one reading, they are known in the next one, and then nothing new. */
static void strays_outlast_a_reading(void **state)
{
	(void)state;
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	assert_false(notes_begin_anew(notes));
	add(notes, 7, 9, 1);
	notes_add_stray(notes, 9);
	notes_add_stray(notes, 7);
	assert_false(notes_is_stray(notes, 7));
	assert_true(notes_begin_anew(notes));
	expect(notes, 7, 0, NULL);
	assert_true(notes_is_stray(notes, 7));
	assert_false(notes_is_stray(notes, 8));
	assert_true(notes_is_stray(notes, 9));
	notes_add_stray(notes, 9);
	assert_false(notes_begin_anew(notes));
	notes_free(notes);
}

int test_notes(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(are_given_by_frame_and_in_the_order_in_which_they_were_told),
	    cmocka_unit_test(none_are_no_trouble),
	    cmocka_unit_test(strays_outlast_a_reading),
	    cmocka_unit_test(without_memory_to_sort_them_none_is_given),
	    cmocka_unit_test(are_bounded_and_what_is_left_out_is_counted),
	};
	return run_group(tests, NULL, NULL);
}
