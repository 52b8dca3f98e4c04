/* SPDX-License-Identifier: MIT */
/* Segments as frames, frames as a pcap file. Checksums are right, so that any tool may read it. */
#include "segment.h"
#include "story.h"

enum { PROTOCOL_TCP = 6, TCP_FIXED_HEADER = 20 };

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

static void put_link(struct text *text, int link, uint8_t version, bool from_server)
{
	uint16_t ethertype = version == 4 ? 0x0800 : 0x86dd;
	uint8_t family = version == 4 ? 2 : 24; /* as NetBSD and OpenBSD number them */
	uint64_t mac = 0x020000000001;          /* locally administered */
	switch (link) {
	case 1: /* Ethernet */
		put(text, mac + !from_server, 6);
		put(text, mac + from_server, 6);
		put(text, ethertype, 2);
		break;
	case 113:                /* Linux cooked v1 */
		put(text, 0, 2); /* to us */
		put(text, 1, 2); /* Ethernet */
		put(text, 6, 2);
		put(text, mac + from_server, 6);
		put(text, 0, 2);
		put(text, ethertype, 2);
		break;
	case 276: /* Linux cooked v2 */
		put(text, ethertype, 2);
		put(text, 0, 2);
		put(text, 1, 4); /* interface */
		put(text, 1, 2); /* Ethernet */
		put(text, 0, 1); /* to us */
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

static void set_checksum(struct text *text, size_t at, uint32_t sum)
{
	if (text->failed)
		return;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	text->bytes[at] = (char)(~sum >> 8 & 0xff);
	text->bytes[at + 1] = (char)(~sum & 0xff);
}

static void put_ip(struct text *text, const struct endpoint *from, const struct endpoint *to,
		   const struct story_segment *segment, size_t length)
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
	put(text, 0x4000, 2); /* no fragment, do not make any */
	put(text, (unsigned)segment->ttl << 8 | PROTOCOL_TCP, 2);
	put(text, 0, 2);
	text_bytes(text, from->address, 4);
	text_bytes(text, to->address, 4);
	set_checksum(text, start + 10, sum_words(text, start, 20, 0));
}

void text_story_frame(struct text *text, const struct story *story, size_t index)
{
	const struct story_segment *segment = &story->segments[index];
	const struct story_connection *connection = &story->connections[segment->connection];
	const struct endpoint *from = &connection->ends[segment->from];
	const struct endpoint *to = &connection->ends[!segment->from];
	size_t length = TCP_FIXED_HEADER + segment->options_length + segment->payload_length;
	put_link(text, story->link->type, from->version, segment->from);
	put_ip(text, from, to, segment, length);

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
	set_checksum(text, start + 16, sum_words(text, start, length, pseudo));
}

void text_story_pcap(struct text *text, const struct story *story)
{
	struct text frame;
	text_init(&frame);
	put_little(text, 0xa1b23c4d, 4); /* nanoseconds */
	put_little(text, 2, 2);
	put_little(text, 4, 2);
	put_little(text, 0, 8);
	put_little(text, story->snaplen, 4);
	put_little(text, (uint32_t)story->link->type, 4);
	for (size_t i = 0; i < story->segment_count; i++) {
		text_clear(&frame);
		text_story_frame(&frame, story, i);
		int64_t time_ns = story_start_s * 1000000000 + story->segments[i].time_ns;
		size_t captured = frame.length < story->snaplen ? frame.length : story->snaplen;
		put_little(text, (uint64_t)(time_ns / 1000000000), 4);
		put_little(text, (uint64_t)(time_ns % 1000000000), 4);
		put_little(text, captured, 4);
		put_little(text, frame.length, 4);
		text_bytes(text, frame.bytes, captured);
	}
	text->failed |= frame.failed;
	text_release(&frame);
}
