/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "single_report.h"
#include "unit.h"

static const struct client_settings hang_up = {
    .host = "localhost", .port = 8079, .message = "hello world", .timeout_s = 5};
static const struct client_settings wait_echo = {
    .host = "localhost", .port = 8079, .message = "hello world", .wait_echo = true, .timeout_s = 5};
static const struct client_settings half_close = {
    .host = "localhost", .port = 8079, .message = "a\n.", .close = CLOSE_MODE_HALF, .timeout_s = 1};
static const struct client_settings other_port = {
    .host = "localhost", .port = 9000, .message = "hello world", .timeout_s = 5};

static const struct client_settings hold = {
    .host = "localhost", .port = 8079, .message = "hello world", .hold = true, .timeout_s = 5};
static const struct client_settings rounds = {
    .host = "localhost", .port = 8079, .message = "hello world", .rounds = 3, .timeout_s = 5};
static const struct client_settings from_port = {
    .host = "localhost", .port = 8079, .message = "hello world", .local_port = 4000};
static const struct client_settings write_after_close = {.host = "localhost",
							 .port = 8079,
							 .message = "hello world",
							 .write_after_close = true,
							 .timeout_s = 5};

static struct single_outcome outcome_of(const struct client_settings *settings, const char *host,
					const struct client_session_result *result)
{
	struct single_outcome outcome = {0};
	struct err err;
	assert_true(resolve_host(&outcome.addresses, host, (uint16_t)settings->port, &err));
	outcome.result = *result;
	err_set(&outcome.err, "the reason");
	outcome.addresses.tried =
	    result->transfer.failure == FAILURE_UNREACHED ? outcome.addresses.count : 1;
	return outcome;
}

static void says_what_went_and_what_came(void **state)
{
	(void)state;
	static const struct {
		const struct client_settings *settings;
		struct client_session_result result;
		const char *chinese, *english;
	} rows[] = {
	    {&hang_up,
	     {.transfer = {.failure = FAILURE_NONE, .sent = 11}},
	     "向 127.0.0.1:8079 发送 11 字节: hello world\n",
	     "sent 11 bytes to 127.0.0.1:8079: hello world\n"},
	    {&wait_echo,
	     {.transfer = {.failure = FAILURE_NONE, .sent = 11, .received = 11},
	      .start = "hello world"},
	     "向 127.0.0.1:8079 发送 11 字节: hello world\n收到 11 字节, 与发送的相同: hello "
	     "world\n",
	     "sent 11 bytes to 127.0.0.1:8079: hello world\n"
	     "received 11 bytes, the same: hello world\n"},
	    {&wait_echo,
	     {.transfer = {.failure = FAILURE_SHORT, .sent = 11, .received = 1}, .start = "\033"},
	     "向 127.0.0.1:8079 发送 11 字节: hello world\n收到 1 字节: \\x1b\n",
	     "sent 11 bytes to 127.0.0.1:8079: hello world\nreceived 1 byte: \\x1b\n"},
	    {&half_close,
	     {.transfer = {.failure = FAILURE_NONE, .sent = 3, .received = 2}, .start = "a\n"},
	     "向 127.0.0.1:8079 发送 3 字节: a\\n.\n收到 2 字节: a\\n\n",
	     "sent 3 bytes to 127.0.0.1:8079: a\\n.\nreceived 2 bytes: a\\n\n"},
	    {&rounds,
	     {.transfer = {.failure = FAILURE_NONE, .sent = 33, .received = 33},
	      .start = "hello worldhello world"
		       "hello world"},
	     "向 127.0.0.1:8079 发送 33 字节, 分 3 轮: hello world\n"
	     "收到 33 字节, 与发送的相同: hello worldhello worldhello world\n",
	     "sent 33 bytes to 127.0.0.1:8079 in 3 rounds: hello world\n"
	     "received 33 bytes, the same: hello worldhello worldhello world\n"},
	    {&hold,
	     {.transfer = {.failure = FAILURE_NONE, .sent = 11, .received = 2}, .start = "hi"},
	     "向 127.0.0.1:8079 发送 11 字节: hello world\n收到 2 字节: hi\n",
	     "sent 11 bytes to 127.0.0.1:8079: hello world\nreceived 2 bytes: hi\n"},
	    {&hang_up, {.transfer = {.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}}, "", ""},
	    {&hang_up, {.transfer = {.failure = FAILURE_UNSTARTED, .error = EINVAL}}, "", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct single_outcome outcome =
		    outcome_of(rows[i].settings, "localhost", &rows[i].result);
		struct text text;
		text_init(&text);
		single_report(rows[i].settings, &outcome, LANG_ZH, false, &text);
		assert_string_equal(text_c_string(&text), rows[i].chinese);
		text_clear(&text);
		single_report(rows[i].settings, &outcome, LANG_EN, false, &text);
		assert_string_equal(text_c_string(&text), rows[i].english);
		text_release(&text);
	}
}

static void says_what_failed_and_what_to_do(void **state)
{
	(void)state;
	static const struct {
		const struct client_settings *settings;
		const char *host;
		struct client_session_result result;
		const char *want;
	} rows[] = {
	    {&hang_up,
	     "localhost",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}},
	     "cannot connect to 127.0.0.1:8079 or [::1]:8079: Connection refused: is the server "
	     "running? start it with build/bin/server"},
	    {&other_port,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}},
	     "cannot connect to 127.0.0.1:9000: Connection refused: is the server running? start "
	     "it with build/bin/server -p 9000"},
	    {&hang_up,
	     "192.0.2.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = ECONNREFUSED}},
	     "cannot connect to 192.0.2.1:8079: Connection refused: is a server listening on that "
	     "address and port?"},
	    {&hang_up,
	     "192.0.2.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = ENETUNREACH}},
	     "cannot connect to 192.0.2.1:8079: Network is unreachable: check the address and the "
	     "way there ('ip route get 192.0.2.1')"},
	    {&hang_up,
	     "::1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = ETIMEDOUT}},
	     "cannot connect to [::1]:8079: Connection timed out: no answer within 5 s: is the "
	     "host up, does a firewall drop the segments? --timeout waits longer"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer =
		  {.failure = FAILURE_BROKEN, .error = ECONNRESET, .sent = 11, .received = 5}},
	     "127.0.0.1:8079: Connection reset by peer: 11 of 11 bytes were sent, 5 came back: "
	     "see what the server says"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_TIMED_OUT, .sent = 11, .received = 5}},
	     "127.0.0.1:8079 sent back only 5 of 11 bytes within 5 s: is it an echo server? "
	     "--timeout waits longer"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_TIMED_OUT, .sent = 3}},
	     "127.0.0.1:8079 took only 3 of 11 bytes within 5 s: is it an echo server? --timeout "
	     "waits longer"},
	    {&half_close,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_TIMED_OUT, .sent = 3, .received = 3}},
	     "127.0.0.1:8079 did not close its side within 1 s: is it an echo server? --timeout "
	     "waits longer"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_SHORT, .sent = 11, .received = 5}},
	     "127.0.0.1:8079 closed after 5 of 11 bytes of the echo: is it an echo server?"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_MISMATCHED,
			   .sent = 11,
			   .received = 7,
			   .expected = 'w',
			   .wrong = 0}},
	     "127.0.0.1:8079 sent a wrong echo: mismatch at byte 7: sent 'w', got '\\x00': is it "
	     "an echo server?"},
	    {&wait_echo,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_MISMATCHED,
			   .sent = 11,
			   .received = 12,
			   .extra = true,
			   .wrong = '!'}},
	     "127.0.0.1:8079 sent a wrong echo: mismatch at byte 12: only 11 were sent"},
	    {&hold,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_TIMED_OUT, .sent = 11}},
	     "127.0.0.1:8079: neither SIGUSR1 nor its FIN came within 5 s: --timeout waits "
	     "longer"},
	    {&hold,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_BROKEN, .error = ETIMEDOUT, .sent = 11}},
	     "127.0.0.1:8079: Connection timed out: 11 of 11 bytes were sent, 0 came back: its "
	     "host does not answer any more: is it up?"},
	    {&rounds,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_SHORT, .sent = 22, .received = 11}},
	     "127.0.0.1:8079 closed after 11 of 33 bytes of the echo: is it an echo server?"},
	    {&write_after_close,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_BROKEN, .error = EPIPE, .sent = 11}},
	     "127.0.0.1:8079 had closed and answered the first write with RST: the second one "
	     "failed: Broken pipe"},
	    {&hang_up,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = EOPNOTSUPP}},
	     "cannot connect to 127.0.0.1:8079: Operation not supported: --fast-open needs "
	     "'sysctl net.ipv4.tcp_fastopen=3'"},
	    {&hang_up,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = EADDRNOTAVAIL}},
	     "cannot connect to 127.0.0.1:8079: Cannot assign requested address: connections "
	     "to that server, open or in TIME-WAIT for a minute, hold every local port ('ss -tan' "
	     "lists them): wait, take another address with --local-address=127.0.0.2, or have more "
	     "ports with 'sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"'"},
	    {&from_port,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = EADDRNOTAVAIL}},
	     "cannot connect to 127.0.0.1:8079: Cannot assign requested address: port 4000 has a "
	     "connection to that server, open or in TIME-WAIT for a minute ('ss -tan' lists it): "
	     "wait, or choose another --local-port"},
	    {&hang_up,
	     "2001:db8::1",
	     {.transfer = {.failure = FAILURE_UNREACHED, .error = EADDRNOTAVAIL}},
	     "cannot connect to [2001:db8::1]:8079: Cannot assign requested address: no IPv6 "
	     "address of this machine fits ('ip -6 address'), or no port is left: connections to "
	     "that server, open or in TIME-WAIT for a minute, hold every local port ('ss -tan' "
	     "lists them): wait, or have more ports with 'sysctl -w "
	     "net.ipv4.ip_local_port_range=\"1024 65535\"'"},
	    {&hang_up,
	     "127.0.0.1",
	     {.transfer = {.failure = FAILURE_UNSTARTED, .error = EINVAL}},
	     "the reason"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct single_outcome outcome =
		    outcome_of(rows[i].settings, rows[i].host, &rows[i].result);
		struct text text;
		text_init(&text);
		single_error_text(rows[i].settings, &outcome, &text);
		assert_string_equal(text_c_string(&text), rows[i].want);
		text_release(&text);
	}
}

int test_single_report(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_went_and_what_came),
	    cmocka_unit_test(says_what_failed_and_what_to_do),
	};
	return run_group(tests, NULL, NULL);
}
