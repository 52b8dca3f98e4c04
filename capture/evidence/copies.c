/* SPDX-License-Identifier: MIT */
#include "copies.h"

#include <stdlib.h>
#include <string.h>

#include "flow.h"
#include "seq.h"

struct copy_range *copies_find(struct copies *copies, uint32_t left, uint32_t right)
{
	for (unsigned i = 0; i < copies->count; i++)
		if (copies->range[i].left == left && copies->range[i].right == right)
			return &copies->range[i];
	return NULL;
}

static void take_away(struct copies *copies, unsigned i)
{
	uint32_t right = copies->range[i].right;
	if (!copies->gone || seq_before(copies->gone_right, right))
		copies->gone_right = right;
	copies->gone = true;
	copies->count--;
	memmove(&copies->range[i], &copies->range[i + 1],
		(copies->count - i) * sizeof copies->range[0]);
}

/* Takes away the first one that is settled. */
static bool make_room(struct copies *copies)
{
	for (unsigned i = 0; i < copies->count; i++) {
		if (!(copies->range[i].flags & RANGE_SETTLED))
			continue;
		take_away(copies, i);
		return true;
	}
	return false;
}

/* Doubles what there is. */
static bool grow(struct copies *copies, struct fates_room *room_left)
{
	unsigned room = copies->room ? copies->room * 2U : 1;
	size_t more = (room - copies->room) * sizeof copies->range[0];
	if (room > COPIES_RANGES_MAX || more > room_left->bytes)
		return false;
	struct copy_range *range = realloc(copies->range, room * sizeof *range);
	if (!range)
		return !(room_left->no_memory = true);
	copies->range = range;
	copies->room = (uint8_t)room;
	room_left->bytes -= more;
	return true;
}

struct copy_range *copies_add(struct copies *copies, uint32_t left, uint32_t right,
			      struct fates_room *room_left)
{
	if (copies->count == copies->room && !(copies->room > 1 && make_room(copies)) &&
	    !grow(copies, room_left) && !make_room(copies))
		return NULL;
	unsigned place = copies->count;
	while (place > 0 && seq_before(left, copies->range[place - 1].left))
		place--;
	memmove(&copies->range[place + 1], &copies->range[place],
		(copies->count - place) * sizeof copies->range[0]);
	copies->count++;
	copies->range[place] = (struct copy_range){.left = left, .right = right};
	return &copies->range[place];
}

struct copy *copies_again(struct copy_range *range, const struct copy *copy)
{
	if (range->count == COPIES_MAX) {
		memmove(&range->copy[1], &range->copy[2], (COPIES_MAX - 2) * sizeof range->copy[0]);
		range->count--;
	}
	range->copy[range->count] = *copy;
	return &range->copy[range->count++];
}

const struct copy *copies_only(const struct copy_range *range)
{
	const struct copy *only = NULL;
	for (unsigned i = 0; i < range->count; i++) {
		if (range->copy[i].mark.discarded)
			continue;
		if (only)
			return NULL;
		only = &range->copy[i];
	}
	return only;
}

/* Only the first and the last copies are kept (copies_again()). */
static bool was_left_out(const struct copy_range *range, uint32_t left, uint32_t right,
			 uint64_t frame)
{
	return range->count == COPIES_MAX && range->left == left && range->right == right &&
	       range->copy[0].mark.frame < frame && frame < range->copy[1].mark.frame;
}

bool copies_decided(const struct copies *copies, uint32_t left, uint32_t right, uint64_t frame)
{
	for (unsigned i = 0; i < copies->count; i++) {
		const struct copy_range *range = &copies->range[i];
		if (range->flags & RANGE_DOUBLE) /* one packet that nobody has acknowledged */
			continue;
		if (was_left_out(range, left, right, frame))
			return true;
		unsigned decided = range->count - (range->flags & RANGE_ACKED ? 0U : 1U);
		for (unsigned c = 0; c < decided; c++)
			if (range->copy[c].mark.frame == frame)
				return true;
	}
	return false;
}

bool copies_sent_once(const struct copies *copies, uint32_t left, uint32_t right)
{
	/* What was sent again of it may be forgotten. */
	if (copies->gone && seq_before(left, copies->gone_right))
		return false;
	for (unsigned i = 0; i < copies->count; i++)
		if (seq_before(left, copies->range[i].right) &&
		    seq_before(copies->range[i].left, right))
			return false;
	return true;
}

bool copies_part_came(const struct copies *copies, uint32_t left, uint32_t right, uint32_t una)
{
	uint32_t at = left, end = seq_before(una, right) ? una : right;
	/* What was sent again of it may be forgotten. */
	if (copies->gone && seq_before(left, copies->gone_right))
		return false;
	for (unsigned i = 0; i < copies->count && seq_before(at, end); i++) {
		const struct copy_range *range = &copies->range[i];
		if (range->flags & RANGE_NEEDLESS)
			continue;
		if (seq_before(at, range->left))
			return true;
		if (seq_before(at, range->right))
			at = range->right;
	}
	return seq_before(at, end);
}

void copies_release(struct copies *copies, struct fates_room *room_left)
{
	room_left->bytes += copies->room * sizeof copies->range[0];
	free(copies->range);
	*copies = (struct copies){0};
}

int copies_answered(const struct copy_range *range)
{
	int found = -1;
	if (!(range->flags & RANGE_ECHOED))
		return -1;
	for (unsigned i = 0; i < range->count; i++) {
		const struct copy *copy = &range->copy[i];
		if (!copy->mark.has_timestamps || copy->mark.tsval != range->echo)
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	for (unsigned i = (unsigned)(found + 1); found >= 0 && i < range->count; i++)
		if (seq_before_or_at(range->copy[i].mark.tsval, range->echo))
			return -1;
	return found;
}
