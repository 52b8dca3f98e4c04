/* SPDX-License-Identifier: MIT */
/* Frames that are decoded a little before their turn. Among a million connections each segment's is
 * another one, out of the processor's cache; asked for in time, it is there when its turn comes. */
#ifndef AHEAD_H
#define AHEAD_H

#include "decode.h"
#include "flow_table.h"
#include "source.h"

/* A decoded frame. */
struct sighting {
	enum decode_result result;
	struct segment segment;
	uint32_t hash; /* with DECODE_SEGMENT: for flow_table_find() */
};

enum { AHEAD_DISTANCE = 4 }; /* a power of two; beyond three the cost goes down no further */

struct ahead {
	struct source *source;          /* borrowed */
	const struct flow_table *table; /* borrowed */
	struct sighting sightings[AHEAD_DISTANCE];
};

void ahead_init(struct ahead *ahead, struct source *source, const struct flow_table *table);

/* FRAME, which the source has just given, decoded; valid until the next call. */
const struct sighting *ahead_take(struct ahead *ahead, const struct frame *frame);

#endif
