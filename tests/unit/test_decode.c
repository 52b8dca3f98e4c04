/* SPDX-License-Identifier: MIT */
#include "decode.h"
#include "packet.h"
#include "unit.h"

/* IPv4 of any length, then TCP: ports, seq, ack, offset and flags, the rest. */
#define ANY_IPV4 "4500 0000 1234 4000 4006 0000 7f000001 7f000001"
#define TCP(offset_and_flags) "bddc 1f8f 3147e49b a4240c5a" offset_and_flags "ffff abcd 0102"

static struct decoded decode(const char *hex)
{
	struct packet packet = packet_of(LINK_RAW, hex);
	return packet_decode(&packet);
}

static void reads_every_field(void **state)
{
	(void)state;
	struct decoded decoded = decode(ANY_IPV4 TCP("5002"));
	assert_result(decoded.result, DECODE_SEGMENT);
	const struct segment *segment = &decoded.segment;
	assert_int_equal(segment->source.port, 48604);
	assert_int_equal(segment->destination.port, 8079);
	assert_true(segment->seq == 826795163);
	assert_true(segment->ack == 2753825882);
	assert_int_equal(segment->window, 65535);
	assert_int_equal(segment->data_offset, 5);
	assert_int_equal(segment->checksum, 0xabcd);
	assert_int_equal(segment->urgent, 0x0102);
	assert_int_equal(segment->payload_length, 0);
	decoded_release(&decoded);
}

static void reads_all_twelve_flags(void **state)
{
	(void)state;
	static const struct {
		const char *hex;
		unsigned flags;
	} rows[] = {
	    {ANY_IPV4 TCP("5000"), 0},
	    {ANY_IPV4 TCP("5001"), TCP_FLAG_FIN},
	    {ANY_IPV4 TCP("5002"), TCP_FLAG_SYN},
	    {ANY_IPV4 TCP("5004"), TCP_FLAG_RST},
	    {ANY_IPV4 TCP("5008"), TCP_FLAG_PSH},
	    {ANY_IPV4 TCP("5010"), TCP_FLAG_ACK},
	    {ANY_IPV4 TCP("5020"), TCP_FLAG_URG},
	    {ANY_IPV4 TCP("5040"), TCP_FLAG_ECE},
	    {ANY_IPV4 TCP("5080"), TCP_FLAG_CWR},
	    {ANY_IPV4 TCP("5100"), TCP_FLAG_AE},
	    {ANY_IPV4 TCP("5fff"), 0xfff},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct decoded decoded = decode(rows[i].hex);
		assert_result(decoded.result, DECODE_SEGMENT);
		assert_int_equal(decoded.segment.flags, rows[i].flags);
		decoded_release(&decoded);
	}
}

static void parts_options_from_payload(void **state)
{
	(void)state;
	struct decoded decoded = decode(ANY_IPV4 TCP("7018") "0101080affffffff"
							     "616263");
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_int_equal(decoded.segment.options_length, 8);
	assert_int_equal(decoded.segment.options[2], 8);
	assert_int_equal(decoded.segment.payload_length, 3);
	assert_memory_equal(decoded.segment.payload, "abc", 3);
	decoded_release(&decoded);
}

static void refuses_offsets_that_cannot_be(void **state)
{
	(void)state;
	assert_result(packet_result(LINK_RAW, ANY_IPV4 TCP("4010")), DECODE_BAD_TCP_OFFSET);
	assert_result(packet_result(LINK_RAW, ANY_IPV4 TCP("0010")), DECODE_BAD_TCP_OFFSET);
	assert_result(packet_result(LINK_RAW, ANY_IPV4 TCP("6010") "010101"),
		      DECODE_BAD_TCP_OFFSET);
	assert_result(packet_result(LINK_RAW, ANY_IPV4 TCP("f010") "01010101"),
		      DECODE_BAD_TCP_OFFSET);
	/* behind what IP calls its payload there is only padding */
	assert_result(packet_result(LINK_RAW, "4500 0028 1234 4000 4006 0000 7f000001 7f000001" TCP(
						  "6010") "01010101"),
		      DECODE_BAD_TCP_OFFSET);
}

/* Header and options are 60 bytes of which the snaplen left 20 to 59. */
static void leaves_out_options_that_were_cut(void **state)
{
	(void)state;
	struct packet packet = packet_of(LINK_RAW, ANY_IPV4 TCP("f010"));
	for (int i = 0; i < 10; i++)
		packet_add(&packet, "01010101");
	packet_add(&packet, "616263");
	for (uint32_t captured = 40; captured <= packet.length; captured++) {
		struct decoded decoded = packet_decode_part(&packet, captured, packet.length);
		assert_result(decoded.result, DECODE_SEGMENT);
		assert_int_equal(decoded.segment.options_length,
				 captured < 80 ? captured - 40 : 40);
		assert_ptr_equal(decoded.segment.header, captured < 80 ? NULL : decoded.bytes + 20);
		assert_int_equal(decoded.segment.payload_length, 3);
		assert_int_equal(decoded.segment.payload_captured,
				 captured < 80 ? 0 : captured - 80);
		decoded_release(&decoded);
	}
}

static void says_where_it_ends(void **state)
{
	(void)state;
	assert_result(packet_result(LINK_RAW, ANY_IPV4), DECODE_SHORT_TCP);
	assert_result(packet_result(LINK_RAW, ANY_IPV4 "bddc 1f8f 3147e49b a4240c5a 5010 ffff 0000 "
						       "01"),
		      DECODE_SHORT_TCP);
}

/* A file may claim more captured bytes than there were on the wire. */
static void believes_the_smaller_of_two_lengths(void **state)
{
	(void)state;
	struct packet packet = packet_of(LINK_RAW, ANY_IPV4 TCP("5018") "616263");
	struct decoded decoded = packet_decode_part(&packet, packet.length, packet.length - 2);
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_int_equal(decoded.segment.payload_length, 1);
	assert_int_equal(decoded.segment.payload_captured, 1);
	decoded_release(&decoded);
	decoded = packet_decode_part(&packet, packet.length, 0);
	assert_result(decoded.result, DECODE_SHORT_IP);
	decoded_release(&decoded);
}

static void names_every_result(void **state)
{
	(void)state;
	for (int i = 0; i < DECODE_RESULT_COUNT; i++) {
		const char *name = decode_result_name((enum decode_result)i);
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
				 strlen(name));
		assert_true(strlen(decode_result_meaning((enum decode_result)i)) > 0);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(name, decode_result_name((enum decode_result)j));
	}
	assert_false(decode_result_is_told(DECODE_SEGMENT));
	assert_false(decode_result_is_told(DECODE_NOT_TCP));
	assert_true(decode_result_is_told(DECODE_SHORT_TCP));
	assert_true(decode_result_is_told(DECODE_FRAGMENT));
}

static void counts_the_sequence_space_of_a_segment(void **state)
{
	(void)state;
	struct segment segment = {.payload_length = 11};
	assert_int_equal(segment_sequence_length(&segment), 11);
	segment.flags = TCP_FLAG_SYN;
	assert_int_equal(segment_sequence_length(&segment), 12);
	segment.flags = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_ACK | TCP_FLAG_PSH;
	assert_int_equal(segment_sequence_length(&segment), 13);
}

/* Any bytes on any link: a named result, and nothing read that is not there. */
static void survives_random_bytes(void **state)
{
	(void)state;
	static const int links[] = {LINK_NULL,   LINK_ETHERNET, LINK_PPP, LINK_PPP_ETHER, LINK_RAW,
				    LINK_C_HDLC, LINK_LOOP,     LINK_SLL, LINK_SLL2};
	static const char *const starts[] = {"",
					     "45",
					     "60000000 ffff 2c",
					     "ff03 0021 4f",
					     MAC_ADDRESSES "8100",
					     MAC_ADDRESSES "8847",
					     MAC_ADDRESSES "8864 1100",
					     MAC_ADDRESSES "86dd 60000000 ffff 33"};
	uint32_t random = 88172645;
	for (unsigned round = 0; round < 60000; round++) {
		struct packet packet =
		    packet_of(links[round % COUNT_OF(links)], starts[round / 7 % COUNT_OF(starts)]);
		uint32_t length = round % 97;
		while (packet.length < length) {
			random ^= random << 13;
			random ^= random >> 17;
			random ^= random << 5;
			packet.bytes[packet.length++] = (uint8_t)(random >> 9);
		}
		struct decoded decoded =
		    packet_decode_part(&packet, packet.length, packet.length + round % 3);
		decoded_release(&decoded);
	}
}

int test_decode(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_every_field),
	    cmocka_unit_test(reads_all_twelve_flags),
	    cmocka_unit_test(parts_options_from_payload),
	    cmocka_unit_test(refuses_offsets_that_cannot_be),
	    cmocka_unit_test(leaves_out_options_that_were_cut),
	    cmocka_unit_test(says_where_it_ends),
	    cmocka_unit_test(believes_the_smaller_of_two_lengths),
	    cmocka_unit_test(names_every_result),
	    cmocka_unit_test(counts_the_sequence_space_of_a_segment),
	    cmocka_unit_test(survives_random_bytes),
	};
	return run_group(tests, NULL, NULL);
}
