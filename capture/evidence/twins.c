/* SPDX-License-Identifier: MIT */
/* Packets that were captured twice. */
#include "fates_private.h"

enum {
	TWIN_DISTANCE = 8,      /* segments of one side between the two captures of a packet */
	DOUBLED_FRAMES_MIN = 3, /* packets of each direction, to call a file doubled */
};

/* The same bytes in its headers, as far as they are looked at. */
static bool looks_like(const struct recent_segment *a, const struct recent_segment *b)
{
	return a->left == b->left && a->right == b->right && a->ack == b->ack &&
	       a->flags == b->flags && a->window == b->window &&
	       a->mark.has_timestamps == b->mark.has_timestamps && a->mark.tsval == b->mark.tsval &&
	       a->mark.ip_id == b->mark.ip_id;
}

/* No sender sends the same again sooner without another identification or timestamp, and no host
 * takes longer from one interface to the next (RFC 6298 section 2.4 asks for 1 s, Linux waits 200
 * ms). */
static const int64_t FORWARDED_NS = INT64_C(200) * 1000 * 1000;

/* The packet of EARLIER, captured on another interface or in another direction. Without an
 * identification it may be another one: an ACK that is repeated on the other of two links. */
static bool told_elsewhere(struct walk *walk, const struct recent_segment *earlier)
{
	bool identified = walk->in->ip_id != 0;
	int64_t since_ns = walk->now_ns - earlier->time_ns;
	if (earlier->link == walk->in->link || (!identified && since_ns >= FORWARDED_NS))
		return false;
	walk_fate(walk, walk->x, walk->in->frame, FATE_CAPTURE_DUPLICATE,
		  identified ? FATE_SEEN : FATE_PROBABLY, earlier->mark.frame);
	return true;
}

/* Whether the same packet stands a few segments before, and what that makes of this frame. Equal
 * bytes with identification 0 prove nothing: two RSTs of one host look so. */
bool twins_told(struct walk *walk)
{
	const struct recent_segment *earlier = walk->last;
	for (unsigned i = 0; i < TWIN_DISTANCE && earlier; i++) {
		if (looks_like(earlier, &walk->sent)) {
			discard_repeated(walk, earlier->mark.frame);
			if (told_elsewhere(walk, earlier)) {
				walk->table->frames[walk->x]--;
				return true;
			}
			if (walk->in->ip_id == 0 || again_is_another_syn(walk, earlier))
				return false;
			walk->fates->copy = true;
			walk->table->twins[walk->x]++;
			walk_fate(walk, walk->x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT,
				  earlier->mark.frame);
			again_double(walk, earlier);
			return true;
		}
		earlier = recent_get(walk->table->recent, earlier->previous, walk->sent.owner);
	}
	return false;
}

/* Nine of ten: a few are lost in the capture itself. */
bool fates_table_doubled(const struct fates_table *table)
{
	for (unsigned side = 0; side < 2; side++) {
		uint64_t packets = table->frames[side] - table->twins[side];
		if (packets < DOUBLED_FRAMES_MIN || table->twins[side] * 10 < packets * 9)
			return false;
	}
	return true;
}
