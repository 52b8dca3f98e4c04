/* SPDX-License-Identifier: MIT */
/* Two SYNs, or two FINs, that crossed: neither had arrived when the other left, and both arrived
 * without being sent again (one that was lost crosses nothing). */
#include "fates_private.h"
#include "seq.h"

enum { STEPS = 64 }; /* segments of one side behind its SYN or FIN */

/* The last SYN or FIN that SIDE sent; NULL where it is not remembered. */
static const struct recent_segment *find(const struct walk *walk, unsigned side, uint16_t flag)
{
	uint32_t serial = walk->fates->last[side];
	for (unsigned i = 0; i < STEPS; i++) {
		const struct recent_segment *segment =
		    recent_get(walk->table->recent, serial, fates_owner(walk->fates, side));
		if (!segment)
			return NULL;
		if (segment->flags & flag)
			return segment;
		serial = segment->previous;
	}
	return NULL;
}

static bool was_sent_again(const struct walk *walk, unsigned side)
{
	const struct fates *fates = walk->fates;
	const struct copies *copies = fates->more ? &fates->more->copies[side] : NULL;
	for (unsigned i = 0; copies && i < copies->count; i++)
		if (seq_before(fates->una[side], copies->range[i].right))
			return true;
	const struct unseen_list *list = fates->more ? fates->more->unseen[side] : NULL;
	return list && list->count > 0;
}

/* The segment is the first FIN, or a SYN, of its sender. */
void crossing_begins(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	bool syn = walk->in->flags & TCP_FLAG_SYN;
	if (syn && (walk->in->flags & TCP_FLAG_ACK))
		return;
	bool other = fates->state[y] & (syn ? SENT_SYN_BARE : SENT_A_FIN);
	if (syn && (fates->una[y] != fates->first[y] || (fates->state[x] & SENT_SYN_ACK)))
		return;
	if (!other || fates->una[y] == fates->next[y] || was_sent_again(walk, x) ||
	    was_sent_again(walk, y) || (!syn && walk->sent.right != fates->next[x]))
		return;
	const struct recent_segment *first = find(walk, y, syn ? TCP_FLAG_SYN : TCP_FLAG_FIN);
	/* One that acknowledges this one was sent behind it, whatever the order of the capture. */
	if (!first || (!syn && !seq_before(first->ack, walk->sent.right)))
		return;
	struct fates_more *more = walk_more(walk);
	if (!more)
		return;
	more->crossing[x] = walk->in->frame;
	more->crossing[y] = first->mark.frame;
	more->crossing_end[x] = fates->next[x];
	more->crossing_end[y] = fates->next[y];
	fates->state[x] &= ~(uint32_t)AGAIN_SINCE_CROSSING;
	fates->state[y] &= ~(uint32_t)AGAIN_SINCE_CROSSING;
}

/* Of two SYNs, SIDE's is known to have come to who answers it with a SYN+ACK (RFC 9293 section
 * 3.10.7.3), or with a RST: an ACK alone answers the SYN+ACK, which has the same SYN again. */
static bool came_itself(const struct walk *walk, unsigned side)
{
	const struct fates *fates = walk->fates;
	const unsigned opens = TCP_FLAG_SYN | TCP_FLAG_RST;
	if (fates->state[0] & fates->state[1] & SENT_A_FIN)
		return true;
	bool now = walk->in && walk->y == side && (walk->in->flags & opens);
	return now || (fates->state[!side] & SENT_SYN_ACK);
}

void crossing_ends(struct walk *walk)
{
	struct fates *fates = walk->fates;
	struct fates_more *more = fates->more;
	if (!more->crossing[0] || seq_before(fates->una[0], more->crossing_end[0]) ||
	    seq_before(fates->una[1], more->crossing_end[1]) || !walk_room(walk, 2))
		return;
	bool again = (fates->state[0] | fates->state[1]) & AGAIN_SINCE_CROSSING;
	for (unsigned side = 0; side < 2; side++) {
		if (came_itself(walk, side))
			continue;
		again = true;
		walk_fate(walk, side, more->crossing[side], FATE_UNKNOWN, FATE_CANNOT,
			  walk->in ? walk->in->frame : 0);
	}
	for (unsigned side = 0; side < 2 && !again; side++)
		walk_emit(walk, &(struct fate_event){.frame = more->crossing[side],
						     .by = more->crossing[!side],
						     .kind = FATE_EVENT_CROSSED,
						     .fate = FATE_ARRIVED,
						     .grade = FATE_FOLLOWS,
						     .side = (uint8_t)side});
	more->crossing[0] = more->crossing[1] = 0;
}
