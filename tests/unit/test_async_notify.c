/* SPDX-License-Identifier: MIT */
#include <pthread.h>

#include "async_notify.h"
#include "unit.h"

struct fixture {
	struct event_base *base;
	struct async_notify notify;
	int notified;
};

static void on_notified(void *context)
{
	struct fixture *fixture = context;
	fixture->notified++;
}

static void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){.base = event_base_new()};
	assert_true(async_notify_init(&fixture->notify, fixture->base, on_notified, fixture));
}

static void finish(struct fixture *fixture)
{
	async_notify_release(&fixture->notify);
	event_base_free(fixture->base);
}

static void rings_are_heard_once(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.notified, 0);
	async_notify_send(&fixture.notify);
	async_notify_send(&fixture.notify);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.notified, 1);
	async_notify_send(&fixture.notify);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.notified, 2);
	finish(&fixture);
}

static void *send_from_thread(void *context)
{
	async_notify_send(context);
	return NULL;
}

static void another_thread_ends_the_wait(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, send_from_thread, &fixture.notify), 0);
	assert_int_equal(event_base_loop(fixture.base, EVLOOP_ONCE), 0);
	assert_int_equal(fixture.notified, 1);
	pthread_join(thread, NULL);
	finish(&fixture);
}

static void may_be_released_twice(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	async_notify_release(&fixture.notify);
	finish(&fixture);
}

int test_async_notify(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rings_are_heard_once),
	    cmocka_unit_test(another_thread_ends_the_wait),
	    cmocka_unit_test(may_be_released_twice),
	};
	return run_group(tests, NULL, NULL);
}
