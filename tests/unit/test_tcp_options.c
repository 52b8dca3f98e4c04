/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "packet.h"
#include "tcp_options.h"
#include "unit.h"

static struct tcp_options read_options(const char *hex)
{
	struct packet packet = packet_of(LINK_RAW, hex);
	uint8_t *copy = exact_copy(packet.bytes, packet.length);
	const struct segment segment = {.options = copy, .options_length = (uint8_t)packet.length};
	struct tcp_options options;
	memset(&options, 0xa5, sizeof options);
	tcp_options_read(&segment, &options);
	free(copy);
	return options;
}

static void reads_what_linux_puts_into_a_syn(void **state)
{
	(void)state;
	struct tcp_options options = read_options("0204ffd7 0402 080a 00000001 fffffffe 01 030307");
	assert_true(options.has_mss);
	assert_int_equal(options.mss, 65495);
	assert_true(options.sack_permitted);
	assert_true(options.has_timestamps);
	assert_true(options.timestamp_value == 1);
	assert_true(options.timestamp_echo == 0xfffffffe);
	assert_true(options.has_window_scale);
	assert_int_equal(options.window_scale, 7);
	assert_false(options.malformed);
	assert_false(options.fast_open);
	assert_int_equal(options.sack_count, 0);
}

static void finds_nothing_where_nothing_is(void **state)
{
	(void)state;
	static const char *const hexes[] = {"", "00", "01010101", "01010100 02040200"};
	static const struct tcp_options nothing;
	for (size_t i = 0; i < COUNT_OF(hexes); i++) {
		struct tcp_options options = read_options(hexes[i]);
		assert_memory_equal(&options, &nothing, sizeof nothing);
	}
}

static void reads_sack_blocks(void **state)
{
	(void)state;
	struct tcp_options options = read_options("0101 050a 00000010 00000020");
	assert_int_equal(options.sack_count, 1);
	assert_true(options.sack[0].left == 0x10 && options.sack[0].right == 0x20);
	options = read_options("0522 00000001 00000002 00000003 00000004 00000005 00000006 "
			       "00000007 00000008");
	assert_int_equal(options.sack_count, 4);
	assert_true(options.sack[3].left == 7 && options.sack[3].right == 8);
	/* more than four do not fit into a header, but a header may say so */
	options = read_options("0522 00000001 00000002 00000003 00000004 00000005 00000006 "
			       "00000007 00000008 050a 00000009 0000000a");
	assert_int_equal(options.sack_count, 4);
	/* half a block is none */
	options = read_options("0506 00000001");
	assert_int_equal(options.sack_count, 0);
	assert_false(options.malformed);
}

static void reads_fast_open(void **state)
{
	(void)state;
	struct tcp_options options = read_options("2202");
	assert_true(options.fast_open);
	assert_int_equal(options.fast_open_length, 0);
	options = read_options("220a 0102030405060708 0101");
	assert_true(options.fast_open);
	assert_int_equal(options.fast_open_length, 8);
}

/* RFC 7323 section 2.3. */
static void bounds_the_window_scale(void **state)
{
	(void)state;
	assert_int_equal(read_options("03030e").window_scale, 14);
	assert_int_equal(read_options("03030f").window_scale, 14);
	assert_int_equal(read_options("0303ff").window_scale, 14);
	struct tcp_options options = read_options("030300");
	assert_true(options.has_window_scale);
	assert_int_equal(options.window_scale, 0);
}

static void ignores_a_known_option_of_another_length(void **state)
{
	(void)state;
	struct tcp_options options = read_options("02050102ff 0302 040300 0809 00000001 000000 "
						  "020405b4");
	assert_true(options.has_mss);
	assert_int_equal(options.mss, 1460);
	assert_false(options.has_window_scale);
	assert_false(options.sack_permitted);
	assert_false(options.has_timestamps);
	assert_false(options.malformed);
}

static void skips_what_it_does_not_know(void **state)
{
	(void)state;
	struct tcp_options options =
	    read_options("1312 00112233445566778899aabbccddeeff fd04f989 020405b4");
	assert_int_equal(options.mss, 1460);
	assert_false(options.malformed);
}

static void keeps_what_stood_before_a_wrong_length(void **state)
{
	(void)state;
	static const char *const ends[] = {"020405b4 03", "020405b4 0300", "020405b4 0301",
					   "020405b4 0304ff", "020405b4 fdff 00"};
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct tcp_options options = read_options(ends[i]);
		assert_true(options.malformed);
		assert_int_equal(options.mss, 1460);
		assert_false(options.has_window_scale);
	}
}

/* The kinds of the options in HEX, each with its length, or with `!` where it is not readable; and
 * how it ended. HEADER: words of the whole header. */
static void expect_options(uint8_t header, const char *hex, const char *expected)
{
	struct packet packet = packet_of(LINK_RAW, hex);
	uint8_t *copy = exact_copy(packet.bytes, packet.length);
	const struct segment segment = {
	    .options = copy, .options_length = (uint8_t)packet.length, .data_offset = header};
	struct tcp_options_reader reader;
	struct tcp_option option;
	struct text text;
	text_init(&text);
	tcp_options_begin(&reader, &segment);
	while (tcp_options_next(&reader, &option)) {
		text_format(&text, "%u%s%u ", option.kind, option.readable ? ":" : "!",
			    option.length);
		if (option.kind > TCP_OPTION_NOP)
			assert_true(option.value + option.length <= copy + packet.length);
	}
	assert_false(tcp_options_next(&reader, &option)); /* and stays at the end */
	if (reader.malformed)
		text_format(&text, "malformed %u", option.kind);
	if (reader.cut)
		text_string(&text, "cut");
	assert_text(&text, expected);
	text_release(&text);
	free(copy);
}

static void walks_over_all_options(void **state)
{
	(void)state;
	expect_options(10, "020405b4 0402 080a 00000001 00000000 01 030307",
		       "2:2 4:0 8:8 1:0 3:1 ");
	expect_options(7, "01 00 0204 01010101", "1:0 0:0 "); /* nothing behind the end */
	expect_options(7, "0203ff 0401 00", "2!1 malformed 4");
	expect_options(10, "1312 00112233445566778899aabbccddeeff 1e02", "19!16 30!0 ");
	expect_options(6, "0101 2202", "1:0 1:0 34:0 ");
	expect_options(7, "0506 00000001 0502", "5!4 5:0 ");
	expect_options(5, "", "");
}

/* A snaplen may end anywhere; a length that does not fit into the header cannot be all the same. */
static void tells_cut_from_malformed(void **state)
{
	(void)state;
	expect_options(10, "", "cut");
	expect_options(10, "0101", "1:0 1:0 cut");
	expect_options(10, "0101 08", "1:0 1:0 cut");
	expect_options(10, "0101 080a 0000", "1:0 1:0 cut");
	expect_options(10, "0101 0813 0000", "1:0 1:0 malformed 8");
	expect_options(10, "0101 0812 0000", "1:0 1:0 cut");
	expect_options(10, "0101 0801 0000", "1:0 1:0 malformed 8");
	expect_options(10, "01 00", "1:0 0:0 ");
	expect_options(6, "0101 01 08", "1:0 1:0 1:0 malformed 8");
}

static void knows_names(void **state)
{
	(void)state;
	assert_string_equal(tcp_option_name(TCP_OPTION_END), "end");
	assert_string_equal(tcp_option_name(TCP_OPTION_MSS), "mss");
	assert_string_equal(tcp_option_name(TCP_OPTION_FAST_OPEN), "fast-open");
	assert_null(tcp_option_name(6));
	assert_null(tcp_option_name(35));
	assert_null(tcp_option_name(255));
}

/* Every kind that has a length with every length, at the end of a block of just that size. */
static void survives_every_kind_and_length(void **state)
{
	(void)state;
	for (unsigned kind = 2; kind < 256; kind++)
		for (unsigned length = 0; length < 48; length++) {
			char hex[96];
			snprintf(hex, sizeof hex, "%02x%02x%0*d", kind, length, 20, 0);
			struct tcp_options options = read_options(hex);
			assert_true(options.sack_count <= SACK_BLOCKS_MAX);
			bool fits = length >= 2 && length <= 12;
			assert_int_equal(options.malformed, !fits);
		}
}

int test_tcp_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_what_linux_puts_into_a_syn),
	    cmocka_unit_test(finds_nothing_where_nothing_is),
	    cmocka_unit_test(reads_sack_blocks),
	    cmocka_unit_test(reads_fast_open),
	    cmocka_unit_test(bounds_the_window_scale),
	    cmocka_unit_test(ignores_a_known_option_of_another_length),
	    cmocka_unit_test(skips_what_it_does_not_know),
	    cmocka_unit_test(keeps_what_stood_before_a_wrong_length),
	    cmocka_unit_test(walks_over_all_options),
	    cmocka_unit_test(tells_cut_from_malformed),
	    cmocka_unit_test(knows_names),
	    cmocka_unit_test(survives_every_kind_and_length),
	};
	return run_group(tests, NULL, NULL);
}
