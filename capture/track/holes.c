/* SPDX-License-Identifier: MIT */
#include "holes.h"

#include <string.h>

void holes_add(struct side_extra *extra, uint32_t left, uint32_t right)
{
	if (extra->hole_count == HOLES_MAX) {
		memmove(extra->holes, extra->holes + 1, (HOLES_MAX - 1) * sizeof extra->holes[0]);
		extra->hole_count--;
	}
	extra->holes[extra->hole_count++] = (struct hole){left, right};
}

static uint32_t later(uint32_t a, uint32_t b)
{
	return seq_before(a, b) ? b : a;
}

static uint32_t earlier(uint32_t a, uint32_t b)
{
	return seq_before(a, b) ? a : b;
}

uint32_t holes_fill(struct side_extra *extra, uint32_t left, uint32_t right)
{
	struct hole kept[HOLES_MAX + 1]; /* filling the middle of a hole makes two of it */
	uint32_t count = 0;
	uint32_t filled = 0;
	for (uint32_t h = 0; h < extra->hole_count; h++) {
		struct hole hole = extra->holes[h];
		uint32_t from = later(hole.left, left);
		uint32_t to = earlier(hole.right, right);
		if (!seq_before(from, to)) {
			kept[count++] = hole;
			continue;
		}
		filled += to - from;
		if (seq_before(hole.left, from) && count <= HOLES_MAX)
			kept[count++] = (struct hole){hole.left, from};
		if (seq_before(to, hole.right) && count <= HOLES_MAX)
			kept[count++] = (struct hole){to, hole.right};
	}
	uint32_t forgotten = count > HOLES_MAX ? count - HOLES_MAX : 0;
	extra->hole_count = count - forgotten;
	memcpy(extra->holes, kept + forgotten, extra->hole_count * sizeof kept[0]);
	return filled;
}

bool holes_touch(const struct side_extra *extra, uint32_t left, uint32_t right)
{
	for (uint32_t h = 0; h < extra->hole_count; h++)
		if (seq_before(extra->holes[h].left, right) &&
		    seq_before(left, extra->holes[h].right))
			return true;
	return false;
}
