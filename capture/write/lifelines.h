/* SPDX-License-Identifier: MIT */
/* Private to write: what a live picture remembers of the connections that it draws. Only of those
 * that spoke last: one that was forgotten begins like a new one. */
#ifndef LIFELINES_H
#define LIFELINES_H

#include "event.h"

enum { LIFELINES_MAX = 64 };

struct lifeline {
	uint32_t number; /* of its flow; 0: not in use */
	int64_t last_ns; /* its last segment that was drawn */
	uint8_t phase;   /* enum phase: whose title was drawn last */
	/* Private: by place, counted from 1. */
	uint8_t older, newer, behind; /* in the order of use, and in its bucket; 0: none */
};

/* All zero: empty. */
struct lifelines {
	struct lifeline items[LIFELINES_MAX];
	uint8_t buckets[LIFELINES_MAX]; /* by the number's last bits: the first place of each */
	uint8_t oldest, newest, count;
};

/* The lifeline of connection NUMBER; *FRESH when it was not known. Valid until the next call. */
struct lifeline *lifelines_find(struct lifelines *lifelines, uint32_t number, bool *fresh);

/* Microseconds since LIFELINE's last segment; 0 when time went backwards. */
uint64_t lifeline_silence_us(const struct lifeline *lifeline, int64_t now_ns);

#endif
