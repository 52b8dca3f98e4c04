/* SPDX-License-Identifier: MIT */
/* One captured packet, as the source hands it over. */
#ifndef FRAME_H
#define FRAME_H

#include <stdint.h>

struct frame {
	uint64_t number;      /* 1-based position in the source, counting every packet read there */
	int64_t time_ns;      /* when it was captured: nanoseconds since the epoch */
	const uint8_t *bytes; /* borrowed: valid until the source is asked for the next frame */
	uint32_t captured;    /* bytes that are there */
	uint32_t length;      /* bytes that were on the wire; > captured when the snaplen cut it */
	int link_type;        /* LINKTYPE_ value (https://www.tcpdump.org/linktypes.html) */
	uint32_t interface; /* of a pcapng file: a number for each of its interfaces; 0: not told */
};

#endif
