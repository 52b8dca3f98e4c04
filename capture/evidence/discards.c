/* SPDX-License-Identifier: MIT */
/* What its receiver drops: a segment with a wrong checksum (RFC 9293 section 3.1), and a SYN to who
 * is synchronized, which is answered with a challenge ACK (RFC 5961 section 4.2). */
#include "fates_private.h"

/* A path does not grow by more meanwhile; and so fast an end answers, where the path is no longer.
 */
static const int64_t PATH_GROWS_NS = INT64_C(90) * 1000 * 1000;
static const int64_t AT_ONCE_NS = INT64_C(1000) * 1000;

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

void discard_segment(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x;
	walk_fate(walk, x, walk->in->frame, FATE_DISCARDED, FATE_PROBABLY, 0);
	if (!has_likely_numbers(walk))
		return;
	bool first = !seq_before(walk->sent.left, fates->next[x]);
	walk->sent.mark.discarded = true;
	sent_segment(walk);
	fates->last[x] = recent_add(walk->table->recent, &walk->sent);
	struct fates_more *more = first ? walk_more(walk) : NULL;
	if (more)
		more->dropped[x] = (struct dropped){walk->in->frame, walk->sent.right};
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

void challenge_begins(struct walk *walk)
{
	const uint32_t *state = walk->fates->state;
	/* Who may be in TIME-WAIT acknowledges it, too (RFC 9293 section 3.10.7.4). */
	bool closing = state[0] & state[1] & SENT_A_FIN;
	struct fates_more *more = closing ? NULL : walk_more(walk);
	if (!more)
		return;
	struct challenged *syn = &more->challenged[walk->x];
	syn->frame = syn->waits ? 0 : walk->in->frame; /* of several it is not known which one */
	syn->time_ns = walk->now_ns;
	syn->waits = true;
}

/* A pure ACK that nothing but the SYN explains. */
static bool answers_challenged(const struct walk *walk, const struct challenged *syn)
{
	const struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	unsigned x = walk->x, y = walk->y;
	const unsigned others = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST;
	int64_t least = path_times_least(walk->times, y), since = walk->now_ns - syn->time_ns;
	const struct recent_segment *last =
	    recent_get(walk->table->recent, fates->last[y], fates_owner(fates, y));
	return (in->flags & (others | TCP_FLAG_ACK)) == TCP_FLAG_ACK && in->length == 0 &&
	       (in->sack_count == 0 || !seq_before(in->ack, in->sack[0].right)) &&
	       in->seq == fates->next[x] && in->ack == fates->una[y] &&
	       fates->una[y] == fates->next[y] && since >= least * 3 / 4 - AT_ONCE_NS &&
	       since <= 2 * least + PATH_GROWS_NS &&
	       (!last || last->mark.frame <= syn->frame || last->left == last->right);
}

void challenge_heard(struct walk *walk)
{
	struct fates_more *more = walk->fates->more;
	struct challenged *syn = more ? &more->challenged[walk->y] : NULL;
	if (!syn || !syn->waits || !answers_challenged(walk, syn))
		return;
	if (syn->frame)
		walk_fate(walk, walk->y, syn->frame, FATE_DISCARDED, FATE_PROBABLY,
			  walk->in->frame);
	syn->waits = false;
}
