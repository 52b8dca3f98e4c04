/* SPDX-License-Identifier: MIT */
#include "decode.h"
#include "packet.h"
#include "unit.h"

#define ETHERNET MAC_ADDRESSES
#define SLL "0000 0001 0006 020000000001 0000"
#define SLL2(protocol) protocol "0000 00000001 0001 00 06 0200000000010000"

/* Everything that a link puts in front of IP. */
static const struct {
	const char *what;
	int link_type;
	const char *header;
	unsigned version; /* of the IP packet behind it */
} links[] = {
    {"Ethernet", LINK_ETHERNET, ETHERNET "0800", 4},
    {"Ethernet", LINK_ETHERNET, ETHERNET "86dd", 6},
    {"802.1Q", LINK_ETHERNET, ETHERNET "8100 2064 0800", 4},
    {"802.1ad", LINK_ETHERNET, ETHERNET "88a8 0001 8100 0002 0800", 4},
    {"802.1ad of old", LINK_ETHERNET, ETHERNET "9100 0001 8100 0002 86dd", 6},
    {"four tags", LINK_ETHERNET, ETHERNET "8100 0001 8100 0002 8100 0003 8100 0004 0800", 4},
    {"802.3 with SNAP", LINK_ETHERNET, ETHERNET "003b aaaa03 000000 0800", 4},
    {"802.3 with SNAP", LINK_ETHERNET, ETHERNET "004f aaaa03 000000 86dd", 6},
    {"802.3 with SNAP of 802.1H", LINK_ETHERNET, ETHERNET "003b aaaa03 0000f8 0800", 4},
    {"802.3 with LLC's own IP", LINK_ETHERNET, ETHERNET "0036 060603", 4},
    {"802.1Q with SNAP", LINK_ETHERNET, ETHERNET "8100 0001 003b aaaa03 000000 0800", 4},
    {"MPLS", LINK_ETHERNET, ETHERNET "8847 00010140", 4},
    {"MPLS of three labels", LINK_ETHERNET, ETHERNET "8847 00010040 00020040 00030140", 6},
    {"MPLS multicast", LINK_ETHERNET, ETHERNET "8848 00010140", 4},
    {"PPPoE", LINK_ETHERNET, ETHERNET "8864 11 00 0001 0035 0021", 4},
    {"PPPoE", LINK_ETHERNET, ETHERNET "8864 11 00 0001 0049 0057", 6},
    {"PPPoE with one byte", LINK_ETHERNET, ETHERNET "8864 11 00 0001 0034 21", 4},
    {"PPPoE in 802.1Q", LINK_ETHERNET, ETHERNET "8100 0007 8864 11 00 0001 0035 0021", 4},
    {"PPPoE with MPLS", LINK_ETHERNET, ETHERNET "8864 11 00 0001 0039 0281 00010140", 4},
    {"PPPoE with a wrong code", LINK_ETHERNET, ETHERNET "8864 11 a7 0001 0035 0021", 4},
    {"PPPoE alone", LINK_PPP_ETHER, "11 00 0001 0035 0021", 4},
    {"cooked", LINK_SLL, SLL "0800", 4},
    {"cooked", LINK_SLL, SLL "86dd", 6},
    {"cooked, 802.1Q", LINK_SLL, SLL "8100 0001 0800", 4},
    {"cooked, 802.2", LINK_SLL, SLL "0004 aaaa03 000000 0800", 4},
    {"cooked v2", LINK_SLL2, SLL2("0800"), 4},
    {"cooked v2", LINK_SLL2, SLL2("86dd"), 6},
    {"cooked v2, 802.1Q", LINK_SLL2, SLL2("8100") "0001 0800", 4},
    {"null, little-endian", LINK_NULL, "02000000", 4},
    {"null, big-endian", LINK_NULL, "00000002", 4},
    {"null with an Ethertype", LINK_NULL, "00000800", 4},
    {"null, Linux", LINK_NULL, "0a000000", 6},
    {"null, NetBSD", LINK_NULL, "18000000", 6},
    {"null, FreeBSD", LINK_NULL, "1c000000", 6},
    {"null, macOS", LINK_NULL, "1e000000", 6},
    {"null, macOS, big-endian", LINK_NULL, "0000001e", 6},
    {"loop", LINK_LOOP, "00000002", 4},
    {"loop", LINK_LOOP, "00000018", 6},
    {"PPP", LINK_PPP, "0021", 4},
    {"PPP, compressed", LINK_PPP, "21", 4},
    {"PPP in HDLC framing", LINK_PPP, "ff03 0021", 4},
    {"PPP in HDLC framing", LINK_PPP_HDLC, "ff03 0057", 6},
    {"PPP, both compressed", LINK_PPP_HDLC, "57", 6},
    {"PPP with MPLS", LINK_PPP, "ff03 0281 00010140", 4},
    {"Cisco HDLC", LINK_C_HDLC, "0f00 0800", 4},
    {"Cisco HDLC multicast", LINK_C_HDLC, "8f00 86dd", 6},
    {"Cisco HDLC on a PPP link", LINK_PPP_HDLC, "0f00 0800", 4},
    {"raw", LINK_RAW, "", 4},
    {"raw", LINK_RAW, "", 6},
    {"IPv4", LINK_IPV4, "", 4},
    {"IPv6", LINK_IPV6, "", 6},
};

static struct packet link_packet(size_t i)
{
	struct packet packet = packet_of(links[i].link_type, links[i].header);
	packet_add(&packet, links[i].version == 4 ? IPV4_HELLO : IPV6_HELLO);
	return packet;
}

static uint32_t to_payload(const struct packet *packet)
{
	return packet->length - HELLO_LENGTH;
}

static void finds_the_segment_behind_every_link(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(links); i++) {
		struct packet packet = link_packet(i);
		struct decoded decoded = packet_decode(&packet);
		if (decoded.result != DECODE_SEGMENT)
			fail_msg("%s: %s", links[i].what, decode_result_name(decoded.result));
		assert_hello(&decoded, links[i].version);
		decoded_release(&decoded);
	}
}

/* One number for each interface and direction that the header tells. */
static void tells_links_apart(void **state)
{
	(void)state;
	static const struct {
		int link_type;
		const char *header;
	} rows[] = {
	    {LINK_SLL, "0000 0001 0006 020000000001 0000 0800"},
	    {LINK_SLL, "0003 0001 0006 020000000001 0000 0800"},
	    {LINK_SLL, "0004 0001 0006 020000000001 0000 0800"},
	    {LINK_SLL2, "0800 0000 00000001 0001 00 06 0200000000010000"},
	    {LINK_SLL2, "0800 0000 00000001 0001 04 06 0200000000010000"},
	    {LINK_SLL2, "0800 0000 00000002 0001 04 06 0200000000010000"},
	    {LINK_SLL2, "0800 0000 00010002 0001 04 06 0200000000010000"},
	};
	uint32_t numbers[COUNT_OF(rows)];
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct packet packet = packet_of(rows[i].link_type, rows[i].header);
		packet_add(&packet, IPV4_HELLO);
		struct decoded decoded = packet_decode(&packet);
		assert_int_equal(decoded.result, DECODE_SEGMENT);
		numbers[i] = decoded.segment.link;
		for (size_t other = 0; other < i; other++)
			if (rows[other].link_type == rows[i].link_type)
				assert_int_not_equal(numbers[other], numbers[i]);
		decoded_release(&decoded);
	}
}

/* One number for each stack of ids; a priority alone (id 0) is no VLAN. */
static void tells_vlans_apart(void **state)
{
	(void)state;
	static const struct {
		const char *tags;
		uint32_t vlan;
	} rows[] = {
	    {"", 0},
	    {"8100 e000", 0},
	    {"8100 2064", 0x1064},
	    {"8100 0fff", 0x1fff},
	    {"88a8 0001 8100 0002", 0x1001 << 13 | 0x1002},
	    {"8100 0002 8100 0001", 0x1002 << 13 | 0x1001},
	    {"8100 0001 8100 0002 8100 0003", 0x1001u << 26 ^ 0x1002 << 13 ^ 0x1001 >> 6 ^ 0x1003},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct packet packet = packet_of(LINK_ETHERNET, ETHERNET);
		packet_add(&packet, rows[i].tags);
		packet_add(&packet, "0800");
		packet_add(&packet, IPV4_HELLO);
		struct decoded decoded = packet_decode(&packet);
		assert_int_equal(decoded.result, DECODE_SEGMENT);
		print_message("%s\n", rows[i].tags);
		assert_int_equal(decoded.segment.vlan, rows[i].vlan);
		decoded_release(&decoded);
	}
}

/* Cut by the snaplen: with the TCP header up to its window it is a segment, before that a named
 * result that tells where it was cut; and the length is the wire's all the time. */
static void takes_what_the_snaplen_left(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(links); i++) {
		struct packet packet = link_packet(i);
		for (uint32_t captured = 0; captured < packet.length; captured++) {
			struct decoded decoded =
			    packet_decode_part(&packet, captured, packet.length);
			enum { BEHIND_WINDOW = 4 }; /* checksum, urgent pointer */
			bool whole = captured + BEHIND_WINDOW >= to_payload(&packet);
			bool payload = captured > to_payload(&packet);
			if ((decoded.result == DECODE_SEGMENT) != whole ||
			    (!whole && !decode_result_is_told(decoded.result)))
				fail_msg("%s, %u bytes: %s", links[i].what, captured,
					 decode_result_name(decoded.result));
			if (whole) {
				assert_int_equal(decoded.segment.payload_length, HELLO_LENGTH);
				assert_int_equal(decoded.segment.payload_captured,
						 payload ? captured - to_payload(&packet) : 0);
			}
			decoded_release(&decoded);
		}
	}
}

/* Short on the wire, too. */
static void takes_every_short_packet(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(links); i++) {
		struct packet packet = link_packet(i);
		for (uint32_t length = 0; length < packet.length; length++) {
			struct decoded decoded = packet_decode_part(&packet, length, length);
			assert_int_equal(decoded.result == DECODE_SEGMENT,
					 length >= to_payload(&packet));
			decoded_release(&decoded);
		}
	}
}

/* Each byte of each packet turned into something else: a named result, and no fault. */
static void survives_every_wrong_byte(void **state)
{
	(void)state;
	static const uint8_t masks[] = {0x01, 0x0f, 0x10, 0x40, 0x80, 0xf0, 0xff};
	for (size_t i = 0; i < COUNT_OF(links); i++) {
		struct packet packet = link_packet(i);
		for (uint32_t at = 0; at < packet.length; at++)
			for (size_t m = 0; m < COUNT_OF(masks); m++) {
				packet.bytes[at] ^= masks[m];
				struct decoded decoded = packet_decode(&packet);
				decoded_release(&decoded);
				packet.bytes[at] ^= masks[m];
			}
	}
}

static void knows_no_other_link(void **state)
{
	(void)state;
	static const int unknown[] = {2, 3, 6, 7, 100, 105, 127, 147, 192, 65535, -1};
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		assert_result(packet_result(unknown[i], IPV4_HELLO), DECODE_UNKNOWN_LINK);
}

/* The list is what the decoder takes, no more and no less. */
static void lists_the_links_that_it_knows(void **state)
{
	(void)state;
	size_t count, known = 0;
	const int *listed = decode_link_types(&count);
	for (int link_type = 0; link_type < 1000; link_type++)
		known += packet_result(link_type, "") != DECODE_UNKNOWN_LINK;
	assert_int_equal(known, count);
	for (size_t i = 0; i < count; i++) {
		size_t row = 0;
		assert_true(packet_result(listed[i], "") != DECODE_UNKNOWN_LINK);
		while (row < COUNT_OF(links) && links[row].link_type != listed[i])
			row++;
		assert_true(row < COUNT_OF(links)); /* it is tested, too */
	}
}

static void names_what_is_not_ip(void **state)
{
	(void)state;
	static const struct {
		int link_type;
		const char *hex;
	} others[] = {
	    {LINK_ETHERNET, ETHERNET "0806 0001 0800 0604 0001"},      /* ARP */
	    {LINK_ETHERNET, ETHERNET "8100 0001 0806 0001 0800"},      /* ARP in a tag */
	    {LINK_ETHERNET, ETHERNET "0026 424203 0000000000"},        /* spanning tree */
	    {LINK_ETHERNET, ETHERNET "0010 aaaa03 00000c 2000 01b4"},  /* CDP: SNAP of Cisco */
	    {LINK_ETHERNET, ETHERNET "0010 aaaa03 000000 0001 0000"},  /* SNAP with a length */
	    {LINK_ETHERNET, ETHERNET "8863 11 09 0000 0004 01010000"}, /* PPPoE discovery */
	    {LINK_ETHERNET, ETHERNET "8864 11 00 0001 000a c021 0101 0008"}, /* LCP */
	    {LINK_ETHERNET, ETHERNET "8847 00010140 00000000 0102"},         /* a pseudowire */
	    {LINK_SLL, SLL "0001 ffff 0022"},                                /* Novell */
	    {LINK_SLL, SLL "0004 424203 0000"},
	    {LINK_SLL, SLL "0806 0001"},
	    {LINK_SLL2, SLL2("0806") "0001"},
	    {LINK_NULL, "07000000 45"},
	    {LINK_LOOP, "00000007 45"},
	    {LINK_PPP, "ff03 c021 0101"},
	    {LINK_C_HDLC, "8f00 8035 0000"}, /* SLARP */
	};
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		enum decode_result result = packet_result(others[i].link_type, others[i].hex);
		if (result != DECODE_NOT_IP)
			fail_msg("%s: %s", others[i].hex, decode_result_name(result));
		assert_false(decode_result_is_told(result));
	}
}

static void says_where_it_ends(void **state)
{
	(void)state;
	static const struct {
		int link_type;
		const char *hex;
	} cuts[] = {
	    {LINK_ETHERNET, ""},
	    {LINK_ETHERNET, MAC_ADDRESSES "08"},
	    {LINK_ETHERNET, ETHERNET "8100 0001 08"},
	    {LINK_ETHERNET, ETHERNET "8847 000101"},
	    {LINK_ETHERNET, ETHERNET "8847 00010040"},
	    {LINK_ETHERNET, ETHERNET "8847 00010140"},
	    {LINK_ETHERNET, ETHERNET "8864 11 00 0001 00"},
	    {LINK_ETHERNET, ETHERNET "8864 11 00 0001 0035"},
	    {LINK_ETHERNET, ETHERNET "8864 11 00 0001 0035 00"},
	    {LINK_ETHERNET, ETHERNET "0036 0606"},
	    {LINK_ETHERNET, ETHERNET "0036 aaaa03 00000008"},
	    {LINK_ETHERNET, ETHERNET "0002 060603 45"}, /* longer than its own length says */
	    {LINK_SLL, "0000 0001 0006 020000000001 0000 08"},
	    {LINK_SLL2, "0800 0000 00000001 0001 00 06 02000000000100"},
	    {LINK_NULL, "020000"},
	    {LINK_PPP, "21"},
	    {LINK_C_HDLC, "0f00 08"},
	    {LINK_PPP_ETHER, "11 00 0001 00"},
	};
	for (size_t i = 0; i < COUNT_OF(cuts); i++) {
		enum decode_result result = packet_result(cuts[i].link_type, cuts[i].hex);
		if (result != DECODE_SHORT_LINK)
			fail_msg("%s: %s", cuts[i].hex, decode_result_name(result));
	}
	assert_result(packet_result(LINK_RAW, ""), DECODE_SHORT_IP);
	assert_result(packet_result(LINK_ETHERNET, ETHERNET "0800"), DECODE_SHORT_IP);
}

/* Frames are padded to 60 bytes; PPPoE and 802.3 tell where the padding begins, as IP does. */
static void leaves_the_padding_out(void **state)
{
	(void)state;
	static const char *const headers[] = {ETHERNET "0800", ETHERNET "003b aaaa03 000000 0800",
					      ETHERNET "8864 11 00 0001 0035 0021"};
	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		struct packet packet = packet_of(LINK_ETHERNET, headers[i]);
		packet_add(&packet, IPV4_HELLO "000000000000");
		struct decoded decoded = packet_decode(&packet);
		assert_hello(&decoded, 4);
		decoded_release(&decoded);
	}
}

int test_link(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_the_segment_behind_every_link),
	    cmocka_unit_test(tells_links_apart),
	    cmocka_unit_test(tells_vlans_apart),
	    cmocka_unit_test(takes_what_the_snaplen_left),
	    cmocka_unit_test(takes_every_short_packet),
	    cmocka_unit_test(survives_every_wrong_byte),
	    cmocka_unit_test(knows_no_other_link),
	    cmocka_unit_test(lists_the_links_that_it_knows),
	    cmocka_unit_test(names_what_is_not_ip),
	    cmocka_unit_test(says_where_it_ends),
	    cmocka_unit_test(leaves_the_padding_out),
	};
	return run_group(tests, NULL, NULL);
}
