/* SPDX-License-Identifier: MIT */
#include "gaps.h"

#include <string.h>

#include "seq.h"

/* Numbers as they are seen from the left end of the first gap, where none of them wraps: of a gap
 * they are between 0 and SEQ_WINDOW_MAX. */
struct range {
	int64_t left, right;
};

/* There is a gap. */
static struct range seen_from_first(const struct gaps *gaps, uint32_t left, uint32_t right)
{
	int64_t from = seq_distance(gaps->gap[0].left, left);
	return (struct range){from, from + (uint32_t)(right - left)};
}

static struct range common(struct range a, struct range b)
{
	return (struct range){a.left > b.left ? a.left : b.left,
			      a.right < b.right ? a.right : b.right};
}

static bool is_empty(struct range range)
{
	return range.left >= range.right;
}

/* Keeps the newest. */
static void take(struct gaps *gaps, const struct gap *kept, uint32_t count)
{
	uint32_t forgotten = count > GAPS_MAX ? count - GAPS_MAX : 0;
	gaps->count = count - forgotten;
	memcpy(gaps->gap, kept + forgotten, gaps->count * sizeof *kept);
}

uint32_t gaps_fill(struct gaps *gaps, uint32_t left, uint32_t right)
{
	struct gap kept[GAPS_MAX + 1]; /* for one gap may become two: the others lie outside */
	uint32_t count = 0;
	uint32_t filled = 0;
	if (gaps->count == 0)
		return 0;
	uint32_t first = gaps->gap[0].left;
	struct range seen = seen_from_first(gaps, left, right);
	for (uint32_t g = 0; g < gaps->count; g++) {
		struct gap gap = gaps->gap[g];
		struct range was = seen_from_first(gaps, gap.left, gap.right);
		struct range now = common(was, seen);
		if (is_empty(now)) {
			kept[count++] = gap;
			continue;
		}
		filled += (uint32_t)(now.right - now.left);
		if (was.left < now.left)
			kept[count++] = (struct gap){gap.left, first + (uint32_t)now.left};
		if (now.right < was.right)
			kept[count++] = (struct gap){first + (uint32_t)now.right, gap.right};
	}
	take(gaps, kept, count);
	return filled;
}

/* Beyond the window, too: what is filled from the first gap on leaves no gap before NUMBER. */
void gaps_forget(struct gaps *gaps, uint32_t number)
{
	if (gaps->count > 0 && seq_before(gaps->gap[0].left, number))
		gaps_fill(gaps, gaps->gap[0].left, number);
}

/* Keeps what lies in [LEFT, RIGHT). */
static void keep_within(struct gaps *gaps, uint32_t left, uint32_t right)
{
	struct gap kept[GAPS_MAX];
	uint32_t count = 0;
	if (gaps->count == 0)
		return;
	uint32_t first = gaps->gap[0].left;
	struct range bounds = seen_from_first(gaps, left, right);
	for (uint32_t g = 0; g < gaps->count; g++) {
		struct gap gap = gaps->gap[g];
		struct range now = common(seen_from_first(gaps, gap.left, gap.right), bounds);
		if (!is_empty(now))
			kept[count++] =
			    (struct gap){first + (uint32_t)now.left, first + (uint32_t)now.right};
	}
	take(gaps, kept, count);
}

void gaps_add(struct gaps *gaps, uint32_t left, uint32_t right)
{
	if (right - left > SEQ_WINDOW_MAX) {
		gaps->count = 0;
		return;
	}
	if (left == right)
		return;
	keep_within(gaps, right - SEQ_WINDOW_MAX, left);
	struct gap *last = gaps->count > 0 ? &gaps->gap[gaps->count - 1] : NULL;
	if (last && last->right == left) {
		last->right = right;
		return;
	}
	if (gaps->count == GAPS_MAX) {
		memmove(gaps->gap, gaps->gap + 1, (GAPS_MAX - 1) * sizeof gaps->gap[0]);
		gaps->count--;
	}
	gaps->gap[gaps->count++] = (struct gap){left, right};
}

bool gaps_touch(const struct gaps *gaps, uint32_t left, uint32_t right)
{
	if (gaps->count == 0)
		return false;
	struct range range = seen_from_first(gaps, left, right);
	for (uint32_t g = 0; g < gaps->count; g++)
		if (!is_empty(common(range,
				     seen_from_first(gaps, gaps->gap[g].left, gaps->gap[g].right))))
			return true;
	return false;
}
