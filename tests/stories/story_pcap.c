/* SPDX-License-Identifier: MIT */
/* Segments as frames, frames as a pcap file. Checksums are right, so that any tool may read it. */
#include "segment.h"
#include "story.h"

enum { PROTOCOL_TCP = 6, TCP_FIXED_HEADER = 20 };

/* IPv4: flags, and an offset in units of 8 bytes. */
enum { DO_NOT_FRAGMENT = 0x4000, MORE_FRAGMENTS = 0x2000, FRAGMENT_UNIT = 8 };

/* 2023-12-18 17:03:53 UTC: a story's first segment. */
static const int64_t story_start_s = 1702919033;

static void put(struct text *text, uint64_t value, unsigned bytes)
{
	for (unsigned i = bytes; i-- > 0;)
		text_char(text, (char)(value >> (8 * i) & 0xff));
}

/* The order of pcap's own header fields: it may be any, this one is the commoner. */
static void put_little(struct text *text, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		text_char(text, (char)(value >> (8 * i) & 0xff));
}

static void put_link(struct text *text, int link, uint8_t version,
		     const struct story_segment *segment)
{
	bool from_server = segment->from;
	uint16_t ethertype = version == 4 ? 0x0800 : 0x86dd;
	uint8_t family = version == 4 ? 2 : 24; /* as NetBSD and OpenBSD number them */
	uint64_t mac = 0x020000000001;          /* locally administered */
	switch (link) {
	case 1: /* Ethernet */
		put(text, mac + !from_server, 6);
		put(text, mac + from_server, 6);
		if (segment->vlan) {
			put(text, 0x8100, 2);
			put(text, segment->vlan, 2);
		}
		put(text, ethertype, 2);
		break;
	case 113: /* Linux cooked v1 */
		put(text, segment->type, 2);
		put(text, 1, 2); /* Ethernet */
		put(text, 6, 2);
		put(text, mac + from_server, 6);
		put(text, 0, 2);
		put(text, ethertype, 2);
		break;
	case 276: /* Linux cooked v2 */
		put(text, ethertype, 2);
		put(text, 0, 2);
		put(text, segment->interface, 4);
		put(text, 1, 2); /* Ethernet */
		put(text, segment->type, 1);
		put(text, 6, 1);
		put(text, mac + from_server, 6);
		put(text, 0, 2);
		break;
	case 0: /* BSD null */
		put_little(text, family, 4);
		break;
	case 108: /* BSD loop */
		put(text, family, 4);
		break;
	case 9: /* PPP */
		put(text, version == 4 ? 0xff030021 : 0xff030057, 4);
		break;
	default: /* raw */
		break;
	}
}

/* RFC 1071, over LENGTH bytes at START, added to SUM. */
static uint32_t sum_words(const struct text *text, size_t start, size_t length, uint32_t sum)
{
	for (size_t i = 0; i < length; i++) {
		uint32_t byte = (uint8_t)text->bytes[start + i];
		sum += i % 2 ? byte : byte << 8;
	}
	return sum;
}

/* A sum that is not the checksum yet. */
static void set_partial(struct text *text, size_t at, uint32_t sum)
{
	if (text->failed)
		return;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	text->bytes[at] = (char)(sum >> 8 & 0xff);
	text->bytes[at + 1] = (char)(sum & 0xff);
}

static void set_checksum(struct text *text, size_t at, uint32_t sum)
{
	set_partial(text, at, sum);
	if (text->failed)
		return;
	text->bytes[at] = (char)~text->bytes[at];
	text->bytes[at + 1] = (char)~text->bytes[at + 1];
}

/* PLACE: the IPv4 header's flags and offset. */
static void put_ip(struct text *text, const struct endpoint *from, const struct endpoint *to,
		   const struct story_segment *segment, size_t length, unsigned place)
{
	size_t start = text->length;
	if (from->version == 6) {
		put(text, 0x60000000u | (uint32_t)segment->ecn << 20, 4);
		put(text, length, 2);
		put(text, PROTOCOL_TCP, 1);
		put(text, segment->ttl, 1);
		text_bytes(text, from->address, 16);
		text_bytes(text, to->address, 16);
		return;
	}
	put(text, 0x4500u | segment->ecn, 2);
	put(text, 20 + length, 2);
	put(text, segment->ip_id, 2);
	put(text, place, 2);
	put(text, (unsigned)segment->ttl << 8 | PROTOCOL_TCP, 2);
	put(text, 0, 2);
	text_bytes(text, from->address, 4);
	text_bytes(text, to->address, 4);
	set_checksum(text, start + 10, sum_words(text, start, 20, 0));
}

static size_t tcp_length(const struct story_segment *segment)
{
	return TCP_FIXED_HEADER + segment->options_length + (size_t)segment->payload_length;
}

/* Link and IP headers in front of LENGTH bytes. */
static void put_headers(struct text *text, const struct story *story,
			const struct story_segment *segment, size_t length, unsigned place)
{
	const struct story_connection *connection = &story->connections[segment->connection];
	const struct endpoint *from = &connection->ends[segment->from];
	put_link(text, story->link->type, from->version, segment);
	put_ip(text, from, &connection->ends[!segment->from], segment, length, place);
}

/* What is there of a segment whose payload goes on in another fragment has no checksum of its own,
 * and so the rest may be anything. */
bool text_story_rest(struct text *text, const struct story *story, size_t index)
{
	const struct story_segment *segment = &story->segments[index];
	if (segment->rest == 0)
		return false;
	put_headers(text, story, segment, segment->rest,
		    (unsigned)(tcp_length(segment) / FRAGMENT_UNIT));
	for (unsigned i = 0; i < segment->rest; i++)
		text_char(text, 'r');
	return true;
}

void text_story_frame(struct text *text, const struct story *story, size_t index)
{
	const struct story_segment *segment = &story->segments[index];
	const struct story_connection *connection = &story->connections[segment->connection];
	const struct endpoint *from = &connection->ends[segment->from];
	const struct endpoint *to = &connection->ends[!segment->from];
	size_t length = tcp_length(segment);
	put_headers(text, story, segment, length, segment->rest ? MORE_FRAGMENTS : DO_NOT_FRAGMENT);

	size_t start = text->length;
	put(text, from->port, 2);
	put(text, to->port, 2);
	put(text, segment->seq, 4);
	put(text, segment->ack, 4);
	unsigned words = (TCP_FIXED_HEADER + segment->options_length) / 4u;
	put(text, words << 12 | segment->flags, 2);
	put(text, segment->window, 2);
	put(text, 0, 2);
	put(text, segment->urgent, 2);
	text_bytes(text, segment->options, segment->options_length);
	if (segment->payload_length > 0) /* without any payload there are no bytes to point to */
		text_bytes(text, story->payloads.bytes + segment->payload, segment->payload_length);
	if (text->failed)
		return;
	uint32_t pseudo = PROTOCOL_TCP + (uint32_t)length;
	for (unsigned i = 0; i < 16; i += 2)
		pseudo += (uint32_t)(from->address[i] << 8 | from->address[i + 1]) +
			  (uint32_t)(to->address[i] << 8 | to->address[i + 1]);
	if (segment->has_partial)
		set_partial(text, start + 16, pseudo + segment->partial);
	else
		set_checksum(text, start + 16, sum_words(text, start, length, pseudo));
}

static void put_pcap_header(struct text *text, const struct story *story)
{
	put_little(text, 0xa1b23c4d, 4); /* nanoseconds */
	put_little(text, 2, 2);
	put_little(text, 4, 2);
	put_little(text, 0, 8);
	put_little(text, story->snaplen, 4);
	put_little(text, (uint32_t)story->link->type, 4);
}

/* A section, and two interfaces that count nanoseconds. */
static void put_pcapng_header(struct text *text, const struct story *story)
{
	enum { SECTION = 0x0a0d0d0a, SECTION_LENGTH = 28, INTERFACE = 1, INTERFACE_LENGTH = 32 };
	put_little(text, SECTION, 4);
	put_little(text, SECTION_LENGTH, 4);
	put_little(text, 0x1a2b3c4d, 4);
	put_little(text, 1, 4);          /* version 1.0 */
	put_little(text, UINT64_MAX, 8); /* of a length that is not told */
	put_little(text, SECTION_LENGTH, 4);
	for (int i = 0; i < 2; i++) {
		put_little(text, INTERFACE, 4);
		put_little(text, INTERFACE_LENGTH, 4);
		put_little(text, (uint32_t)story->link->type, 4);
		put_little(text, story->snaplen, 4);
		put_little(text, 1 << 16 | 9, 4); /* if_tsresol, a byte: */
		put_little(text, 9, 4);
		put_little(text, 0, 4);
		put_little(text, INTERFACE_LENGTH, 4);
	}
}

static void put_record(struct text *text, const struct story *story, size_t index,
		       const struct text *frame)
{
	enum { PACKET = 6, PACKET_FIXED = 32 };
	const struct story_segment *segment = &story->segments[index];
	int64_t time_ns = story_start_s * 1000000000 + segment->time_ns;
	size_t captured = frame->length < story->snaplen ? frame->length : story->snaplen;
	size_t padded = (captured + 3) / 4 * 4;
	if (story->link->pcapng) {
		put_little(text, PACKET, 4);
		put_little(text, PACKET_FIXED + padded, 4);
		put_little(text, segment->interface, 4);
		put_little(text, (uint64_t)time_ns >> 32, 4);
		put_little(text, (uint64_t)time_ns, 4);
	} else {
		put_little(text, (uint64_t)(time_ns / 1000000000), 4);
		put_little(text, (uint64_t)(time_ns % 1000000000), 4);
	}
	put_little(text, captured, 4);
	put_little(text, frame->length, 4);
	text_bytes(text, frame->bytes, captured);
	if (!story->link->pcapng)
		return;
	put_little(text, 0, (unsigned)(padded - captured));
	put_little(text, PACKET_FIXED + padded, 4);
}

void text_story_pcap(struct text *text, const struct story *story)
{
	struct text frame;
	text_init(&frame);
	if (story->link->pcapng)
		put_pcapng_header(text, story);
	else
		put_pcap_header(text, story);
	for (size_t i = 0; i < story->segment_count; i++) {
		text_clear(&frame);
		text_story_frame(&frame, story, i);
		put_record(text, story, i, &frame);
		text_clear(&frame);
		if (text_story_rest(&frame, story, i))
			put_record(text, story, i, &frame);
	}
	text->failed |= frame.failed;
	text_release(&frame);
}
