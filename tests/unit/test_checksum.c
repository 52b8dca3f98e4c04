/* SPDX-License-Identifier: MIT */
#include "checksum.h"
#include "packet.h"
#include "unit.h"

/* Whole packets whose checksums another tool finds good. */
#define IPV6_ADDRESSES "20010db8000000000000000000000001 20010db8000000010000ffff0000fffe "
static const char ipv4_odd[] =
    "4500 0033 1234 4000 4006 3c55 c0000201 c6336407 "
    "bddc 1f8f 3147e49b a4240c5a 5018 0200 8be9 0000 68656c6c6f20776f726c64";
static const char ipv4_even[] =
    "4500 0040 1234 4000 4006 3c48 c0000201 c6336407 "
    "bddc 1f8f 3147e49b a4240c5a 8018 0200 525d 0000 0101 080a 00000001 ffffffff"
    "68656c6c6f20776f726c6473";
static const char ipv4_empty[] = "4500 0028 1234 4000 4006 3c60 c0000201 c6336407 "
				 "bddc 1f8f 3147e49b a4240c5a 5018 0200 1dc3 0000";
static const char ipv6_odd[] =
    "60000000 001f 06 40" IPV6_ADDRESSES "bddc 1f8f 3147e49b a4240c5a 5018 0200 1cb3 0000"
    "68656c6c6f20776f726c64";
static const char ipv6_even[] =
    "60000000 002a 06 40" IPV6_ADDRESSES
    "bddc 1f8f 3147e49b a4240c5a 8018 0200 7060 0000 0101 080a 00000001 ffffffff"
    "30313233343536373839";

static const char *const good[] = {ipv4_odd, ipv4_even, ipv4_empty, ipv6_odd, ipv6_even};

/* Of the first CAPTURED bytes. */
static const char *checksum_of(const struct packet *packet, uint32_t captured)
{
	struct decoded decoded = packet_decode_part(packet, captured, packet->length);
	assert_result(decoded.result, DECODE_SEGMENT);
	const char *name = checksum_name(segment_checksum(&decoded.segment));
	decoded_release(&decoded);
	return name;
}

static void finds_whole_segments_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct packet packet = packet_of(LINK_RAW, good[i]);
		assert_string_equal(checksum_of(&packet, packet.length), "good");
	}
}

/* Each bit of the segment, and of the addresses, one after the other. */
static void finds_every_wrong_bit(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct packet packet = packet_of(LINK_RAW, good[i]);
		bool ipv4 = packet.bytes[0] >> 4 == 4;
		size_t offset = (ipv4 ? 20 : 40) + 12; /* a wrong length is another packet */
		for (size_t byte = ipv4 ? 12 : 8; byte < packet.length; byte++)
			for (unsigned bit = 0; bit < 8 && byte != offset; bit++) {
				packet.bytes[byte] ^= (uint8_t)(1u << bit);
				assert_string_equal(checksum_of(&packet, packet.length), "bad");
				packet.bytes[byte] ^= (uint8_t)(1u << bit);
			}
	}
}

static void says_what_was_not_captured(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct packet packet = packet_of(LINK_RAW, good[i]);
		uint32_t header = packet.bytes[0] >> 4 == 4 ? 20 : 40;
		for (uint32_t captured = header + 16; captured < packet.length; captured++)
			assert_string_equal(checksum_of(&packet, captured), "not-captured");
	}
}

/* The sums of the pseudo headers, as the card gets them. */
static void tells_what_is_left_to_the_card(void **state)
{
	(void)state;
	static const struct {
		const char *packet;
		uint16_t sum;
	} rows[] = {{ipv4_odd, 0xec61}, {ipv6_even, 0x5ba3}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct packet packet = packet_of(LINK_RAW, rows[i].packet);
		size_t at = (packet.bytes[0] >> 4 == 4 ? 20 : 40) + 16;
		struct decoded decoded = packet_decode_part(&packet, packet.length, packet.length);
		assert_false(segment_checksum_is_partial(&decoded.segment));
		decoded_release(&decoded);
		packet.bytes[at] = (uint8_t)(rows[i].sum >> 8);
		packet.bytes[at + 1] = (uint8_t)(rows[i].sum & 0xff);
		decoded = packet_decode_part(&packet, packet.length, packet.length);
		assert_int_equal(segment_checksum(&decoded.segment), CHECKSUM_BAD);
		assert_true(segment_checksum_is_partial(&decoded.segment));
		decoded_release(&decoded);
	}
}

/* The checksum is of all fragments, and they are not put together. */
static void says_nothing_of_a_first_fragment(void **state)
{
	(void)state;
	struct packet packet = packet_of(LINK_RAW, ipv4_odd);
	packet.bytes[6] = 0x20;
	assert_string_equal(checksum_of(&packet, packet.length), "not-captured");
	packet = packet_of(LINK_RAW, "60000000 0027 2c 40" IPV6_ADDRESSES "06 00 0001 00000007"
				     "bddc 1f8f 3147e49b a4240c5a 5018 0200 1cb3 0000"
				     "68656c6c6f20776f726c64");
	assert_string_equal(checksum_of(&packet, packet.length), "not-captured");
	packet.bytes[43] = 0; /* the only fragment (RFC 6946) */
	assert_string_equal(checksum_of(&packet, packet.length), "good");
}

/* Padding behind the packet does not count. */
static void leaves_out_padding(void **state)
{
	(void)state;
	struct packet packet = packet_of(LINK_ETHERNET, MAC_ADDRESSES "0800");
	packet_add(&packet, ipv4_empty);
	packet_add(&packet, "a5a5a5a5a5a5");
	assert_string_equal(checksum_of(&packet, packet.length), "good");
}

/* RFC 791: while a source route is not used up, its last address counts. */
static void counts_with_the_end_of_a_source_route(void **state)
{
	(void)state;
	struct packet packet = packet_of(LINK_RAW, "4700 003b 1234 4000 4006 0000 c0000201 "
						   "0a000001 83 07 04 c6336407 00"
						   "bddc 1f8f 3147e49b a4240c5a 5018 0200 8be9 0000"
						   "68656c6c6f20776f726c64");
	assert_string_equal(checksum_of(&packet, packet.length), "good");
	packet.bytes[22] = 8; /* used up */
	assert_string_equal(checksum_of(&packet, packet.length), "bad");
}

/* RFC 8200 section 8.1. */
static void counts_with_the_end_of_a_route(void **state)
{
	(void)state;
	static const struct {
		const char *routing;
		const char *checksum;
	} rows[] = {
	    {"06 02 00 01 00000000 20010db8000000010000ffff0000fffe", "good"},
	    {"06 02 00 00 00000000 20010db8000000010000ffff0000fffe", "bad"}, /* used up */
	    {"06 02 02 01 00000000 20010db8000000010000ffff0000fffe", "good"},
	    {"06 02 03 01 00000000 20010db8000000010000ffff0000fffe", "bad"}, /* of another kind */
	    {"06 04 00 02 00000000 20010db80000000200000000000000bb"
	     "20010db8000000010000ffff0000fffe",
	     "good"},
	    {"06 04 04 01 01000000 20010db8000000010000ffff0000fffe"
	     "20010db80000000200000000000000aa",
	     "good"},
	    {"06 01 00 01 00000000 0000000000000000", "bad"}, /* no whole address */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct packet packet =
		    packet_of(LINK_RAW, "60000000 0000 2b 40 20010db8000000000000000000000001"
					"20010db80000000200000000000000aa");
		packet_add(&packet, rows[i].routing);
		packet_add(&packet, "bddc 1f8f 3147e49b a4240c5a 5018 0200 1cb3 0000"
				    "68656c6c6f20776f726c64");
		packet.bytes[5] = (uint8_t)(packet.length - 40);
		assert_string_equal(checksum_of(&packet, packet.length), rows[i].checksum);
	}
}

/* As RFC 1071 has it, two bytes a step. */
static uint32_t sum_of(const uint8_t *bytes, size_t length, uint32_t sum)
{
	for (size_t i = 0; i < length; i++)
		sum += i % 2 == 0 ? (uint32_t)bytes[i] << 8 : bytes[i];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/* Bytes that carry into each other, in every length. */
static void sums_as_word_by_word(void **state)
{
	(void)state;
	uint8_t bytes[20 + 80];
	uint32_t random = 7;
	for (uint32_t length = 0; length <= 80; length++)
		for (unsigned round = 0; round < 200; round++) {
			for (size_t i = 0; i < sizeof bytes; i++) {
				random = random * 1664525 + 1013904223;
				bytes[i] = random >> 30 ? 0xff : (uint8_t)(random >> 16);
			}
			bytes[16] = bytes[17] = 0;
			uint32_t right = 0xffff - sum_of(bytes, 20 + length, 6 + 20 + length);
			const struct segment segment = {.header = bytes,
							.data_offset = 5,
							.payload = bytes + 20,
							.payload_length = length,
							.payload_captured = length};
			bytes[16] = (uint8_t)(right >> 8);
			bytes[17] = (uint8_t)right;
			assert_int_equal(segment_checksum(&segment), CHECKSUM_GOOD);
			bytes[17] ^= 1;
			assert_int_equal(segment_checksum(&segment), CHECKSUM_BAD);
		}
}

int test_checksum(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_whole_segments_good),
	    cmocka_unit_test(finds_every_wrong_bit),
	    cmocka_unit_test(says_what_was_not_captured),
	    cmocka_unit_test(says_nothing_of_a_first_fragment),
	    cmocka_unit_test(leaves_out_padding),
	    cmocka_unit_test(counts_with_the_end_of_a_source_route),
	    cmocka_unit_test(counts_with_the_end_of_a_route),
	    cmocka_unit_test(sums_as_word_by_word),
	    cmocka_unit_test(tells_what_is_left_to_the_card),
	};
	return run_group(tests, NULL, NULL);
}
