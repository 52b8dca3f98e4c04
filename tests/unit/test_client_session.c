/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "accept_queue.h"
#include "client_session.h"
#include "loopback.h"
#include "monotonic.h"
#include "unit.h"

struct fixture {
	struct event_base *base;
	struct sockaddr_in address;
	int listener, server; /* the server's sockets, played by the test */
	struct client_session_plan plan;
	struct client_session *session;
	bool ended;
	struct client_session_result result;
};

static void on_ended(const struct client_session_result *result, void *context)
{
	struct fixture *fixture = context;
	assert_false(fixture->ended);
	fixture->ended = true;
	fixture->result = *result;
}

static void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){
	    .base = event_base_new(),
	    .server = -1,
	    .plan = {.transfer = {.message = {.message = "hello world", .length = 11},
				  .timeout_ns = INT64_C(60) * NS_PER_S},
		     .connect_ns = INT64_C(60) * NS_PER_S,
		     .started = monotonic_ns()},
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
	assert_false(fixture->ended);
}

/* The kernel shakes hands without us. */
static void accept_it(struct fixture *fixture)
{
	fixture->server = accept(fixture->listener, NULL, NULL);
	assert_return_code(fixture->server, errno);
}

static void until_ended(struct fixture *fixture)
{
	assert_int_equal(event_base_dispatch(fixture->base), 1); /* 1: nothing left to wait for */
	assert_true(fixture->ended);
}

static void expect_at_server(struct fixture *fixture, const char *want)
{
	char got[64];
	assert_int_equal(recv(fixture->server, got, strlen(want), MSG_WAITALL), strlen(want));
	assert_memory_equal(got, want, strlen(want));
}

static void answer(struct fixture *fixture, const char *bytes)
{
	assert_int_equal(send(fixture->server, bytes, strlen(bytes), 0), strlen(bytes));
}

static void finish(struct fixture *fixture)
{
	close(fixture->listener);
	if (fixture->server >= 0)
		close(fixture->server);
	event_base_free(fixture->base);
}

static void sends_and_closes_without_waiting(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	start(&fixture);
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_NONE);
	assert_int_equal(fixture.result.transfer.sent, 11);
	accept_it(&fixture);
	expect_at_server(&fixture, "hello world");
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, 0), 0);
	finish(&fixture);
}

static void judges_the_echo(void **state)
{
	(void)state;
	static const struct {
		const char *echo;
		enum transfer_failure failure;
		uint64_t received;
		char expected, wrong;
	} rows[] = {
	    {"hello world", FAILURE_NONE, 11, 0, 0},
	    {"hello xorld", FAILURE_MISMATCHED, 7, 'w', 'x'},
	    {"Hello world", FAILURE_MISMATCHED, 1, 'h', 'H'},
	    {"hello worl", FAILURE_SHORT, 10, 0, 0},
	    {"", FAILURE_SHORT, 0, 0, 0},
	    {"hello world!", FAILURE_MISMATCHED, 12, 0, '!'},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fixture fixture;
		begin(&fixture);
		fixture.plan.transfer.wait_echo = true;
		start(&fixture);
		accept_it(&fixture);
		answer(&fixture, rows[i].echo);
		shutdown(fixture.server, SHUT_WR);
		until_ended(&fixture);
		assert_int_equal(fixture.result.transfer.failure, rows[i].failure);
		assert_int_equal(fixture.result.transfer.received, rows[i].received);
		assert_int_equal(fixture.result.transfer.expected, rows[i].expected);
		assert_int_equal(fixture.result.transfer.wrong, rows[i].wrong);
		assert_memory_equal(fixture.result.start, rows[i].echo, (size_t)rows[i].received);
		finish(&fixture);
	}
}

static void half_closes_and_reads_on(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.close = CLOSE_MODE_HALF;
	start(&fixture);
	accept_it(&fixture);
	event_base_loop(fixture.base, EVLOOP_ONCE);
	char got;
	expect_at_server(&fixture, "hello world");
	assert_int_equal(recv(fixture.server, &got, 1, 0), 0); /* its FIN is here ... */
	assert_false(fixture.ended);
	answer(&fixture, "still here"); /* ... and it listens */
	close(fixture.server);
	fixture.server = -1;
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_NONE);
	assert_int_equal(fixture.result.transfer.received, 10);
	assert_memory_equal(fixture.result.start, "still here", 10);
	finish(&fixture);
}

static void resets_when_it_is_told_to(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.close = CLOSE_MODE_RESET;
	start(&fixture);
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_NONE);
	accept_it(&fixture);
	char got[64];
	ssize_t length = recv(fixture.server, got, sizeof got, 0);
	if (length > 0)
		length = recv(fixture.server, got, sizeof got, 0);
	assert_int_equal(length, -1);
	assert_int_equal(errno, ECONNRESET);
	finish(&fixture);
}

static void tells_that_nobody_listens(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	close(fixture.listener);
	fixture.listener = -1;
	start(&fixture);
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_UNREACHED);
	assert_int_equal(fixture.result.transfer.error, ECONNREFUSED);
	finish(&fixture);
}

/* The backlog is full, so the kernel answers no SYN. */
static void gives_up_where_nobody_answers(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	assert_return_code(listen(fixture.listener, 0), errno);
	int filler = loopback_connect(&fixture.address);
	until_queued(fixture.listener, 1);
	fixture.plan.connect_ns = 50 * INT64_C(1000000);
	start(&fixture);
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_UNREACHED);
	assert_int_equal(fixture.result.transfer.error, ETIMEDOUT);
	close(filler);
	finish(&fixture);
}

static void gives_up_where_no_echo_comes(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.wait_echo = true;
	fixture.plan.transfer.timeout_ns = 50 * NS_PER_MS;
	start(&fixture);
	accept_it(&fixture);
	answer(&fixture, "hello");
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_TIMED_OUT);
	assert_int_equal(fixture.result.transfer.sent, 11);
	assert_int_equal(fixture.result.transfer.received, 5);
	finish(&fixture);
}

static void tells_that_the_server_reset(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.wait_echo = true;
	start(&fixture);
	accept_it(&fixture);
	event_base_loop(fixture.base, EVLOOP_ONCE);
	expect_at_server(&fixture, "hello world");
	loopback_reset(fixture.server);
	fixture.server = -1;
	until_ended(&fixture);
	assert_int_equal(fixture.result.transfer.failure, FAILURE_BROKEN);
	assert_int_equal(fixture.result.transfer.error, ECONNRESET);
	finish(&fixture);
}

/* More than fits into the sockets: it sends while it reads. */
static void sends_and_compares_a_large_message(void **state)
{
	(void)state;
	enum { LENGTH = 8 << 20 };
	struct fixture fixture;
	begin(&fixture);
	char *message = malloc(LENGTH), *copy = malloc(LENGTH);
	assert_true(message && copy);
	for (size_t i = 0; i < LENGTH; i++)
		message[i] = (char)(i * 7 + i / 251);
	fixture.plan.transfer.message.message = message;
	fixture.plan.transfer.message.length = LENGTH;
	fixture.plan.transfer.wait_echo = true;
	start(&fixture);
	accept_it(&fixture);
	fcntl(fixture.server, F_SETFL, O_NONBLOCK);
	size_t in = 0, out = 0;
	while (!fixture.ended) {
		ssize_t got = recv(fixture.server, copy + in, LENGTH - in, 0);
		in += got > 0 ? (size_t)got : 0;
		ssize_t went = send(fixture.server, copy + out, in - out, MSG_NOSIGNAL);
		out += went > 0 ? (size_t)went : 0;
		event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	}
	assert_int_equal(fixture.result.transfer.failure, FAILURE_NONE);
	assert_int_equal(fixture.result.transfer.received, LENGTH);
	free(message);
	free(copy);
	finish(&fixture);
}

int test_client_session(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sends_and_closes_without_waiting),
	    cmocka_unit_test(judges_the_echo),
	    cmocka_unit_test(half_closes_and_reads_on),
	    cmocka_unit_test(resets_when_it_is_told_to),
	    cmocka_unit_test(tells_that_nobody_listens),
	    cmocka_unit_test(gives_up_where_nobody_answers),
	    cmocka_unit_test(gives_up_where_no_echo_comes),
	    cmocka_unit_test(tells_that_the_server_reset),
	    cmocka_unit_test(sends_and_compares_a_large_message),
	};
	return run_group(tests, NULL, NULL);
}
