/* SPDX-License-Identifier: MIT */
#include <signal.h>

#include "connection_fixture.h"

static const struct timeval some_time = {.tv_usec = 60000};

/* some_time, less a tick of the kernel (10 ms at most) by which libevent's clock may be behind. */
enum { SOME_MS = 50 };

static void waits_after_each_part_of_the_farewell(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.farewell = (struct option_list){{"one", "two"}, 2};
	fixture->shared.durations[TIMER_GAP] = &some_time;
	open_connection(fixture);
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	assert_true(expect_echo(fixture, "one") < SOME_MS);
	assert_true(expect_echo(fixture, "two") >= SOME_MS);
	int64_t start = now_ms();
	until_ended(fixture);
	assert_true(now_ms() - start >= SOME_MS);
	expect_departure(fixture, LEFT_FIN, 11, 0);
	expect_fin(fixture);
	finish(fixture);
}

/* The farewell comes after the echo, and the close delay after the farewell. */
static void says_farewell_behind_the_echo(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_BYTES);
	fixture->settings.farewell = (struct option_list){{"", "bye"}, 2};
	fixture->shared.durations[TIMER_CLOSE] = &some_time;
	open_connection(fixture);
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	expect_echo(fixture, "hello world");
	expect_echo(fixture, "bye");
	int64_t start = now_ms();
	until_ended(fixture);
	assert_true(now_ms() - start >= SOME_MS);
	expect_departure(fixture, LEFT_FIN, 11, 11);
	finish(fixture);
}

static void delays_each_echo(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_ECHO] = &some_time;
	open_connection(fixture);
	for (int i = 0; i < 2; i++) {
		say(fixture, "line\n");
		assert_true(expect_echo(fixture, "line\n") >= SOME_MS);
	}
	/* What comes meanwhile does not put it off, and is not held up further itself. */
	say(fixture, "one\n");
	int64_t start = now_ms();
	turn(fixture);
	nanosleep(&(struct timespec){.tv_nsec = 40000000}, NULL);
	say(fixture, "two\n");
	expect_echo(fixture, "one\ntwo\n");
	assert_true(now_ms() - start < 95);
	finish(fixture);
}

static void delays_the_echo_beyond_the_fin(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_BYTES);
	fixture->shared.durations[TIMER_ECHO] = &some_time;
	open_connection(fixture);
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	assert_true(expect_echo(fixture, "hello world") >= SOME_MS);
	until_ended(fixture);
	expect_departure(fixture, LEFT_FIN, 11, 11);
	finish(fixture);
}

static void begins_to_read_late(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_READ] = &some_time;
	open_connection(fixture);
	say(fixture, "line\n");
	assert_true(expect_echo(fixture, "line\n") >= SOME_MS);
	say(fixture, "next\n");
	assert_true(expect_echo(fixture, "next\n") < SOME_MS);
	finish(fixture);
}

int test_connection_timer(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(waits_after_each_part_of_the_farewell),
	    cmocka_unit_test(says_farewell_behind_the_echo),
	    cmocka_unit_test(delays_each_echo),
	    cmocka_unit_test(delays_the_echo_beyond_the_fin),
	    cmocka_unit_test(begins_to_read_late),
	};
	return run_group(tests, NULL, NULL);
}
