/* SPDX-License-Identifier: MIT */
/* What a later segment shows of what was sent again: more of its copies have come. */
#include "fates_private.h"
#include "seq.h"

/* Of copy I of RANGE, of which it may have been told that it was lost. */
static void tell_anew(struct walk *walk, unsigned side, const struct copy_range *range, unsigned i,
		      enum fate fate, enum fate_grade grade, uint64_t by)
{
	const struct sent_mark *mark = &range->copy[i].mark;
	bool lost = (range->flags & RANGE_SETTLED) && (range->lost & 1U << i);
	if (mark->discarded || walk_came_surely(walk, side, mark->frame))
		return;
	walk_emit(walk, &(struct fate_event){.frame = mark->frame,
					     .by = by,
					     .kind = FATE_EVENT_FATE,
					     .fate = (uint8_t)fate,
					     .grade = (uint8_t)grade,
					     .side = (uint8_t)side,
					     .was_lost = lost});
}

/* Nothing can be said of RANGE but what is certain. */
static void take_back(struct walk *walk, unsigned side, struct copy_range *range)
{
	for (unsigned i = 0; i + 1 < range->count; i++)
		if ((range->flags & RANGE_SETTLED) && (range->lost & 1U << i))
			tell_anew(walk, side, range, i, FATE_LOST_OR_ANSWER, FATE_FOLLOWS,
				  range->copy[i + 1].mark.frame);
	range->lost = 0;
}

/* Whether SIDE has sent what the RST answers since it was told that RANGE had come. */
static bool has_asked_since(const struct walk *walk, unsigned side, const struct copy_range *range)
{
	const struct recent_segment *sent = walk_last_of(walk, side);
	for (unsigned i = 0; i < 8 && sent && sent->mark.frame > range->acked; i++) {
		if (!(sent->flags & TCP_FLAG_RST) && sent->ack == walk->in->seq)
			return true;
		sent = recent_get(walk->table->recent, sent->previous, sent->owner);
	}
	return sent && sent->mark.frame > range->acked;
}

/* A RST of the other side answers a segment with that number as its ACK (RFC 9293 section
 * 3.10.7.1). Where only an old copy had it, that has come now; or where all had come before, to one
 * that had no connection any more. (Who aborts by itself has sent all that lies below it.) */
void verdicts_reset(struct walk *walk, unsigned side)
{
	struct copies *copies = copies_of(walk, side);
	const struct fates *fates = walk->fates;
	uint32_t seq = walk->in->seq;
	bool over = (fates->state[!side] & SENT_A_RST) && fates->una[side] == fates->next[side];
	bool current = seq == fates->una[!side] && !over;
	if ((walk->in->flags & TCP_FLAG_ACK) || (current && seq == fates->next[!side]))
		return;
	for (unsigned i = 0; i < copies->count && walk_room(walk, COPIES_MAX); i++) {
		struct copy_range *range = &copies->range[i];
		if (current && has_asked_since(walk, side, range))
			continue;
		for (unsigned c = 0; c < range->count; c++)
			if (range->copy[c].ack == seq && (range->lost & 1U << c))
				take_back(walk, side, range);
	}
}

/* An ACK that repeats the last one: a copy may have come once more. With nothing outstanding it is
 * not one that asks for anything. */
void verdicts_duplicate_ack(struct walk *walk, unsigned side)
{
	struct copies *copies = copies_of(walk, side);
	bool idle = walk->fates->una[side] == walk->fates->next[side];
	for (unsigned i = 0; i < copies->count && walk_room(walk, COPIES_MAX); i++) {
		struct copy_range *range = &copies->range[i];
		/* Where nothing else is under way, it answers a copy that was not taken. */
		bool alone = range->left == walk->fates->una[side] &&
			     range->right == walk->fates->next[side];
		bool acked = range->flags & RANGE_ACKED;
		if (acked ? !(range->flags & RANGE_SETTLED) : alone)
			range->flags |= RANGE_DUPLICATE_ACK;
		else if (idle && range->lost)
			take_back(walk, side, range);
	}
}

/* Whether copy I may be one of those that came. Told behind the ACK, which a later copy made: the
 * path has doubled that, or this one was late. */
static bool may_have_come(const struct walk *walk, unsigned side, const struct copy_range *range,
			  unsigned i, int answered)
{
	bool behind = range->acked != walk->in->frame;
	return !answered_too_late_for(walk, side, range, i) && !(behind && answered > (int)i);
}

/* Several copies have arrived. Which of them is told where no others may have. */
static void tell_twice(struct walk *walk, unsigned side, struct copy_range *range)
{
	unsigned came = 0, last = range->count - 1U;
	int answered = copies_answered(range), by_time = answered;
	if (answered < 0)
		by_time = answered_by_time(walk, side, range);
	for (unsigned i = 0; i <= last; i++)
		came += may_have_come(walk, side, range, i, by_time);
	bool all = came <= range->twice + 1U;
	for (unsigned i = 0; i <= last; i++) {
		if (all && may_have_come(walk, side, range, i, by_time)) {
			if (answered != (int)i)
				tell_anew(walk, side, range, i, FATE_ARRIVED, FATE_PROBABLY,
					  walk->in->frame);
		} else if ((range->flags & RANGE_SETTLED) && (range->lost & 1U << i)) {
			tell_anew(walk, side, range, i, FATE_LOST_OR_ANSWER, FATE_FOLLOWS,
				  range->copy[i + 1].mark.frame);
		} else if (i == last && answered != (int)i) {
			tell_anew(walk, side, range, i, FATE_UNKNOWN, FATE_CANNOT, walk->in->frame);
		}
	}
	range->lost = 0;
}

void verdicts_twice(struct walk *walk, unsigned side, uint32_t left, uint32_t right, uint32_t una)
{
	if (!walk->fates->more)
		return;
	struct copies *copies = copies_of(walk, side);
	struct copy_range *range = copies_find(copies, left, right);
	/* What came was what lay before these bytes: they had been reported, and are once more. */
	if (range && (range->flags & RANGE_ACKED) && range->acked != walk->in->frame &&
	    seq_before(una, left))
		return;
	if (!walk_room(walk, COPIES_MAX + 1))
		return;
	for (unsigned i = 0; !range && i < copies->count && walk_room(walk, COPIES_MAX); i++) {
		struct copy_range *part = &copies->range[i];
		if (!seq_before(part->left, right) || !seq_before(left, part->right))
			continue;
		part->flags |= RANGE_DUPLICATE_ACK;
		if (part->flags & RANGE_SETTLED)
			take_back(walk, side, part);
	}
	if (!range || range->twice == UINT8_MAX)
		return;
	range->twice++;
	if (range->flags & RANGE_COPIED) { /* that one may have come twice */
		take_back(walk, side, range);
	} else if (range->flags & RANGE_DOUBLE) {
		walk_tell(walk, side, &range->copy[0].mark, FATE_ARRIVED, FATE_PROBABLY,
			  walk->in->frame);
		walk_tell(walk, side, &copies_last(range)->mark, FATE_DUPLICATE, FATE_PROBABLY,
			  walk->in->frame);
	} else if (range->flags & RANGE_NEEDLESS) {
		walk_tell(walk, side, &copies_last(range)->mark, FATE_ARRIVED, FATE_PROBABLY,
			  walk->in->frame);
	} else {
		tell_twice(walk, side, range);
	}
}
