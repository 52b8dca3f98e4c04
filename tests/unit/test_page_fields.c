/* SPDX-License-Identifier: MIT */
#include "event_fixture.h"
#include "page_fields.h"
#include "unit.h"

/* What page_tcp_options() makes of LENGTH bytes of options. */
static void expect_options(const uint8_t *bytes, size_t length, bool timeless, const char *json)
{
	struct event_fixture fixture;
	struct text text;
	event_fixture_init(&fixture);
	uint8_t *options = exact_copy(bytes, length);
	fixture.segment.options = options;
	fixture.segment.options_length = (uint8_t)length;
	/* as if the numbers were shown from 0 */
	fixture.event.ack = fixture.segment.ack - GOLDEN_SERVER_ISN;
	fixture.event.timeless = timeless;
	text_init(&text);
	struct json written = {.text = &text};
	page_tcp_options(&written, &fixture.event);
	assert_text(&text, json);
	text_release(&text);
	free(options);
}

#define EXPECT(timeless, json, ...)                                                                \
	expect_options((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}),     \
		       timeless, "\"options\":[" json "]")

static void reads_the_options_of_a_syn(void **state)
{
	(void)state;
	EXPECT(false,
	       "[\"mss\",65495],[\"sack-permitted\"],[\"timestamps\",1,258],[\"nop\"],"
	       "[\"window-scale\",7]",
	       2, 4, 0xff, 0xd7, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 1, 2, 1, 3, 3, 7);
}

static void shows_sack_blocks_in_the_numbers_of_the_ack(void **state)
{
	(void)state;
	/* GOLDEN_SERVER_ISN + 10 and + 20 */
	EXPECT(false, "[\"nop\"],[\"nop\"],[\"sack\",10,20]", 1, 1, 5, 10, 0xa4, 0x24, 0x0c, 0x64,
	       0xa4, 0x24, 0x0c, 0x6e);
}

static void knows_cookies_and_what_it_does_not_know(void **state)
{
	(void)state;
	EXPECT(false, "[\"fast-open\",4,\"01fe3c22\"],[\"other\",30,\"ab\"]", 34, 6, 0x01, 0xfe,
	       0x3c, 0x22, 30, 3, 0xab);
	EXPECT(false, "[\"fast-open\",0,\"\"],[\"end\"]", 34, 2, 0, 7, 7);
	EXPECT(false, "[\"other\",2,\"01\"]", 2, 3, 1); /* an MSS of a wrong length */
}

static void leaves_out_what_differs_in_every_run(void **state)
{
	(void)state;
	EXPECT(true, "[\"timestamps\"],[\"fast-open\",2]", 8, 10, 1, 2, 3, 4, 5, 6, 7, 8, 34, 4, 1,
	       2);
}

static void ends_at_a_length_that_cannot_be(void **state)
{
	(void)state;
	EXPECT(false, "[\"nop\"],[\"malformed\"]", 1, 2);
	EXPECT(false, "[\"malformed\"]", 2, 1, 1, 1);
	EXPECT(false, "[\"malformed\"]", 8, 10, 0, 0);
	expect_options((const uint8_t *)"", 0, false, "\"options\":[]");
}

static void tells_that_options_were_cut(void **state)
{
	(void)state;
	static const uint8_t nops[] = {1, 1, 8};
	struct event_fixture fixture;
	struct text text;
	struct json json = {.text = &text};
	event_fixture_init(&fixture);
	fixture.segment.data_offset = 8;
	fixture.segment.options = nops;
	fixture.segment.options_length = sizeof nops;
	text_init(&text);
	page_tcp_options(&json, &fixture.event);
	assert_text(&text, "\"options\":[[\"nop\"],[\"nop\"],[\"not-captured\"]]");
	text_release(&text);
}

int test_page_fields(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_the_options_of_a_syn),
	    cmocka_unit_test(shows_sack_blocks_in_the_numbers_of_the_ack),
	    cmocka_unit_test(knows_cookies_and_what_it_does_not_know),
	    cmocka_unit_test(leaves_out_what_differs_in_every_run),
	    cmocka_unit_test(ends_at_a_length_that_cannot_be),
	    cmocka_unit_test(tells_that_options_were_cut),
	};
	return run_group(tests, NULL, NULL);
}
