/* SPDX-License-Identifier: MIT */
/* IPv4 (RFC 791) and IPv6 (RFC 8200) down to the TCP header. */
#include <string.h>

#include "layers.h"

/* https://www.iana.org/assignments/protocol-numbers */
enum {
	PROTOCOL_HOP_BY_HOP = 0,
	PROTOCOL_IPIP = 4,
	PROTOCOL_TCP = 6,
	PROTOCOL_UDP = 17,
	PROTOCOL_IPV6 = 41,
	PROTOCOL_ROUTING = 43,
	PROTOCOL_FRAGMENT = 44,
	PROTOCOL_GRE = 47,
	PROTOCOL_AH = 51,
	PROTOCOL_DESTINATION = 60,
	PROTOCOL_MOBILITY = 135,
	PROTOCOL_HIP = 139,
	PROTOCOL_SHIM6 = 140,
};

enum { VXLAN_PORT = 4789 };

static enum decode_result name_udp(struct cursor *cursor)
{
	const uint8_t *header = cursor_take(cursor, 8);
	return header && u16_at(header + 2) == VXLAN_PORT ? DECODE_TUNNEL_VXLAN : DECODE_NOT_TCP;
}

/* What follows the IP headers, by its protocol number. */
static enum decode_result name_protocol(uint8_t protocol, struct cursor *cursor)
{
	if (protocol == PROTOCOL_TCP) /* most are */
		return DECODE_SEGMENT;
	switch (protocol) {
	case PROTOCOL_UDP:
		return name_udp(cursor);
	case PROTOCOL_GRE:
		return DECODE_TUNNEL_GRE;
	case PROTOCOL_IPIP:
		return DECODE_TUNNEL_IPIP;
	case PROTOCOL_IPV6:
		return DECODE_TUNNEL_6IN4;
	default:
		return DECODE_NOT_TCP;
	}
}

/* RFC 4302: the authentication header counts its length in 4-byte words, less 2. */
static enum decode_result take_authentication(struct cursor *cursor, uint8_t *protocol)
{
	if (reader_left(&cursor->captured) < 2)
		return DECODE_SHORT_IP;
	const uint8_t *header = cursor_take(cursor, (cursor->captured.at[1] + 2u) * 4u);
	if (!header)
		return DECODE_SHORT_IP;
	*protocol = header[0];
	return DECODE_SEGMENT;
}

/* RFC 791 section 3.1: while a source route is not used up, the destination is its last address;
 * the TCP checksum counts with that one, too. LEFT: the options. */
static void apply_source_route(struct reader left, struct endpoint *destination)
{
	enum { END = 0, NOP = 1, LOOSE = 131, STRICT = 137 };
	while (reader_left(&left) >= 2) {
		uint8_t kind = left.at[0];
		uint8_t length = left.at[1];
		if (kind == END)
			return;
		const uint8_t *option = reader_take(&left, kind == NOP ? 1 : length);
		if (!option || (kind != NOP && length < 2))
			return;
		if ((kind == LOOSE || kind == STRICT) && length >= 7 && option[2] <= length - 3)
			memcpy(destination->address, option + length - 4, 4);
	}
}

static enum decode_result ipv4_decode(struct cursor *cursor, struct segment *segment)
{
	const uint8_t *header = cursor_take(cursor, 20);
	if (!header)
		return DECODE_SHORT_IP;
	uint32_t header_length = (header[0] & 15u) * 4u;
	uint32_t total_length = u16_at(header + 2);
	/* Segmentation offload leaves the total length 0: then the packet is as long as it is. */
	if (header_length < 20 || (total_length != 0 && total_length < header_length))
		return DECODE_BAD_IP_LENGTH;
	if (total_length != 0)
		cursor_limit(cursor, total_length - 20);
	const uint8_t *options = cursor_take(cursor, header_length - 20);
	if (!options)
		return DECODE_SHORT_IP;

	segment->ip_ecn = header[1] & 3;
	segment->ip_ttl = header[8];
	segment->ip_id = u16_at(header + 4);
	segment->first_fragment = u16_at(header + 6) & 0x2000; /* more fragments */
	segment->source = (struct endpoint){.version = 4};
	segment->destination = (struct endpoint){.version = 4};
	memcpy(segment->source.address, header + 12, 4);
	memcpy(segment->destination.address, header + 16, 4);
	apply_source_route((struct reader){options, options + header_length - 20},
			   &segment->destination);

	if (u16_at(header + 6) & 0x1fff)
		return header[9] == PROTOCOL_TCP ? DECODE_FRAGMENT : DECODE_NOT_TCP;
	uint8_t protocol = header[9];
	if (protocol == PROTOCOL_AH) {
		enum decode_result result = take_authentication(cursor, &protocol);
		if (result != DECODE_SEGMENT)
			return result;
	}
	return name_protocol(protocol, cursor);
}

/* RFC 8200 section 8.1: while a route is not used up, the TCP checksum counts with its last
 * address, and that is the end of the connection. LEFT: the routing header. */
static void apply_routing(struct reader left, struct endpoint *destination)
{
	enum { SOURCE_ROUTE = 0, MOBILE = 2, SEGMENT_ROUTING = 4 }; /* RFC 2460, 6275, 8754 */
	const uint8_t *header = reader_take(&left, 8);
	size_t addresses = header ? header[1] * 8u : 0; /* bytes behind the first eight */
	const uint8_t *list = reader_take(&left, addresses);
	if (!header || !list || addresses < 16 || header[3] == 0)
		return;
	if (header[2] == SOURCE_ROUTE || header[2] == MOBILE)
		memcpy(destination->address, list + addresses - 16, 16);
	else if (header[2] == SEGMENT_ROUTING) /* in the reverse order, TLVs behind it */
		memcpy(destination->address, list, 16);
}

/* One extension header. *LATER: of a fragment that is not the first. *FIRST: of one that is. */
static enum decode_result take_extension(struct cursor *cursor, uint8_t *protocol, bool *first,
					 bool *later)
{
	if (*protocol == PROTOCOL_AH)
		return take_authentication(cursor, protocol);
	if (reader_left(&cursor->captured) < 8)
		return DECODE_SHORT_IP;
	const uint8_t *at = cursor->captured.at;
	uint32_t length = *protocol == PROTOCOL_FRAGMENT ? 8 : (at[1] + 1u) * 8u;
	if (*protocol == PROTOCOL_FRAGMENT) {
		uint16_t place = u16_at(at + 2); /* RFC 8200 section 4.5: offset, M flag */
		*later = place & 0xfff8;
		*first = !*later && (place & 1);
	}
	*protocol = at[0];
	return cursor_take(cursor, length) ? DECODE_SEGMENT : DECODE_SHORT_IP;
}

static bool is_extension(uint8_t protocol)
{
	switch (protocol) {
	case PROTOCOL_HOP_BY_HOP:
	case PROTOCOL_ROUTING:
	case PROTOCOL_FRAGMENT:
	case PROTOCOL_AH:
	case PROTOCOL_DESTINATION:
	case PROTOCOL_MOBILITY:
	case PROTOCOL_HIP:
	case PROTOCOL_SHIM6:
		return true;
	default:
		return false;
	}
}

static enum decode_result ipv6_decode(struct cursor *cursor, struct segment *segment)
{
	const uint8_t *header = cursor_take(cursor, 40);
	if (!header)
		return DECODE_SHORT_IP;
	/* 0: a jumbogram (RFC 2675) or segmentation offload: the packet is as long as it is. */
	if (u16_at(header + 4) != 0)
		cursor_limit(cursor, u16_at(header + 4));

	segment->ip_ecn = header[1] >> 4 & 3;
	segment->ip_ttl = header[7];
	segment->ip_id = 0;
	segment->first_fragment = false;
	segment->source = (struct endpoint){.version = 6};
	segment->destination = (struct endpoint){.version = 6};
	memcpy(segment->source.address, header + 8, 16);
	memcpy(segment->destination.address, header + 24, 16);

	uint8_t protocol = header[6];
	while (is_extension(protocol)) {
		bool later = false;
		if (protocol == PROTOCOL_ROUTING)
			apply_routing(cursor->captured, &segment->destination);
		enum decode_result result =
		    take_extension(cursor, &protocol, &segment->first_fragment, &later);
		if (result != DECODE_SEGMENT)
			return result;
		if (later)
			return protocol == PROTOCOL_TCP ? DECODE_FRAGMENT : DECODE_NOT_TCP;
	}
	return name_protocol(protocol, cursor);
}

enum decode_result ip_decode(uint16_t ethertype, struct cursor *cursor, struct segment *segment)
{
	if (reader_left(&cursor->captured) == 0)
		return DECODE_SHORT_IP;
	unsigned version = *cursor->captured.at >> 4;
	if (version == 4 && ethertype != ETHERTYPE_IPV6)
		return ipv4_decode(cursor, segment);
	if (version == 6)
		return ipv6_decode(cursor, segment);
	return DECODE_BAD_IP_VERSION;
}
