/* SPDX-License-Identifier: MIT */
/* A TCP segment in an Ethernet frame (IPv4 without fragments, or IPv6 without extension headers):
 * what of it the truth log tells, and the few ways in which the path alters one. It is read here
 * once more, on purpose: what judges the sniffer must not share its decoder. */
#ifndef SEGMENT_H
#define SEGMENT_H

#include <linux/virtio_net.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_MAX = 14 + 65536 };
enum { FLAG_FIN = 1, FLAG_SYN = 2, FLAG_RST = 4, FLAG_PSH = 8, FLAG_ACK = 16 };

/* Numbers in host order. */
struct segment {
	bool ipv6;
	size_t ip, tcp, payload,
	    end; /* where each begins in the frame, and where the packet ends */
	uint16_t source, destination, window;
	uint32_t sequence, acknowledged;
	uint16_t ip_id; /* 0 with IPv6 */
	uint8_t flags, ttl;
	bool timestamps;
	uint32_t tsval, tsecr; /* 0 without timestamps */
};

/* What a rule selects by; each frame has one kind, by the first that fits in this order. */
enum segment_kind { KIND_RST, KIND_SYN, KIND_FIN, KIND_DATA, KIND_ACK, KIND_COUNT };

/* Options of a SYN that strip_options() turns into NOPs. */
enum { STRIP_TIMESTAMPS = 1, STRIP_SACK = 2, STRIP_SCALE = 4 };

/* False: no TCP segment, or one that is cut. BYTES of it are read only during the call. */
bool segment_read(struct segment *segment, const unsigned char *bytes, size_t length);

enum segment_kind segment_kind(const struct segment *segment);

/* The bytes of sequence space that the segment takes: payload, SYN and FIN. */
uint32_t segment_span(const struct segment *segment);

/* The frame's checksums, computed anew over what the frame holds. */
void segment_mend(const struct segment *segment, unsigned char *bytes);

void segment_strip(const struct segment *segment, unsigned char *bytes, unsigned options);

/* Makes of the frame one without payload and options, with these flags and numbers; returns its
 * length. */
size_t segment_make(const struct segment *segment, unsigned char *bytes, uint8_t flags,
		    uint32_t sequence);

#endif
