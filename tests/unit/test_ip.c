/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "decode.h"
#include "packet.h"
#include "unit.h"

/* IPv4: version and length, ECN, total length, flags and offset, protocol. */
#define IPV4(first, tos, total, fragment, protocol)                                                \
	first tos total "1234" fragment "40" protocol "0000 c0000201 c6336407"
#define IPV6(length, next) "60000000" length next "40" IPV6_LOOPBACK IPV6_LOOPBACK
#define UDP(port) "bddc" port "001f 0000"

static struct decoded decode(const char *hex)
{
	struct packet packet = packet_of(LINK_RAW, hex);
	return packet_decode(&packet);
}

static void expect(const char *hex, enum decode_result result)
{
	enum decode_result actual = packet_result(LINK_RAW, hex);
	if (actual != result)
		fail_msg("%s: %s, not %s", hex, decode_result_name(actual),
			 decode_result_name(result));
}

static void expect_segment(const char *hex, uint32_t payload_length, uint32_t payload_captured)
{
	struct decoded decoded = decode(hex);
	if (decoded.result != DECODE_SEGMENT)
		fail_msg("%s: %s", hex, decode_result_name(decoded.result));
	assert_int_equal(decoded.segment.source.port, 48604);
	assert_int_equal(decoded.segment.payload_length, payload_length);
	assert_int_equal(decoded.segment.payload_captured, payload_captured);
	decoded_release(&decoded);
}

static void reads_ipv4_addresses_ecn_and_ttl(void **state)
{
	(void)state;
	struct decoded decoded = decode(IPV4("45", "03", "0033", "4000", "06") TCP_HELLO);
	static const uint8_t source[16] = {192, 0, 2, 1}, destination[16] = {198, 51, 100, 7};
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_memory_equal(decoded.segment.source.address, source, 16);
	assert_memory_equal(decoded.segment.destination.address, destination, 16);
	assert_int_equal(decoded.segment.ip_ecn, 3);
	assert_int_equal(decoded.segment.ip_ttl, 64);
	assert_int_equal(decoded.segment.ip_id, 0x1234);
	decoded_release(&decoded);
}

static void reads_ipv6_addresses_ecn_and_hop_limit(void **state)
{
	(void)state;
	struct decoded decoded = decode("60200000 001f 06 40 20010db8000000000000000000000001"
					"20010db8ffffffffffffffffffffffff" TCP_HELLO);
	static const uint8_t source[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 1};
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_int_equal(decoded.segment.source.version, 6);
	assert_memory_equal(decoded.segment.source.address, source, 16);
	assert_int_equal(decoded.segment.destination.address[15], 0xff);
	assert_int_equal(decoded.segment.ip_ecn, 2);
	assert_int_equal(decoded.segment.ip_ttl, 64);
	assert_int_equal(decoded.segment.ip_id, 0);
	decoded_release(&decoded);
}

static void skips_ipv4_options(void **state)
{
	(void)state;
	expect_segment(IPV4("46", "00", "0037", "0000", "06") "94040000" TCP_HELLO, 11, 11);
	expect_segment(IPV4("4f", "00", "005b", "0000", "06") "01010101010101010101010101010101"
							      "01010101010101010101010101010101"
							      "0101010101010100" TCP_HELLO,
		       11, 11);
}

static void finds_the_end_of_a_source_route(void **state)
{
	(void)state;
	static const struct {
		const char *options;
		uint8_t last; /* of the destination's address */
	} routes[] = {
	    {"01 83 07 04 c6336409", 9},                   /* loose, one hop to go */
	    {"01 89 07 04 c6336409", 9},                   /* strict */
	    {"01 83 07 08 c6336409", 7},                   /* used up */
	    {"01 83 0b 08 c6336408 c6336409 00000000", 9}, /* two hops, one to go */
	    {"01 83 09 04 c6336409", 7},                   /* longer than the header */
	    {"01 83 01 04 c6336409", 7},                   /* a length that cannot be */
	    {"00 83 07 04 c6336409", 7},                   /* behind the end of the options */
	};
	for (size_t i = 0; i < COUNT_OF(routes); i++) {
		char hex[256];
		bool longer = strlen(routes[i].options) > 20;
		snprintf(hex, sizeof hex, "%s%s" TCP_HELLO,
			 longer ? IPV4("49", "00", "0043", "0000", "06")
				: IPV4("47", "00", "003b", "0000", "06"),
			 routes[i].options);
		struct decoded decoded = decode(hex);
		assert_result(decoded.result, DECODE_SEGMENT);
		assert_int_equal(decoded.segment.destination.address[3], routes[i].last);
		decoded_release(&decoded);
	}
}

static void takes_the_length_from_ipv4(void **state)
{
	(void)state;
	/* total length 0: segmentation offload */
	expect_segment(IPV4("45", "00", "0000", "4000", "06") TCP_HELLO, 11, 11);
	/* shorter than the packet: padding; longer: the packet is all there is */
	expect_segment(IPV4("45", "00", "0028", "4000", "06") TCP_HELLO, 0, 0);
	expect_segment(IPV4("45", "00", "002d", "4000", "06") TCP_HELLO, 5, 5);
	expect_segment(IPV4("45", "00", "ffff", "4000", "06") TCP_HELLO, 11, 11);
	/* cut by the snaplen */
	struct packet packet = packet_of(LINK_RAW, IPV4_HELLO);
	struct decoded decoded = packet_decode_part(&packet, 45, 60);
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_int_equal(decoded.segment.payload_length, 11);
	assert_int_equal(decoded.segment.payload_captured, 5);
	decoded_release(&decoded);
}

static void takes_the_length_from_ipv6(void **state)
{
	(void)state;
	expect_segment(IPV6("0000", "06") TCP_HELLO, 11, 11); /* jumbogram or offload */
	expect_segment(IPV6("0014", "06") TCP_HELLO, 0, 0);
	expect_segment(IPV6("ffff", "06") TCP_HELLO, 11, 11);
	/* a jumbogram as RFC 2675 has it: hop-by-hop with the jumbo option */
	expect_segment(IPV6("0000", "00") "06 00 c2 04 00000027" TCP_HELLO, 11, 11);
}

static void refuses_lengths_that_cannot_be(void **state)
{
	(void)state;
	expect(IPV4("44", "00", "0033", "4000", "06") TCP_HELLO, DECODE_BAD_IP_LENGTH);
	expect(IPV4("40", "00", "0033", "4000", "06") TCP_HELLO, DECODE_BAD_IP_LENGTH);
	expect(IPV4("45", "00", "0013", "4000", "06") TCP_HELLO, DECODE_BAD_IP_LENGTH);
	expect(IPV4("46", "00", "0017", "4000", "06") TCP_HELLO, DECODE_BAD_IP_LENGTH);
}

static void refuses_a_version_that_is_not_the_link_s(void **state)
{
	(void)state;
	expect("55" TCP_HELLO TCP_HELLO, DECODE_BAD_IP_VERSION);
	expect("00" TCP_HELLO TCP_HELLO, DECODE_BAD_IP_VERSION);
	assert_result(packet_result(LINK_ETHERNET, MAC_ADDRESSES "86dd" IPV4_HELLO),
		      DECODE_BAD_IP_VERSION);
	assert_result(packet_result(LINK_ETHERNET, MAC_ADDRESSES "0800 ff"), DECODE_BAD_IP_VERSION);
}

static void names_other_protocols_and_tunnels(void **state)
{
	(void)state;
	expect(IPV4("45", "00", "001c", "0000", "01") "0800 0000 0001 0001", DECODE_NOT_TCP);
	expect(IPV4("45", "00", "0033", "0000", "11") UDP("0035"), DECODE_NOT_TCP);
	expect(IPV4("45", "00", "0033", "0000", "11") UDP("12b5"), DECODE_TUNNEL_VXLAN);
	expect(IPV4("45", "00", "0033", "0000", "11") "bddc", DECODE_NOT_TCP);
	expect(IPV4("45", "00", "0037", "0000", "2f") "00000800" IPV4_HELLO, DECODE_TUNNEL_GRE);
	expect(IPV4("45", "00", "0047", "0000", "04") IPV4_HELLO, DECODE_TUNNEL_IPIP);
	expect(IPV4("45", "00", "005b", "0000", "29") IPV6_HELLO, DECODE_TUNNEL_6IN4);
	expect(IPV6("0033", "04") IPV4_HELLO, DECODE_TUNNEL_IPIP);
	expect(IPV6("0047", "29") IPV6_HELLO, DECODE_TUNNEL_6IN4);
	expect(IPV6("0008", "3a") "8000000000010001", DECODE_NOT_TCP);
	expect(IPV6("0008", "3b") "0000000000000000", DECODE_NOT_TCP);
}

/* An ICMP error quotes the head of a TCP segment: that is no segment. */
static void enters_no_icmp_error(void **state)
{
	(void)state;
	expect(IPV4("45", "00", "004f", "0000", "01") "0303 0000 00000000" IPV4_HELLO,
	       DECODE_NOT_TCP);
}

static void expect_first_fragment(const char *hex, bool first)
{
	struct decoded decoded = decode(hex);
	assert_result(decoded.result, DECODE_SEGMENT);
	assert_int_equal(decoded.segment.first_fragment, first);
	decoded_release(&decoded);
}

/* RFC 791 section 3.1 and RFC 8200 section 4.5: offset 0, more fragments. */
static void tells_a_first_fragment_from_a_whole_packet(void **state)
{
	(void)state;
	expect_first_fragment(IPV4("45", "00", "0033", "2000", "06") TCP_HELLO, true);
	expect_first_fragment(IPV4("45", "00", "0033", "4000", "06") TCP_HELLO, false);
	expect_first_fragment(IPV6("0027", "2c") "06 00 0001 00000007" TCP_HELLO, true);
	expect_first_fragment(IPV6("0027", "2c") "06 00 0000 00000007" TCP_HELLO, false);
	expect_first_fragment(IPV6("001f", "06") TCP_HELLO, false);
}

static void counts_later_fragments(void **state)
{
	(void)state;
	/* the first fragment has the header, and as much payload as it has */
	expect_segment(IPV4("45", "00", "0033", "2000", "06") TCP_HELLO, 11, 11);
	expect(IPV4("45", "00", "0033", "2001", "06") TCP_HELLO, DECODE_FRAGMENT);
	expect(IPV4("45", "00", "0033", "00b9", "06") TCP_HELLO, DECODE_FRAGMENT);
	expect(IPV4("45", "00", "0033", "00b9", "11") TCP_HELLO, DECODE_NOT_TCP);
	expect_segment(IPV6("0027", "2c") "06 00 0001 00000007" TCP_HELLO, 11, 11);
	expect(IPV6("0027", "2c") "06 00 0009 00000007" TCP_HELLO, DECODE_FRAGMENT);
	expect(IPV6("0027", "2c") "11 00 0009 00000007" TCP_HELLO, DECODE_NOT_TCP);
	/* too small a first fragment to hold a TCP header (RFC 1858) */
	expect(IPV4("45", "00", "001c", "2000", "06") "bddc 1f8f 00000001", DECODE_SHORT_TCP);
}

static void walks_through_every_extension_header(void **state)
{
	(void)state;
	static const char *const headers[] = {"00", "2b", "3c", "87", "8b", "8c"};
	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		struct packet packet = packet_of(LINK_RAW, "60000000 0027");
		packet_add(&packet, headers[i]);
		packet_add(&packet, "40" IPV6_LOOPBACK IPV6_LOOPBACK);
		packet_add(&packet, "06 00 0104 00000000" TCP_HELLO);
		struct decoded decoded = packet_decode(&packet);
		assert_hello(&decoded, 6);
		decoded_release(&decoded);
	}
	/* hop-by-hop, destination (16 bytes), routing, authentication, fragment, then TCP */
	expect_segment(IPV6("005f", "00") "3c 00 0104 00000000"
					  "2b 01 010c 00000000 0000000000000000"
					  "33 00 0000 00000000"
					  "2c 04 0000 00000001 00000001 aaaaaaaaaaaaaaaaaaaaaaaa"
					  "06 00 0000 00000007" TCP_HELLO,
		       11, 11);
}

static void reads_the_authentication_header(void **state)
{
	(void)state;
	expect_segment(IPV4("45", "00", "004b", "0000",
			    "33") "06 04 0000 00000001 00000001 aaaaaaaaaaaaaaaaaaaaaaaa" TCP_HELLO,
		       11, 11);
	expect(IPV4("45", "00", "0033", "0000", "33") "11 04 0000", DECODE_SHORT_IP);
	expect(IPV4("45", "00", "0033", "0000", "33") "06", DECODE_SHORT_IP);
}

static void says_where_it_ends(void **state)
{
	(void)state;
	expect("45", DECODE_SHORT_IP);
	expect("4500 0033 1234 4000 4006 0000 7f000001 7f0000", DECODE_SHORT_IP);
	expect(IPV4("46", "00", "0037", "0000", "06") "940400", DECODE_SHORT_IP);
	expect("60000000 001f 06 40" IPV6_LOOPBACK, DECODE_SHORT_IP);
	expect(IPV6("0027", "3c") "06 00 0104 000000", DECODE_SHORT_IP);
	expect(IPV6("0027", "3c") "06 ff 0104 00000000", DECODE_SHORT_IP);
	/* extension headers that the payload length cuts off */
	expect(IPV6("0004", "3c") "06 00 0104 00000000" TCP_HELLO, DECODE_SHORT_IP);
}

int test_ip(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_ipv4_addresses_ecn_and_ttl),
	    cmocka_unit_test(reads_ipv6_addresses_ecn_and_hop_limit),
	    cmocka_unit_test(skips_ipv4_options),
	    cmocka_unit_test(finds_the_end_of_a_source_route),
	    cmocka_unit_test(takes_the_length_from_ipv4),
	    cmocka_unit_test(takes_the_length_from_ipv6),
	    cmocka_unit_test(refuses_lengths_that_cannot_be),
	    cmocka_unit_test(refuses_a_version_that_is_not_the_link_s),
	    cmocka_unit_test(names_other_protocols_and_tunnels),
	    cmocka_unit_test(enters_no_icmp_error),
	    cmocka_unit_test(tells_a_first_fragment_from_a_whole_packet),
	    cmocka_unit_test(counts_later_fragments),
	    cmocka_unit_test(walks_through_every_extension_header),
	    cmocka_unit_test(reads_the_authentication_header),
	    cmocka_unit_test(says_where_it_ends),
	};
	return run_group(tests, NULL, NULL);
}
