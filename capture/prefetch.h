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
	struct frame frame; /* where it was looked at before its turn */
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
	uint64_t taken;                 /* number of the last frame */
	uint64_t peeked;                /* and of the last one that was looked at before its turn */
	struct decoded_frame frames[PREFETCH_DISTANCE];
};

void prefetch_init(struct prefetch *prefetch, struct source *source,
		   const struct flow_table *table);

/* The next frame, taken from the source, where it was looked at before; NULL: the source has to be
 * asked for it. Valid as what the source gives. */
const struct frame *prefetch_next(struct prefetch *prefetch);

/* FRAME, which the source or prefetch_next() has just given, decoded; valid until the next call. */
const struct decoded_frame *prefetch_take(struct prefetch *prefetch, const struct frame *frame);

#endif
