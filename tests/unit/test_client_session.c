/* SPDX-License-Identifier: MIT */
/* What a session does with a socket and in an event loop; its bytes and times: test_transfer.c. */
#include "accept_queue.h"
#include "client_session_fixture.h"

static void sends_and_closes_without_waiting(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	start(&fixture);
	until_ended(&fixture);
	expect_at_server(&fixture, "hello\n");
	char got;
	assert_int_equal(recv(fixture.server, &got, 1, 0), 0);
	finish(&fixture, FAILURE_NONE, 0);
	assert_int_equal(fixture.result.transfer.sent, 6);
}

static void half_closes_and_reads_on(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.close = CLOSE_MODE_HALF;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	expect_at_server(&fixture, ""); /* its FIN is here ... */
	assert_non_null(fixture.session);
	answer(&fixture, "still here"); /* ... and it listens */
	close(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_NONE, 0);
	assert_int_equal(fixture.result.transfer.received, 10);
	assert_memory_equal(fixture.result.start, "still here", 10);
}

static void resets_when_it_is_told_to(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.close = CLOSE_MODE_RESET;
	start(&fixture);
	until_ended(&fixture);
	char got[64];
	ssize_t length = recv(fixture.server, got, sizeof got, 0);
	if (length > 0)
		length = recv(fixture.server, got, sizeof got, 0);
	assert_int_equal(length, -1);
	assert_int_equal(errno, ECONNRESET);
	finish(&fixture, FAILURE_NONE, 0);
}

/* Nothing was sent yet: all the same it was connected, and no other address is to be tried. */
static void a_reset_at_once_is_none_of_the_address(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	start(&fixture);
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_BROKEN, ECONNRESET);
	assert_false(transfer_failure_is_of_address(&fixture.result.transfer));
	assert_int_equal(fixture.result.transfer.sent, 0);
}

static void tells_that_nobody_listens(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	close(fixture.listener);
	fixture.listener = -1;
	connect_it(&fixture);
	finish(&fixture, FAILURE_UNREACHED, ECONNREFUSED);
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
	fixture.plan.connect_ns = 50 * NS_PER_MS;
	connect_it(&fixture);
	close(filler);
	finish(&fixture, FAILURE_UNREACHED, ETIMEDOUT);
}

static void gives_up_where_no_echo_comes(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.wait_echo = true;
	fixture.plan.transfer.timeout_ns = 50 * NS_PER_MS;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	answer(&fixture, "hello");
	finish(&fixture, FAILURE_TIMED_OUT, 0);
	assert_int_equal(fixture.result.transfer.sent, 6);
	assert_int_equal(fixture.result.transfer.received, 5);
}

static void tells_that_the_server_reset(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	fixture.plan.transfer.wait_echo = true;
	start(&fixture);
	expect_at_server(&fixture, "hello\n");
	loopback_reset(fixture.server);
	fixture.server = -1;
	finish(&fixture, FAILURE_BROKEN, ECONNRESET);
}

static void judges_the_echo(void **state)
{
	(void)state;
	static const struct {
		const char *echo;
		enum transfer_failure failure;
		uint64_t received;
	} rows[] = {
	    {"hello\n", FAILURE_NONE, 6},        {"hallo\n", FAILURE_MISMATCHED, 2},
	    {"hell", FAILURE_SHORT, 4},          {"", FAILURE_SHORT, 0},
	    {"hello\n!", FAILURE_MISMATCHED, 7},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture fixture;
		begin(&fixture);
		fixture.plan.transfer.wait_echo = true;
		start(&fixture);
		expect_at_server(&fixture, "hello\n");
		answer(&fixture, rows[i].echo);
		shutdown(fixture.server, SHUT_WR);
		finish(&fixture, rows[i].failure, 0);
		assert_int_equal(fixture.result.transfer.received, rows[i].received);
		assert_memory_equal(fixture.result.start, rows[i].echo, (size_t)rows[i].received);
	}
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
	size_t in = 0, out = 0;
	while (fixture.session) {
		ssize_t got = recv(fixture.server, copy + in, LENGTH - in, 0);
		in += got > 0 ? (size_t)got : 0;
		ssize_t went = send(fixture.server, copy + out, in - out, MSG_NOSIGNAL);
		out += went > 0 ? (size_t)went : 0;
		event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	}
	finish(&fixture, FAILURE_NONE, 0);
	assert_int_equal(fixture.result.transfer.received, LENGTH);
	free(message);
	free(copy);
}

int test_client_session(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sends_and_closes_without_waiting),
	    cmocka_unit_test(half_closes_and_reads_on),
	    cmocka_unit_test(resets_when_it_is_told_to),
	    cmocka_unit_test(a_reset_at_once_is_none_of_the_address),
	    cmocka_unit_test(tells_that_nobody_listens),
	    cmocka_unit_test(gives_up_where_nobody_answers),
	    cmocka_unit_test(gives_up_where_no_echo_comes),
	    cmocka_unit_test(tells_that_the_server_reset),
	    cmocka_unit_test(judges_the_echo),
	    cmocka_unit_test(sends_and_compares_a_large_message),
	};
	return run_group(tests, NULL, NULL);
}
