/* SPDX-License-Identifier: MIT */
/* The frames that most are, field by field. What stands here is a part of what link.c, ip.c and
 * decode.c do, never anything else: a test takes both ways beside each other. */
#include <string.h>

#include "layers.h"

enum { ETHERNET = 14, IPV4 = 20, TCP = 20, HEADERS = ETHERNET + IPV4 + TCP, PROTOCOL_TCP = 6 };

/* The precondition: Ethernet without tags, IPv4 without options, no fragment, as long as it says,
 * and TCP, of which the first 20 bytes were captured. */
static bool is_usual(const struct frame *frame, uint32_t captured)
{
	const uint8_t *bytes = frame->bytes, *ip = bytes + ETHERNET;
	if (frame->link_type != LINKTYPE_ETHERNET || captured < HEADERS)
		return false;
	uint32_t total = u16_at(ip + 2);
	uint32_t header = (bytes[ETHERNET + IPV4 + 12] >> 4) * 4u;
	return u16_at(bytes + 12) == ETHERTYPE_IPV4 && ip[0] == 0x45 &&
	       (u16_at(ip + 6) & 0x3fff) == 0 && ip[9] == PROTOCOL_TCP &&
	       total <= frame->length - ETHERNET && header >= TCP && IPV4 + header <= total;
}

static void fill_endpoint(struct endpoint *endpoint, const uint8_t *address, const uint8_t *port)
{
	*endpoint = (struct endpoint){.version = 4, .port = u16_at(port)};
	memcpy(endpoint->address, address, 4);
}

bool decode_usual(const struct frame *frame, uint32_t captured, struct segment *segment)
{
	if (!is_usual(frame, captured))
		return false;
	const uint8_t *ip = frame->bytes + ETHERNET, *tcp = ip + IPV4;
	uint32_t behind = u16_at(ip + 2) - (uint32_t)(IPV4 + TCP); /* options and payload */
	uint32_t left = captured - HEADERS < behind ? captured - HEADERS : behind;
	uint32_t options = (tcp[12] >> 4) * 4u - TCP;
	segment->ip_ecn = ip[1] & 3;
	segment->ip_id = u16_at(ip + 4);
	segment->ip_ttl = ip[8];
	segment->first_fragment = false;
	fill_endpoint(&segment->source, ip + 12, tcp);
	fill_endpoint(&segment->destination, ip + 16, tcp + 2);
	segment->seq = u32_at(tcp + 4);
	segment->ack = u32_at(tcp + 8);
	segment->flags = u16_at(tcp + 12) & 0xfff;
	segment->window = u16_at(tcp + 14);
	segment->checksum = u16_at(tcp + 16);
	segment->urgent = u16_at(tcp + 18);
	segment->data_offset = tcp[12] >> 4;
	segment->options = tcp + TCP;
	segment->options_length = (uint8_t)(options < left ? options : left);
	segment->header = options <= left ? tcp : NULL;
	segment->payload = segment->options + segment->options_length;
	segment->payload_length = behind - options;
	segment->payload_captured = left - segment->options_length;
	return true;
}
