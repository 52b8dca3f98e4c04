/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "record_ring.h"
#include "unit.h"

static void push(struct record_ring *ring, const char *record)
{
	record_ring_push(ring, record, strlen(record));
}

static void expect_record(const struct record_ring *ring, uint64_t number, const char *expected)
{
	char whole[64] = "";
	assert_in_range(number, ring->first, ring->next - 1);
	struct record_pieces pieces = record_ring_get(ring, number);
	memcpy(whole, pieces.bytes[0], pieces.length[0]);
	memcpy(whole + pieces.length[0], pieces.bytes[1], pieces.length[1]);
	assert_string_equal(whole, expected);
}

static void keeps_records_by_their_numbers(void **state)
{
	(void)state;
	struct record_ring ring;
	assert_true(record_ring_init(&ring, 16, 8));
	push(&ring, "one");
	push(&ring, "");
	push(&ring, "three");
	expect_record(&ring, 0, "one");
	expect_record(&ring, 1, "");
	expect_record(&ring, 2, "three");
	assert_int_equal(ring.next, 3);
	record_ring_release(&ring);
}

static void the_oldest_give_way_to_bytes(void **state)
{
	(void)state;
	struct record_ring ring;
	assert_true(record_ring_init(&ring, 8, 8));
	push(&ring, "abc");
	push(&ring, "def");
	push(&ring, "ghij"); /* around the end */
	assert_int_equal(ring.first, 1);
	expect_record(&ring, 1, "def");
	expect_record(&ring, 2, "ghij");
	push(&ring, "12345678");
	assert_int_equal(ring.first, 3);
	expect_record(&ring, 3, "12345678");
	record_ring_release(&ring);
}

static void the_oldest_give_way_to_records(void **state)
{
	(void)state;
	struct record_ring ring;
	assert_true(record_ring_init(&ring, 100, 2));
	push(&ring, "a");
	push(&ring, "b");
	push(&ring, "c");
	assert_int_equal(ring.first, 1);
	expect_record(&ring, 1, "b");
	expect_record(&ring, 2, "c");
	record_ring_release(&ring);
}

static void what_is_too_large_takes_a_number_alone(void **state)
{
	(void)state;
	struct record_ring ring;
	assert_true(record_ring_init(&ring, 4, 4));
	push(&ring, "a");
	push(&ring, "12345");
	assert_int_equal(ring.first, 2);
	assert_int_equal(ring.next, 2);
	push(&ring, "b");
	expect_record(&ring, 2, "b");
	record_ring_release(&ring);
}

/* Each record that is there is whole, however they lie around the end. */
static void holds_its_promise_for_long(void **state)
{
	(void)state;
	struct record_ring ring;
	char record[64];
	assert_true(record_ring_init(&ring, 97, 7));
	for (unsigned i = 0; i < 10000; i++) {
		snprintf(record, sizeof record, "%u:%.*s", i, (int)(i % 23),
			 "abcdefghijklmnopqrstuvw");
		push(&ring, record);
		assert_true(ring.next - ring.first <= 7);
		for (uint64_t number = ring.first; number < ring.next; number++) {
			snprintf(record, sizeof record, "%u:%.*s", (unsigned)number,
				 (int)(number % 23), "abcdefghijklmnopqrstuvw");
			expect_record(&ring, number, record);
		}
	}
	record_ring_release(&ring);
}

int test_record_ring(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_records_by_their_numbers),
	    cmocka_unit_test(the_oldest_give_way_to_bytes),
	    cmocka_unit_test(the_oldest_give_way_to_records),
	    cmocka_unit_test(what_is_too_large_takes_a_number_alone),
	    cmocka_unit_test(holds_its_promise_for_long),
	};
	return run_group(tests, NULL, NULL);
}
