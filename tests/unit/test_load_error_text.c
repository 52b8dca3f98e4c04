/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "load_report.h"

static const struct client_settings echo = {
    .host = "127.0.0.1", .port = 8079, .timeout_s = 5, .load = {.connections = 2, .requests = 10}};
static const struct client_settings hang_up = {
    .host = "127.0.0.1",
    .port = 8079,
    .timeout_s = 5,
    .load = {.connections = 2, .requests = 10, .reconnect = true}};

static void says_what_went_wrong_first(void **state)
{
	(void)state;
	static const struct {
		const struct client_settings *settings;
		struct load_failure failure;
		const char *want;
	} rows[] = {
	    {&echo,
	     {.kind = LOAD_MISMATCH,
	      .connection = 3,
	      .request = 1,
	      .transfer = {.sent = 12, .received = 10, .expected = 'l', .wrong = 'x'}},
	     "mismatch at byte 10 of connection 3: sent 'l', got 'x'"},
	    {&echo,
	     {.kind = LOAD_MISMATCH,
	      .connection = 3,
	      .request = 3,
	      .transfer = {.sent = 12, .received = 10, .expected = '\n', .wrong = 27}},
	     "mismatch at byte 34 of connection 3 (byte 10 of its request 3): sent '\\n', got "
	     "'\\x1b'"},
	    {&echo,
	     {.kind = LOAD_MISMATCH,
	      .connection = 1,
	      .request = 2,
	      .transfer = {.sent = 12, .received = 13, .extra = true, .wrong = '!'}},
	     "mismatch at byte 25 of connection 1 (byte 13 of its request 2): only 24 were sent, "
	     "got '!'"},
	    {&echo,
	     {.kind = LOAD_SHORT,
	      .connection = 7,
	      .request = 1,
	      .transfer = {.sent = 12, .received = 5}},
	     "connection 7 was closed after 5 of 12 bytes of the echo"},
	    {&echo,
	     {.kind = LOAD_SHORT,
	      .connection = 7,
	      .request = 9,
	      .transfer = {.sent = 12, .received = 5}},
	     "connection 7 was closed after 5 of 12 bytes of the echo of its request 9"},
	    {&echo,
	     {.kind = LOAD_TIMED_OUT,
	      .connection = 7,
	      .request = 1,
	      .transfer = {.sent = 12, .received = 5}},
	     "connection 7: only 5 of 12 bytes came back within 5 s"},
	    {&echo,
	     {.kind = LOAD_TIMED_OUT, .connection = 7, .request = 1, .transfer = {.sent = 3}},
	     "connection 7: the server took only 3 of 12 bytes within 5 s"},
	    {&echo,
	     {.kind = LOAD_TIMED_OUT, .connection = 7, .request = 1, .connecting = true},
	     "connection 7 was not established within 5 s"},
	    {&hang_up,
	     {.kind = LOAD_TIMED_OUT, .connection = 7, .request = 1, .transfer = {.sent = 12}},
	     "connection 7: the server did not close its side within 5 s"},
	    {&echo,
	     {.kind = LOAD_TIMED_OUT},
	     "no connection was free for a request within 5 s of when it was due"},
	    {&echo,
	     {.kind = LOAD_RESET,
	      .connection = 7,
	      .request = 1,
	      .transfer = {.error = ECONNRESET, .sent = 12, .received = 5}},
	     "connection 7: Connection reset by peer: 12 of 12 bytes were sent, 5 came back"},
	    {&echo,
	     {.kind = LOAD_REFUSED,
	      .connection = 7,
	      .connecting = true,
	      .transfer = {.error = ECONNREFUSED}},
	     "connection 7: Connection refused"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct load_result result = {.size = 12};
		struct text text;
		text_init(&text);
		load_failure_text(rows[i].settings, &result, &rows[i].failure, &text);
		assert_text(&text, rows[i].want);
		text_release(&text);
	}
}

static void says_how_it_ended(void **state)
{
	(void)state;
	static const struct load_failure failure = {
	    .kind = LOAD_SHORT,
	    .connection = 7,
	    .request = 1,
	    .transfer = {.error = ECONNREFUSED, .received = 5}};
	static const struct {
		enum load_end end;
		uint64_t failed;
		const char *want;
	} rows[] = {
	    {LOAD_COMPLETE, 0, ""},
	    {LOAD_COMPLETE, 2,
	     "2 of 10 requests failed; the first: connection 7 was closed after 5 of 12 bytes of "
	     "the echo"},
	    {LOAD_INTERRUPTED, 0, "interrupted after 7 requests"},
	    {LOAD_INTERRUPTED, 2,
	     "interrupted after 9 requests; 2 of 10 requests failed; the first: connection 7 was "
	     "closed after 5 of 12 bytes of the echo"},
	    {LOAD_GAVE_UP, 2,
	     "gave up after 1000 consecutive connection failures; 2 of 10 requests failed; "
	     "the first: connection 7 was closed after 5 of 12 bytes of the echo"},
	    {LOAD_UNREACHED, 1,
	     "cannot connect to 127.0.0.1:8079: Connection refused: is the server running? start "
	     "it with build/bin/server"},
	    {LOAD_BROKEN, 0, "the reason"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct load_result result = {.end = rows[i].end,
					     .size = 12,
					     .requests = 7,
					     .failed = rows[i].failed,
					     .unfinished = rows[i].failed == 2 ? 1 : 0,
					     .first = failure};
		struct err err;
		assert_true(resolve_host(&result.addresses, "127.0.0.1", 8079, &err));
		result.addresses.tried = 1;
		err_set(&result.err, "the reason");
		struct text text;
		text_init(&text);
		load_error_text(&echo, &result, &text);
		assert_text(&text, rows[i].want);
		text_release(&text);
	}
}

int test_load_error_text(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_went_wrong_first),
	    cmocka_unit_test(says_how_it_ended),
	};
	return run_group(tests, NULL, NULL);
}
