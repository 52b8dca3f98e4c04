/* SPDX-License-Identifier: MIT */
/* Which copy of what was sent again arrived, and which was lost. */
#include "fates_private.h"
#include "seq.h"

enum { SEARCH_STEPS = 512 }; /* segments of one side that are looked through for a frame */

/* What is captured twice on one host comes sooner. */
static const int64_t DOUBLED_NS = INT64_C(1000) * 1000;

static void judge(struct walk *walk, unsigned side, struct copy_range *range)
{
	int last = range->count - 1;
	int answered = copies_answered(range);
	const struct copy *only = copies_only(range);
	range->flags |= RANGE_JUDGED;
	if (only) {
		walk_tell(walk, side, &only->mark, FATE_ARRIVED, FATE_PROBABLY, range->acked);
		range->flags |= RANGE_SETTLED;
		return;
	}
	if (range->flags & RANGE_DOUBLE) { /* on its way: one of the two came, or both */
		if (range->copy[last].time_ns - range->copy[0].time_ns >= DOUBLED_NS)
			walk_tell(walk, side, &range->copy[0].mark, FATE_UNKNOWN, FATE_CANNOT,
				  range->acked);
		range->flags |= RANGE_SETTLED;
		return;
	}
	if (answered >= 0) {
		walk_tell(walk, side, &range->copy[answered].mark, FATE_ARRIVED, FATE_FOLLOWS,
			  range->acked);
	} else {
		answered = answered_between(range) ? 0 : answered_by_time(walk, side, range);
		range->flags &= (uint16_t)~RANGE_ECHOED;
		if (answered >= 0 && answered < last)
			walk_tell(walk, side, &range->copy[answered].mark, FATE_ARRIVED,
				  FATE_PROBABLY, range->acked);
		if (answered < 0)
			walk_tell(walk, side, &copies_last(range)->mark, FATE_UNKNOWN, FATE_CANNOT,
				  range->acked);
	}
	bool shut = walk->fates->state[side] & TAKEN_BACK;
	for (int i = 0; i < answered && !shut; i++)
		if (walk->one_host || answered_too_late_for(walk, side, range, (unsigned)i))
			range->lost |= (uint8_t)(1U << i);
	if ((range->flags & (RANGE_ECHOED | RANGE_UNTIMED)) == RANGE_ECHOED)
		path_times_sample(walk->times, side, range->copy[answered].time_ns,
				  range->acked_ns);
	int64_t least = path_times_least(walk->times, side);
	range->due_ns = range->acked_ns + (least > 0 ? least : 0);
	if (range->lost == 0 && (answered < last || (range->flags & RANGE_ECHOED)))
		range->flags |= RANGE_SETTLED;
}

/* FRAME of SIDE, where it is remembered. */
static const struct recent_segment *find_frame(const struct walk *walk, unsigned side,
					       uint64_t frame)
{
	const struct recent_segment *sent = walk_last_of(walk, side);
	for (unsigned i = 0; i < SEARCH_STEPS && sent && sent->mark.frame > frame; i++)
		sent = recent_get(walk->table->recent, sent->previous, sent->owner);
	return sent && sent->mark.frame == frame ? sent : NULL;
}

/* Of what the sender's host, or one on the way, cuts into several packets behind the capture point
 * a part may come and a part be lost. */
static void tell_lost(struct walk *walk, unsigned side, const struct copy_range *range, unsigned i)
{
	const struct copy *copy = &range->copy[i];
	const struct recent_segment *sent =
	    range->flags & RANGE_SYN ? NULL : find_frame(walk, side, copy->mark.frame);
	bool part = sent && copies_part_came(copies_of(walk, side), sent->left, sent->right,
					     walk->fates->una[side]);
	walk_tell(walk, side, &copy->mark, part ? FATE_PART_LOST : FATE_LOST, FATE_PROBABLY,
		  range->acked);
}

/* A round trip has passed, and nothing showed that two copies came. */
static void settle(struct walk *walk, unsigned side, struct copy_range *range)
{
	unsigned last = range->count - 1U;
	bool all = range->lost == (1U << last) - 1U;
	range->flags |= RANGE_SETTLED;
	if (range->flags & RANGE_DUPLICATE_ACK)
		range->lost = 0;
	for (unsigned i = 0; i < range->count; i++)
		if (range->lost & 1U << i)
			tell_lost(walk, side, range, i);
	if (range->flags & RANGE_ECHOED || range->twice)
		return;
	all = all && range->lost != 0;
	walk_tell(walk, side, &range->copy[last].mark, all ? FATE_ARRIVED : FATE_UNKNOWN,
		  all ? FATE_PROBABLY : FATE_CANNOT, range->acked);
}

void verdicts_due(struct walk *walk, unsigned side, bool end)
{
	struct copies *copies = copies_of(walk, side);
	for (unsigned i = 0; i < copies->count && walk_room(walk, COPIES_MAX + 1); i++) {
		struct copy_range *range = &copies->range[i];
		if ((range->flags & (RANGE_ACKED | RANGE_JUDGED)) == RANGE_ACKED)
			judge(walk, side, range);
		if ((range->flags & (RANGE_JUDGED | RANGE_SETTLED)) == RANGE_JUDGED &&
		    (end || walk->now_ns > range->due_ns) && walk_room(walk, COPIES_MAX + 1))
			settle(walk, side, range);
	}
}

static void judge_all(struct walk *walk, unsigned side)
{
	struct copies *copies = copies_of(walk, side);
	for (unsigned i = 0; i < copies->count && walk_room(walk, COPIES_MAX + 1); i++)
		if ((copies->range[i].flags & (RANGE_ACKED | RANGE_JUDGED)) == RANGE_ACKED)
			judge(walk, side, &copies->range[i]);
}

static void set_acked(struct walk *walk, struct copy_range *range)
{
	range->flags |= RANGE_ACKED;
	range->acked = walk->in ? walk->in->frame : 0;
	range->acked_ns = walk->now_ns;
}

void verdicts_acked(struct walk *walk, unsigned side, uint32_t una_before, bool echo)
{
	struct copies *copies = copies_of(walk, side);
	uint32_t una = walk->fates->una[side];
	for (unsigned i = 0; i < copies->count; i++) {
		struct copy_range *range = &copies->range[i];
		if ((range->flags & RANGE_ACKED) || seq_before(una, range->right))
			continue;
		set_acked(walk, range);
		/* The receiver remembers the timestamp of what begins where its last ACK ended (RFC
		 * 7323 section 4.3): the echo is that of no other bytes. */
		if (echo && range->left == una_before) {
			range->flags |= RANGE_ECHOED;
			range->echo = walk->in->timestamp_echo;
		}
	}
	judge_all(walk, side);
}

void verdicts_selected(struct walk *walk, unsigned side, uint32_t left, uint32_t right)
{
	if (!walk->fates->more)
		return;
	struct copies *copies = copies_of(walk, side);
	for (unsigned i = 0; i < copies->count; i++) {
		struct copy_range *range = &copies->range[i];
		if (!(range->flags & RANGE_ACKED) && !seq_before(range->left, left) &&
		    !seq_before(right, range->right))
			set_acked(walk, range);
	}
	judge_all(walk, side);
}

/* The segment of the other side shows that what begins at its ACK had not arrived; a SYN without
 * ACK, that no SYN had. */
void verdicts_not_yet(struct walk *walk, unsigned side)
{
	const struct fates_input *in = walk->in;
	struct copies *copies = copies_of(walk, side);
	uint32_t edge = walk->fates->edge[!side];
	bool bare = !(in->flags & TCP_FLAG_ACK);
	for (unsigned i = 0; i < copies->count; i++) {
		struct copy_range *range = &copies->range[i];
		bool syn = range->flags & RANGE_SYN;
		if ((range->flags & RANGE_ACKED) || syn != bare)
			continue;
		if (!syn && (range->left != in->ack || seq_before(edge, range->right)))
			continue;
		answered_not_yet(walk, range, &walk->sent);
	}
}
