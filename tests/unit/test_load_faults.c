/* SPDX-License-Identifier: MIT */
/* Connections that cannot be made, and peers that spoil a request. */
#include <errno.h>

#include "unit.h"

#include "load_fixture.h"

static void when_nobody_listens_it_ends_at_once(void **state)
{
	(void)state;
	struct peer nobody = {0};
	close(loopback_listen(&nobody.address));
	const struct client_settings settings = {.load = {.requests = 1000, .connections = 10}};
	struct load_result result = load_against(&nobody, settings);
	assert_int_equal(result.end, LOAD_UNREACHED);
	assert_int_equal(result.failed, 1);
	assert_int_equal(result.errors[LOAD_REFUSED], 1);
	assert_int_equal(result.first.transfer.error, ECONNREFUSED);
	assert_true(result.first.connecting);
	assert_int_equal(result.addresses.tried, 1);
}

/* Of localhost only ::1 answers: the first connection finds that out, for all. */
static void the_first_connection_finds_the_address(void **state)
{
	(void)state;
	struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET6, SOCK_STREAM, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) != 0 ||
	    listen(listener, 16) != 0)
		skip();
	assert_return_code(getsockname(listener, (struct sockaddr *)&address, &length), errno);
	const struct client_settings settings = {
	    .host = "localhost",
	    .port = ntohs(address.sin6_port),
	    .message = "hello world",
	    .timeout_s = 60,
	    .load = {.connections = 2, .requests = 5, .reconnect = true},
	};
	struct load_result result;
	struct err err;
	assert_true(load_run(&settings, NULL, &result, &err));
	assert_int_equal(result.end, LOAD_COMPLETE);
	assert_int_equal(result.requests, 5);
	assert_int_equal(result.failed, 0);
	assert_int_equal(result.addresses.reached, 1);
	close(listener);
}

static void when_no_address_answers_the_first_is_told(void **state)
{
	(void)state;
	struct sockaddr_in address;
	close(loopback_listen(&address));
	const struct client_settings settings = {
	    .host = "localhost",
	    .port = ntohs(address.sin_port),
	    .message = "hello world",
	    .timeout_s = 60,
	    .load = {.connections = 2, .requests = 5},
	};
	struct load_result result;
	struct err err;
	assert_true(load_run(&settings, NULL, &result, &err));
	assert_int_equal(result.end, LOAD_UNREACHED);
	assert_int_equal(result.addresses.tried, 2);
	assert_int_equal(result.addresses.reached, 0);
	assert_int_equal(result.first.transfer.error, ECONNREFUSED);
	assert_int_equal(result.failed, 1);
}

/* An address that cannot be connected to from there is none that answered with an error. */
static void the_first_that_was_tried_is_told(void **state)
{
	(void)state;
	struct sockaddr_in address;
	close(loopback_listen(&address));
	const struct client_settings settings = {
	    .host = "localhost",
	    .port = ntohs(address.sin_port),
	    .message = "hello world",
	    .timeout_s = 60,
	    .local_address = "::1",
	    .load = {.connections = 2, .requests = 5},
	};
	struct load_result result;
	struct err err;
	assert_true(load_run(&settings, NULL, &result, &err));
	if (result.end == LOAD_BROKEN) /* there is no IPv6 */
		skip();
	assert_int_equal(result.end, LOAD_UNREACHED);
	assert_int_equal(result.first.transfer.error, ECONNREFUSED);
}

/* The server closes after each answer, while nothing is under way: that is its right. A request
 * that is sent before its FIN has come is lost, and counted. */
static void a_closed_connection_is_made_anew(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.requests = 4, .rate = 10}};
	struct load_result result = load_with(PEER_ONE_EACH, &settings);
	assert_int_equal(result.requests + result.failed, 4);
	assert_int_equal(result.connections, result.requests);
	assert_true(result.connections > 1);
}

static void an_address_of_somebody_else_breaks_it_off(void **state)
{
	(void)state;
	struct peer peer;
	peer_start(&peer, PEER_ECHO);
	const struct client_settings settings = {.local_address = "192.0.2.1", .load.requests = 1};
	struct load_result result = load_against(&peer, settings);
	assert_int_equal(result.end, LOAD_BROKEN);
	assert_string_equal(result.err.text,
			    "cannot connect from 192.0.2.1: Cannot assign requested address: "
			    "'ip address' lists the addresses of this machine");
	peer_stop(&peer);
}

/* One request that the peer spoils. */
static struct load_failure spoiled_by(enum peer_manner manner,
				      const struct client_settings *settings, enum load_error kind)
{
	struct load_result result = load_with(manner, settings);
	assert_int_equal(result.end, LOAD_COMPLETE);
	assert_int_equal(result.failed, 1);
	assert_int_equal(result.errors[kind], 1);
	assert_int_equal(result.first.kind, kind);
	assert_int_equal(result.first.connection, 1);
	assert_int_equal(result.requests + 1, settings->load.requests);
	return result.first;
}

static void a_short_answer(void **state)
{
	(void)state;
	const struct client_settings settings = {.load.requests = 1};
	struct load_failure failure = spoiled_by(PEER_SHORT, &settings, LOAD_SHORT);
	assert_int_equal(failure.transfer.sent, 12);
	assert_int_equal(failure.transfer.received, 6);
}

static void a_reset(void **state)
{
	(void)state;
	const struct client_settings settings = {.load.requests = 1};
	struct load_failure failure = spoiled_by(PEER_RESET, &settings, LOAD_RESET);
	assert_int_equal(failure.transfer.error, ECONNRESET);
	assert_false(failure.connecting);
}

static void a_wrong_byte(void **state)
{
	(void)state;
	const struct client_settings settings = {.load.requests = 3};
	struct load_failure failure = spoiled_by(PEER_WRONG, &settings, LOAD_MISMATCH);
	assert_int_equal(failure.request, 2);
	assert_int_equal(failure.transfer.received, 10);
	assert_int_equal(failure.transfer.expected, 'l');
	assert_int_equal(failure.transfer.wrong, 'l' ^ 1);
	assert_false(failure.transfer.extra);
}

/* Two requests of the same size differ, so an old answer is no good one. */
static void an_old_answer(void **state)
{
	(void)state;
	const struct client_settings settings = {.size = 12, .load.requests = 2};
	struct load_failure failure = spoiled_by(PEER_STALE, &settings, LOAD_MISMATCH);
	assert_int_equal(failure.request, 2);
	assert_int_equal(failure.transfer.received, 1);
	assert_int_equal(failure.transfer.expected, 'b');
	assert_int_equal(failure.transfer.wrong, 'a');
}

static void a_byte_too_many(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .wait_echo = true,
	    .close = CLOSE_MODE_HALF,
	    .load = {.requests = 1, .reconnect = true},
	};
	struct load_failure failure = spoiled_by(PEER_EXTRA, &settings, LOAD_MISMATCH);
	assert_int_equal(failure.transfer.received, 13);
	assert_int_equal(failure.transfer.wrong, '!');
	assert_true(failure.transfer.extra);
}

static void silence(void **state)
{
	(void)state;
	const struct client_settings settings = {.load.requests = 1, .timeout_s = 1};
	struct load_failure failure = spoiled_by(PEER_SILENT, &settings, LOAD_TIMED_OUT);
	assert_int_equal(failure.transfer.sent, 12);
	assert_int_equal(failure.transfer.received, 0);
	assert_false(failure.connecting);
}

/* The kernels' buffers fill up, and the peer takes no more. */
static void a_peer_that_stops_reading(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .size = 64 << 20, .timeout_s = 1, .load.requests = 1};
	struct load_failure failure = spoiled_by(PEER_NOT_READING, &settings, LOAD_TIMED_OUT);
	assert_int_in_range(failure.transfer.sent, 1, (64 << 20) - 1);
}

static void a_peer_that_does_not_close(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .timeout_s = 1, .close = CLOSE_MODE_HALF, .load = {.requests = 1, .reconnect = true}};
	struct load_failure failure = spoiled_by(PEER_HOLDING, &settings, LOAD_TIMED_OUT);
	assert_int_equal(failure.transfer.sent, 11);
}

int test_load_faults(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(when_nobody_listens_it_ends_at_once),
	    cmocka_unit_test(the_first_connection_finds_the_address),
	    cmocka_unit_test(when_no_address_answers_the_first_is_told),
	    cmocka_unit_test(the_first_that_was_tried_is_told),
	    cmocka_unit_test(a_closed_connection_is_made_anew),
	    cmocka_unit_test(an_address_of_somebody_else_breaks_it_off),
	    cmocka_unit_test(a_short_answer),
	    cmocka_unit_test(a_reset),
	    cmocka_unit_test(a_wrong_byte),
	    cmocka_unit_test(an_old_answer),
	    cmocka_unit_test(a_byte_too_many),
	    cmocka_unit_test(silence),
	    cmocka_unit_test(a_peer_that_stops_reading),
	    cmocka_unit_test(a_peer_that_does_not_close),
	};
	return run_group(tests, NULL, NULL);
}
