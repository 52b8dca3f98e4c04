/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>

#include "echo_queue.h"
#include "loopback.h"
#include "protocol.h"
#include "unit.h"

struct fixture {
	int ours, theirs;
	struct echo_queue queue;
};

static void begin(struct fixture *fixture, enum echo_mode mode)
{
	loopback_pair(&fixture->ours, &fixture->theirs);
	echo_queue_init(&fixture->queue, mode);
}

static void finish(struct fixture *fixture)
{
	echo_queue_release(&fixture->queue);
	close(fixture->ours);
	close(fixture->theirs);
}

static void receive(struct fixture *fixture, const char *bytes)
{
	assert_int_equal(echo_queue_received(&fixture->queue, fixture->ours, (const uint8_t *)bytes,
					     strlen(bytes)),
			 0);
}

static void expect_echo(struct fixture *fixture, const char *want)
{
	char got[64];
	assert_int_equal(recv(fixture->theirs, got, sizeof got, 0), strlen(want));
	assert_memory_equal(got, want, strlen(want));
}

static void expect_no_echo(struct fixture *fixture)
{
	char got[64];
	assert_int_equal(recv(fixture->theirs, got, sizeof got, MSG_DONTWAIT), -1);
	assert_int_equal(errno, EAGAIN);
}

static void sends_a_line_at_once_and_keeps_nothing(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_MESSAGE);
	receive(&fixture, "line\n");
	expect_echo(&fixture, "line\n");
	assert_int_equal(fixture.queue.echoed, 5);
	assert_int_equal(echo_queue_length(&fixture.queue), 0);
	assert_null(fixture.queue.held);
	finish(&fixture);
}

static void keeps_the_unfinished_message_in_order(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_MESSAGE);
	receive(&fixture, "one\ntw");
	expect_echo(&fixture, "one\n");
	assert_int_equal(echo_queue_length(&fixture.queue), 2);
	receive(&fixture, "o\nthr");
	assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
	expect_echo(&fixture, "two\n");
	echo_queue_paused(&fixture.queue);
	assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
	expect_echo(&fixture, "thr");
	assert_null(fixture.queue.held);
	finish(&fixture);
}

static void never_sends_what_a_hang_up_left_unfinished(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_MESSAGE);
	receive(&fixture, "hello world");
	echo_queue_fin(&fixture.queue);
	assert_int_equal(fixture.queue.ready, 0);
	assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
	expect_no_echo(&fixture);
	assert_int_equal(fixture.queue.echoed, 0);
	finish(&fixture);
}

static void keeps_nothing_where_nothing_is_echoed(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_OFF);
	receive(&fixture, "line\n");
	assert_int_equal(echo_queue_length(&fixture.queue), 0);
	assert_int_equal(fixture.queue.ready, 0);
	expect_no_echo(&fixture);
	finish(&fixture);
}

/* The peer does not read until all has come in: what its socket did not take is sent later. */
static void sends_everything_to_a_late_reader(void **state)
{
	(void)state;
	enum { PIECE = 50000, PIECES = 400 };
	static uint8_t piece[PIECE], got[PIECE];
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_BYTES);
	for (uint32_t i = 0; i < PIECES; i++) {
		memset(piece, (int)(i % 251), sizeof piece);
		assert_int_equal(
		    echo_queue_received(&fixture.queue, fixture.ours, piece, sizeof piece), 0);
	}
	assert_true(fixture.queue.ready > 0);
	assert_int_equal(fixture.queue.echoed + fixture.queue.ready, PIECE * PIECES);
	for (uint32_t i = 0; i < PIECES; i++) {
		for (size_t have = 0; have < PIECE;) {
			assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
			ssize_t more = recv(fixture.theirs, got + have, PIECE - have, 0);
			assert_true(more > 0);
			have += (size_t)more;
		}
		memset(piece, (int)(i % 251), sizeof piece);
		assert_memory_equal(got, piece, PIECE);
	}
	assert_int_equal(fixture.queue.echoed, PIECE * PIECES);
	assert_null(fixture.queue.held);
	finish(&fixture);
}

static void tells_why_a_peer_cannot_be_answered(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_BYTES);
	loopback_reset(fixture.theirs);
	fixture.theirs = -1;
	int error = echo_queue_received(&fixture.queue, fixture.ours, (const uint8_t *)"x", 1);
	assert_int_equal(error, ECONNRESET);
	finish(&fixture);
}

static void holds_back_what_is_ready(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_BYTES);
	fixture.queue.echo_delayed = true;
	receive(&fixture, "one");
	assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
	expect_no_echo(&fixture);
	fixture.queue.echo_delayed = false;
	assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
	expect_echo(&fixture, "one");
	finish(&fixture);
}

/* In place of what the peer left unfinished. */
static void says_what_is_no_echo(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, ECHO_MODE_MESSAGE);
	receive(&fixture, "line\ntail");
	expect_echo(&fixture, "line\n");
	echo_queue_fin(&fixture.queue);
	static const char *const parts[] = {"bye", "", "bye"};
	for (size_t i = 0; i < 3; i++) {
		assert_true(echo_queue_put(&fixture.queue, parts[i], strlen(parts[i])));
		assert_int_equal(echo_queue_send(&fixture.queue, fixture.ours), 0);
		if (*parts[i])
			expect_echo(&fixture, parts[i]);
		else
			expect_no_echo(&fixture);
	}
	assert_int_equal(fixture.queue.echoed, 5);
	assert_int_equal(echo_queue_length(&fixture.queue), 0);
	finish(&fixture);
}

int test_echo_queue(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sends_a_line_at_once_and_keeps_nothing),
	    cmocka_unit_test(keeps_the_unfinished_message_in_order),
	    cmocka_unit_test(never_sends_what_a_hang_up_left_unfinished),
	    cmocka_unit_test(keeps_nothing_where_nothing_is_echoed),
	    cmocka_unit_test(sends_everything_to_a_late_reader),
	    cmocka_unit_test(holds_back_what_is_ready),
	    cmocka_unit_test(says_what_is_no_echo),
	    cmocka_unit_test(tells_why_a_peer_cannot_be_answered),
	};
	return run_group(tests, NULL, NULL);
}
