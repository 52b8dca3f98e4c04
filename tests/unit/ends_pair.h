/* SPDX-License-Identifier: MIT */
/* Two ends that speak TCP as RFC 9293 section 3.10 tells it, over a path that delays, loses,
 * doubles and reorders, with a capture on its way: what the capture saw, and the truth beside it.
 */
#ifndef ENDS_PAIR_H
#define ENDS_PAIR_H

#include "ends.h"

enum { PAIR_FRAMES = 400, PAIR_HISTORY = 64 };

/* A captured segment. */
struct pair_frame {
	struct ends_input input;
	uint8_t history; /* its sender's last state when it left: index into pair_log.history */
};

struct pair_log {
	struct pair_frame frame[PAIR_FRAMES];
	uint32_t count;
	uint8_t history[2][PAIR_HISTORY]; /* the states of each end, in its order */
	uint8_t length[2];
	bool lost_before[2]; /* not all of what an end sent was captured */
};

/* What may happen. */
struct pair_trouble {
	uint8_t loss;            /* of 100, on each half of the path */
	uint8_t doubles;         /* of 100, behind the capture */
	uint8_t reorders_after;  /* of 100, behind the capture */
	uint8_t reorders_before; /* of 100 */
	uint8_t begins;          /* the capture begins after this many segments */
	uint8_t repeats;         /* of 100: a timer of an end fires */
	uint8_t aborts;          /* of 1000 */
	uint8_t place;           /* 0: at the client, 1: in the middle, 2: at the server */
	bool fast_open;
	bool simultaneous_open;
};

/* Plays one connection of this seed. */
void pair_play(struct pair_log *log, const struct pair_trouble *trouble, uint64_t seed);

#endif
