/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "load_report.h"

/* Our own words are printable already; what JSON (RFC 8259 section 7) minds in them is this. */
static void text_quoted(struct text *text, const char *string)
{
	text_char(text, '"');
	for (; *string != '\0'; string++) {
		if (*string == '"' || *string == '\\')
			text_char(text, '\\');
		text_char(text, *string);
	}
	text_char(text, '"');
}

static void text_count(struct text *text, const char *name, uint64_t count)
{
	text_format(text, ",\"%s\":%" PRIu64, name, count);
}

static void text_count_or_null(struct text *text, const char *name, uint64_t count)
{
	if (count > 0)
		text_count(text, name, count);
	else
		text_format(text, ",\"%s\":null", name);
}

static void text_rate(struct text *text, const char *name, const struct load_result *result,
		      uint64_t count)
{
	text_format(text, ",\"%s\":%.1f", name, load_per_second(result, count));
}

static void asked(const struct client_settings *settings, const struct load_result *result,
		  struct text *text)
{
	const struct load_settings *load = &settings->load;
	text_string(text, ",\"target\":\"");
	text_endpoint(text, &result->target.addresses[result->reached].endpoint);
	text_format(text, "\",\"loop\":\"%s\"", load->rate > 0 ? "open" : "closed");
	text_count(text, "concurrency", load->connections);
	text_count_or_null(text, "rate", load->rate);
	text_format(text, ",\"reconnect\":%s,\"wait_echo\":%s", load->reconnect ? "true" : "false",
		    client_awaits_echo(settings) ? "true" : "false");
	text_count(text, "size", result->size);
}

static void latency(const struct histogram *histogram, struct text *text)
{
	static const struct {
		const char *name;
		uint64_t parts;
	} quantiles[] = {{"p50", 500}, {"p90", 900}, {"p99", 990}, {"p99_9", 999}};
	if (histogram->count == 0) {
		text_string(text, ",\"latency_ns\":null");
		return;
	}
	text_format(text, ",\"latency_ns\":{\"min\":%" PRIu64, histogram->minimum);
	text_count(text, "mean", histogram_mean(histogram));
	for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++)
		text_count(text, quantiles[i].name,
			   histogram_quantile(histogram, quantiles[i].parts, 1000));
	text_count(text, "max", histogram->maximum);
	text_char(text, '}');
}

static void failures(const struct client_settings *settings, const struct load_result *result,
		     struct text *text)
{
	text_string(text, ",\"errors\":{");
	for (size_t i = 0; i < LOAD_ERRORS; i++)
		text_format(text, "%s\"%s\":%" PRIu64, i > 0 ? "," : "",
			    load_error_name((enum load_error)i), result->errors[i]);
	text_string(text, "},\"first_error\":");
	if (result->failed == 0) {
		text_string(text, "null");
		return;
	}
	struct text words;
	text_init(&words);
	load_failure_text(settings, result, &result->first, &words);
	text_quoted(text, text_c_string(&words));
	text->failed |= words.failed;
	text_release(&words);
}

void load_json(const struct client_settings *settings, const struct load_result *result,
	       struct text *text)
{
	static const char *const ends[] = {
	    [LOAD_COMPLETE] = "complete",   [LOAD_INTERRUPTED] = "interrupted",
	    [LOAD_UNREACHED] = "unreached", [LOAD_GAVE_UP] = "gave_up",
	    [LOAD_BROKEN] = "broken",
	};
	text_string(text, "{\"v\":1,\"event\":\"load\"");
	asked(settings, result, text);
	text_format(text, ",\"end\":\"%s\"", ends[result->end]);
	text_count(text, "duration_us", (uint64_t)result->elapsed_ns / 1000);
	text_count(text, "requests", result->requests);
	text_count(text, "failed", result->failed);
	text_count(text, "unfinished", result->unfinished);
	text_count(text, "connections", result->connections);
	text_count(text, "source_addresses", result->sources);
	text_count(text, "sent_bytes", result->sent);
	text_count(text, "received_bytes", result->received);
	text_rate(text, "requests_per_s", result, result->requests);
	text_rate(text, "connections_per_s", result, result->connections);
	text_rate(text, "sent_bytes_per_s", result, result->sent);
	text_rate(text, "received_bytes_per_s", result, result->received);
	latency(&result->latency, text);
	failures(settings, result, text);
	text_string(text, "}\n");
}
