// SPDX-License-Identifier: MIT
#include "segment.h"

#include <arpa/inet.h>
#include <string.h>

enum { ETHERNET = 14, IPV4_MIN = 20, IPV6_LENGTH = 40, TCP_MIN = 20, PROTOCOL_TCP = 6 };
enum { OPTION_END, OPTION_NOP, OPTION_MSS, OPTION_SCALE, OPTION_SACK_PERMITTED };
enum { OPTION_TIMESTAMPS = 8 };

static uint16_t get16(const unsigned char *at)
{
	return (uint16_t)(at[0] << 8 | at[1]);
}

static uint32_t get32(const unsigned char *at)
{
	return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static void put16(unsigned char *at, unsigned number)
{
	at[0] = (unsigned char)(number >> 8);
	at[1] = (unsigned char)number;
}

static bool read_ip(struct segment *segment, const unsigned char *bytes, size_t length)
{
	const unsigned char *ip = bytes + ETHERNET;
	segment->ip = ETHERNET;
	segment->ipv6 = get16(bytes + 12) == 0x86dd;
	if (segment->ipv6) {
		segment->tcp = ETHERNET + IPV6_LENGTH;
		segment->end = segment->tcp + get16(ip + 4);
		segment->ttl = ip[7];
		return length >= segment->tcp && ip[6] == PROTOCOL_TCP;
	}
	segment->tcp = ETHERNET + (size_t)(ip[0] & 15) * 4;
	segment->end = ETHERNET + (size_t)get16(ip + 2);
	segment->ip_id = get16(ip + 4);
	segment->ttl = ip[8];
	return get16(bytes + 12) == 0x0800 && ip[9] == PROTOCOL_TCP &&
	       (get16(ip + 6) & 0x3fff) == 0;
}

/* The first option at or behind AT, which is below END, whose kind is KIND; END without one. */
static size_t find_option(const unsigned char *bytes, size_t at, size_t end, unsigned kind)
{
	while (at < end && bytes[at] != kind) {
		if (bytes[at] == OPTION_NOP)
			at++;
		else if (bytes[at] == OPTION_END || at + 1 >= end || bytes[at + 1] < 2)
			return end;
		else
			at += bytes[at + 1];
	}
	return at < end && at + 1 < end && at + bytes[at + 1] <= end ? at : end;
}

bool segment_read(struct segment *segment, const unsigned char *bytes, size_t length)
{
	*segment = (struct segment){0};
	if (length < ETHERNET + IPV4_MIN + TCP_MIN || !read_ip(segment, bytes, length))
		return false;
	if (segment->end > length || segment->tcp + TCP_MIN > segment->end)
		return false;
	const unsigned char *tcp = bytes + segment->tcp;
	segment->payload = segment->tcp + (size_t)(tcp[12] >> 4) * 4;
	if (segment->payload > segment->end)
		return false;
	segment->source = get16(tcp);
	segment->destination = get16(tcp + 2);
	segment->sequence = get32(tcp + 4);
	segment->acknowledged = get32(tcp + 8);
	segment->flags = tcp[13];
	segment->window = get16(tcp + 14);
	size_t option =
	    find_option(bytes, segment->tcp + TCP_MIN, segment->payload, OPTION_TIMESTAMPS);
	segment->timestamps = option + 10 <= segment->payload;
	if (segment->timestamps) {
		segment->tsval = get32(bytes + option + 2);
		segment->tsecr = get32(bytes + option + 6);
	}
	return true;
}

enum segment_kind segment_kind(const struct segment *segment)
{
	if (segment->flags & FLAG_RST)
		return KIND_RST;
	if (segment->flags & FLAG_SYN)
		return KIND_SYN;
	if (segment->flags & FLAG_FIN)
		return KIND_FIN;
	return segment->end > segment->payload ? KIND_DATA : KIND_ACK;
}

uint32_t segment_span(const struct segment *segment)
{
	return (uint32_t)(segment->end - segment->payload) + !!(segment->flags & FLAG_SYN) +
	       !!(segment->flags & FLAG_FIN);
}

static uint32_t sum(uint32_t start, const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i + 1 < length; i += 2)
		start += get16(bytes + i);
	return length % 2 ? start + (uint32_t)(bytes[length - 1] << 8) : start;
}

static uint16_t fold(uint32_t total)
{
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return (uint16_t)~total;
}

void segment_mend(const struct segment *segment, unsigned char *bytes)
{
	unsigned char *ip = bytes + segment->ip, *tcp = bytes + segment->tcp;
	size_t length = segment->end - segment->tcp;
	const uint32_t pseudo = (uint32_t)length + PROTOCOL_TCP;
	if (!segment->ipv6) {
		put16(ip + 10, 0);
		put16(ip + 10, fold(sum(0, ip, segment->tcp - segment->ip)));
	}
	put16(tcp + 16, 0);
	const uint32_t addresses =
	    segment->ipv6 ? sum(pseudo, ip + 8, 32) : sum(pseudo, ip + 12, 8);
	put16(tcp + 16, fold(sum(addresses, tcp, length)));
}

void segment_strip(const struct segment *segment, unsigned char *bytes, unsigned options)
{
	static const struct {
		unsigned strip, kind;
	} rows[] = {{STRIP_TIMESTAMPS, OPTION_TIMESTAMPS},
		    {STRIP_SACK, OPTION_SACK_PERMITTED},
		    {STRIP_SCALE, OPTION_SCALE}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t at =
		    find_option(bytes, segment->tcp + TCP_MIN, segment->payload, rows[i].kind);
		if ((options & rows[i].strip) && at < segment->payload)
			memset(bytes + at, OPTION_NOP, bytes[at + 1]);
	}
}

size_t segment_make(const struct segment *segment, unsigned char *bytes, uint8_t flags,
		    uint32_t sequence)
{
	struct segment made = *segment;
	unsigned char *ip = bytes + segment->ip, *tcp = bytes + segment->tcp;
	const uint32_t number = htonl(sequence);
	made.end = made.payload = segment->tcp + TCP_MIN;
	tcp[12] = TCP_MIN / 4 << 4;
	tcp[13] = flags;
	memcpy(tcp + 4, &number, sizeof number);
	if (!(flags & FLAG_ACK))
		memset(tcp + 8, 0, 4);
	if (segment->ipv6)
		put16(ip + 4, TCP_MIN);
	else
		put16(ip + 2, (unsigned)(made.end - made.ip));
	segment_mend(&made, bytes);
	return made.end;
}
