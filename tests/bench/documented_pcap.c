/* SPDX-License-Identifier: MIT */
/* documented_pcap CONNECTIONS CONCURRENT: writes to standard output a pcap of the documented
 * exchange (eight segments), CONNECTIONS times, CONCURRENT of them at a time, step by step in turn.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcap_out.h"
#include "protocol.h"

enum { STEPS = 8, PORTS = 60000 };

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

/* The packet of STEP of connection NUMBER; returns its length. */
static uint32_t build(uint8_t packet[128], const struct step *step, uint64_t number)
{
	uint32_t addresses[2] = {0x7f000001u + (uint32_t)(number / PORTS % 250), 0x7f000001u};
	uint32_t ports[2] = {1024u + (uint32_t)(number % PORTS), PROTOCOL_PORT};
	uint32_t isns[2] = {GOLDEN_CLIENT_ISN + (uint32_t)number * 2654435761u,
			    GOLDEN_SERVER_ISN + (uint32_t)number * 40503u};
	int from = step->from_client ? 0 : 1;
	const struct tcp_header header = {
	    .addresses = {addresses[from], addresses[!from]},
	    .ports = {ports[from], ports[!from]},
	    .seq = isns[from] + step->seq,
	    .ack = step->flags & 0x10 ? isns[!from] + step->ack : 0,
	    .flags = step->flags,
	    .window = 512,
	    .options = step->options,
	};
	uint32_t length = put_frame_headers(packet, &header, step->payload);
	uint8_t *options = packet + ETHERNET + IP + TCP;
	memset(options, 1, step->options); /* NOP */
	memcpy(options + step->options, PROTOCOL_MESSAGE, step->payload);
	return length;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return fprintf(stderr, "usage: %s CONNECTIONS CONCURRENT\n", argv[0]), 2;
	uint64_t total = strtoull(argv[1], NULL, 10);
	uint64_t width = strtoull(argv[2], NULL, 10);
	uint64_t us = UINT64_C(1000000) * GOLDEN_START_EPOCH;
	write_file_header();
	for (uint64_t base = 0; width > 0 && base < total; base += width)
		for (int s = 0; s < STEPS; s++)
			for (uint64_t n = base; n < base + width && n < total; n++) {
				uint8_t packet[128];
				uint32_t length = build(packet, &steps[s], n);
				us += 3;
				write_frame(us, packet, length);
			}
	if (fclose(stdout) != 0)
		return perror("documented_pcap"), 1;
	return 0;
}
