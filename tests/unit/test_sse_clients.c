/* SPDX-License-Identifier: MIT */
/* Who looks on, and what they get. */
#include "view_fixture.h"

#define EVENTS "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n"
#define EVENTS_AFTER(id) "GET /events HTTP/1.1\r\nHost: %s\r\nLast-Event-ID: " id "\r\n\r\n"

static void gets_what_was_and_what_comes(void **state)
{
	struct view_fixture *fixture = *state;
	view_push(fixture, "{\"n\":1}\n");
	view_push(fixture, "{\"n\":2}\n");
	int fd = view_ask(fixture, EVENTS);
	const char *got = view_read_until(fixture, fd, "id: run1.2\n\n");
	assert_non_null(strstr(got, "\r\nContent-Type: text/event-stream; charset=utf-8\r\n"));
	assert_non_null(strstr(got, "retry: 500\ndata: {\"kind\":\"run\",\"run\":\"run1\""));
	assert_non_null(strstr(got, "\ndata: {\"n\":1}\ndata: {\"n\":2}\nid: run1.2\n\n"));
	view_push(fixture, "{\"n\":3}\n");
	view_read_until(fixture, fd, "data: {\"n\":3}\nid: run1.3\n\n");
	assert_true(sse_clients_are_served(&fixture->clients));
	close(fd);
}

static void comes_back_to_where_it_was(void **state)
{
	struct view_fixture *fixture = *state;
	for (int i = 0; i < 3; i++)
		view_push(fixture, "{\"old\":1}\n");
	view_push(fixture, "{\"new\":1}\n");
	int fd = view_ask(fixture, EVENTS_AFTER("run1.3"));
	assert_null(strstr(view_read_until(fixture, fd, "{\"new\":1}\nid: run1.4\n\n"), "old"));
	close(fd);
}

/* Of another run, of the future, or nonsense. */
static void begins_anew_with_another_id(void **state)
{
	struct view_fixture *fixture = *state;
	static const char *const requests[] = {
	    EVENTS_AFTER("run2.1"), EVENTS_AFTER("run1.9"),  EVENTS_AFTER("run1"),
	    EVENTS_AFTER("run1."),  EVENTS_AFTER("run1.-1"), EVENTS_AFTER("run1.1x"),
	    EVENTS_AFTER(""),       EVENTS_AFTER("run11.1"),
	};
	view_push(fixture, "{\"n\":1}\n");
	for (size_t i = 0; i < COUNT_OF(requests); i++) {
		int fd = view_ask(fixture, requests[i]);
		view_read_until(fixture, fd, "data: {\"n\":1}\nid: run1.1\n\n");
		close(fd);
	}
}

static void is_told_what_is_not_there_any_more(void **state)
{
	struct view_fixture *fixture = *state;
	for (int i = 0; i < 1030; i++) /* the ring holds 1024 */
		view_push(fixture, "{\"n\":1}\n");
	int fd = view_ask(fixture, EVENTS_AFTER("run1.2"));
	view_read_until(fixture, fd, "data: {\"kind\":\"lost\",\"count\":4}\ndata: {\"n\":1}\n");
	close(fd);
}

/* One who reads nothing costs what is in flight to it, and hears later what it has missed. */
static void a_slow_reader_holds_nobody_up(void **state)
{
	struct view_fixture *fixture = *state;
	static char record[10000];
	int slow = view_ask(fixture, EVENTS);
	view_read_until(fixture, slow, "\n\n");
	snprintf(record, sizeof record, "{\"x\":\"%09900d\"}\n", 0);
	for (int i = 0; i < 2000; i++) { /* 20 MB, of which the ring holds 1 */
		view_push(fixture, record);
		view_turn(fixture);
	}
	int quick = view_ask(fixture, EVENTS_AFTER("run1.2000"));
	view_push(fixture, "{\"last\":1}\n");
	view_read_until(fixture, quick, "{\"last\":1}\nid: run1.2001\n\n");
	text_clear(&fixture->got);
	view_read_until(fixture, slow, "{\"last\":1}\nid: run1.2001\n\n");
	assert_non_null(
	    strstr(text_c_string(&fixture->got), "data: {\"kind\":\"lost\",\"count\":"));
	/* sockets' buffers, the piece in flight, the ring; not the 20 MB */
	assert_true(fixture->got.length < (12 << 20));
	close(slow);
	close(quick);
}

static void there_are_so_many_and_no_more(void **state)
{
	struct view_fixture *fixture = *state;
	int fds[SSE_CLIENTS_MAX];
	for (int i = 0; i < SSE_CLIENTS_MAX; i++) {
		fds[i] = view_ask_from(fixture, i / SSE_STREAMS_EACH, EVENTS);
		view_read_until(fixture, fds[i], "\n\n");
	}
	int one_more = view_ask(fixture, EVENTS);
	view_read_until(fixture, one_more, " 503 Too many browsers look on\r\n");
	close(one_more);
	for (int i = 0; i < SSE_CLIENTS_MAX; i++)
		close(fds[i]);
	while (fixture->clients.count > 0)
		view_turn(fixture);
	int again = view_ask(fixture, EVENTS);
	view_read_until(fixture, again, "event-stream");
	close(again);
}

/* One more from the same address: the oldest ends, and comes back to where it was. */
static void those_of_one_address_take_turns(void **state)
{
	struct view_fixture *fixture = *state;
	int fds[SSE_STREAMS_EACH + 1];
	view_push(fixture, "{\"n\":1}\n");
	for (int i = 0; i < SSE_STREAMS_EACH; i++) {
		fds[i] = view_ask(fixture, EVENTS);
		view_read_until(fixture, fds[i], "id: run1.1\n\n");
	}
	int other = view_ask_from(fixture, 1, EVENTS);
	view_read_until(fixture, other, "id: run1.1\n\n");
	assert_int_equal(fixture->clients.count, SSE_STREAMS_EACH + 1);
	fds[SSE_STREAMS_EACH] = view_ask(fixture, EVENTS);
	view_read_until(fixture, fds[SSE_STREAMS_EACH], "id: run1.1\n\n");
	text_clear(&fixture->got);
	const char *got = view_read_until(fixture, fds[0], NULL); /* its connection, too */
	assert_non_null(strstr(got, "event: turn\ndata:\n\n\r\n0\r\n\r\n"));
	assert_int_equal(fixture->clients.count, SSE_STREAMS_EACH + 1);
	close(fds[0]);
	view_push(fixture, "{\"n\":2}\n");
	fds[0] = view_ask(fixture, EVENTS_AFTER("run1.1"));
	view_read_until(fixture, fds[0], "{\"n\":2}\nid: run1.2\n\n");
	view_read_until(fixture, fds[1], "event: turn\n");
	view_read_until(fixture, other, "{\"n\":2}\nid: run1.2\n\n");
	for (int i = 0; i <= SSE_STREAMS_EACH; i++)
		close(fds[i]);
	close(other);
}

/* Who lacks records gets them first, as far as there is an end of them. */
static void a_turn_is_not_over_before_its_records(void **state)
{
	struct view_fixture *fixture = *state;
	static char record[100000];
	int fds[SSE_STREAMS_EACH + 1];
	snprintf(record, sizeof record, "{\"x\":\"%090000d\"}\n", 0);
	for (int i = 0; i < 8; i++)
		view_push(fixture, record);
	for (int i = 0; i <= SSE_STREAMS_EACH; i++)
		fds[i] = view_ask(fixture, EVENTS);
	const char *got = view_read_until(fixture, fds[0], NULL);
	const char *last = strstr(got, "id: run1.8\n\n");
	assert_non_null(last);
	assert_non_null(strstr(last, "event: turn\n"));
	for (int i = 0; i <= SSE_STREAMS_EACH; i++)
		close(fds[i]);
}

static void those_that_left_are_noticed(void **state)
{
	struct view_fixture *fixture = *state;
	int fd = view_ask(fixture, EVENTS);
	view_read_until(fixture, fd, "\n\n");
	sse_clients_ping(&fixture->clients);
	view_read_until(fixture, fd, "\r\n:\n\n\r\n");
	assert_int_equal(fixture->clients.count, 1);
	loopback_reset(fd);
	while (fixture->clients.count > 0)
		view_turn(fixture);
}

static void a_stream_ends_as_it_should(void **state)
{
	struct view_fixture *fixture = *state;
	int fd = view_ask(fixture, EVENTS);
	view_read_until(fixture, fd, "\n\n");
	sse_clients_end(&fixture->clients);
	assert_int_equal(fixture->clients.count, 0);
	view_read_until(fixture, fd, "\r\n0\r\n\r\n"); /* the last chunk: RFC 9112 section 7.1 */
	close(fd);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, view_fixture_begin, view_fixture_finish)

int test_sse_clients(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(gets_what_was_and_what_comes),    TEST(comes_back_to_where_it_was),
	    TEST(begins_anew_with_another_id),     TEST(is_told_what_is_not_there_any_more),
	    TEST(a_slow_reader_holds_nobody_up),   TEST(there_are_so_many_and_no_more),
	    TEST(those_of_one_address_take_turns), TEST(a_turn_is_not_over_before_its_records),
	    TEST(those_that_left_are_noticed),     TEST(a_stream_ends_as_it_should),
	};
	return run_group(tests, NULL, NULL);
}
