/* SPDX-License-Identifier: MIT */
/* A transfer without a socket: bytes and times are the test's. */
#include <errno.h>

#include "transfer.h"
#include "unit.h"

enum { GAP = 5, INTERVAL = 7, TIMEOUT = 1000 };

static struct transfer begin(struct transfer_plan *plan, const char *message)
{
	struct transfer transfer;
	plan->message.message = message;
	plan->message.length = strlen(message);
	plan->timeout_ns = TIMEOUT;
	transfer_begin(&transfer, plan, 100);
	return transfer;
}

static enum transfer_state next(struct transfer *transfer, int64_t now)
{
	struct transfer_bytes bytes;
	return transfer_next(transfer, now, &bytes);
}

/* It writes WANT now, all of it. */
static void expect_write(struct transfer *transfer, int64_t now, const char *want)
{
	struct transfer_bytes bytes;
	assert_int_equal(transfer_next(transfer, now, &bytes), TRANSFER_WAIT_WRITE);
	assert_int_equal(bytes.length, strlen(want));
	assert_memory_equal(bytes.start, want, bytes.length);
	transfer_sent(transfer, bytes.length);
}

static void receive(struct transfer *transfer, const char *bytes)
{
	transfer_received(transfer, bytes, strlen(bytes));
}

static void sends_and_is_done(void **state)
{
	(void)state;
	struct transfer_plan plan = {.close = CLOSE_MODE_FIN};
	struct transfer transfer = begin(&plan, "hello");
	assert_false(transfer_reads(&transfer));
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_WRITE);
	transfer_sent(&transfer, 2); /* the kernel takes a part */
	expect_write(&transfer, 100, "llo");
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
	assert_int_equal(transfer.result.sent, 5);

	transfer = begin(&plan, "");
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
}

static void judges_the_echo(void **state)
{
	(void)state;
	static const struct {
		const char *echo;
		bool fin;
		enum transfer_failure failure;
		uint64_t received;
		bool extra;
		char expected, wrong;
	} rows[] = {
	    {"hello world", true, FAILURE_NONE, 11, false, 0, 0},
	    {"hello xorld", false, FAILURE_MISMATCHED, 7, false, 'w', 'x'},
	    {"Hello world", false, FAILURE_MISMATCHED, 1, false, 'h', 'H'},
	    {"hello worl", true, FAILURE_SHORT, 10, false, 0, 0},
	    {"", true, FAILURE_SHORT, 0, false, 0, 0},
	    {"hello world!", false, FAILURE_MISMATCHED, 12, true, 0, '!'},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		for (int bytewise = 0; bytewise < 2; bytewise++) {
			struct transfer_plan plan = {.wait_echo = true};
			struct transfer transfer = begin(&plan, "hello world");
			expect_write(&transfer, 100, "hello world");
			assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
			assert_true(transfer_reads(&transfer));
			for (const char *at = rows[i].echo; *at && bytewise; at++)
				transfer_received(&transfer, at, 1);
			if (!bytewise)
				receive(&transfer, rows[i].echo);
			if (rows[i].fin)
				transfer_received_fin(&transfer);
			const struct transfer_result *result = &transfer.result;
			assert_int_equal(result->failure, rows[i].failure);
			assert_int_equal(result->received, rows[i].received);
			assert_int_equal(result->extra, rows[i].extra);
			assert_int_equal(result->expected, rows[i].expected);
			assert_int_equal(result->wrong, rows[i].wrong);
			assert_int_equal(next(&transfer, 100),
					 result->failure ? TRANSFER_FAILED : TRANSFER_DONE);
		}
}

/* What was not sent cannot come back, even if it is what is going to be sent. */
static void refuses_an_echo_before_its_bytes(void **state)
{
	(void)state;
	struct transfer_plan plan = {.wait_echo = true};
	struct transfer transfer = begin(&plan, "hello");
	transfer_sent(&transfer, 3);
	receive(&transfer, "hell");
	assert_int_equal(transfer.result.failure, FAILURE_MISMATCHED);
	assert_true(transfer.result.extra);
	assert_int_equal(transfer.result.received, 4);
	assert_int_equal(transfer.result.wrong, 'l');
}

static void a_message_follows_the_echo_of_the_one_before(void **state)
{
	(void)state;
	struct transfer_plan plan = {.wait_echo = true, .message.count = 3, .message.writes = 2};
	struct transfer transfer = begin(&plan, "abc\xff");
	for (int i = 0; i < 3; i++) {
		expect_write(&transfer, 100, "ab");
		expect_write(&transfer, 100, "c\xff");
		assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
		receive(&transfer, "ab");
		assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
		receive(&transfer, "c\xff");
	}
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
	assert_int_equal(transfer.result.received, 12);

	transfer = begin(&plan, "abc\xff");
	transfer_sent(&transfer, 4);
	receive(&transfer, "abc\xff");
	transfer_sent(&transfer, 4);
	receive(&transfer, "ax");
	assert_int_equal(transfer.result.failure, FAILURE_MISMATCHED);
	assert_int_equal(transfer.result.received, 6);

	/* The peer's FIN after one of two. */
	transfer = begin(&plan, "abc\xff");
	transfer_sent(&transfer, 4);
	receive(&transfer, "abc\xff");
	transfer_received_fin(&transfer);
	assert_int_equal(transfer.result.failure, FAILURE_SHORT);
}

static void pauses_between_pieces_and_messages(void **state)
{
	(void)state;
	struct transfer_plan plan = {
	    .gap_ns = GAP, .interval_ns = INTERVAL, .message.count = 2, .message.writes = 2};
	struct transfer transfer = begin(&plan, "abcd");
	int64_t now = 100;
	expect_write(&transfer, now, "ab");
	assert_int_equal(next(&transfer, now), TRANSFER_WAIT_TIME);
	assert_int_equal(transfer.pause_end, now + GAP);
	assert_int_equal(next(&transfer, now + GAP - 1), TRANSFER_WAIT_TIME);
	now += GAP;
	assert_int_equal(next(&transfer, now), TRANSFER_WAIT_WRITE);
	transfer_sent(&transfer, 1); /* inside a piece there is no pause */
	expect_write(&transfer, now, "d");
	assert_int_equal(next(&transfer, now), TRANSFER_WAIT_TIME);
	assert_int_equal(transfer.pause_end, now + INTERVAL);
	now += INTERVAL;
	expect_write(&transfer, now, "ab");
	assert_int_equal(next(&transfer, now), TRANSFER_WAIT_TIME);
	now += GAP;
	expect_write(&transfer, now, "cd");
	assert_int_equal(next(&transfer, now), TRANSFER_DONE);
}

static void half_closes_and_awaits_the_fin(void **state)
{
	(void)state;
	struct transfer_plan plan = {.close = CLOSE_MODE_HALF};
	struct transfer transfer = begin(&plan, "hi");
	expect_write(&transfer, 100, "hi");
	assert_int_equal(next(&transfer, 100), TRANSFER_SHUT_DOWN);
	transfer_shut_down(&transfer);
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
	receive(&transfer, "anything");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
	transfer_received_fin(&transfer);
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
	assert_false(transfer_reads(&transfer));
	assert_int_equal(transfer.result.received, 8);
}

static void closes_when_something_lies_there_unread(void **state)
{
	(void)state;
	struct transfer_plan plan = {.close = CLOSE_MODE_UNREAD};
	struct transfer transfer = begin(&plan, "hi");
	expect_write(&transfer, 100, "hi");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
	transfer_received_unread(&transfer);
	assert_false(transfer_reads(&transfer));
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
	assert_int_equal(transfer.result.received, 0);

	transfer = begin(&plan, "");
	transfer_received_fin(&transfer); /* nothing will */
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
}

static void holds_until_released_or_closed(void **state)
{
	(void)state;
	struct transfer_plan plan = {.hold = true};
	struct transfer transfer = begin(&plan, "hi");
	expect_write(&transfer, 100, "hi");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_RELEASE);
	receive(&transfer, "more");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_RELEASE);
	transfer_release(&transfer);
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);

	transfer = begin(&plan, "hi");
	transfer_release(&transfer); /* before it gets there */
	expect_write(&transfer, 100, "hi");
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);

	transfer = begin(&plan, "hi");
	expect_write(&transfer, 100, "hi");
	transfer_received_fin(&transfer);
	assert_int_equal(next(&transfer, 100), TRANSFER_DONE);
}

static void writes_on_after_the_fin(void **state)
{
	(void)state;
	struct transfer_plan plan = {
	    .write_after_close = true, .interval_ns = INTERVAL, .urgent = true};
	struct transfer transfer = begin(&plan, "hi");
	struct transfer_bytes bytes = {0};
	assert_int_equal(transfer_next(&transfer, 100, &bytes), TRANSFER_WAIT_WRITE);
	assert_true(bytes.urgent);
	expect_write(&transfer, 100, "hi");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_READ);
	transfer_received_fin(&transfer);
	assert_int_equal(next(&transfer, 200), TRANSFER_WAIT_TIME);
	assert_int_equal(transfer.pause_end, 200 + INTERVAL);
	assert_int_equal(transfer_next(&transfer, 200 + INTERVAL, &bytes), TRANSFER_WAIT_WRITE);
	assert_false(bytes.urgent);
	expect_write(&transfer, 200 + INTERVAL, "again");
	assert_int_equal(next(&transfer, 300), TRANSFER_WAIT_RESET);
	transfer_received_reset(&transfer);
	expect_write(&transfer, 300, "again");
	assert_int_equal(next(&transfer, 300), TRANSFER_DONE);
	assert_int_equal(transfer.result.sent, 2);

	/* Without a message: nothing before that FIN. */
	transfer = begin(&plan, "");
	bytes = (struct transfer_bytes){0};
	assert_int_equal(transfer_next(&transfer, 100, &bytes), TRANSFER_WAIT_READ);
	assert_int_equal(bytes.length, 0);
}

/* A pause before the FIN is not the one after it. */
static void pauses_after_the_fin_as_well(void **state)
{
	(void)state;
	struct transfer_plan plan = {
	    .write_after_close = true, .gap_ns = GAP, .interval_ns = INTERVAL, .message.writes = 2};
	struct transfer transfer = begin(&plan, "ab");
	transfer_sent(&transfer, 0); /* of nothing there is no end */
	expect_write(&transfer, 100, "a");
	assert_int_equal(next(&transfer, 100), TRANSFER_WAIT_TIME);
	expect_write(&transfer, 100 + GAP, "b");
	transfer_received_fin(&transfer);
	assert_int_equal(next(&transfer, 200), TRANSFER_WAIT_TIME);
	expect_write(&transfer, 200 + INTERVAL, "again");

	transfer = begin(&plan, "");
	transfer_sent(&transfer, 0);
	transfer_received_fin(&transfer);
	assert_int_equal(next(&transfer, 200), TRANSFER_WAIT_TIME);
	expect_write(&transfer, 200 + INTERVAL, "again");
	assert_int_equal(next(&transfer, 300), TRANSFER_WAIT_RESET);
}

static void reads_what_matters(void **state)
{
	(void)state;
	static const struct {
		struct transfer_plan plan;
		bool reads;
	} rows[] = {
	    {{.close = CLOSE_MODE_FIN}, false},  {{.close = CLOSE_MODE_RESET}, false},
	    {{.close = CLOSE_MODE_HALF}, true},  {{.close = CLOSE_MODE_UNREAD}, true},
	    {{.wait_echo = true}, true},         {{.hold = true}, true},
	    {{.write_after_close = true}, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct transfer_plan plan = rows[i].plan;
		struct transfer transfer = begin(&plan, "");
		assert_int_equal(transfer_reads(&transfer), rows[i].reads);
		transfer_received_fin(&transfer);
		assert_false(transfer_reads(&transfer));
	}
}

static void another_address_may_do(void **state)
{
	(void)state;
	static const struct {
		struct transfer_result result;
		bool may;
	} rows[] = {
	    {{.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}, true},
	    {{.failure = FAILURE_UNSTARTED, .error = EAFNOSUPPORT}, true},
	    {{.failure = FAILURE_UNSTARTED, .error = EADDRINUSE}, false},
	    {{.failure = FAILURE_BROKEN, .error = ECONNRESET}, false},
	    {{.failure = FAILURE_SHORT}, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(transfer_failure_is_of_address(&rows[i].result), rows[i].may);
}

static void fails_for_good(void **state)
{
	(void)state;
	struct transfer_plan plan = {0};
	struct transfer transfer = begin(&plan, "hi");
	assert_false(transfer_is_late(&transfer, 100 + TIMEOUT - 1));
	assert_true(transfer_is_late(&transfer, 100 + TIMEOUT));
	transfer_fail(&transfer, FAILURE_TIMED_OUT, 0);
	assert_int_equal(next(&transfer, 100), TRANSFER_FAILED);
	assert_int_equal(next(&transfer, 100), TRANSFER_FAILED);
}

int test_transfer(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sends_and_is_done),
	    cmocka_unit_test(judges_the_echo),
	    cmocka_unit_test(refuses_an_echo_before_its_bytes),
	    cmocka_unit_test(a_message_follows_the_echo_of_the_one_before),
	    cmocka_unit_test(pauses_between_pieces_and_messages),
	    cmocka_unit_test(half_closes_and_awaits_the_fin),
	    cmocka_unit_test(closes_when_something_lies_there_unread),
	    cmocka_unit_test(holds_until_released_or_closed),
	    cmocka_unit_test(writes_on_after_the_fin),
	    cmocka_unit_test(pauses_after_the_fin_as_well),
	    cmocka_unit_test(reads_what_matters),
	    cmocka_unit_test(another_address_may_do),
	    cmocka_unit_test(fails_for_good),
	};
	return run_group(tests, NULL, NULL);
}
