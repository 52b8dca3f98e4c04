/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <signal.h>
#include <time.h>

#include "connection_fixture.h"

static const struct timeval short_time = {.tv_usec = 30000};

static void the_documented_client_gets_no_byte(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "hello world");
	shutdown(fixture->peer, SHUT_WR);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 11, 0);
	assert_int_equal(fixture->summary.peer.port, 48604);
	expect_fin(fixture);
	finish(fixture);
}

static void a_message_comes_back_after_the_pause(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	int64_t start = event_clock_ms();
	say(fixture, "hello world");
	expect_echo(fixture, "hello world");
	expect_passed(start, &pause_time);
	close(fixture->peer);
	fixture->peer = -1;
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 11, 11);
	finish(fixture);
}

/* The pause was over long ago when the server came to look, but the FIN had come, too. */
static void a_late_server_does_not_take_its_own_delay_for_a_pause(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "hello world");
	turn(fixture);
	shutdown(fixture->peer, SHUT_WR);
	nanosleep(&(struct timespec){.tv_nsec = 80000000}, NULL); /* this is the late server */
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 11, 0);
	finish(fixture);
}

/* Never reads, and sends for as long as the server takes it. Returns what went out. */
static size_t stuff(struct fixture *fixture, const char *pattern, size_t length, size_t most)
{
	size_t sent = 0;
	struct pollfd peer = {.fd = fixture->peer, .events = POLLOUT};
	for (int stuck = 0; stuck < 20 && sent < most;) {
		poll(&peer, 1, stuck); /* what was taken may be on its way */
		size_t at = sent % length;
		size_t piece = length - at < most - sent ? length - at : most - sent;
		ssize_t went = send(fixture->peer, pattern + at, piece, MSG_DONTWAIT);
		sent += went > 0 ? (size_t)went : 0;
		stuck = went > 0 ? 0 : stuck + 1;
		assert_true(event_base_loop(fixture->shared.base, EVLOOP_NONBLOCK) >= 0);
	}
	return sent;
}

static void a_peer_that_never_reads_is_held_off(void **state)
{
	(void)state;
	static const enum echo_mode modes[] = {ECHO_MODE_MESSAGE, ECHO_MODE_BYTES};
	static char line[65000];
	memset(line, 'x', sizeof line);
	line[sizeof line - 1] = '\n';
	for (size_t i = 0; i < 2; i++) {
		struct fixture *fixture = begin(modes[i]);
		open_connection(fixture);
		size_t most = 64 << 20, sent = stuff(fixture, line, sizeof line, most);
		assert_true(sent < most);
		connection_abort(fixture->connection);
		uint64_t held = fixture->summary.received - fixture->summary.echoed;
		assert_true(held > 0);
		assert_true(held <= CONNECTION_HELD_MAX);
		assert_true(fixture->truncated);
		finish(fixture);
	}
}

/* Lines that came before the FIN come back also when they had to wait for the reader. */
static void nothing_complete_is_lost_at_a_half_close(void **state)
{
	(void)state;
	static const struct {
		enum echo_mode mode;
		size_t lost; /* of the last, unfinished line */
	} rows[] = {{ECHO_MODE_MESSAGE, 4}, {ECHO_MODE_BYTES, 0}};
	for (size_t i = 0; i < 2; i++) {
		struct fixture *fixture = begin(rows[i].mode);
		open_connection(fixture);
		static const char line[] = "0123456789\n";
		size_t length = sizeof line - 1;
		size_t sent = stuff(fixture, line, length, 1000 * length);
		assert_int_equal(sent, 1000 * length);
		say(fixture, "tail");
		shutdown(fixture->peer, SHUT_WR);
		until_ended(fixture);
		expect_summary(fixture, CLOSED_BY_FIN, sent + 4, sent + 4 - rows[i].lost);
		char got[16000];
		assert_int_equal(recv(fixture->peer, got, sizeof got, MSG_WAITALL),
				 sent + 4 - rows[i].lost);
		for (size_t at = 0; at < sent; at++)
			assert_int_equal(got[at], line[at % length]);
		finish(fixture);
	}
}

static void a_late_reader_gets_everything_after_its_fin(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_BYTES);
	open_connection(fixture);
	/* Twice the pattern, so that a piece of it can begin anywhere. */
	static char pattern[2 * 60000], got[60000];
	size_t length = sizeof pattern / 2, most = 64 << 20;
	for (size_t i = 0; i < sizeof pattern; i++)
		pattern[i] = (char)(i % length * 7 / 5);
	size_t sent = stuff(fixture, pattern, length, most);
	assert_true(sent < most); /* it is stuck: the server holds bytes, and so do both sockets */
	shutdown(fixture->peer, SHUT_WR);
	size_t back = 0;
	ssize_t more;
	while ((more = recv(fixture->peer, got, sizeof got, MSG_DONTWAIT)) != 0) {
		if (more > 0) {
			assert_memory_equal(got, pattern + back % length, (size_t)more);
			back += (size_t)more;
		}
		event_base_loop(fixture->shared.base, EVLOOP_NONBLOCK);
	}
	assert_int_equal(back, sent);
	expect_summary(fixture, CLOSED_BY_FIN, sent, sent);
	finish(fixture);
}

static void says_how_the_peer_left(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	loopback_reset(fixture->peer);
	fixture->peer = -1;
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_RESET, 0, 0);
	finish(fixture);

	fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_IDLE] = &short_time;
	open_connection(fixture);
	say(fixture, "line\n");
	until_ended(fixture);
	expect_summary(fixture, CLOSED_IDLE, 5, 5);
	finish(fixture);
}

static void a_pause_comes_before_the_idle_timeout(void **state)
{
	(void)state;
	static const struct timeval idle = {.tv_usec = 200000};
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_IDLE] = &idle;
	open_connection(fixture);
	say(fixture, "tail");
	expect_echo(fixture, "tail");
	until_ended(fixture);
	expect_summary(fixture, CLOSED_IDLE, 4, 4);
	finish(fixture);
}

static void closes_as_it_is_told(void **state)
{
	(void)state;
	char got[8];
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_CLOSE] = &short_time;
	open_connection(fixture);
	shutdown(fixture->peer, SHUT_WR);
	int64_t start = event_clock_ms();
	until_ended(fixture);
	expect_passed(start, &short_time);
	expect_summary(fixture, CLOSED_BY_FIN, 0, 0);
	expect_fin(fixture);
	finish(fixture);

	fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.reset = true;
	open_connection(fixture);
	shutdown(fixture->peer, SHUT_WR);
	until_ended(fixture);
	assert_int_equal(recv(fixture->peer, got, sizeof got, 0), -1);
	assert_int_equal(errno, ECONNRESET);
	finish(fixture);
}

static void ends_at_once_when_the_server_stops_and_nothing_is_in_flight(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	connection_drain(fixture->connection);
	expect_summary(fixture, CLOSED_STOPPED, 0, 0);
	assert_false(fixture->truncated);
	expect_fin(fixture);
	finish(fixture);
}

/* Until the peer pauses it is answered, then our FIN comes; what it sends after that is not. */
static void answers_what_is_in_flight_when_the_server_stops(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "one\n");
	expect_echo(fixture, "one\n");
	say(fixture, "two\nthr");
	connection_drain(fixture->connection);
	assert_non_null(fixture->connection);
	expect_echo(fixture, "two\n");
	say(fixture, "ee\nfour");
	expect_echo(fixture, "three\n");
	expect_echo(fixture, "four");
	say(fixture, "late\n");
	expect_fin(fixture);
	close(fixture->peer);
	fixture->peer = -1;
	until_ended(fixture);
	expect_summary(fixture, CLOSED_STOPPED, 23, 18);
	assert_false(fixture->truncated);
	finish(fixture);
}

static void says_fin_when_the_peer_has_paused_and_the_server_stops(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "line\n");
	connection_drain(fixture->connection);
	expect_echo(fixture, "line\n");
	expect_echo(fixture, ""); /* FIN */
	assert_non_null(fixture->connection);
	finish(fixture);

	/* The peer leaves by itself before that: that is how it left. */
	fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "line\n");
	connection_drain(fixture->connection);
	shutdown(fixture->peer, SHUT_WR);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 5, 5);
	finish(fixture);
}

/* A peer that is heard of every 100 ms is not idle for 600 ms. */
static void whoever_is_heard_of_is_not_idle(void **state)
{
	(void)state;
	static const struct timeval idle = {.tv_usec = 600000};
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->shared.durations[TIMER_IDLE] = &idle;
	open_connection(fixture);
	for (int i = 0; i < 8; i++) {
		say(fixture, "line\n");
		expect_echo(fixture, "line\n");
		nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
	}
	assert_non_null(fixture->connection);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_IDLE, 40, 40);
	finish(fixture);
}

int test_connection(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_documented_client_gets_no_byte),
	    cmocka_unit_test(a_message_comes_back_after_the_pause),
	    cmocka_unit_test(a_late_server_does_not_take_its_own_delay_for_a_pause),
	    cmocka_unit_test(a_peer_that_never_reads_is_held_off),
	    cmocka_unit_test(nothing_complete_is_lost_at_a_half_close),
	    cmocka_unit_test(a_late_reader_gets_everything_after_its_fin),
	    cmocka_unit_test(says_how_the_peer_left),
	    cmocka_unit_test(a_pause_comes_before_the_idle_timeout),
	    cmocka_unit_test(closes_as_it_is_told),
	    cmocka_unit_test(ends_at_once_when_the_server_stops_and_nothing_is_in_flight),
	    cmocka_unit_test(answers_what_is_in_flight_when_the_server_stops),
	    cmocka_unit_test(says_fin_when_the_peer_has_paused_and_the_server_stops),
	    cmocka_unit_test(whoever_is_heard_of_is_not_idle),
	};
	return run_group(tests, NULL, NULL);
}
