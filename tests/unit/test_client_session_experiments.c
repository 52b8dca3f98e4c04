/* SPDX-License-Identifier: MIT */
/* What a session can be made to show: rounds, pieces, hold, unread data, writing after the close.
 */
#include "client_session_fixture.h"
#include "event_clock.h"

static void asks_again_when_the_echo_is_here(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.message.count = 3;
	fixture.plan.transfer.wait_echo = true;
	start(&fixture);
	for (int i = 0; i < 3; i++) {
		expect_at_server(&fixture, "hello\n");
		answer(&fixture, "hello\n");
	}
	expect_at_server(&fixture, "");
	finish(&fixture, FAILURE_NONE, 0);
	assert_true(fixture.result.transfer.sent == 18);
	assert_true(fixture.result.transfer.received == 18);
}

static void pauses_where_it_shall(void **state)
{
	(void)state;
	static const struct {
		uint64_t rounds, writes;
		int64_t gap_ms, interval_ms;
	} rows[] = {{1, 2, 60, 0}, {2, 1, 0, 60}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture fixture;
		begin(&fixture);
		fixture.plan.transfer.message.count = rows[i].rounds;
		fixture.plan.transfer.message.writes = rows[i].writes;
		fixture.plan.transfer.gap_ns = rows[i].gap_ms * NS_PER_MS;
		fixture.plan.transfer.interval_ns = rows[i].interval_ms * NS_PER_MS;
		int64_t before = event_clock_ms();
		start(&fixture);
		expect_at_server(&fixture, rows[i].writes == 2 ? "hel" : "hello\n");
		expect_at_server(&fixture, rows[i].writes == 2 ? "lo\n" : "hello\n");
		assert_true(event_clock_ms() - before >= 60);
		finish(&fixture, FAILURE_NONE, 0);
	}
}

static void holds_until_it_is_released(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.hold = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	while (!fixture.held)
		turn(&fixture);
	answer(&fixture, "more");
	turn(&fixture);
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, 0), -1); /* no FIN */
	client_session_release(fixture.session);
	assert_null(fixture.session);
	expect_at_server(&fixture, "");
	finish(&fixture, FAILURE_NONE, 0);
	assert_true(fixture.result.transfer.received == 4);
}

static void holds_until_the_server_closes(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.hold = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	shutdown(fixture.server, SHUT_WR);
	expect_at_server(&fixture, "");
	finish(&fixture, FAILURE_NONE, 0);

	begin(&fixture);
	fixture.plan.transfer.hold = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_BROKEN, ECONNRESET);
}

/* Released before it holds: it does not hold at all. */
static void remembers_that_it_was_released(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.hold = true;
	start(&fixture);
	client_session_release(fixture.session);
	expect_at_server(&fixture, "hello\n");
	expect_at_server(&fixture, "");
	finish(&fixture, FAILURE_NONE, 0);
	assert_false(fixture.held);
}

/* RFC 1122 section 4.2.2.13: closing with unread data shall send RST. */
static void leaves_the_answer_unread(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.close = CLOSE_MODE_UNREAD;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hello\n");
	until_ended(&fixture);
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, 0), -1);
	assert_int_equal(errno, ECONNRESET);
	finish(&fixture, FAILURE_NONE, 0);
	assert_true(fixture.result.transfer.received == 0);
}

static void the_last_byte_is_urgent(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.urgent = true;
	start(&fixture);
	expect_at_server(&fixture, "hello");
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, MSG_OOB), 1);
	assert_int_equal(got, '\n');
	finish(&fixture, FAILURE_NONE, 0);
}

static void writes_on_after_the_servers_close(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.write_after_close = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	close(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_BROKEN, EPIPE);
}

/* A server that has only half closed reads what is written again. */
static void a_half_closed_server_gets_it(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.write_after_close = true;
	fixture.plan.transfer.interval_ns = 30 * NS_PER_MS;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	shutdown(fixture.server, SHUT_WR);
	expect_at_server(&fixture, "again");
	assert_non_null(fixture.session);
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_BROKEN, EPIPE);
}

int test_client_session_experiments(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(asks_again_when_the_echo_is_here),
	    cmocka_unit_test(pauses_where_it_shall),
	    cmocka_unit_test(holds_until_it_is_released),
	    cmocka_unit_test(holds_until_the_server_closes),
	    cmocka_unit_test(remembers_that_it_was_released),
	    cmocka_unit_test(leaves_the_answer_unread),
	    cmocka_unit_test(the_last_byte_is_urgent),
	    cmocka_unit_test(writes_on_after_the_servers_close),
	    cmocka_unit_test(a_half_closed_server_gets_it),
	};
	return run_group(tests, NULL, NULL);
}
