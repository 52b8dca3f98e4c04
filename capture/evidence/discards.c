/* SPDX-License-Identifier: MIT */
/* What its receiver drops: a segment with a wrong checksum (RFC 9293 section 3.1), or an old
 * timestamp. */
#include "fates_private.h"
#include "seq.h"

/* Its numbers are what its sender goes on with, or has sent before: not what went wrong. */
static bool has_likely_numbers(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	unsigned x = walk->x;
	return (fates->state[x] & SENT_NUMBERS) && walk->sent.left != walk->sent.right &&
	       !(walk->in->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) && !walk->in->first_fragment &&
	       !seq_before(fates->next[x], walk->sent.left) &&
	       !seq_before(walk->sent.left, fates->first[x]);
}

void discard_doubt(struct walk *walk)
{
	const struct recent_segment *last = walk->last;
	if (last && (last->flags & TCP_FLAG_SYN))
		walk_fate(walk, walk->x, last->mark.frame, FATE_UNKNOWN, FATE_CANNOT,
			  walk->in->frame);
}

bool discard_segment(struct walk *walk)
{
	walk_fate(walk, walk->x, walk->in->frame, FATE_DISCARDED, FATE_PROBABLY, 0);
	walk->sent.mark.discarded = has_likely_numbers(walk);
	return walk->sent.mark.discarded;
}

/* EARLIER is stamped before what its sender had sent just before it, and the other side has since
 * then said once more that it lacks it: PAWS (RFC 7323 section 5.3, R1). */
bool discard_by_stamp(struct walk *walk, const struct recent_segment *earlier)
{
	const struct recent_segment *before =
	    recent_get(walk->table->recent, earlier->previous, earlier->owner);
	const struct recent_segment *last = walk_last_of(walk, walk->y);
	if (!before || !before->mark.has_timestamps || !earlier->mark.has_timestamps ||
	    !seq_before(earlier->mark.tsval, before->mark.tsval) ||
	    seq_before(earlier->left, before->right))
		return false;
	if (!last || !last->asks || last->ack != earlier->left ||
	    last->mark.frame < earlier->mark.frame || earlier->right != walk->fates->next[walk->x])
		return false;
	walk_fate(walk, walk->x, earlier->mark.frame, FATE_DISCARDED, FATE_PROBABLY,
		  last->mark.frame);
	return true;
}

void discard_keep(struct walk *walk)
{
	struct fates_more *more = walk_more(walk);
	if (more)
		more->dropped[walk->x] = (struct dropped){walk->in->frame, walk->sent.right};
}

void discard_repeated(struct walk *walk, uint64_t frame)
{
	struct fates_more *more = walk->fates->more;
	if (more && more->dropped[walk->x].frame == frame)
		more->dropped[walk->x].frame = 0;
}

/* What was not sent again was good when it came: its sums are filled in behind the capture point.
 */
void discard_acked(struct walk *walk, unsigned side)
{
	struct dropped *dropped = &walk->fates->more->dropped[side];
	if (dropped->frame == 0 || seq_before(walk->fates->una[side], dropped->right))
		return;
	walk_fate(walk, side, dropped->frame, FATE_ARRIVED, FATE_FOLLOWS,
		  walk->in ? walk->in->frame : 0);
	walk->fates->state[side] |= SUMS_DIFFER;
	dropped->frame = 0;
}
