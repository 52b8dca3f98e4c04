/* SPDX-License-Identifier: MIT */
/* Who closes first: the peer, or we. */
#include <signal.h>

#include "connection_fixture.h"

static void hangs_up_at_once(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.close_first = CLOSE_FIRST_ACCEPT;
	open_connection(fixture);
	assert_non_null(fixture->connection); /* the owner knows it by now */
	until_ended(fixture);
	expect_summary(fixture, CLOSED_FIRST, 0, 0);
	expect_fin(fixture);
	finish(fixture);
}

static void greets_before_it_hangs_up(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.close_first = CLOSE_FIRST_ACCEPT;
	fixture->settings.final_data = (struct option_list){{"go away\n"}, 1};
	open_connection(fixture);
	expect_echo(fixture, "go away\n");
	until_ended(fixture);
	expect_summary(fixture, CLOSED_FIRST, 0, 0);
	expect_fin(fixture);
	finish(fixture);
}

static void hangs_up_after_the_first_message(void **state)
{
	(void)state;
	static const struct {
		enum echo_mode mode;
		const char *sent, *echo;
	} rows[] = {
	    {ECHO_MODE_MESSAGE, "line\n", "line\n"},
	    {ECHO_MODE_MESSAGE, "no line", "no line"}, /* a pause ends it */
	    {ECHO_MODE_BYTES, "bytes", "bytes"},
	    {ECHO_MODE_OFF, "bytes", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture *fixture = begin(rows[i].mode);
		fixture->settings.close_first = CLOSE_FIRST_MESSAGE;
		open_connection(fixture);
		say(fixture, rows[i].sent);
		if (rows[i].echo)
			expect_echo(fixture, rows[i].echo);
		until_ended(fixture);
		expect_summary(fixture, CLOSED_FIRST, strlen(rows[i].sent),
			       rows[i].echo ? strlen(rows[i].echo) : 0);
		expect_fin(fixture);
		finish(fixture);
	}
}

static void a_peer_that_says_nothing_is_not_hung_up_on(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	fixture->settings.close_first = CLOSE_FIRST_MESSAGE;
	open_connection(fixture);
	shutdown(fixture->peer, SHUT_WR);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 0, 0);
	finish(fixture);
}

/* SIGUSR1: our FIN goes first, and the peer may speak on. */
static void half_closes_and_reads_on(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	say(fixture, "one\n");
	expect_echo(fixture, "one\n");
	connection_half_close(fixture->connection);
	expect_fin(fixture);
	say(fixture, "two\n");
	turn(fixture);
	assert_non_null(fixture->connection);
	connection_half_close(fixture->connection); /* again: nothing happens */
	shutdown(fixture->peer, SHUT_WR);
	until_ended(fixture);
	expect_summary(fixture, CLOSED_BY_FIN, 8, 4);
	finish(fixture);
}

static void a_half_closed_connection_ends_when_the_server_stops(void **state)
{
	(void)state;
	struct fixture *fixture = begin(ECHO_MODE_MESSAGE);
	open_connection(fixture);
	connection_half_close(fixture->connection);
	connection_drain(fixture->connection);
	assert_non_null(fixture->connection);
	connection_abort(fixture->connection);
	expect_summary(fixture, CLOSED_STOPPED, 0, 0);
	finish(fixture);
}

int test_connection_input(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hangs_up_at_once),
	    cmocka_unit_test(greets_before_it_hangs_up),
	    cmocka_unit_test(hangs_up_after_the_first_message),
	    cmocka_unit_test(a_peer_that_says_nothing_is_not_hung_up_on),
	    cmocka_unit_test(half_closes_and_reads_on),
	    cmocka_unit_test(a_half_closed_connection_ends_when_the_server_stops),
	};
	return run_group(tests, NULL, NULL);
}
