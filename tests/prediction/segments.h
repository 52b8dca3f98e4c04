/* SPDX-License-Identifier: MIT */
/* Segments to try both ways on. */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"

/* Where segments come from: the same ones each time from the beginning. */
struct segments {
	/* False at their end. *SEGMENT is valid until the next call. */
	bool (*next)(struct segments *segments, struct segment *segment);
	void (*begin)(struct segments *segments);
	void (*end)(struct segments *segments); /* frees them */
};

struct segments *random_segments_new(uint64_t seed, uint64_t count);

/* Of a capture; ends the program when it cannot be read. PATH is borrowed. */
struct segments *captured_segments_new(const char *path);

#endif
