/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "event_log.h"
#include "unit.h"

static const struct endpoint server = {.address = {127, 0, 0, 1}, .port = 8079, .version = 4};
static const struct endpoint peer = {.address = {127, 0, 0, 1}, .port = 48604, .version = 4};

static void tell_all(struct event_log *report)
{
	event_log_listening(report, &server);
	event_log_connected(report, &peer);
	event_log_received(report, &peer, "hello world", 11);
	event_log_received(report, &peer, "\n", 1);
	static const enum close_reason ends[] = {CLOSED_BY_FIN,  CLOSED_BY_RESET, CLOSED_IDLE,
						 CLOSED_STOPPED, CLOSED_FIRST,    CLOSED_ERROR};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		event_log_closed(report, &(struct connection_summary){.peer = peer,
								      .how = ends[i],
								      .error = ETIMEDOUT,
								      .received = 12,
								      .echoed = 0});
}

static void expect(enum lang lang, bool quiet, const char *want)
{
	struct event_log report;
	assert_true(event_log_init(&report, NULL, NULL));
	report.lang = lang;
	report.quiet = quiet;
	tell_all(&report);
	assert_string_equal(text_c_string(&report.lines), want);
	event_log_release(&report);
}

static void tells_what_happened_in_english(void **state)
{
	(void)state;
	expect(LANG_EN, false,
	       "listening on 127.0.0.1:8079\n"
	       "127.0.0.1:48604 connected\n"
	       "127.0.0.1:48604 sent 11 bytes: hello world\n"
	       "127.0.0.1:48604 sent 1 byte: \\n\n"
	       "127.0.0.1:48604 left: FIN, 12 bytes received, 0 echoed\n"
	       "127.0.0.1:48604 left: RST, 12 bytes received, 0 echoed\n"
	       "127.0.0.1:48604 left: idle timeout, 12 bytes received, 0 echoed\n"
	       "127.0.0.1:48604 left: server stopped, 12 bytes received, 0 echoed\n"
	       "127.0.0.1:48604 left: we closed first, 12 bytes received, 0 echoed\n"
	       "127.0.0.1:48604 left: Connection timed out, 12 bytes received, 0 echoed\n");
}

static void tells_what_happened_in_chinese(void **state)
{
	(void)state;
	expect(LANG_ZH, false,
	       "listening on 127.0.0.1:8079\n"
	       "127.0.0.1:48604 已连接\n"
	       "127.0.0.1:48604 发来 11 字节: hello world\n"
	       "127.0.0.1:48604 发来 1 字节: \\n\n"
	       "127.0.0.1:48604 离开: FIN, 收到 12 字节, 回显 0 字节\n"
	       "127.0.0.1:48604 离开: RST, 收到 12 字节, 回显 0 字节\n"
	       "127.0.0.1:48604 离开: 空闲超时, 收到 12 字节, 回显 0 字节\n"
	       "127.0.0.1:48604 离开: 服务端停止, 收到 12 字节, 回显 0 字节\n"
	       "127.0.0.1:48604 离开: 服务端先关闭, 收到 12 字节, 回显 0 字节\n"
	       "127.0.0.1:48604 离开: Connection timed out, 收到 12 字节, 回显 0 字节\n");
}

static void says_only_where_it_listens_when_it_is_quiet(void **state)
{
	(void)state;
	expect(LANG_EN, true, "listening on 127.0.0.1:8079\n");
}

static void sums_up(void **state)
{
	(void)state;
	static const struct {
		struct server_totals totals;
		enum lang lang;
		const char *want;
	} rows[] = {
	    {{1, 11, 0, 0, 0}, LANG_EN, "1 connection, 11 bytes received, 0 echoed"},
	    {{3, 33, 22, 1, 0}, LANG_EN, "3 connections, 33 bytes received, 22 echoed, 1 cut off"},
	    {{1, 11, 0, 0, 0}, LANG_ZH, "1 个连接, 收到 11 字节, 回显 0 字节"},
	    {{3, 33, 22, 1, 0}, LANG_ZH, "3 个连接, 收到 33 字节, 回显 22 字节, 1 个被切断"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text text;
		text_init(&text);
		server_totals_text(&rows[i].totals, rows[i].lang, &text);
		assert_string_equal(text_c_string(&text), rows[i].want);
		text_release(&text);
	}
}

/* The lines of one turn of the event loop are one write. */
static void writes_when_the_loop_has_worked_through_its_events(void **state)
{
	(void)state;
	int pipe_fds[2];
	struct err err;
	assert_return_code(pipe(pipe_fds), errno);
	struct event_base *base = event_base_new();
	struct output_queue *output = output_queue_new(pipe_fds[1], LANG_EN, base, NULL, NULL);
	struct event_log report;
	assert_non_null(output);
	assert_true(event_log_init(&report, output, base));
	tell_all(&report);
	assert_true(report.lines.length > 0);
	event_base_loop(base, EVLOOP_NONBLOCK);
	assert_true(output_queue_start(output, &err));
	char got[4096];
	ssize_t length = read(pipe_fds[0], got, sizeof got);
	assert_true(length > 0);
	assert_int_equal(got[length - 1], '\n');
	assert_int_equal(report.lines.length, 0);
	event_log_release(&report);
	output_queue_free(output);
	event_base_free(base);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
}

static void does_not_gather_without_end(void **state)
{
	(void)state;
	int null = open("/dev/null", O_WRONLY);
	struct event_base *base = event_base_new();
	struct output_queue *output = output_queue_new(null, LANG_EN, base, NULL, NULL);
	struct event_log report;
	assert_true(event_log_init(&report, output, base));
	for (int i = 0; i < 10000; i++) {
		event_log_connected(&report, &peer);
		assert_true(report.lines.length < 64 * 1024);
	}
	event_log_release(&report);
	output_queue_free(output);
	event_base_free(base);
	close(null);
}

int test_event_log(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_happened_in_english),
	    cmocka_unit_test(tells_what_happened_in_chinese),
	    cmocka_unit_test(says_only_where_it_listens_when_it_is_quiet),
	    cmocka_unit_test(sums_up),
	    cmocka_unit_test(writes_when_the_loop_has_worked_through_its_events),
	    cmocka_unit_test(does_not_gather_without_end),
	};
	return run_group(tests, NULL, NULL);
}
