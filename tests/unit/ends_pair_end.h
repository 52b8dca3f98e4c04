/* SPDX-License-Identifier: MIT */
/* Private to ends_pair: an end, and the path between two. */
#ifndef ENDS_PAIR_END_H
#define ENDS_PAIR_END_H

#include "ends_pair.h"
#include "unit.h"

enum { QUEUE = 64, DATA = 600, STEPS = 500 };

struct pair_segment {
	struct ends_input in;
	uint32_t serial; /* in the order of sending */
	uint8_t history;
};

struct pair_queue {
	struct pair_segment segment[QUEUE];
	unsigned count;
};

struct pair_end {
	uint8_t state;
	bool active, closes, takes_early, fin_seen;
	uint32_t iss, irs;
	uint32_t una, nxt, top; /* of its numbers, from iss on; top: one past all that it sent */
	uint32_t written;       /* data that its program wrote */
	uint32_t rcv;           /* from irs on */
	uint32_t fin_at;        /* the other's, from irs on */
	uint8_t got[DATA];
};

struct pair {
	struct pair_log *log;
	const struct pair_trouble *trouble;
	uint64_t random;
	struct pair_end end[2];
	unsigned passed;
	uint8_t passed_by[2][DATA]; /* numbers that the capture saw */
	uint32_t top[2];
	uint32_t serial, latest[2];
	struct pair_queue near[2], far[2]; /* by sender: before and behind the capture */
};

/* A random number below BELOW. */
unsigned pair_pick(struct pair *pair, unsigned below);

/* The end WHO is in another state. */
void pair_enter(struct pair *pair, unsigned who, unsigned state);

void pair_push(struct pair_queue *queue, const struct pair_segment *segment);

/* WHO sends a segment with its number AT. */
void pair_emit(struct pair *pair, unsigned who, unsigned flags, uint32_t at, uint32_t length);

/* Its program or its timer does something, or nothing. */
void pair_act(struct pair *pair, unsigned who);

/* A segment arrives at WHO. */
void pair_receive(struct pair *pair, unsigned who, const struct ends_input *in);

#endif
