/* SPDX-License-Identifier: MIT */
/* A TCP segment as it stood in a frame: the decoder's result, every other floor's input. */
#ifndef SEGMENT_H
#define SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

/* Bits of `flags` (RFC 9293 section 3.1, RFC 3168, RFC 9768). */
enum tcp_flag {
	TCP_FLAG_FIN = 0x001,
	TCP_FLAG_SYN = 0x002,
	TCP_FLAG_RST = 0x004,
	TCP_FLAG_PSH = 0x008,
	TCP_FLAG_ACK = 0x010,
	TCP_FLAG_URG = 0x020,
	TCP_FLAG_ECE = 0x040,
	TCP_FLAG_CWR = 0x080,
	TCP_FLAG_AE = 0x100,
};

/* All numbers in host order; pointers borrow from the frame. */
struct segment {
	uint64_t frame;        /* frame number, 1-based */
	int64_t time_ns;       /* capture time, nanoseconds since the epoch */
	uint32_t frame_length; /* bytes of the frame on the wire */
	struct endpoint source;
	struct endpoint destination;
	uint32_t vlan; /* 0 without VLAN tags; one number for each stack of one or two VLAN ids
			  (IEEE 802.1Q), of longer ones nearly so */
	uint32_t link; /* a number for each interface and direction where the capture tells them
			  apart; else the same for all */
	uint32_t seq;
	uint32_t ack;      /* as it stands in the header, also where the ACK flag is not set */
	uint16_t flags;    /* 12 bits: byte 12's low nibble and byte 13 */
	uint16_t window;   /* unscaled */
	uint16_t checksum; /* as it stands there: with offload the network card fills it in later */
	uint16_t urgent;
	uint8_t data_offset;       /* of the payload, in words of 32 bits: 5 to 15 */
	uint8_t ip_ecn;            /* RFC 3168 codepoint, 0 to 3 */
	uint8_t ip_ttl;            /* time to live, hop limit */
	uint16_t ip_id;            /* IPv4 identification (RFC 6864); 0 with IPv6, which has none */
	bool first_fragment;       /* more of the packet is elsewhere: its length is not known, and
				      payload_length is what this fragment has of it */
	const uint8_t *header;     /* TCP header, data_offset words, and behind it the payload;
				      NULL when it was cut */
	uint8_t options_length;    /* bytes */
	const uint8_t *options;    /* TCP options */
	uint32_t payload_length;   /* bytes by the IP header */
	uint32_t payload_captured; /* of these, bytes that were captured: <= payload_length */
	const uint8_t *payload;
};

/* Bytes of sequence space that it takes: payload, and one each for SYN and FIN. */
static inline uint32_t segment_sequence_length(const struct segment *segment)
{
	return segment->payload_length + ((segment->flags & TCP_FLAG_SYN) != 0) +
	       ((segment->flags & TCP_FLAG_FIN) != 0);
}

/* The number behind all that it takes. */
static inline uint32_t segment_sequence_end(const struct segment *segment)
{
	return segment->seq + segment_sequence_length(segment);
}

#endif
