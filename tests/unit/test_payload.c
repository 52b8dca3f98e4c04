/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "payload.h"

static struct payload payload_for(const struct client_settings *settings)
{
	struct payload payload;
	struct err err = {.text = ""};
	assert_true(payload_init(&payload, settings, &err));
	return payload;
}

static const char *bytes_of(struct payload *payload, uint64_t number)
{
	payload_stamp(payload, number);
	return payload->bytes;
}

static void a_newline_ends_what_is_to_come_back(void **state)
{
	(void)state;
	static const struct {
		struct client_settings settings;
		const char *want;
	} rows[] = {
	    {{.message = "hi", .load.connections = 1}, "hi\n"},
	    {{.message = "hi\n", .load.connections = 1}, "hi\n"},
	    {{.message = "", .load.connections = 1}, "\n"},
	    {{.message = "hi", .load = {.connections = 1, .no_newline = true}}, "hi"},
	    {{.message = "hi", .load = {.connections = 1, .reconnect = true}}, "hi"},
	    {{.message = "hi", .newline = true, .load = {.connections = 1, .reconnect = true}},
	     "hi\n"},
	    {{.message = "hi", .wait_echo = true, .load = {.connections = 1, .reconnect = true}},
	     "hi\n"},
	    {{.message = "hi", .size = 5, .load.connections = 1}, "abcd\n"},
	    {{.message = "hi", .size = 5, .load = {.connections = 1, .no_newline = true}}, "abcde"},
	    {{.message = "hi", .size = 1, .load.connections = 1}, "\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct payload payload = payload_for(&rows[i].settings);
		assert_string_equal(bytes_of(&payload, 0), rows[i].want);
		assert_int_equal(payload.length, strlen(rows[i].want));
		payload_release(&payload);
	}
}

static void a_message_stays_as_it_is(void **state)
{
	(void)state;
	const struct client_settings settings = {.message = "hello world", .load.connections = 1};
	struct payload payload = payload_for(&settings);
	assert_string_equal(bytes_of(&payload, 12345), "hello world\n");
	payload_release(&payload);
}

static void every_request_of_a_size_is_another(void **state)
{
	(void)state;
	const struct client_settings settings = {.message = "", .size = 12, .load.connections = 1};
	static const struct {
		uint64_t number;
		const char *want;
	} rows[] = {
	    {0, "abcdefghijk\n"},
	    {1, "bbcdefghijk\n"},
	    {25, "zbcdefghijk\n"},
	    {26, "accdefghijk\n"},
	    {UINT64_C(208827064575), "zabcdefgijk\n"}, /* 26^8 - 1: each letter 25 further */
	    {UINT64_C(208827064576), "abcdefghijk\n"},
	    {UINT64_C(208827064575), "zabcdefgijk\n"},
	    {1, "bbcdefghijk\n"}, /* and the others are as they were */
	};
	struct payload payload = payload_for(&settings);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_string_equal(bytes_of(&payload, rows[i].number), rows[i].want);
	payload_release(&payload);
}

/* However short it is, it is not the one before. */
static void two_letters_differ_as_well(void **state)
{
	(void)state;
	const struct client_settings settings = {.message = "", .size = 3, .load.connections = 1};
	struct payload payload = payload_for(&settings);
	assert_string_equal(bytes_of(&payload, 0), "ab\n");
	assert_string_equal(bytes_of(&payload, 1), "bb\n");
	assert_string_equal(bytes_of(&payload, 27), "bc\n");
	payload_release(&payload);
}

int test_payload(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_newline_ends_what_is_to_come_back),
	    cmocka_unit_test(a_message_stays_as_it_is),
	    cmocka_unit_test(every_request_of_a_size_is_another),
	    cmocka_unit_test(two_letters_differ_as_well),
	};
	return run_group(tests, NULL, NULL);
}
