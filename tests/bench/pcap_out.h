/* SPDX-License-Identifier: MIT */
/* For the generators: a pcap file of TCP/IPv4 in Ethernet, to standard output. */
#ifndef PCAP_OUT_H
#define PCAP_OUT_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ETHERNET = 14, IP = 20, TCP = 20, FRAME_MAX = 1514 };

/* Numbers in network order at AT. */
static inline void put16(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static inline void put32(uint8_t *at, uint32_t value)
{
	put16(at, value >> 16);
	put16(at + 2, value);
}

/* pcap's headers are in the machine's byte order. */
static inline void write_numbers(const uint32_t *numbers, size_t count)
{
	fwrite(numbers, sizeof *numbers, count, stdout);
}

static inline void write_file_header(void)
{
	const uint32_t file[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 262144, 1};
	write_numbers(file, 6);
}

/* US: microseconds since the epoch. */
static inline void write_frame(uint64_t us, const uint8_t *frame, uint32_t length)
{
	const uint32_t header[] = {(uint32_t)(us / 1000000), (uint32_t)(us % 1000000), length,
				   length};
	write_numbers(header, 4);
	fwrite(frame, length, 1, stdout);
}

struct tcp_header {
	uint32_t addresses[2], ports[2]; /* source, destination; host order */
	uint32_t seq, ack;
	uint8_t flags;
	uint16_t window;
	uint8_t options; /* bytes, a multiple of four: what follows the header */
};

/* The headers of a frame whose TCP options and PAYLOAD bytes are written behind them. Returns the
 * length of the frame. No checksums: as captured where the network card fills them in. */
static inline uint32_t put_frame_headers(uint8_t *frame, const struct tcp_header *header,
					 uint32_t payload)
{
	uint32_t length = (uint32_t)(IP + TCP + header->options) + payload;
	memset(frame, 0, ETHERNET + IP + TCP);
	put16(frame + 12, 0x0800);
	uint8_t *ip = frame + ETHERNET;
	ip[0] = 0x45;
	put16(ip + 2, length);
	ip[6] = 0x40;
	ip[8] = 64;
	ip[9] = 6;
	put32(ip + 12, header->addresses[0]);
	put32(ip + 16, header->addresses[1]);
	uint8_t *tcp = ip + IP;
	put16(tcp, header->ports[0]);
	put16(tcp + 2, header->ports[1]);
	put32(tcp + 4, header->seq);
	put32(tcp + 8, header->ack);
	tcp[12] = (uint8_t)((TCP + header->options) / 4 << 4);
	tcp[13] = header->flags;
	put16(tcp + 14, header->window);
	return ETHERNET + length;
}

#endif
