/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "connection_limit.h"
#include "unit.h"

/* The members that were told of room, a bit for each. */
static void on_slot_free(unsigned waiter, void *context)
{
	uint64_t *told = context;
	*told |= UINT64_C(1) << waiter;
}

static void there_are_as_many_places_as_was_said(void **state)
{
	(void)state;
	struct connection_limit limit;
	uint64_t told = 0;
	connection_limit_init(&limit, 2, on_slot_free, &told);
	assert_true(connection_limit_acquire(&limit, 0));
	assert_true(connection_limit_acquire(&limit, 1));
	assert_false(connection_limit_acquire(&limit, 1));
	assert_false(connection_limit_acquire(&limit, 63));
	assert_int_equal(told, 0);
	/* Who waits is told, once. */
	connection_limit_release(&limit);
	assert_true(told == (UINT64_C(1) << 63 | 1 << 1));
	told = 0;
	assert_true(connection_limit_acquire(&limit, 63));
	connection_limit_release(&limit);
	assert_int_equal(told, 0);
}

static void without_a_limit_there_is_always_a_place(void **state)
{
	(void)state;
	struct connection_limit limit;
	uint64_t told = 0;
	connection_limit_init(&limit, 0, on_slot_free, &told);
	for (int i = 0; i < 1000; i++)
		assert_true(connection_limit_acquire(&limit, 0));
	connection_limit_release(&limit);
	assert_int_equal(told, 0);
}

static void a_place_given_back_is_for_those_who_want_one(void **state)
{
	(void)state;
	struct connection_limit limit;
	uint64_t told = 0;
	connection_limit_init(&limit, 1, on_slot_free, &told);
	assert_true(connection_limit_acquire(&limit, 0));
	assert_false(connection_limit_acquire(&limit, 1));
	connection_limit_wait_for_fd(&limit, 2);
	/* No descriptor became free: whoever lacks one must not be woken, or two of them would wake
	 * each other for ever. */
	connection_limit_return(&limit);
	assert_int_equal(told, 1 << 1);
	told = 0;
	assert_true(connection_limit_acquire(&limit, 1));
	connection_limit_release(&limit);
	assert_int_equal(told, 1 << 2);
}

static void all_together_complain_once_in_a_while(void **state)
{
	(void)state;
	struct connection_limit limit;
	connection_limit_init(&limit, 0, on_slot_free, NULL);
	assert_true(connection_limit_may_log(&limit, 5, 1000));
	assert_false(connection_limit_may_log(&limit, 5, 1000));
	assert_false(connection_limit_may_log(&limit, 1004, 1000));
	assert_true(connection_limit_may_log(&limit, 1005, 1000));
}

enum { THREADS = 4, ROUNDS = 20000, PLACES = 3 };

struct crowd {
	struct connection_limit limit;
	_Atomic unsigned inside;
	_Atomic unsigned most;
	_Atomic uint64_t told;
};

static void on_room_in_crowd(unsigned waiter, void *context)
{
	struct crowd *crowd = context;
	atomic_fetch_or(&crowd->told, UINT64_C(1) << waiter);
}

static void *come_and_go(void *context)
{
	struct crowd *crowd = context;
	for (int i = 0; i < ROUNDS; i++) {
		if (!connection_limit_acquire(&crowd->limit, 0))
			continue;
		unsigned inside = atomic_fetch_add(&crowd->inside, 1) + 1;
		if (inside > atomic_load(&crowd->most))
			atomic_store(&crowd->most, inside);
		atomic_fetch_sub(&crowd->inside, 1);
		connection_limit_release(&crowd->limit);
	}
	return NULL;
}

static void threads_do_not_get_more_places_than_there_are(void **state)
{
	(void)state;
	struct crowd crowd = {0};
	connection_limit_init(&crowd.limit, PLACES, on_room_in_crowd, &crowd);
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, come_and_go, &crowd), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_int_in_range(atomic_load(&crowd.most), 1, PLACES);
	/* And all are free again. */
	for (int i = 0; i < PLACES; i++)
		assert_true(connection_limit_acquire(&crowd.limit, 1));
	assert_false(connection_limit_acquire(&crowd.limit, 1));
}

int test_connection_limit(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(there_are_as_many_places_as_was_said),
	    cmocka_unit_test(without_a_limit_there_is_always_a_place),
	    cmocka_unit_test(a_place_given_back_is_for_those_who_want_one),
	    cmocka_unit_test(all_together_complain_once_in_a_while),
	    cmocka_unit_test(threads_do_not_get_more_places_than_there_are),
	};
	return run_group(tests, NULL, NULL);
}
