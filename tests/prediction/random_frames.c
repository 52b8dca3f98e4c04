/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "segments.h"

enum { FRAME_MAX = 160, LINK_ETHERNET = 1 };

/* Ethernet, IPv4 and TCP. */
static const uint8_t usual[] = {
    0,    1, 2,   3,   4,    5,    6,    7,  8,    9,    10, 11, 0x08, 0, /* Ethernet */
    0x45, 0, 0,   120, 0x12, 3,    0x40, 0,  64,   6,    0,  0,  192,  0, /* IPv4 */
    2,    1, 198, 51,  100,  1,    0x9c, 64, 1,    0xbb, 1,  2,  3,    4, /* TCP */
    5,    6, 7,   8,   0x80, 0x18, 1,    0,  0xab, 0xcd, 0,  0,
};

/* A byte that decides something, or any. */
static size_t place(uint64_t *state)
{
	static const uint8_t telling[] = {12, 13, 14, 16, 17, 20, 21, 23, 46, 47};
	return draw_below(state, 2) ? telling[draw_below(state, sizeof telling)]
				    : draw_below(state, sizeof usual + 30);
}

uint64_t random_frames(uint64_t seed, uint64_t count)
{
	uint64_t state = seed * 2 + 1;
	for (uint64_t i = 1; i <= count; i++) {
		uint8_t bytes[FRAME_MAX];
		struct segment segment;
		memset(bytes, 1, sizeof bytes);
		memcpy(bytes, usual, sizeof usual);
		uint32_t length = (uint32_t)(34 + draw_below(&state, FRAME_MAX - 34));
		uint32_t captured =
		    draw_below(&state, 3) ? length : (uint32_t)draw_below(&state, length + 1);
		bytes[17] =
		    (uint8_t)(length - 14 - (draw_below(&state, 4) ? 0 : draw_below(&state, 40)));
		for (uint64_t odd = draw_below(&state, 3); odd > 0; odd--)
			bytes[place(&state)] = (uint8_t)draw_below(&state, 256);
		/* In a block of just that size, so that a sanitizer sees what is read beyond it. */
		uint8_t *copy = malloc(captured ? captured : 1);
		if (!copy)
			exit(EXIT_FAILURE);
		memcpy(copy, bytes, captured);
		const struct frame frame = {
		    .number = i,
		    .time_ns = (int64_t)i * 1000,
		    .bytes = copy,
		    .captured = captured,
		    .length = length,
		    .link_type = draw_below(&state, 50) ? LINK_ETHERNET : 113,
		    .interface = (uint32_t)draw_below(&state, 3),
		};
		segment_decode(&frame, &segment);
		free(copy);
	}
	return count;
}
