/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "unit.h"

#include "load_report.h"

static struct load_result result_of(const char *host)
{
	struct load_result result = {.elapsed_ns = 2000000000, .size = 12, .sources = 1};
	struct err err;
	assert_true(resolve_host(&result.addresses, host, 8079, &err));
	return result;
}

/* 64000 ns are told as the top of their class, 64255. */
static void tells_a_closed_loop(void **state)
{
	(void)state;
	const struct client_settings settings = {.message = "hello world",
						 .load = {.connections = 64, .requests = 1000}};
	struct load_result result = result_of("127.0.0.1");
	result.requests = 1000;
	result.connections = 64;
	result.sent = result.received = 12000;
	for (int i = 0; i < 1000; i++)
		histogram_add(&result.latency, i < 500 ? 100 : i < 999 ? 64000 : 2500000);
	struct text text;
	text_init(&text);
	load_report(&settings, &result, LANG_EN, &text);
	assert_text(
	    &text, "target       127.0.0.1:8079\n"
		   "load         64 connections, 12 bytes per request, echo compared, closed loop\n"
		   "requests     1000 in 2.00 s, 500 per second\n"
		   "connections  64\n"
		   "bytes        12000 sent, 6000 per second; 12000 received, 6000 per second\n"
		   "latency      p50 100 ns, p90 64.3 µs, p99 64.3 µs, p99.9 64.3 µs, max 2.50 "
		   "ms\n"
		   "failed       none\n");
	text_clear(&text);
	load_report(&settings, &result, LANG_ZH, &text);
	assert_text(&text, "目标  127.0.0.1:8079\n"
			   "负载  64 个连接, 每个请求 12 字节, 核对回显, 闭环\n"
			   "请求  1000 个, 用时 2.00 s, 每秒 500 个\n"
			   "连接  64\n"
			   "字节  发送 12000, 每秒 6000; 收到 12000, 每秒 6000\n"
			   "延迟  p50 100 ns, p90 64.3 µs, p99 64.3 µs, p99.9 64.3 µs, max 2.50 "
			   "ms\n"
			   "失败  无\n");
	text_release(&text);
}

static void expect_slow(const struct client_settings *settings, int64_t searched_ns, enum lang lang,
			const char *line)
{
	struct load_result result = result_of("::1");
	struct text text;
	result.searched = 873;
	result.searched_ns = searched_ns;
	text_init(&text);
	load_report(settings, &result, lang, &text);
	if (line)
		assert_non_null(strstr(text_c_string(&text), line));
	else
		assert_null(strstr(text_c_string(&text), "slow"));
	text_release(&text);
}

/* Of the two seconds that the load takes. */
static void tells_that_ports_were_searched(void **state)
{
	(void)state;
	struct client_settings settings = {.message = "x", .load = {.connections = 1}};
	expect_slow(&settings, 0, LANG_EN, NULL);
	expect_slow(&settings, 99000000, LANG_EN, NULL);
	expect_slow(
	    &settings, 100000000, LANG_EN,
	    "slow         few local ports are free: for 873 connections the kernel searched "
	    "100 ms; those that the client closed hold one for a minute, in TIME-WAIT: "
	    "--close=reset leaves none behind\n");
	expect_slow(
	    &settings, 100000000, LANG_ZH,
	    "变慢  本地端口所剩无几: 内核为 873 个连接寻找空闲端口共用去 100 ms; "
	    "已关闭的连接在 TIME-WAIT 中仍占用端口一分钟: --close=reset 不留下 TIME-WAIT\n");
	settings.close = CLOSE_MODE_RESET;
	expect_slow(&settings, 100000000, LANG_EN,
		    "searched 100 ms; fewer --connections need fewer\n");
}

static void tells_what_failed_and_what_is_missing(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .message = "hello world",
	    .load = {.connections = 1, .requests = 1000, .reconnect = true, .rate = 70}};
	struct load_result result = result_of("::1");
	result.size = 1;
	result.failed = 3;
	result.connections = 8;
	result.sources = 100;
	result.errors[LOAD_REFUSED] = 1;
	result.errors[LOAD_MISMATCH] = 2;
	result.unfinished = 5;
	struct text text;
	text_init(&text);
	load_report(&settings, &result, LANG_EN, &text);
	assert_text(&text, "target       [::1]:8079\n"
			   "load         1 concurrent connection, one request of 1 byte each, no "
			   "echo, open loop: 70/s\n"
			   "requests     0 in 2.00 s, 0 per second\n"
			   "connections  8, 4 per second, from 100 source addresses\n"
			   "bytes        0 sent, 0 per second; 0 received, 0 per second\n"
			   "failed       3: refused 1, mismatch 2\n"
			   "unfinished   5\n");
	text_clear(&text);
	load_report(&settings, &result, LANG_ZH, &text);
	assert_text(&text,
		    "目标  [::1]:8079\n"
		    "负载  同时 1 个连接, 各一个请求, 每个请求 1 字节, 不等回显, 开环: 每秒 70 个\n"
		    "请求  0 个, 用时 2.00 s, 每秒 0 个\n"
		    "连接  8, 每秒 4 个, 来自 100 个地址\n"
		    "字节  发送 0, 每秒 0; 收到 0, 每秒 0\n"
		    "失败  3: 被拒绝 1, 回显有误 2\n"
		    "中断  5\n");
	text_release(&text);
}

static void durations_have_three_digits(void **state)
{
	(void)state;
	static const struct {
		uint64_t nanoseconds;
		const char *want;
	} rows[] = {
	    {0, "0 ns"},
	    {999, "999 ns"},
	    {1000, "1.00 µs"},
	    {9994, "9.99 µs"},
	    {9996, "10.0 µs"},
	    {99949, "99.9 µs"},
	    {99951, "100 µs"},
	    {999499, "999 µs"},
	    {999501, "1.00 ms"},
	    {1234567890, "1.23 s"},
	    {UINT64_C(86400000000000), "86400 s"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text text;
		text_init(&text);
		text_duration_ns(&text, rows[i].nanoseconds);
		assert_text(&text, rows[i].want);
		text_release(&text);
	}
}

int test_load_report(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_a_closed_loop),
	    cmocka_unit_test(tells_that_ports_were_searched),
	    cmocka_unit_test(tells_what_failed_and_what_is_missing),
	    cmocka_unit_test(durations_have_three_digits),
	};
	return run_group(tests, NULL, NULL);
}
