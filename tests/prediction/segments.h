/* SPDX-License-Identifier: MIT */
/* Segments to try both ways on. */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"

/* xorshift64*: a number below BELOW; *STATE is not 0. */
static inline uint64_t draw_below(uint64_t *state, uint64_t below)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (*state * UINT64_C(0x2545f4914f6cdd1d) >> 16) % below;
}

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

/* Decodes COUNT frames, of which most are usual ones with something changed. Returns COUNT. */
uint64_t random_frames(uint64_t seed, uint64_t count);

#endif
