/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_fixture.h"

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

int test_load_transfer(void)
{
	const struct CMUnitTest tests[] = {
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
