/* SPDX-License-Identifier: MIT */
#include "json.h"
#include "load_report.h"

static void rate_member(struct json *json, const char *name, const struct load_result *result,
			uint64_t count)
{
	json_key(json, name);
	json_real(json, load_per_second(result, count), 1);
}

static void bool_member(struct json *json, const char *name, bool value)
{
	json_key(json, name);
	json_bool(json, value);
}

static void asked(const struct client_settings *settings, const struct load_result *result,
		  struct json *json)
{
	const struct load_settings *load = &settings->load;
	json_key(json, "target");
	size_t mark = json_string_begin(json);
	text_endpoint(json->text, &server_addresses_reached(&result->addresses)->endpoint);
	json_string_end(json, mark);
	json_string_member(json, "loop", load->rate > 0 ? "open" : "closed");
	json_number_member(json, "concurrency", load->connections);
	json_known_member(json, "rate", load->rate > 0, load->rate);
	bool_member(json, "reconnect", load->reconnect);
	bool_member(json, "wait_echo", client_awaits_echo(settings));
	json_number_member(json, "size", result->size);
}

static void latency(const struct histogram *histogram, struct json *json)
{
	static const struct {
		const char *name;
		uint64_t parts;
	} quantiles[] = {{"p50", 500}, {"p90", 900}, {"p99", 990}, {"p99_9", 999}};
	json_key(json, "latency_ns");
	if (histogram->count == 0) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_number_member(json, "min", histogram->minimum);
	json_number_member(json, "mean", histogram_mean(histogram));
	for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++)
		json_number_member(json, quantiles[i].name,
				   histogram_quantile(histogram, quantiles[i].parts, 1000));
	json_number_member(json, "max", histogram->maximum);
	json_close(json, '}');
}

static void failures(const struct client_settings *settings, const struct load_result *result,
		     struct json *json)
{
	json_key(json, "errors");
	json_open(json, '{');
	for (size_t i = 0; i < LOAD_ERRORS; i++)
		json_number_member(json, load_error_name((enum load_error)i), result->errors[i]);
	json_close(json, '}');
	json_key(json, "first_error");
	if (result->failed == 0) {
		json_null(json);
		return;
	}
	size_t mark = json_string_begin(json);
	load_failure_text(settings, result, &result->first, json->text);
	json_string_end(json, mark);
}

void load_json(const struct client_settings *settings, const struct load_result *result,
	       struct text *text)
{
	static const char *const ends[] = {
	    [LOAD_COMPLETE] = "complete",   [LOAD_INTERRUPTED] = "interrupted",
	    [LOAD_UNREACHED] = "unreached", [LOAD_GAVE_UP] = "gave_up",
	    [LOAD_BROKEN] = "broken",
	};
	struct json json = json_event_begin(text, "load");
	asked(settings, result, &json);
	json_string_member(&json, "end", ends[result->end]);
	json_number_member(&json, "duration_us", (uint64_t)result->elapsed_ns / 1000);
	json_number_member(&json, "requests", result->requests);
	json_number_member(&json, "failed", result->failed);
	json_number_member(&json, "unfinished", result->unfinished);
	json_number_member(&json, "connections", result->connections);
	json_number_member(&json, "source_addresses", result->sources);
	json_number_member(&json, "port_search_us", (uint64_t)result->searched_ns / 1000);
	json_number_member(&json, "sent_bytes", result->sent);
	json_number_member(&json, "received_bytes", result->received);
	rate_member(&json, "requests_per_s", result, result->requests);
	rate_member(&json, "connections_per_s", result, result->connections);
	rate_member(&json, "sent_bytes_per_s", result, result->sent);
	rate_member(&json, "received_bytes_per_s", result, result->received);
	latency(&result->latency, &json);
	failures(settings, result, &json);
	json_event_end(&json);
}
