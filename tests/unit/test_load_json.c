/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "load_report.h"

static const struct load_result nothing = {
    .elapsed_ns = 1500000000,
    .size = 12,
    .sources = 1,
    .addresses = {.list = {{.endpoint = {.address = {127, 0, 0, 1}, .port = 8079, .version = 4}}},
		  .count = 1},
};

static void an_object_without_requests(void **state)
{
	(void)state;
	const struct client_settings settings = {.load = {.connections = 2, .requests = 3}};
	struct text text;
	text_init(&text);
	load_json(&settings, &nothing, &text);
	assert_text(&text,
		    "{\"v\":1,\"event\":\"load\",\"target\":\"127.0.0.1:8079\",\"loop\":\"closed\","
		    "\"concurrency\":2,\"rate\":null,\"reconnect\":false,\"wait_echo\":true,"
		    "\"size\":12,\"end\":\"complete\",\"duration_us\":1500000,\"requests\":0,"
		    "\"failed\":0,\"unfinished\":0,\"connections\":0,\"source_addresses\":1,\"port_"
		    "search_us\":0,"
		    "\"sent_bytes\":0,\"received_bytes\":0,\"requests_per_s\":0.0,"
		    "\"connections_per_s\":0.0,\"sent_bytes_per_s\":0.0,"
		    "\"received_bytes_per_s\":0.0,\"latency_ns\":null,"
		    "\"errors\":{\"refused\":0,\"reset\":0,\"timed_out\":0,\"short\":0,"
		    "\"mismatch\":0,\"other\":0},\"first_error\":null}\n");
	text_release(&text);
}

static void figures_and_what_a_peer_sent(void **state)
{
	(void)state;
	const struct client_settings settings = {
	    .load = {.connections = 2, .requests = 3, .reconnect = true, .rate = 50}};
	struct load_result result = nothing;
	result.end = LOAD_INTERRUPTED;
	result.requests = 3;
	result.sent = 36;
	result.failed = 1;
	result.errors[LOAD_MISMATCH] = 1;
	result.first = (struct load_failure){.kind = LOAD_MISMATCH,
					     .connection = 1,
					     .request = 1,
					     .transfer = {.received = 1, .expected = '"'}};
	for (uint64_t i = 1; i <= 3; i++)
		histogram_add(&result.latency, i * 10);
	struct text text;
	text_init(&text);
	load_json(&settings, &result, &text);
	const char *json = text_c_string(&text);
	static const char *const wanted[] = {
	    "\"loop\":\"open\",\"concurrency\":2,\"rate\":50,\"reconnect\":true,"
	    "\"wait_echo\":false,",
	    "\"end\":\"interrupted\",",
	    "\"requests_per_s\":2.0,",
	    "\"sent_bytes_per_s\":24.0,",
	    "\"latency_ns\":{\"min\":10,\"mean\":20,\"p50\":20,\"p90\":30,\"p99\":30,\"p99_9\":30,"
	    "\"max\":30},",
	    "\"mismatch\":1,",
	    "\"first_error\":\"mismatch at byte 1 of connection 1: sent '\\\"', got "
	    "'\\\\x00'\"}\n",
	};
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_non_null(strstr(json, wanted[i]));
	text_release(&text);
}

int test_load_json(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_object_without_requests),
	    cmocka_unit_test(figures_and_what_a_peer_sent),
	};
	return run_group(tests, NULL, NULL);
}
