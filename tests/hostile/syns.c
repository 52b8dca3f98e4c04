/* SPDX-License-Identifier: MIT */
/* syns COUNT KIND: a pcap of COUNT SYNs, a connection each, on standard output. KIND says how the
 * addresses are chosen: `random`; or so that all fall together in a hash that somebody might use:
 * `xor` (of both ends), `sum` (of both ends), `high` (the low bits of everything). `trouble`: to
 * each SYN comes a segment behind a gap and one that is sent again, so that much is to be
 * remembered. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACKET = 40, SYN = 0x02, ACK = 0x10 };

struct ends {
	uint32_t source, destination;
	uint16_t source_port, destination_port;
};

static uint32_t scramble(uint32_t number)
{
	uint64_t z = number * UINT64_C(0xbf58476d1ce4e5b9) + 1;
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)(z >> 32);
}

static struct ends ends_of(const char *kind, uint32_t number)
{
	uint32_t drawn = scramble(number);
	uint16_t port = (uint16_t)(1024 + number % 50000);
	if (strcmp(kind, "xor") == 0)
		return (struct ends){drawn, drawn ^ 0x5a5a5a5a, port, port ^ 0x1f8f};
	if (strcmp(kind, "sum") == 0)
		return (struct ends){drawn, 0xdeadbeef - drawn, port, (uint16_t)(8079 - port)};
	if (strcmp(kind, "high") == 0)
		return (struct ends){0x0a000001 | number >> 4 << 16, 0x0a000002 | number << 28,
				     8080, 8079};
	return (struct ends){drawn, scramble(~number), port, 8079};
}

static void put(uint8_t *at, uint32_t value, int bytes)
{
	while (bytes-- > 0)
		*at++ = (uint8_t)(value >> 8 * bytes);
}

static void write_packet(const struct ends *ends, uint8_t flags, uint32_t seq, uint64_t us)
{
	uint8_t packet[PACKET] = {0x45, 0, 0, PACKET, 0, 0, 0x40, 0, 64, 6};
	put(packet + 12, ends->source, 4);
	put(packet + 16, ends->destination, 4);
	put(packet + 20, ends->source_port, 2);
	put(packet + 22, ends->destination_port, 2);
	put(packet + 24, seq, 4);
	packet[32] = 0x50;
	packet[33] = flags;
	packet[34] = 0xff;
	uint32_t header[] = {(uint32_t)(us / 1000000), (uint32_t)(us % 1000000), PACKET, PACKET};
	fwrite(header, sizeof header, 1, stdout);
	fwrite(packet, sizeof packet, 1, stdout);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return fprintf(stderr, "usage: %s COUNT KIND\n", argv[0]), 2;
	uint32_t count = (uint32_t)strtoul(argv[1], NULL, 10);
	bool trouble = strcmp(argv[2], "trouble") == 0;
	uint64_t us = UINT64_C(1700000000000000);
	const uint32_t file[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 262144, 101};
	fwrite(file, sizeof file, 1, stdout);
	for (uint32_t i = 0; i < count; i++) {
		struct ends ends = ends_of(argv[2], i);
		write_packet(&ends, SYN, 1000, us++);
		if (!trouble)
			continue;
		write_packet(&ends, ACK, 5000, us++);
		write_packet(&ends, SYN, 1000, us++);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
