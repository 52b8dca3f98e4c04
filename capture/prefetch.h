/* SPDX-License-Identifier: MIT */
/* Prefetches flows: with a million of them each segment misses the cache, so frames are decoded and
 * their flows prefetched a few frames ahead. */
#ifndef PREFETCH_H
#define PREFETCH_H

#include "decode.h"
#include "flow_table.h"
#include "source.h"

/* A decoded frame. */
struct decoded_frame {
	enum decode_result result;
	struct segment segment;
	uint32_t hash; /* with DECODE_SEGMENT: for flow_table_find() */
};

enum {
	PREFETCH_DISTANCE = 4, /* a power of two; beyond three the cost goes down no further */
	PREFETCH_FLOWS = 1024, /* live ones: so few are in the processor's cache without */
};

struct prefetch {
	struct source *source;          /* borrowed */
	const struct flow_table *table; /* borrowed */
	uint64_t peeked; /* number of the last frame that was looked at before its turn */
	struct decoded_frame frames[PREFETCH_DISTANCE];
};

void prefetch_init(struct prefetch *prefetch, struct source *source,
		   const struct flow_table *table);

/* FRAME, which the source has just given, decoded; valid until the next call. */
const struct decoded_frame *prefetch_take(struct prefetch *prefetch, const struct frame *frame);

#endif
