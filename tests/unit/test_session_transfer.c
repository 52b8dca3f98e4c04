/* SPDX-License-Identifier: MIT */
/* What an exchange can be made to show: rounds, pieces, hold, unread data, writing again. */
#include <errno.h>

#include "unit.h"

#include "client_session.h"
#include "event_clock.h"
#include "loopback.h"

struct fixture {
	struct event_base *base;
	int listener, server; /* the server's sockets, played by the test */
	struct sockaddr_in address;
	struct session_plan plan;
	struct client_session *session; /* NULL once it has ended */
	bool held;
	struct session_result result;
};

static void on_ended(const struct session_result *result, void *context)
{
	struct fixture *fixture = context;
	assert_non_null(fixture->session);
	fixture->session = NULL;
	fixture->result = *result;
}

static void on_holding(void *context)
{
	struct fixture *fixture = context;
	assert_false(fixture->held);
	fixture->held = true;
}

static void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){
	    .base = event_base_new(),
	    .plan = {.message = "hello\n",
		     .length = 6,
		     .connect_ms = 60000,
		     .deadline_ms = clock_ms() + 60000,
		     .holding = on_holding},
	};
	fixture->listener = loopback_listen(&fixture->address);
}

static void start(struct fixture *fixture)
{
	struct server_address address = {.length = sizeof fixture->address};
	memcpy(&address.address, &fixture->address, sizeof fixture->address);
	struct err err;
	fixture->session =
	    client_session_start(fixture->base, &fixture->plan, &address, on_ended, fixture, &err);
	assert_non_null(fixture->session);
	fixture->server = accept4(fixture->listener, NULL, NULL, SOCK_NONBLOCK);
	assert_return_code(fixture->server, errno);
}

static void turn(struct fixture *fixture)
{
	assert_int_equal(event_base_loop(fixture->base, EVLOOP_ONCE), 0);
}

/* What the client sends next; "" is its FIN. */
static void expect_at_server(struct fixture *fixture, const char *want)
{
	char got[64];
	ssize_t length;
	while ((length = recv(fixture->server, got, sizeof got, 0)) < 0) {
		assert_int_equal(errno, EAGAIN);
		turn(fixture);
	}
	assert_int_equal(length, strlen(want));
	assert_memory_equal(got, want, strlen(want));
}

static void answer(struct fixture *fixture, const char *bytes)
{
	assert_int_equal(send(fixture->server, bytes, strlen(bytes), 0), strlen(bytes));
}

static void finish(struct fixture *fixture, enum session_end end, int error)
{
	while (fixture->session)
		event_base_loop(fixture->base, EVLOOP_ONCE);
	assert_int_equal(fixture->result.end, end);
	assert_int_equal(fixture->result.error, error);
	close(fixture->listener);
	if (fixture->server >= 0)
		close(fixture->server);
	event_base_free(fixture->base);
}

static void asks_again_when_the_echo_is_here(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.rounds = 3;
	fixture.plan.wait_echo = true;
	start(&fixture);
	for (int i = 0; i < 3; i++) {
		expect_at_server(&fixture, "hello\n");
		answer(&fixture, "hello\n");
	}
	expect_at_server(&fixture, "");
	finish(&fixture, SESSION_DONE, 0);
	assert_true(fixture.result.sent == 18);
	assert_true(fixture.result.received == 18);
}

static void sees_a_wrong_echo_in_a_later_round(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.rounds = 2;
	fixture.plan.wait_echo = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hello\n");
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hallo\n");
	finish(&fixture, SESSION_MISMATCHED, 0);
	assert_true(fixture.result.received == 8);
}

/* The server's FIN after one round of two. */
static void misses_a_round(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.rounds = 2;
	fixture.plan.wait_echo = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hello\n");
	shutdown(fixture.server, SHUT_WR);
	finish(&fixture, SESSION_SHORT, 0);
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
		fixture.plan.rounds = rows[i].rounds;
		fixture.plan.writes = rows[i].writes;
		fixture.plan.gap_ms = rows[i].gap_ms;
		fixture.plan.interval_ms = rows[i].interval_ms;
		int64_t before = event_clock_ms();
		start(&fixture);
		expect_at_server(&fixture, rows[i].writes == 2 ? "hel" : "hello\n");
		expect_at_server(&fixture, rows[i].writes == 2 ? "lo\n" : "hello\n");
		assert_true(event_clock_ms() - before >= 60);
		finish(&fixture, SESSION_DONE, 0);
	}
}

static void holds_until_it_is_released(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.hold = true;
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
	finish(&fixture, SESSION_DONE, 0);
	assert_true(fixture.result.received == 4);
}

static void holds_until_the_server_closes(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.hold = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	shutdown(fixture.server, SHUT_WR);
	expect_at_server(&fixture, "");
	finish(&fixture, SESSION_DONE, 0);

	begin(&fixture);
	fixture.plan.hold = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, SESSION_BROKEN, ECONNRESET);
}

/* Released before it holds: it does not hold at all. */
static void remembers_that_it_was_released(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.hold = true;
	start(&fixture);
	client_session_release(fixture.session);
	expect_at_server(&fixture, "hello\n");
	expect_at_server(&fixture, "");
	finish(&fixture, SESSION_DONE, 0);
	assert_false(fixture.held);
}

/* RFC 1122 section 4.2.2.13: closing with unread data shall send RST. */
static void leaves_the_answer_unread(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.close = CLOSE_MODE_UNREAD;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hello\n");
	while (fixture.session)
		event_base_loop(fixture.base, EVLOOP_ONCE);
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, 0), -1);
	assert_int_equal(errno, ECONNRESET);
	finish(&fixture, SESSION_DONE, 0);
	assert_true(fixture.result.received == 0);
}

static void the_last_byte_is_urgent(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.urgent = true;
	start(&fixture);
	expect_at_server(&fixture, "hello");
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, MSG_OOB), 1);
	assert_int_equal(got, '\n');
	finish(&fixture, SESSION_DONE, 0);
}

static void writes_on_after_the_servers_close(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.write_after_close = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	close(fixture.server);
	fixture.server = -1;
	finish(&fixture, SESSION_BROKEN, EPIPE);
}

/* A server that has only half closed reads what is written again. */
static void a_half_closed_server_gets_it(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.write_after_close = true;
	fixture.plan.interval_ms = 30;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	shutdown(fixture.server, SHUT_WR);
	expect_at_server(&fixture, "again");
	assert_non_null(fixture.session);
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, SESSION_BROKEN, EPIPE);
}

int test_session_transfer(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(asks_again_when_the_echo_is_here),
	    cmocka_unit_test(sees_a_wrong_echo_in_a_later_round),
	    cmocka_unit_test(misses_a_round),
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
