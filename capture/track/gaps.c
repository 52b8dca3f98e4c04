/* SPDX-License-Identifier: MIT */
#include "gaps.h"

#include <string.h>

void gaps_add(struct side_extra *extra, uint32_t left, uint32_t right)
{
	if (extra->gap_count == GAPS_MAX) {
		memmove(extra->gaps, extra->gaps + 1, (GAPS_MAX - 1) * sizeof extra->gaps[0]);
		extra->gap_count--;
	}
	extra->gaps[extra->gap_count++] = (struct gap){left, right};
}

static uint32_t later(uint32_t a, uint32_t b)
{
	return seq_before(a, b) ? b : a;
}

static uint32_t earlier(uint32_t a, uint32_t b)
{
	return seq_before(a, b) ? a : b;
}

uint32_t gaps_fill(struct side_extra *extra, uint32_t left, uint32_t right)
{
	struct gap kept[GAPS_MAX + 1]; /* filling the middle of a gap makes two of it */
	uint32_t count = 0;
	uint32_t filled = 0;
	for (uint32_t h = 0; h < extra->gap_count; h++) {
		struct gap gap = extra->gaps[h];
		uint32_t from = later(gap.left, left);
		uint32_t to = earlier(gap.right, right);
		if (!seq_before(from, to)) {
			kept[count++] = gap;
			continue;
		}
		filled += to - from;
		if (seq_before(gap.left, from) && count <= GAPS_MAX)
			kept[count++] = (struct gap){gap.left, from};
		if (seq_before(to, gap.right) && count <= GAPS_MAX)
			kept[count++] = (struct gap){to, gap.right};
	}
	uint32_t forgotten = count > GAPS_MAX ? count - GAPS_MAX : 0;
	extra->gap_count = count - forgotten;
	memcpy(extra->gaps, kept + forgotten, extra->gap_count * sizeof kept[0]);
	return filled;
}

bool gaps_touch(const struct side_extra *extra, uint32_t left, uint32_t right)
{
	for (uint32_t h = 0; h < extra->gap_count; h++)
		if (seq_before(extra->gaps[h].left, right) &&
		    seq_before(left, extra->gaps[h].right))
			return true;
	return false;
}
