/* SPDX-License-Identifier: MIT */
#include "histogram.h"

#include <stddef.h>

/* The values below 2 * 2^BITS have a class each. Above, a class is named by the power of two that
 * its values are shifted down by, so that 2^BITS..2 * 2^BITS - 1 is left, and by what is left. */
static size_t class_of(uint64_t value)
{
	if (value >> HISTOGRAM_TOP)
		value = (UINT64_C(1) << HISTOGRAM_TOP) - 1;
	if (value < UINT64_C(1) << HISTOGRAM_BITS)
		return (size_t)value;
	unsigned shift = 63 - (unsigned)__builtin_clzll(value) - HISTOGRAM_BITS;
	return ((size_t)shift << HISTOGRAM_BITS) + (size_t)(value >> shift);
}

/* The largest value of a class. */
static uint64_t top_of(size_t class)
{
	size_t octave = class >> HISTOGRAM_BITS;
	if (octave == 0)
		return class;
	unsigned shift = (unsigned)octave - 1;
	uint64_t left = class - ((size_t)shift << HISTOGRAM_BITS);
	return ((left + 1) << shift) - 1;
}

void histogram_add(struct histogram *histogram, uint64_t value)
{
	uint32_t *count = &histogram->counts[class_of(value)];
	*count += *count < UINT32_MAX;
	if (histogram->count == 0 || value < histogram->minimum)
		histogram->minimum = value;
	if (value > histogram->maximum)
		histogram->maximum = value;
	histogram->count++;
	histogram->sum += value;
}

uint64_t histogram_quantile(const struct histogram *histogram, uint64_t parts, uint64_t whole)
{
	/* Rounded up: with 10 values the 99th percentile is the 10th. Without the product of count
	 * and parts, which could overflow. */
	uint64_t count = histogram->count;
	uint64_t rank = count / whole * parts + (count % whole * parts + whole - 1) / whole;
	uint64_t seen = 0;
	for (size_t class = 0; class < HISTOGRAM_CLASSES; class ++) {
		seen += histogram->counts[class];
		if (seen >= rank && seen > 0)
			return top_of(class) < histogram->maximum ? top_of(class)
								  : histogram->maximum;
	}
	return histogram->maximum;
}

uint64_t histogram_mean(const struct histogram *histogram)
{
	return histogram->count > 0 ? histogram->sum / histogram->count : 0;
}
