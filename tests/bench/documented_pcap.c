/* SPDX-License-Identifier: MIT */
/* documented_pcap CONNECTIONS CONCURRENT: writes to standard output a pcap of the documented
 * exchange (eight segments), CONNECTIONS times, CONCURRENT of them at a time, step by step in turn.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol.h"

enum { STEPS = 8, ETHERNET = 14, IP = 20, TCP = 20, PORTS = 60000 };

/* One step of the exchange; numbers count from both initial sequence numbers. */
static const struct step {
	int from_client;
	uint8_t flags;
	uint32_t seq, ack;
	uint8_t options; /* bytes */
	uint8_t payload; /* bytes */
} steps[STEPS] = {
    {1, 0x02, 0, 0, 20, 0},  {0, 0x12, 0, 1, 20, 0},  {1, 0x10, 1, 1, 12, 0},
    {1, 0x18, 1, 1, 12, 11}, {0, 0x10, 1, 12, 12, 0}, {1, 0x11, 12, 1, 12, 0},
    {0, 0x11, 1, 13, 12, 0}, {1, 0x10, 13, 2, 12, 0},
};

static void put16(uint8_t *at, uint32_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
	put16(at, value >> 16);
	put16(at + 2, value);
}

/* The packet of STEP of connection NUMBER; returns its length. */
static size_t build(uint8_t packet[128], const struct step *step, uint64_t number)
{
	uint32_t addresses[2] = {0x7f000001u + (uint32_t)(number / PORTS % 250), 0x7f000001u};
	uint32_t ports[2] = {1024u + (uint32_t)(number % PORTS), PROTOCOL_PORT};
	uint32_t isns[2] = {GOLDEN_CLIENT_ISN + (uint32_t)number * 2654435761u,
			    GOLDEN_SERVER_ISN + (uint32_t)number * 40503u};
	int from = step->from_client ? 0 : 1;
	uint32_t length = (uint32_t)(IP + TCP + step->options + step->payload);
	memset(packet, 0, 128);
	put16(packet + 12, 0x0800);
	uint8_t *ip = packet + ETHERNET;
	ip[0] = 0x45;
	put16(ip + 2, length);
	ip[6] = 0x40;
	ip[8] = 64;
	ip[9] = 6;
	put32(ip + 12, addresses[from]);
	put32(ip + 16, addresses[!from]);
	uint8_t *tcp = ip + IP;
	put16(tcp, ports[from]);
	put16(tcp + 2, ports[!from]);
	put32(tcp + 4, isns[from] + step->seq);
	put32(tcp + 8, step->flags & 0x10 ? isns[!from] + step->ack : 0);
	tcp[12] = (uint8_t)((TCP + step->options) / 4 << 4);
	tcp[13] = step->flags;
	tcp[14] = 2;
	memset(tcp + TCP, 1, step->options); /* NOP */
	memcpy(tcp + TCP + step->options, PROTOCOL_MESSAGE, step->payload);
	return ETHERNET + length;
}

/* pcap's headers are in the machine's byte order. */
static void write_numbers(const uint32_t *numbers, size_t count)
{
	fwrite(numbers, sizeof *numbers, count, stdout);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return fprintf(stderr, "usage: %s CONNECTIONS CONCURRENT\n", argv[0]), 2;
	uint64_t total = strtoull(argv[1], NULL, 10);
	uint64_t width = strtoull(argv[2], NULL, 10);
	uint64_t us = UINT64_C(1000000) * GOLDEN_START_EPOCH;
	uint32_t file[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 262144, 1};
	write_numbers(file, 6);
	for (uint64_t base = 0; width > 0 && base < total; base += width)
		for (int s = 0; s < STEPS; s++)
			for (uint64_t n = base; n < base + width && n < total; n++) {
				uint8_t packet[128];
				uint32_t length = (uint32_t)build(packet, &steps[s], n);
				us += 3;
				uint32_t header[] = {(uint32_t)(us / 1000000),
						     (uint32_t)(us % 1000000), length, length};
				write_numbers(header, 4);
				fwrite(packet, length, 1, stdout);
			}
	if (fclose(stdout) != 0)
		return perror("documented_pcap"), 1;
	return 0;
}
