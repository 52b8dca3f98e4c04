/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_fixture.h"

static void expect_done(const struct load_result *result, uint64_t requests, uint64_t connections)
{
	assert_int_equal(result->end, LOAD_COMPLETE);
	assert_int_equal(result->requests, requests);
	assert_int_equal(result->connections, connections);
	assert_int_equal(result->failed, 0);
	assert_int_equal(result->unfinished, 0);
	assert_int_equal(result->latency.count, requests);
}

static void each_request_comes_back(void **state)
{
	(void)state;
	static const struct {
		struct client_settings settings;
		uint64_t connections, bytes;
	} rows[] = {
	    {{.load.requests = 1}, 1, 12},
	    {{.load = {.requests = 100, .connections = 4}}, 4, 1200},
	    {{.load = {.requests = 100, .connections = 4}, .close = CLOSE_MODE_HALF}, 4, 1200},
	    {{.load = {.requests = 100, .connections = 4}, .close = CLOSE_MODE_RESET}, 4, 1200},
	    {{.load = {.requests = 20, .connections = 2}, .size = 1000}, 2, 20000},
	    {{.load = {.requests = 20, .connections = 3, .reconnect = true}, .wait_echo = true},
	     20,
	     240},
	    {{.load = {.requests = 20, .connections = 3, .reconnect = true},
	      .wait_echo = true,
	      .close = CLOSE_MODE_HALF},
	     20,
	     240},
	    {{.load = {.requests = 50, .connections = 2, .rate = 1000}}, 2, 600},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct load_result result = load_with(PEER_ECHO, &rows[i].settings);
		expect_done(&result, rows[i].settings.load.requests, rows[i].connections);
		assert_int_equal(result.sent, rows[i].bytes);
		assert_int_equal(result.received, rows[i].bytes);
	}
}

/* The exchange of the client by itself, again and again. */
static void the_documented_exchange_awaits_nothing(void **state)
{
	(void)state;
	static const int ways[] = {CLOSE_MODE_FIN, CLOSE_MODE_HALF, CLOSE_MODE_RESET};
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		const struct client_settings settings = {
		    .load = {.requests = 200, .connections = 10, .reconnect = true},
		    .close = ways[i]};
		struct load_result result = load_with(PEER_SILENT, &settings);
		expect_done(&result, 200, 200);
		assert_int_equal(result.sent, 200 * 11);
		assert_int_equal(result.received, 0);
	}
}

static void an_empty_message_only_opens_and_closes(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .message = "", .load = {.requests = 20, .reconnect = true}, .close = CLOSE_MODE_HALF};
	struct load_result result = load_with(PEER_SILENT, &settings);
	expect_done(&result, 20, 20);
	assert_int_equal(result.sent, 0);
}

static void a_duration_ends_a_closed_loop(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.duration_s = 1, .connections = 2}};
	struct load_result result = load_with(PEER_ECHO, &settings);
	assert_int_equal(result.end, LOAD_COMPLETE);
	assert_true(result.requests > 0);
	assert_int_equal(result.failed + result.unfinished, 0);
	/* libevent's clock is CLOCK_MONOTONIC_COARSE: behind by a tick of the kernel's, 10 ms at
	 * most */
	assert_true(result.elapsed_ns >= 990000000);
}

static void an_open_loop_sends_what_was_due(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .load = {.duration_s = 1, .rate = 100, .connections = 2}};
	struct load_result result = load_with(PEER_ECHO, &settings);
	expect_done(&result, 100, 2);
	assert_true(result.elapsed_ns >= 990000000); /* the last one is due then */
}

enum { WAITING = 3 };

struct interruption {
	bool done;
};

static void interrupt_me(const struct load_result *result, void *context)
{
	struct interruption *interruption = context;
	assert_true(result->elapsed_ns > 0);
	if (!interruption->done && result->connections == WAITING)
		interruption->done = raise(SIGINT) == 0;
}

static void a_signal_ends_it_with_what_was_done(void **state)
{
	(void)state;
	struct peer peer;
	peer_start(&peer, PEER_SILENT);
	struct interruption interruption = {0};
	const struct load_hooks hooks = {.tick = interrupt_me, .context = &interruption};
	const struct client_settings settings = {
	    .host = "127.0.0.1",
	    .port = ntohs(peer.address.sin_port),
	    .message = "hello world",
	    .timeout_s = 60,
	    .load = {.connections = WAITING, .requests = 1000},
	};
	struct load_result result;
	struct err err;
	assert_true(load_run(&settings, &hooks, &result, &err));
	assert_int_equal(result.end, LOAD_INTERRUPTED);
	assert_int_equal(result.requests, 0);
	assert_int_equal(result.unfinished, WAITING);
	assert_int_equal(result.failed, 0);
	peer_stop(&peer);
}

static bool refuse(struct err *err)
{
	return err_set(err, "not today");
}

static void says_why_it_cannot_begin(void **state)
{
	(void)state;
	struct client_settings settings = {.host = "[",
					   .message = "hello world",
					   .timeout_s = 1,
					   .load = {.connections = 1, .requests = 1}};
	struct load_result result;
	struct err err;
	assert_false(load_run(&settings, NULL, &result, &err));
	assert_non_null(strstr(err.text, "cannot find host '['"));
	settings.host = "127.0.0.1";
	settings.local_address = "::1";
	assert_false(load_run(&settings, NULL, &result, &err));
	assert_string_equal(err.text, "cannot connect from '::1': no IPv4 address");
	settings.local_address = NULL;
	const struct load_hooks hooks = {.resolved = refuse};
	assert_false(load_run(&settings, &hooks, &result, &err));
	assert_string_equal(err.text, "not today");
}

int test_load(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_request_comes_back),
	    cmocka_unit_test(the_documented_exchange_awaits_nothing),
	    cmocka_unit_test(an_empty_message_only_opens_and_closes),
	    cmocka_unit_test(a_duration_ends_a_closed_loop),
	    cmocka_unit_test(an_open_loop_sends_what_was_due),
	    cmocka_unit_test(a_signal_ends_it_with_what_was_done),
	    cmocka_unit_test(says_why_it_cannot_begin),
	};
	return run_group(tests, NULL, NULL);
}
