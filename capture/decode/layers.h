/* SPDX-License-Identifier: MIT */
/* Private to decode: the layers under TCP and the cursor that they hand on. */
#ifndef LAYERS_H
#define LAYERS_H

#include "decode.h"
#include "reader.h"

/* The rest of a packet: what was captured of it, and how long it was on the wire. */
struct cursor {
	struct reader captured;
	uint32_t wire; /* bytes, >= what is left in captured */
	uint32_t vlan; /* as in struct segment, of the tags that were taken off */
	uint32_t link; /* the same, as far as the link header tells */
};

/* Takes a header of LENGTH bytes off the packet; NULL when it was not captured whole. */
static inline const uint8_t *cursor_take(struct cursor *cursor, uint32_t length)
{
	const uint8_t *taken = reader_take(&cursor->captured, length);
	if (taken)
		cursor->wire -= length;
	return taken;
}

/* What is behind the next LENGTH bytes is padding. */
static inline void cursor_limit(struct cursor *cursor, uint32_t length)
{
	if (length < cursor->wire)
		cursor->wire = length;
	reader_limit(&cursor->captured, cursor->wire);
}

enum { LINKTYPE_ETHERNET = 1 }; /* the others: link.c */

enum {
	ETHERTYPE_IPV4 = 0x0800,
	ETHERTYPE_IPV6 = 0x86dd,
	ETHERTYPE_NONE = 0, /* raw IP: the version is in the packet */
};

/* Takes every header before IP. DECODE_SEGMENT: go on with IP of *ethertype. */
enum decode_result link_decode(int link_type, struct cursor *cursor, uint16_t *ethertype);

/* Takes the IP headers and fills addresses, ECN and TTL. DECODE_SEGMENT: go on with TCP; the cursor
 * is then limited to what the IP header calls its payload. */
enum decode_result ip_decode(uint16_t ethertype, struct cursor *cursor, struct segment *segment);

/* What segment_decode() reads of the headers, for a frame of the kind that most are, of which
 * CAPTURED bytes, at most its length, are there. False where it is another one, whose SEGMENT is
 * not touched then. */
bool decode_usual(const struct frame *frame, uint32_t captured, struct segment *segment);

#endif
