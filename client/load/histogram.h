/* SPDX-License-Identifier: MIT */
/* Latencies, counted in classes that are finer the smaller the latency is, as HdrHistogram does:
 * 128 classes of equal width for each power of two. So a quantile is off by less than 1/128 (0.8
 * %), whatever the scale, and the memory is the same for ten latencies and for ten billion. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

enum {
	HISTOGRAM_BITS = 7, /* 2^7 classes for each power of two */
	HISTOGRAM_TOP = 47, /* latencies up to 2^47 - 1 ns, 39 hours; longer ones count as that */
	HISTOGRAM_CLASSES = (HISTOGRAM_TOP - HISTOGRAM_BITS + 1) << HISTOGRAM_BITS,
};

/* All zero is an empty one. */
struct histogram {
	uint32_t counts[HISTOGRAM_CLASSES]; /* they stay at their maximum rather than wrap */
	uint64_t count;
	uint64_t sum;              /* of the values as they were, for the mean */
	uint64_t minimum, maximum; /* as they were; of an empty one 0 */
};

/* Nanoseconds, or whatever else the caller measures in. */
void histogram_add(struct histogram *histogram, uint64_t value);

/* The least value that is not below PARTS of WHOLE of all values: 999 of 1000 is the 99.9th
 * percentile. It is too large by less than 1/128 of itself, never beyond the maximum. 0 of an empty
 * one. */
uint64_t histogram_quantile(const struct histogram *histogram, uint64_t parts, uint64_t whole);

/* 0 of an empty one. */
uint64_t histogram_mean(const struct histogram *histogram);

#endif
