/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "admission.h"
#include "unit.h"

/* The members that were told of room, a bit for each. */
static void on_room(unsigned member, void *context)
{
	uint64_t *told = context;
	*told |= UINT64_C(1) << member;
}

static void there_are_as_many_places_as_was_said(void **state)
{
	(void)state;
	struct admission admission;
	uint64_t told = 0;
	admission_init(&admission, 2, on_room, &told);
	assert_true(admission_enter(&admission, 0));
	assert_true(admission_enter(&admission, 1));
	assert_false(admission_enter(&admission, 1));
	assert_false(admission_enter(&admission, 63));
	assert_int_equal(told, 0);
	/* Who waits is told, once. */
	admission_leave(&admission);
	assert_true(told == (UINT64_C(1) << 63 | 1 << 1));
	told = 0;
	assert_true(admission_enter(&admission, 63));
	admission_leave(&admission);
	assert_int_equal(told, 0);
}

static void without_a_limit_there_is_always_a_place(void **state)
{
	(void)state;
	struct admission admission;
	uint64_t told = 0;
	admission_init(&admission, 0, on_room, &told);
	for (int i = 0; i < 1000; i++)
		assert_true(admission_enter(&admission, 0));
	admission_leave(&admission);
	assert_int_equal(told, 0);
}

static void a_place_given_back_is_for_those_who_want_one(void **state)
{
	(void)state;
	struct admission admission;
	uint64_t told = 0;
	admission_init(&admission, 1, on_room, &told);
	assert_true(admission_enter(&admission, 0));
	assert_false(admission_enter(&admission, 1));
	admission_starve(&admission, 2);
	/* No descriptor became free: whoever lacks one must not be woken, or two of them would wake
	 * each other for ever. */
	admission_give_back(&admission);
	assert_int_equal(told, 1 << 1);
	told = 0;
	assert_true(admission_enter(&admission, 1));
	admission_leave(&admission);
	assert_int_equal(told, 1 << 2);
}

static void all_together_complain_once_in_a_while(void **state)
{
	(void)state;
	struct admission admission;
	admission_init(&admission, 0, on_room, NULL);
	assert_true(admission_may_complain(&admission, 5, 1000));
	assert_false(admission_may_complain(&admission, 5, 1000));
	assert_false(admission_may_complain(&admission, 1004, 1000));
	assert_true(admission_may_complain(&admission, 1005, 1000));
}

enum { THREADS = 4, ROUNDS = 20000, PLACES = 3 };

struct crowd {
	struct admission admission;
	_Atomic unsigned inside;
	_Atomic unsigned most;
	_Atomic uint64_t told;
};

static void on_room_in_crowd(unsigned member, void *context)
{
	struct crowd *crowd = context;
	atomic_fetch_or(&crowd->told, UINT64_C(1) << member);
}

static void *come_and_go(void *context)
{
	struct crowd *crowd = context;
	for (int i = 0; i < ROUNDS; i++) {
		if (!admission_enter(&crowd->admission, 0))
			continue;
		unsigned inside = atomic_fetch_add(&crowd->inside, 1) + 1;
		if (inside > atomic_load(&crowd->most))
			atomic_store(&crowd->most, inside);
		atomic_fetch_sub(&crowd->inside, 1);
		admission_leave(&crowd->admission);
	}
	return NULL;
}

static void threads_do_not_get_more_places_than_there_are(void **state)
{
	(void)state;
	struct crowd crowd = {0};
	admission_init(&crowd.admission, PLACES, on_room_in_crowd, &crowd);
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, come_and_go, &crowd), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_in_range(atomic_load(&crowd.most), 1, PLACES);
	/* And all are free again. */
	for (int i = 0; i < PLACES; i++)
		assert_true(admission_enter(&crowd.admission, 1));
	assert_false(admission_enter(&crowd.admission, 1));
}

int test_admission(void)
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
