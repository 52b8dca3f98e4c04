/* SPDX-License-Identifier: MIT */
/* Whether a segment's checksum fits what was captured of it. */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include "segment.h"

enum checksum {
	CHECKSUM_GOOD,
	CHECKSUM_BAD,          /* also of what a card was to sum up, captured before that */
	CHECKSUM_NOT_CAPTURED, /* the snaplen cut it, or the rest is in other fragments */
};

/* RFC 9293 section 3.1, with the pseudo-header of IPv4 or IPv6 (RFC 8200 section 8.1). Reads the
 * whole segment: for what is shown. */
enum checksum segment_checksum(const struct segment *segment);

/* "good", "bad", "not-captured" */
const char *checksum_name(enum checksum checksum);

#endif
