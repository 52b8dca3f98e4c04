/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "unit.h"
#include "wakeup.h"

struct fixture {
	struct event_base *base;
	struct wakeup wakeup;
	int woken;
};

static void on_woken(void *context)
{
	struct fixture *fixture = context;
	fixture->woken++;
}

static void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){.base = event_base_new()};
	assert_true(wakeup_init(&fixture->wakeup, fixture->base, on_woken, fixture));
}

static void finish(struct fixture *fixture)
{
	wakeup_release(&fixture->wakeup);
	event_base_free(fixture->base);
}

static void rings_are_heard_once(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.woken, 0);
	wakeup_ring(&fixture.wakeup);
	wakeup_ring(&fixture.wakeup);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.woken, 1);
	wakeup_ring(&fixture.wakeup);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.woken, 2);
	finish(&fixture);
}

static void *ring(void *context)
{
	wakeup_ring(context);
	return NULL;
}

static void another_thread_ends_the_wait(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, ring, &fixture.wakeup), 0);
	assert_int_equal(event_base_loop(fixture.base, EVLOOP_ONCE), 0);
	assert_int_equal(fixture.woken, 1);
	pthread_join(thread, NULL);
	finish(&fixture);
}

static void may_be_released_twice(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	wakeup_release(&fixture.wakeup);
	finish(&fixture);
}

int test_wakeup(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rings_are_heard_once),
	    cmocka_unit_test(another_thread_ends_the_wait),
	    cmocka_unit_test(may_be_released_twice),
	};
	return run_group(tests, NULL, NULL);
}
