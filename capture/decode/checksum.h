/* SPDX-License-Identifier: MIT */
/* Whether a segment's checksum fits what was captured of it. */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include "segment.h"

/* Checksum, name in JSON. */
#define CHECKSUMS(ROW)                                                                             \
	ROW(CHECKSUM_GOOD, "good")                                                                 \
	ROW(CHECKSUM_BAD, "bad")                                                                   \
	ROW(CHECKSUM_OFFLOADED, "offloaded") /* a card was to add the rest: not of one alone */    \
	ROW(CHECKSUM_NOT_CAPTURED,                                                                 \
	    "not-captured") /* the snaplen cut it, or the rest is in other fragments */

#define CHECKSUM_ENUM(checksum, name) checksum,
enum checksum { CHECKSUMS(CHECKSUM_ENUM) CHECKSUM_COUNT };
#undef CHECKSUM_ENUM

/* Whether all was captured that it is the sum of. */
static inline bool segment_checksum_is_captured(const struct segment *segment)
{
	return segment->header && !segment->first_fragment &&
	       segment->payload_captured >= segment->payload_length;
}

/* RFC 9293 section 3.1, with the pseudo-header of IPv4 or IPv6 (RFC 8200 section 8.1). Reads the
 * whole segment: for what is shown. Never CHECKSUM_OFFLOADED, which one segment does not tell. */
enum checksum segment_checksum(const struct segment *segment);

/* Whether it is the sum of the pseudo header (RFC 9293 section 3.1) and of nothing else: the rest
 * is for the sender's card to add. */
bool segment_checksum_is_partial(const struct segment *segment);

/* "good", "bad", "offloaded", "not-captured" */
const char *checksum_name(enum checksum checksum);

#endif
