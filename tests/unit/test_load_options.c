/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "load_options.h"

static void fills_in_what_was_left_out(void **state)
{
	(void)state;
	static const struct {
		struct load_settings given;
		uint64_t connections, requests, duration_s;
	} rows[] = {
	    {{.connections = 64}, 64, 0, 10},
	    {{.requests = 5}, 1, 5, 0},
	    {{.rate = 5}, 1, 0, 10},
	    {{.duration_s = 3}, 1, 0, 3},
	    {{.duration_s = 3, .requests = 7, .connections = 7}, 7, 7, 3},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct client_settings settings = {.message = "hi", .load = rows[i].given};
		struct err err = {.text = ""};
		assert_true(client_is_load(&settings));
		assert_true(load_options_complete(&settings, &err));
		assert_int_equal(settings.load.connections, rows[i].connections);
		assert_int_equal(settings.load.requests, rows[i].requests);
		assert_int_equal(settings.load.duration_s, rows[i].duration_s);
	}
}

static void without_load_nothing_changes(void **state)
{
	(void)state;
	struct client_settings settings = {.message = "", .rounds = 3, .hold = true};
	struct err err = {.text = ""};
	assert_false(client_is_load(&settings));
	assert_true(load_options_complete(&settings, &err));
	assert_int_equal(settings.load.connections, 0);
	assert_int_equal(settings.load.duration_s, 0);
}

static void a_load_awaits_echoes_unless_it_only_reconnects(void **state)
{
	(void)state;
	const struct client_settings rows[] = {
	    {.load.connections = 1},
	    {.load = {.connections = 1, .reconnect = true}, .wait_echo = true},
	    {.load = {.connections = 1, .reconnect = true}},
	};
	assert_true(client_awaits_echo(&rows[0]));
	assert_true(client_awaits_echo(&rows[1]));
	assert_false(client_awaits_echo(&rows[2]));
}

static void refuses_what_does_not_fit(void **state)
{
	(void)state;
	const struct {
		struct client_settings settings;
		const char *want;
	} rows[] = {
	    {{.message = "x", .load = {.requests = 3, .connections = 4}},
	     "--requests=3 is less than --connections=4"},
	    {{.message = "", .load = {.rate = 1, .no_newline = true}},
	     "an empty message has no echo: leave --no-newline out"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct client_settings settings = rows[i].settings;
		struct err err = {.text = ""};
		assert_false(load_options_complete(&settings, &err));
		assert_string_equal(err.text, rows[i].want);
	}
}

int test_load_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fills_in_what_was_left_out),
	    cmocka_unit_test(without_load_nothing_changes),
	    cmocka_unit_test(a_load_awaits_echoes_unless_it_only_reconnects),
	    cmocka_unit_test(refuses_what_does_not_fit),
	};
	return run_group(tests, NULL, NULL);
}
