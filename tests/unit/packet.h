/* SPDX-License-Identifier: MIT */
/* Packets for the tests of the decoder, written down in hexadecimal. */
#ifndef PACKET_H
#define PACKET_H

#include <stdbool.h>

#include "decode.h"
#include "unit.h"

/* The seed's client says "hello world": 20 bytes of IPv4, 20 of TCP, 11 of payload. */
#define TCP_HELLO "bddc 1f8f 3147e49b a4240c5a 5018 0200 0000 0000 68656c6c6f20776f726c64"
#define IPV4_HELLO "4500 0033 1234 4000 4006 0000 7f000001 7f000001" TCP_HELLO
#define IPV6_LOOPBACK "00000000000000000000000000000001"
#define IPV6_HELLO "60000000 001f 06 40" IPV6_LOOPBACK IPV6_LOOPBACK TCP_HELLO
#define MAC_ADDRESSES "020000000001 020000000002"

enum { PACKET_MAX = 512, HELLO_LENGTH = 11 };

/* LINKTYPE_ values */
enum {
	LINK_NULL = 0,
	LINK_ETHERNET = 1,
	LINK_PPP = 9,
	LINK_PPP_HDLC = 50,
	LINK_PPP_ETHER = 51,
	LINK_RAW = 101,
	LINK_C_HDLC = 104,
	LINK_LOOP = 108,
	LINK_SLL = 113,
	LINK_IPV4 = 228,
	LINK_IPV6 = 229,
	LINK_SLL2 = 276,
};

struct packet {
	int link_type;
	uint32_t length;
	uint8_t bytes[PACKET_MAX];
};

static inline void packet_add(struct packet *packet, const char *hex)
{
	while (*(hex += strspn(hex, " ")) != '\0') {
		const char digits[3] = {hex[0], hex[1], '\0'};
		char *end;
		assert_true(packet->length < PACKET_MAX);
		packet->bytes[packet->length++] = (uint8_t)strtoul(digits, &end, 16);
		assert_ptr_equal(end, digits + 2);
		hex += 2;
	}
}

static inline struct packet packet_of(int link_type, const char *hex)
{
	struct packet packet = {.link_type = link_type};
	packet_add(&packet, hex);
	return packet;
}

/* What became of a packet; the segment points into bytes. */
struct decoded {
	enum decode_result result;
	struct segment segment;
	uint8_t *bytes; /* owned */
	uint32_t captured;
};

static inline void decoded_release(struct decoded *decoded)
{
	free(decoded->bytes);
	decoded->bytes = NULL;
}

/* Decodes the first CAPTURED bytes of a packet that had LENGTH on the wire, and checks what holds
 * for every packet. */
static inline struct decoded packet_decode_part(const struct packet *packet, uint32_t captured,
						uint32_t length)
{
	struct decoded decoded = {
	    .bytes = exact_copy(packet->bytes, captured),
	    .captured = captured,
	};
	const struct frame frame = {
	    .number = 7,
	    .time_ns = 1702890233000000001,
	    .bytes = decoded.bytes,
	    .captured = captured,
	    .length = length,
	    .link_type = packet->link_type,
	};
	memset(&decoded.segment, 0xa5, sizeof decoded.segment);
	decoded.result = segment_decode(&frame, &decoded.segment);
	assert_true((int)decoded.result >= 0 && decoded.result < DECODE_RESULT_COUNT);
	assert_non_null(decode_result_name(decoded.result));
	if (decoded.result != DECODE_SEGMENT)
		return decoded;

	const struct segment *segment = &decoded.segment;
	const uint8_t *end = decoded.bytes + captured;
	assert_true(segment->frame == 7);
	assert_true(segment->time_ns == 1702890233000000001);
	assert_true(segment->source.version == 4 || segment->source.version == 6);
	assert_int_equal(segment->source.version, segment->destination.version);
	assert_int_equal(segment->source.padding | segment->destination.padding, 0);
	assert_true(segment->flags <= 0xfff);
	assert_true(segment->payload_captured <= segment->payload_length);
	assert_true(segment->payload_length <= length);
	assert_true(segment->frame_length == length);
	assert_true(!segment->header ||
		    (segment->header >= decoded.bytes &&
		     segment->header + segment->data_offset * 4 == segment->payload));
	assert_true(segment->options >= decoded.bytes && segment->options <= end);
	assert_true(segment->options_length <= (size_t)(end - segment->options));
	assert_true(segment->payload >= decoded.bytes && segment->payload <= end);
	assert_true(segment->payload_captured <= (size_t)(end - segment->payload));
	return decoded;
}

static inline struct decoded packet_decode(const struct packet *packet)
{
	return packet_decode_part(packet, packet->length, packet->length);
}

/* Only what became of it. */
static inline enum decode_result packet_result(int link_type, const char *hex)
{
	struct packet packet = packet_of(link_type, hex);
	struct decoded decoded = packet_decode(&packet);
	decoded_release(&decoded);
	return decoded.result;
}

static inline void assert_result(enum decode_result actual, enum decode_result expected)
{
	assert_string_equal(decode_result_name(actual), decode_result_name(expected));
}

/* SEGMENT is the one of TCP_HELLO, of an IP of VERSION. */
static inline void assert_hello(const struct decoded *decoded, unsigned version)
{
	const struct segment *segment = &decoded->segment;
	assert_result(decoded->result, DECODE_SEGMENT);
	assert_int_equal(segment->source.version, version);
	assert_int_equal(segment->source.address[version == 4 ? 0 : 15], version == 4 ? 127 : 1);
	assert_int_equal(segment->source.port, 48604);
	assert_int_equal(segment->destination.port, 8079);
	assert_true(segment->seq == 826795163);
	assert_true(segment->ack == 2753825882);
	assert_int_equal(segment->flags, TCP_FLAG_PSH | TCP_FLAG_ACK);
	assert_int_equal(segment->window, 512);
	assert_int_equal(segment->options_length, 0);
	assert_int_equal(segment->payload_length, HELLO_LENGTH);
	assert_int_equal(segment->payload_captured, HELLO_LENGTH);
	assert_memory_equal(segment->payload, "hello world", HELLO_LENGTH);
}

#endif
