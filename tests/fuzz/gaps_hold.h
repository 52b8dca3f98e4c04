/* SPDX-License-Identifier: MIT */
/* What gaps.h promises of every set of gaps. */
#ifndef GAPS_HOLD_H
#define GAPS_HOLD_H

#include "flow.h"
#include "fuzz.h"
#include "gaps.h"
#include "seq.h"

static inline void check_gaps(const struct gaps *gaps)
{
	CHECK(gaps->count <= GAPS_MAX);
	for (uint32_t g = 0; g < gaps->count; g++) {
		uint32_t left = gaps->gap[g].left - gaps->gap[0].left;
		uint32_t right = gaps->gap[g].right - gaps->gap[0].left;
		CHECK(left < right && right <= SEQ_WINDOW_MAX);
		if (g > 0)
			CHECK(gaps->gap[g - 1].right - gaps->gap[0].left < left);
	}
}

#endif
