/* SPDX-License-Identifier: MIT */
/* Packets that were captured twice. */
#include "fates_private.h"

enum {
	TWIN_DISTANCE = 8,      /* segments of one side between the two captures of a packet, */
	TWIN_DISTANCE_MAX = 64, /* and where there were such: between two places lies a path */
	DOUBLED_FRAMES_MIN = 3, /* packets of each direction, to call a file doubled */
	TWICE_MIN = 3,          /* and of both together, to call a connection captured twice */
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
static const int64_t AGAIN_NS = INT64_C(1000) * 1000 * 1000;

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

/* A SYN+ACK behind a SYN that came since: it answers that (RFC 9293 section 3.10.7.4). */
static bool answers_again(const struct walk *walk, const struct recent_segment *earlier)
{
	const unsigned opening = TCP_FLAG_SYN | TCP_FLAG_ACK;
	const struct recent_segment *peer = walk_last_of(walk, walk->y);
	return walk->in->ip_id == 0 && (walk->in->flags & opening) == opening && peer &&
	       (peer->flags & opening) == TCP_FLAG_SYN && peer->mark.frame > earlier->mark.frame;
}

/* Of what looks alike: no sender sends it again so soon, nor a SYN or with the same timestamp
 * sooner than a second later (RFC 6298 section 2.1). Each packet is the twin of one other. */
static bool are_twins(const struct walk *walk, const struct recent_segment *earlier)
{
	if (answers_again(walk, earlier))
		return false;
	bool slow = walk->in->has_timestamps || (walk->in->flags & TCP_FLAG_SYN);
	int64_t most_ns = slow ? AGAIN_NS : FORWARDED_NS;
	return !earlier->twin && earlier->link == walk->in->link &&
	       (walk->in->ip_id != 0 || walk->now_ns - earlier->time_ns < most_ns);
}

/* Whether any other segment of the connection stands between the two. */
static bool are_apart(const struct walk *walk, const struct recent_segment *earlier)
{
	const struct recent_segment *peer = walk_last_of(walk, walk->y);
	return earlier != walk->last || (peer && peer->mark.frame > earlier->mark.frame);
}

static void count_twins(struct walk *walk, const struct recent_segment *earlier, uint32_t serial)
{
	if (are_apart(walk, earlier)) {
		walk->fates->state[walk->x] |= TWINS_APART;
		walk->table->apart = true;
	}
	recent_set_twin(walk->table->recent, serial);
	walk->sent.twin = true;
	walk->table->pairs[walk->x]++;
	if (walk->fates->twice[walk->x] <= INT16_MAX - 3)
		walk->fates->twice[walk->x] += 3; /* it was no packet more */
	/* One among others costs no memory: a side that is captured twice begins with such, or the
	 * other one did. */
	const uint32_t twins = walk->fates->state[0] | walk->fates->state[1];
	if (walk->fates->twice[walk->x] > 0 || (twins & SENT_TWINS))
		walk->table->twin = earlier->mark.frame;
	walk->fates->state[walk->x] |= SENT_TWINS;
}

void twins_look(struct walk *walk)
{
	unsigned most =
	    walk->fates->state[walk->x] & SENT_TWINS ? TWIN_DISTANCE_MAX : TWIN_DISTANCE;
	const struct recent_segment *earlier = walk->last;
	uint32_t serial = walk->fates->last[walk->x];
	for (unsigned i = 0; i < most && earlier; i++) {
		if (looks_like(earlier, &walk->sent)) {
			if (!walk->alike && i < TWIN_DISTANCE)
				walk->alike = earlier;
			if (are_twins(walk, earlier)) {
				count_twins(walk, earlier, serial);
				return;
			}
		}
		serial = earlier->previous;
		earlier = recent_get(walk->table->recent, serial, walk->sent.owner);
	}
}

/* What is said of this frame where the same packet stands a few segments before. Equal bytes with
 * identification 0 prove nothing: two RSTs of one host look so. */
bool twins_told(struct walk *walk)
{
	const struct recent_segment *earlier = walk->alike;
	if (!earlier)
		return false;
	discard_repeated(walk, earlier->mark.frame);
	if (told_elsewhere(walk, earlier)) {
		walk->table->frames[walk->x]--;
		walk->fates->twice[walk->x]++;
		return true;
	}
	if (walk->in->ip_id == 0 || again_is_another_syn(walk, earlier))
		return false;
	walk->fates->copy = true;
	walk->table->twins[walk->x]++;
	walk_fate(walk, walk->x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, earlier->mark.frame);
	again_double(walk, earlier);
	return true;
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

/* Half of them: what was lost between two places stands there once. */
enum fates_twice fates_twice(const struct fates *fates)
{
	if (fates->twice[0] < 1 || fates->twice[1] < 1 ||
	    fates->twice[0] + fates->twice[1] < TWICE_MIN)
		return FATES_ONCE;
	return (fates->state[0] | fates->state[1]) & TWINS_APART ? FATES_TWICE_APART : FATES_TWICE;
}

enum fates_twice fates_table_twice(const struct fates_table *table)
{
	for (unsigned side = 0; side < 2; side++) {
		uint64_t packets = table->frames[side] - table->pairs[side];
		if (packets < DOUBLED_FRAMES_MIN || table->pairs[side] * 2 < packets)
			return FATES_ONCE;
	}
	return table->apart ? FATES_TWICE_APART : FATES_TWICE;
}

uint64_t fates_table_twin(const struct fates_table *table)
{
	return table->twin;
}
