/* SPDX-License-Identifier: MIT */
/* Which copy of what was sent again its ACK answers. */
#include "fates_private.h"
#include "seq.h"

enum {
	NOISE = 32, /* a round trip less than that part of the least is no other */
	GROWS = 4,  /* by that part one round trip is longer than the one before */
};

void answered_not_yet(const struct walk *walk, struct copy_range *range,
		      const struct recent_segment *shows)
{
	range->not_yet = shows->mark.frame;
	range->not_yet_ns = recent_left(walk->table->recent, shows, 1);
	if (!shows->asks)
		return;
	range->flags |= RANGE_ASKED;
	range->asked_ns = range->not_yet_ns;
}

/* Nothing had arrived a round trip after copy I was sent, as the path is now: it was not going to.
 * What answers something behind it (by a SACK, or by the same ACK again) shows that by itself. Any
 * other segment may have left just before the copy came: its sender's own one, or the ACK of what
 * was sent directly before it. */
bool answered_too_late_for(const struct walk *walk, unsigned side, const struct copy_range *range,
			   unsigned i)
{
	int64_t trip = path_times_latest(walk->times, side), sent_ns = range->copy[i].time_ns;
	if (range->not_yet == 0 || trip < 0 || (range->flags & RANGE_UNTIMED))
		return false;
	if ((range->flags & RANGE_ASKED) && range->asked_ns - sent_ns >= trip)
		return true;
	int64_t last =
	    (range->flags & RANGE_ACKED) ? range->acked_ns - copies_last(range)->time_ns : 0;
	trip = last > trip ? last : trip;
	return range->not_yet_ns - sent_ns >= trip + trip / GROWS;
}

/* A round trip below that is, for the most part, the time that a host takes, which varies. */
static const int64_t NEAR_NS = INT64_C(2000) * 1000;

/* Without the help of timestamps: how long after the last copy did the ACK come? */
int answered_by_time(struct walk *walk, unsigned side, const struct copy_range *range)
{
	int64_t least = path_times_least(walk->times, side);
	int64_t since = range->acked_ns - copies_last(range)->time_ns;
	int last = range->count - 1;
	if (least < 0 || (range->flags & RANGE_UNTIMED))
		return walk->one_host ? last : -1;
	if (since >= least - least / NOISE)
		return last;
	/* Between is what a path does whose delay changes. */
	bool silent = range->not_yet == 0 || range->not_yet_ns < range->copy[0].time_ns;
	bool far = walk->times->count[side] > 1 && least >= NEAR_NS;
	bool sure = far && since < least / 2 && silent;
	return range->count == 2 && sure ? 0 : -1;
}

/* The echo is of what was sent between the two copies: that began where the receiver's last ACK
 * ended only when the first of them had arrived (RFC 7323 section 4.3, RFC 3522). Between two SYNs
 * nothing is sent. */
bool answered_between(const struct copy_range *range)
{
	const struct copy *copy = range->copy;
	return (range->flags & (RANGE_ECHOED | RANGE_SYN)) == RANGE_ECHOED && range->count == 2 &&
	       copy[0].mark.has_timestamps && copy[1].mark.has_timestamps &&
	       seq_before(copy[0].mark.tsval, range->echo) &&
	       seq_before(range->echo, copy[1].mark.tsval);
}

void answered_unknown(struct walk *walk, struct copy_range *range)
{
	for (unsigned i = 0; i < range->count; i++)
		walk_tell(walk, walk->x, &range->copy[i].mark, FATE_UNKNOWN, FATE_CANNOT,
			  walk->in->frame);
	range->flags |= RANGE_JUDGED | RANGE_SETTLED;
}
