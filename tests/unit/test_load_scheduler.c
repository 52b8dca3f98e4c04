/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_fixture.h"

/* Three requests are due within 2 ms, and each answer takes 50: the last one is 148 ms late, though
 * its own answer took no longer than the others. Nothing is left out because the server was slow.
 */
static void what_is_late_counts_from_when_it_was_due(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.requests = 3, .rate = 1000}};
	struct load_result result = load_with(PEER_SLOW, &settings);
	assert_int_equal(result.requests, 3);
	assert_int_equal(result.latency.count, 3);
	assert_true(result.latency.minimum >= 50000000);
	assert_true(histogram_quantile(&result.latency, 1, 2) >= 99000000);
	assert_true(result.latency.maximum >= 148000000);
}

/* One connection, which waits for its answer all the time: the others are never sent, and counted
 * all the same. */
static void what_nobody_could_send_has_timed_out(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.requests = 5, .rate = 1000},
						 .timeout_s = 1};
	struct load_result result = load_with(PEER_NOT_READING, &settings);
	assert_int_equal(result.end, LOAD_COMPLETE);
	assert_int_equal(result.requests, 0);
	assert_int_equal(result.failed, 5);
	assert_int_equal(result.errors[LOAD_TIMED_OUT], 5);
	assert_int_equal(result.first.connection, 1);
}

/* Nobody is left out, whoever answers faster. */
static void each_connection_gets_its_turn(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .load = {.requests = 30, .connections = 30, .rate = 2000}};
	struct load_result result = load_with(PEER_ECHO, &settings);
	assert_int_equal(result.requests, 30);
	assert_int_equal(result.connections, 30);
}

/* More than may wait for their first echo together; and each gets one request, though the first
 * ones could have done them all. (A machine that cannot start so many processes closes some
 * unserved.) */
static void many_connections_open_one_after_the_other(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.requests = 300, .connections = 300}};
	struct load_result result = load_with(PEER_ECHO, &settings);
	assert_int_equal(result.requests + result.failed, 300);
	assert_int_equal(result.connections, 300);
}

/* As soon as there is an answer, nobody listens any more. */
static void stop_the_peer(const struct load_result *result, void *context)
{
	struct peer *peer = context;
	if (result->requests > 0 && peer->pid > 0) {
		peer_stop(peer);
		peer->pid = 0;
	}
}

static void gives_up_when_no_connection_can_be_made_any_more(void **state)
{
	(void)state;
	struct peer peer;
	peer_start(&peer, PEER_ECHO);
	const struct load_hooks hooks = {.tick = stop_the_peer, .context = &peer};
	const struct client_settings settings = {
	    .host = "127.0.0.1",
	    .port = ntohs(peer.address.sin_port),
	    .message = "hello world",
	    .timeout_s = 60,
	    .load = {.connections = 2, .duration_s = 60},
	};
	struct load_result result;
	struct err err;
	assert_true(load_run(&settings, &hooks, &result, &err));
	assert_int_equal(result.end, LOAD_GAVE_UP);
	assert_true(result.requests > 0);
	assert_true(result.errors[LOAD_REFUSED] >= 1000);
}

int test_load_scheduler(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_late_counts_from_when_it_was_due),
	    cmocka_unit_test(what_nobody_could_send_has_timed_out),
	    cmocka_unit_test(each_connection_gets_its_turn),
	    cmocka_unit_test(many_connections_open_one_after_the_other),
	    cmocka_unit_test(gives_up_when_no_connection_can_be_made_any_more),
	};
	return run_group(tests, NULL, NULL);
}
