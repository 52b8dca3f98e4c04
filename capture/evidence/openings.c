/* SPDX-License-Identifier: MIT */
/* SYNs that are not the first segment of their sender, or not the only ones with a number. */
#include "fates_private.h"
#include "seq.h"

enum { SYN_STEPS = 8 }; /* segments, RSTs mostly, between a SYN+ACK and another one */

/* What was sent behind the SYN was captured before it. */
static bool is_overtaken(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	return (fates->state[walk->x] & (SENT_NUMBERS | SENT_SYN_FIRST)) == SENT_NUMBERS &&
	       walk->sent.left + 1 == fates->first[walk->x];
}

/* A SYN with another number than this connection's, or one without ACK from who answered with
 * SYN+ACK: it belongs to another, or to nobody. */
static bool is_foreign(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	uint32_t state = fates->state[walk->x];
	if (!(walk->in->flags & TCP_FLAG_SYN) || !(state & SENT_NUMBERS))
		return false;
	bool ack = walk->in->flags & TCP_FLAG_ACK;
	if (!ack && (state & (SENT_SYN_ACK | SENT_SYN_BARE)) == SENT_SYN_ACK)
		return true;
	return walk->in->seq != fates->first[walk->x] && !is_overtaken(walk);
}

/* Of SIDE; NULL: it is too long ago. */
static const struct recent_segment *last_syn(const struct walk *walk, unsigned side)
{
	const struct recent_segment *last = walk_last_of(walk, side);
	for (unsigned i = 0; i < SYN_STEPS && last && !(last->flags & TCP_FLAG_SYN); i++)
		last = recent_get(walk->table->recent, last->previous, last->owner);
	return last && (last->flags & TCP_FLAG_SYN) ? last : NULL;
}

/* SYN, without ACK, is not of who answers the other SYN with another number: in a simultaneous open
 * that is its own SYN's (RFC 9293 section 3.5, figure 7). */
static void tell_anothers(struct walk *walk, const struct recent_segment *syn)
{
	walk_emit(walk, &(struct fate_event){.frame = syn->mark.frame,
					     .by = walk->in->frame,
					     .kind = FATE_EVENT_FORGED,
					     .fate = FATE_ARRIVED,
					     .grade = FATE_PROBABLY,
					     .side = (uint8_t)walk->x});
	if (walk->fates->more) /* nor did the two cross */
		walk->fates->more->crossing[0] = walk->fates->more->crossing[1] = 0;
}

/* Who keeps no state before the handshake ends (SYN cookies, RFC 4987 section 3.6) has another
 * number in each SYN+ACK. The other side answers one of them. */
static bool begins_again(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	const struct recent_segment *last = last_syn(walk, x);
	bool anothers = (fates->state[x] & (SENT_SYN_ACK | SENT_SYN_BARE)) == SENT_SYN_BARE;
	bool unheard = fates->una[x] == fates->first[x] || anothers;
	if (!(walk->in->flags & TCP_FLAG_ACK) ||
	    !(fates->state[x] & (SENT_SYN_ACK | SENT_SYN_BARE)) ||
	    !(fates->state[y] & SENT_SYN_BARE) || !unheard ||
	    fates->next[x] != fates->first[x] + 1 || walk->in->ack != fates->first[y] + 1)
		return false;
	struct fates_more *more = last && !anothers ? walk_more(walk) : NULL;
	if (more)
		more->renounced[x] = (struct renounced){last->mark.frame, last->left};
	if (last && anothers)
		tell_anothers(walk, last);
	else if (last)
		walk_fate(walk, x, last->mark.frame, FATE_UNKNOWN, FATE_CANNOT, walk->in->frame);
	fates->state[x] &= ~(uint32_t)(SENT_NUMBERS | ACKED_NUMBERS | SENT_SYN_ACK | SENT_SYN_BARE);
	walk->times->timed[x] = 0;
	if (fates->more)
		copies_release(&fates->more->copies[x], &walk->table->room);
	return true;
}

bool opening_is_foreign(struct walk *walk)
{
	return is_foreign(walk) && !begins_again(walk);
}

void opening_answered(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned y = walk->y;
	struct renounced *before = fates->more ? &fates->more->renounced[y] : NULL;
	if (!before || before->frame == 0 || walk->in->ack != before->number + 1 ||
	    !(walk->in->flags & TCP_FLAG_ACK) || (walk->in->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)))
		return;
	const struct recent_segment *last = last_syn(walk, y);
	if (fates->una[y] != fates->first[y] || !last || last->left != fates->first[y])
		return;
	walk_fate(walk, y, last->mark.frame, FATE_UNKNOWN, FATE_CANNOT, walk->in->frame);
	walk_fate(walk, y, before->frame, FATE_ARRIVED, FATE_FOLLOWS, walk->in->frame);
	fates->first[y] = fates->una[y] = before->number;
	fates->next[y] = before->number + 1;
	fates->more->ahead[y].frame = before->frame = 0;
	walk->times->timed[y] = 0;
	copies_release(&fates->more->copies[y], &walk->table->room);
}

bool opening_begins(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x;
	if (!(walk->in->flags & TCP_FLAG_SYN) || !is_overtaken(walk))
		return false;
	fates->state[x] |= SENT_SYN_FIRST | SYN_OVERTAKEN;
	fates->first[x] = walk->sent.left;
	/* It was acknowledged before it was captured: another copy may have come. */
	if ((fates->state[x] & (ACKED_NUMBERS | UNA_GUESSED)) == ACKED_NUMBERS &&
	    seq_before(walk->sent.left, fates->una[x]))
		walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
	if (fates->state[x] & UNA_GUESSED)
		fates->una[x] = walk->sent.left;
	fates->state[x] &= ~(uint32_t)UNA_GUESSED;
	return true;
}

bool opening_comes_late(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	uint32_t own = fates->state[walk->x], peer = fates->state[walk->y];
	bool overtaken = is_overtaken(walk);
	bool known = (peer & SENT_SYN_BARE) && !overtaken;
	bool first = overtaken || !(own & SENT_NUMBERS);
	bool other = walk->in->flags & TCP_FLAG_ACK ? !known : !(peer & SENT_SYN_ACK) && first;
	return (walk->in->flags & TCP_FLAG_SYN) && other &&
	       (own & (ACKED_NUMBERS | UNA_GUESSED)) == ACKED_NUMBERS &&
	       seq_before(walk->in->seq, fates->una[walk->x]);
}
