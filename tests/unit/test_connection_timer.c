/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <time.h>

#include "connection_fixture.h"

static const struct timeval some_time = {.tv_usec = 60000};
static const struct timeval an_hour = {.tv_sec = 3600}; /* who waits for it hangs */

static void waits_after_each_part_of_the_final_data(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.final_data = (struct option_list){{"one", "two"}, 2};
	fixture->shared.durations[TIMER_GAP] = &some_time;
	open_connection(fixture);
	int64_t start = event_clock_ms();
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	expect_echo(fixture, "one");
	expect_echo(fixture, "two");
	expect_passed(start, &some_time);
	until_ended(fixture);
	expect_passed(start, &(struct timeval){.tv_usec = 2 * some_time.tv_usec});
	expect_summary(fixture, CLOSED_BY_FIN, 11, 0);
	expect_fin(fixture);
	finish(fixture);
}

/* The gap comes behind a part, not before the first one. */
static void says_the_first_part_at_once(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.final_data = (struct option_list){{"one", "two"}, 2};
	fixture->shared.durations[TIMER_GAP] = &an_hour;
	open_connection(fixture);
	shutdown(fixture->peer, SHUT_WR);
	expect_echo(fixture, "one");
	finish(fixture);
}

/* The final data comes after the echo, and the close delay after the final data. */
static void sends_final_data_behind_the_echo(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_BYTES);
	fixture->settings.final_data = (struct option_list){{"", "bye"}, 2};
	fixture->shared.durations[TIMER_CLOSE] = &some_time;
	open_connection(fixture);
	int64_t start = event_clock_ms();
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	expect_echo(fixture, "hello world");
	expect_echo(fixture, "bye");
	assert_non_null(fixture->connection);
	until_ended(fixture);
	expect_passed(start, &some_time);
	expect_summary(fixture, CLOSED_BY_FIN, 11, 11);
	finish(fixture);
}

static void delays_each_echo(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_ECHO] = &some_time;
	open_connection(fixture);
	for (int i = 0; i < 2; i++) {
		int64_t start = event_clock_ms();
		say(fixture, "line\n");
		expect_echo(fixture, "line\n");
		expect_passed(start, &some_time);
	}
	finish(fixture);
}

static void on_time(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct fixture *fixture = context;
	connection_abort(fixture->connection);
}

/* What comes meanwhile does not put an echo off, and is not held up further itself: both are out
 * when a timer ends the connection that began after the first and ends before the second could be
 * due by itself. */
static void does_not_put_an_echo_off(void **state)
{
	(void)state;
	const struct timeval longer = {.tv_usec = some_time.tv_usec + 20000};
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_ECHO] = &some_time;
	open_connection(fixture);
	say(fixture, "one\n");
	turn(fixture);
	struct event *timer = event_new(fixture->shared.base, -1, 0, on_time, fixture);
	event_add(timer, &longer);
	nanosleep(&(struct timespec){.tv_nsec = 40000000}, NULL);
	say(fixture, "two\n");
	until_ended(fixture);
	expect_summary(fixture, CLOSED_STOPPED, 8, 8);
	event_free(timer);
	finish(fixture);
}

static void delays_the_echo_beyond_the_fin(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_BYTES);
	fixture->shared.durations[TIMER_ECHO] = &some_time;
	open_connection(fixture);
	int64_t start = event_clock_ms();
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	expect_echo(fixture, "hello world");
	expect_passed(start, &some_time);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 11, 11);
	finish(fixture);
}

static void begins_to_read_late(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_READ] = &some_time;
	int64_t start = event_clock_ms();
	open_connection(fixture);
	say(fixture, "line\n");
	expect_echo(fixture, "line\n");
	expect_passed(start, &some_time);
	/* But once. */
	fixture->shared.durations[TIMER_READ] = &an_hour;
	say(fixture, "next\n");
	expect_echo(fixture, "next\n");
	finish(fixture);
}

int test_connection_timer(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(waits_after_each_part_of_the_final_data),
	    cmocka_unit_test(says_the_first_part_at_once),
	    cmocka_unit_test(sends_final_data_behind_the_echo),
	    cmocka_unit_test(delays_each_echo),
	    cmocka_unit_test(does_not_put_an_echo_off),
	    cmocka_unit_test(delays_the_echo_beyond_the_fin),
	    cmocka_unit_test(begins_to_read_late),
	};
	return run_group(tests, NULL, NULL);
}
