/* SPDX-License-Identifier: MIT */
#include "load_report.h"

#include <inttypes.h>

enum topic { TARGET, LOAD, REQUESTS, CONNECTIONS, BYTES, LATENCY, SLOW, FAILED, UNFINISHED };

/* A column each: the Chinese words are all as wide as the other. */
static const char *const topics[][2] = {
    [TARGET] = {[LANG_ZH] = "目标", [LANG_EN] = "target       "},
    [LOAD] = {[LANG_ZH] = "负载", [LANG_EN] = "load         "},
    [REQUESTS] = {[LANG_ZH] = "请求", [LANG_EN] = "requests     "},
    [CONNECTIONS] = {[LANG_ZH] = "连接", [LANG_EN] = "connections  "},
    [BYTES] = {[LANG_ZH] = "字节", [LANG_EN] = "bytes        "},
    [LATENCY] = {[LANG_ZH] = "延迟", [LANG_EN] = "latency      "},
    [SLOW] = {[LANG_ZH] = "变慢", [LANG_EN] = "slow         "},
    [FAILED] = {[LANG_ZH] = "失败", [LANG_EN] = "failed       "},
    [UNFINISHED] = {[LANG_ZH] = "中断", [LANG_EN] = "unfinished   "},
};

static const struct {
	const char *name;
	const char *words[2];
} errors[LOAD_ERRORS] = {
    [LOAD_REFUSED] = {"refused", {[LANG_ZH] = "被拒绝", [LANG_EN] = "refused"}},
    [LOAD_RESET] = {"reset", {[LANG_ZH] = "被重置", [LANG_EN] = "reset"}},
    [LOAD_TIMED_OUT] = {"timed_out", {[LANG_ZH] = "超时", [LANG_EN] = "timed out"}},
    [LOAD_SHORT] = {"short", {[LANG_ZH] = "回显不全", [LANG_EN] = "short"}},
    [LOAD_MISMATCH] = {"mismatch", {[LANG_ZH] = "回显有误", [LANG_EN] = "mismatch"}},
    [LOAD_OTHER] = {"other", {[LANG_ZH] = "其他", [LANG_EN] = "other"}},
};

const char *load_error_name(enum load_error kind)
{
	return errors[kind].name;
}

double load_per_second(const struct load_result *result, uint64_t count)
{
	return result->elapsed_ns > 0 ? (double)count * 1e9 / (double)result->elapsed_ns : 0;
}

void text_duration_ns(struct text *text, uint64_t nanoseconds)
{
	static const struct {
		double size;
		const char *name;
	} units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {1, "ns"}};
	size_t unit = 0;
	/* What would be rounded up to 1000 is 1.00 of the next unit. */
	while (unit < 3 && (double)nanoseconds < units[unit].size * 0.9995)
		unit++;
	double value = (double)nanoseconds / units[unit].size;
	int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
	text_format(text, "%.*f %s", unit == 3 ? 0 : decimals, value, units[unit].name);
}

static void begin(struct text *text, enum topic topic, enum lang lang)
{
	text_string(text, topics[topic][lang]);
	if (lang == LANG_ZH)
		text_string(text, "  ");
}

static void load_line(const struct client_settings *settings, const struct load_result *result,
		      bool zh, struct text *text)
{
	const struct load_settings *load = &settings->load;
	const char *bytes = result->size == 1 ? "" : "s";
	if (zh)
		text_format(text,
			    load->reconnect ? "同时 %" PRIu64
					      " 个连接, 各一个请求, 每个请求 %zu 字节, "
					    : "%" PRIu64 " 个连接, 每个请求 %zu 字节, ",
			    load->connections, result->size);
	else if (load->reconnect)
		text_format(
		    text, "%" PRIu64 " concurrent connection%s, one request of %zu byte%s each, ",
		    load->connections, load->connections == 1 ? "" : "s", result->size, bytes);
	else
		text_format(text, "%" PRIu64 " connection%s, %zu byte%s per request, ",
			    load->connections, load->connections == 1 ? "" : "s", result->size,
			    bytes);
	if (client_awaits_echo(settings))
		text_string(text, zh ? "核对回显, " : "echo compared, ");
	else
		text_string(text, zh ? "不等回显, " : "no echo, ");
	if (load->rate > 0)
		text_format(text, zh ? "开环: 每秒 %" PRIu64 " 个" : "open loop: %" PRIu64 "/s",
			    load->rate);
	else
		text_string(text, zh ? "闭环" : "closed loop");
}

static void connections_line(const struct client_settings *settings,
			     const struct load_result *result, bool zh, struct text *text)
{
	text_decimal(text, result->connections);
	if (settings->load.reconnect)
		text_format(text, zh ? ", 每秒 %.0f 个" : ", %.0f per second",
			    load_per_second(result, result->connections));
	if (result->sources > 1)
		text_format(text, zh ? ", 来自 %u 个地址" : ", from %u source addresses",
			    result->sources);
}

static void latency_line(const struct histogram *latency, struct text *text)
{
	static const struct {
		const char *name;
		uint64_t parts;
	} quantiles[] = {{"p50 ", 500}, {", p90 ", 900}, {", p99 ", 990}, {", p99.9 ", 999}};
	for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++) {
		text_string(text, quantiles[i].name);
		text_duration_ns(text, histogram_quantile(latency, quantiles[i].parts, 1000));
	}
	text_string(text, ", max ");
	text_duration_ns(text, latency->maximum);
}

bool load_is_short_of_ports(const struct load_result *result)
{
	return result->searched_ns > 0 && result->searched_ns >= result->elapsed_ns / 20;
}

void load_slow_text(const struct client_settings *settings, const struct load_result *result,
		    enum lang lang, struct text *text)
{
	const bool zh = lang == LANG_ZH;
	text_format(text,
		    zh ? "本地端口所剩无几: 内核为 %" PRIu64 " 个连接寻找空闲端口共用去 "
		       : "few local ports are free: for %" PRIu64
			 " connections the kernel searched ",
		    result->searched);
	text_duration_ns(text, (uint64_t)result->searched_ns);
	if (settings->close == CLOSE_MODE_RESET)
		text_string(text, zh ? "; 减少 --connections 即可缓解"
				     : "; fewer --connections need fewer");
	else
		text_string(text, zh ? "; 已关闭的连接在 TIME-WAIT 中仍占用端口一分钟: "
				       "--close=reset 不留下 TIME-WAIT"
				     : "; those that the client closed hold one for a minute, in "
				       "TIME-WAIT: --close=reset leaves none behind");
}

static void failed_line(const struct load_result *result, enum lang lang, struct text *text)
{
	const char *before = ": ";
	if (result->failed == 0)
		text_string(text, lang == LANG_ZH ? "无" : "none");
	else
		text_decimal(text, result->failed);
	for (size_t i = 0; i < LOAD_ERRORS; i++)
		if (result->errors[i] > 0) {
			text_format(text, "%s%s %" PRIu64, before, errors[i].words[lang],
				    result->errors[i]);
			before = ", ";
		}
}

void load_report(const struct client_settings *settings, const struct load_result *result,
		 enum lang lang, struct text *text)
{
	bool zh = lang == LANG_ZH;
	begin(text, TARGET, lang);
	text_endpoint(text, &server_addresses_reached(&result->addresses)->endpoint);
	text_char(text, '\n');
	begin(text, LOAD, lang);
	load_line(settings, result, zh, text);
	text_char(text, '\n');
	begin(text, REQUESTS, lang);
	text_decimal(text, result->requests);
	text_string(text, zh ? " 个, 用时 " : " in ");
	text_duration_ns(text, (uint64_t)result->elapsed_ns);
	text_format(text, zh ? ", 每秒 %.0f 个\n" : ", %.0f per second\n",
		    load_per_second(result, result->requests));
	begin(text, CONNECTIONS, lang);
	connections_line(settings, result, zh, text);
	text_char(text, '\n');
	begin(text, BYTES, lang);
	text_format(text,
		    zh ? "发送 %" PRIu64 ", 每秒 %.0f; 收到 %" PRIu64 ", 每秒 %.0f\n"
		       : "%" PRIu64 " sent, %.0f per second; %" PRIu64
			 " received, %.0f per second\n",
		    result->sent, load_per_second(result, result->sent), result->received,
		    load_per_second(result, result->received));
	if (result->latency.count > 0) {
		begin(text, LATENCY, lang);
		latency_line(&result->latency, text);
		text_char(text, '\n');
	}
	if (load_is_short_of_ports(result)) {
		begin(text, SLOW, lang);
		load_slow_text(settings, result, lang, text);
		text_char(text, '\n');
	}
	begin(text, FAILED, lang);
	failed_line(result, lang, text);
	text_char(text, '\n');
	if (result->unfinished > 0) {
		begin(text, UNFINISHED, lang);
		text_decimal(text, result->unfinished);
		text_char(text, '\n');
	}
}
