/* SPDX-License-Identifier: MIT */
/* Frame in, TCP segment out: one verb, no state, no allocation, no output. A packet that is not a
 * whole TCP segment is a result with a name that can be counted, never an error.
 *
 * Understood: Ethernet (with 802.1Q and 802.1ad tags, LLC/SNAP, PPPoE, MPLS), Linux cooked v1 and
 * v2, BSD null and loop, PPP, Cisco HDLC, raw IP; IPv4 with options, IPv6 with extension headers,
 * the authentication header. A tunnel is not entered, but named. */
#ifndef DECODE_H
#define DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "frame.h"
#include "segment.h"

/* Result, name in statistics, whether it is told there, what it means. */
#define DECODE_RESULTS(ROW)                                                                        \
	ROW(DECODE_SEGMENT, "segment", false, "a TCP segment")                                     \
	ROW(DECODE_NOT_IP, "not-ip", false, "another protocol than IP")                            \
	ROW(DECODE_NOT_TCP, "not-tcp", false, "another protocol than TCP")                         \
	ROW(DECODE_FRAGMENT, "fragment", true, "an IP fragment without a whole TCP header")        \
	ROW(DECODE_TUNNEL_GRE, "tunnel-gre", true, "GRE, not entered")                             \
	ROW(DECODE_TUNNEL_IPIP, "tunnel-ipip", true, "IPv4 in IP, not entered")                    \
	ROW(DECODE_TUNNEL_6IN4, "tunnel-6in4", true, "IPv6 in IP, not entered")                    \
	ROW(DECODE_TUNNEL_VXLAN, "tunnel-vxlan", true, "VXLAN, not entered")                       \
	ROW(DECODE_UNKNOWN_LINK, "unknown-link", true, "a link type that is not understood")       \
	ROW(DECODE_SHORT_LINK, "short-link-header", true, "ends inside the link header")           \
	ROW(DECODE_BAD_IP_VERSION, "bad-ip-version", true, "an IP version that is not the link's") \
	ROW(DECODE_BAD_IP_LENGTH, "bad-ip-length", true, "an IP length that cannot be")            \
	ROW(DECODE_SHORT_IP, "short-ip-header", true, "ends inside the IP header")                 \
	ROW(DECODE_BAD_TCP_OFFSET, "bad-tcp-offset", true, "a TCP data offset that cannot be")     \
	ROW(DECODE_SHORT_TCP, "short-tcp-header", true, "ends inside the TCP header")

#define DECODE_RESULT_ENUM(result, name, told, meaning) result,
enum decode_result { DECODE_RESULTS(DECODE_RESULT_ENUM) DECODE_RESULT_COUNT };
#undef DECODE_RESULT_ENUM

/* Fills SEGMENT when the result is DECODE_SEGMENT; it borrows from the frame's bytes. A header is
 * used when it was captured up to the window, its first 16 bytes (`checksum` and `urgent` are 0
 * when they were cut); options that the snaplen cut are left out. Not put into the loop that calls
 * it, for which there would be too few registers. */
enum decode_result segment_decode(const struct frame *frame, struct segment *segment)
    __attribute__((noinline));

/* The link types (LINKTYPE_ values) that are understood: for every other one the result is
 * DECODE_UNKNOWN_LINK. */
const int *decode_link_types(size_t *count);

const char *decode_result_name(enum decode_result result);
const char *decode_result_meaning(enum decode_result result);

/* False for a segment and for ordinary traffic of other protocols. */
bool decode_result_is_told(enum decode_result result);

#endif
