/* SPDX-License-Identifier: MIT */
#include "event_fixture.h"
#include "json_options.h"
#include "unit.h"

/* What becomes of LENGTH bytes of options of a header of WORDS (too few: nothing was cut). */
static void put(struct text *text, uint8_t words, const uint8_t *bytes, size_t length)
{
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	uint8_t *options = exact_copy(bytes, length);
	fixture.segment.data_offset = words;
	fixture.segment.options = options;
	fixture.segment.options_length = (uint8_t)length;
	/* as if the numbers were shown from 0 */
	fixture.event.ack = fixture.segment.ack - GOLDEN_SERVER_ISN;
	text_clear(text);
	assert_true(text_reserve(text, JSON_OPTIONS_MAX));
	text->length = (size_t)(put_json_options(text_end(text), &fixture.event) - text->bytes);
	assert_int_in_range(text->length, 2, JSON_OPTIONS_MAX);
	free(options);
}

static void expect(uint8_t words, const uint8_t *bytes, size_t length, const char *json)
{
	struct text text;
	text_init(&text);
	put(&text, words, bytes, length);
	assert_text(&text, json);
	text_release(&text);
}

#define EXPECT(words, json, ...)                                                                   \
	expect(words, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), json)

static void writes_the_options_of_a_syn(void **state)
{
	(void)state;
	EXPECT(10,
	       "[{\"kind\":2,\"name\":\"mss\",\"value\":65495},"
	       "{\"kind\":4,\"name\":\"sack-permitted\"},"
	       "{\"kind\":8,\"name\":\"timestamps\",\"value\":4294967295,\"echo\":258},"
	       "{\"kind\":1,\"name\":\"nop\"},{\"kind\":3,\"name\":\"window-scale\",\"shift\":7}]",
	       2, 4, 0xff, 0xd7, 4, 2, 8, 10, 255, 255, 255, 255, 0, 0, 1, 2, 1, 3, 3, 7);
	expect(5, (const uint8_t *)"", 0, "[]");
}

static void writes_sack_blocks_in_the_numbers_of_the_ack(void **state)
{
	(void)state;
	/* GOLDEN_SERVER_ISN + 10, + 20 */
	EXPECT(
	    8,
	    "[{\"kind\":5,\"name\":\"sack\",\"blocks\":[[10,20]]},{\"kind\":0,\"name\":\"end\"}]",
	    5, 10, 0xa4, 0x24, 0x0c, 0x64, 0xa4, 0x24, 0x0c, 0x6e, 0, 7);
	EXPECT(5, "[{\"kind\":5,\"name\":\"sack\",\"blocks\":[[10,20],[20,10]]}]", 5, 18, 0xa4,
	       0x24, 0x0c, 0x64, 0xa4, 0x24, 0x0c, 0x6e, 0xa4, 0x24, 0x0c, 0x6e, 0xa4, 0x24, 0x0c,
	       0x64);
	EXPECT(5, "[{\"kind\":5,\"name\":\"sack\",\"blocks\":[]}]", 5, 2);
}

static void tells_the_length_of_what_it_does_not_read(void **state)
{
	(void)state;
	EXPECT(5,
	       "[{\"kind\":34,\"name\":\"fast-open\",\"cookie_length\":4},"
	       "{\"kind\":30,\"name\":\"mptcp\",\"length\":3},"
	       "{\"kind\":254,\"name\":\"unknown\",\"length\":2}]",
	       34, 6, 1, 2, 3, 4, 30, 3, 7, 254, 2);
	EXPECT(5, "[{\"kind\":2,\"name\":\"mss\",\"length\":3},{\"kind\":1,\"name\":\"nop\"}]", 2,
	       3, 9, 1);
}

static void tells_why_it_ends(void **state)
{
	(void)state;
	EXPECT(6, "[{\"kind\":1,\"name\":\"nop\"},{\"kind\":8,\"name\":\"malformed\"}]", 1, 8, 10,
	       0);
	EXPECT(8, "[{\"kind\":1,\"name\":\"nop\"},{\"kind\":null,\"name\":\"not-captured\"}]", 1, 8,
	       10, 0);
	expect(8, (const uint8_t *)"", 0, "[{\"kind\":null,\"name\":\"not-captured\"}]");
}

/* 40 bytes of every kind in every length, and the smallest ones behind each other. */
static void has_room_for_whatever_there_is(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	for (unsigned kind = 0; kind < 256; kind++)
		for (uint8_t length = 2; length <= 40; length++) {
			uint8_t bytes[40];
			for (uint8_t i = 0; i < sizeof bytes; i++)
				bytes[i] = i % length == 0   ? (uint8_t)kind
					   : i % length == 1 ? length
							     : 0xff;
			put(&text, 15, bytes, sizeof bytes);
		}
	text_release(&text);
}

int test_json_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_the_options_of_a_syn),
	    cmocka_unit_test(writes_sack_blocks_in_the_numbers_of_the_ack),
	    cmocka_unit_test(tells_the_length_of_what_it_does_not_read),
	    cmocka_unit_test(tells_why_it_ends),
	    cmocka_unit_test(has_room_for_whatever_there_is),
	};
	return run_group(tests, NULL, NULL);
}
