/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "json.h"
#include "unit.h"

static int begin(void **state)
{
	struct json *json = calloc(1, sizeof *json);
	struct text *text = calloc(1, sizeof *text);
	if (!json || !text)
		return -1;
	text_init(text);
	json->text = text;
	*state = json;
	return 0;
}

static int finish(void **state)
{
	struct json *json = *state;
	text_release(json->text);
	free(json->text);
	free(json);
	return 0;
}

static void separates_members_and_elements(void **state)
{
	struct json *json = *state;
	json_open(json, '{');
	json_key(json, "empty");
	json_open(json, '[');
	json_close(json, ']');
	json_key(json, "list");
	json_open(json, '[');
	json_number(json, 1);
	json_open(json, '{');
	json_close(json, '}');
	json_open(json, '[');
	json_null(json);
	json_bool(json, true);
	json_bool(json, false);
	json_close(json, ']');
	json_string(json, "end");
	json_close(json, ']');
	json_close(json, '}');
	assert_text(json->text, "{\"empty\":[],\"list\":[1,{},[null,true,false],\"end\"]}");
}

static void writes_members(void **state)
{
	struct json *json = *state;
	json_open(json, '{');
	json_number_member(json, "frame", UINT64_MAX);
	json_string_member(json, "from", "client");
	json_known_member(json, "known", true, 0);
	json_known_member(json, "unknown", false, 7);
	json_key(json, "rate");
	json_real(json, 2.25, 1);
	json_close(json, '}');
	assert_text(json->text, "{\"frame\":18446744073709551615,\"from\":\"client\",\"known\":0,"
				"\"unknown\":null,\"rate\":2.2}");
}

/* What is written at a pointer, and what the functions write, is the same. */
static void has_keys_for_a_pointer(void **state)
{
	struct json *json = *state;
	json_open(json, '{');
	json_number_member(json, "a", 1);
	json_number_member(json, "seq", 2);
	json_string_member(json, "src", "3");
	assert_text(json->text, "{\"a\":1" JSON_KEY("seq") "2" JSON_STRING_KEY("src") "3\"");
}

/* RFC 8259 section 7. */
static void escapes_what_a_string_may_not_have(void **state)
{
	struct json *json = *state;
	json_string(json, "plain <b> /\x7f\xe4\xbd\xa0");
	json_string(json, "\"\\\b\f\n\r\t\x01\x1f\x1b\"");
	json_string(json, "");
	assert_text(json->text, "\"plain <b> /\x7f\xe4\xbd\xa0\","
				"\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\\u001b\\\"\",\"\"");
}

static void cannot_end_a_script(void **state)
{
	struct json *json = *state;
	json->in_script = true;
	json_string(json, "</script><!--\"");
	assert_text(json->text, "\"\\u003c/script>\\u003c!--\\\"\"");
}

/* Only what stands behind the mark. */
static void escapes_what_was_appended(void **state)
{
	struct json *json = *state;
	text_string(json->text, "\"\n");
	size_t mark = json_string_begin(json);
	text_string(json->text, "say ");
	text_string(json->text, "\"x\"");
	json_string_end(json, mark);
	assert_text(json->text, "\"\n\"say \\\"x\\\"\"");
}

/* Escaped and read back it is the same, for every byte but NUL beside every kind of neighbour. */
static void escapes_every_byte(void **state)
{
	struct json *json = *state;
	static const char neighbours[] = {'a', '"', '\\', '\n', '\x01'};
	for (unsigned byte = 1; byte < 256; byte++)
		for (size_t n = 0; n < sizeof neighbours; n++) {
			char string[] = {neighbours[n], (char)byte, neighbours[n], '\0'};
			char back[8] = "";
			text_clear(json->text);
			json->comma = false;
			json_string(json, string);
			const char *at = text_c_string(json->text) + 1;
			for (size_t i = 0; i < 3; i++) {
				static const char letters[] = "bfnrt\"\\",
						  bytes[] = "\b\f\n\r\t\"\\";
				unsigned code;
				assert_false((unsigned char)*at < 0x20 || *at == '"');
				if (*at != '\\') {
					back[i] = *at++;
				} else if (at[1] == 'u') {
					assert_int_equal(sscanf(at + 2, "%4x", &code), 1);
					back[i] = (char)code;
					at += 6;
				} else {
					assert_non_null(strchr(letters, at[1]));
					back[i] = bytes[strchr(letters, at[1]) - letters];
					at += 2;
				}
			}
			assert_string_equal(at, "\"");
			assert_string_equal(back, string);
		}
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)

int test_json_writer(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(separates_members_and_elements),
	    TEST(writes_members),
	    TEST(has_keys_for_a_pointer),
	    TEST(escapes_what_a_string_may_not_have),
	    TEST(cannot_end_a_script),
	    TEST(escapes_what_was_appended),
	    TEST(escapes_every_byte),
	};
	return run_group(tests, NULL, NULL);
}
