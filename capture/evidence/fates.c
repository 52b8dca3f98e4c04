/* SPDX-License-Identifier: MIT */
#include "fates.h"

#include <stdlib.h>

#include "fates_private.h"
#include "seq.h"

enum {
	LATE_MAX = 512,         /* identifications that a segment is late at most */
	PASSED_STEPS = 64,      /* segments that a FIN is behind at most */
	OUTSTANDING_STEPS = 64, /* acknowledged segments in a row: all before them are, too */
};

bool fates_peer_silent(const struct fates *fates, enum side side)
{
	return !(fates->state[side_other(side)] & WAS_CAPTURED);
}

void fates_release(struct fates *fates, struct fates_table *table)
{
	struct fates_more *more = fates->more;
	if (!more)
		return;
	for (unsigned side = 0; side < 2; side++) {
		copies_release(&more->copies[side], &table->room);
		if (more->unseen[side])
			table->room.bytes += sizeof *more->unseen[side];
		free(more->unseen[side]);
	}
	table->room.bytes += sizeof *more;
	free(more);
	fates->more = NULL;
}

/* Sent before what stands before it, by its IP identification. */
static bool is_late(const struct walk *walk)
{
	uint16_t ip_id = walk->in->ip_id;
	if (ip_id == 0)
		return false;
	uint16_t last = recent_identification(walk->table->recent, walk->fates->last[walk->x],
					      walk->sent.owner);
	return (uint16_t)(last - ip_id) < LATE_MAX && walk_is_ordered(walk);
}

/* Its numbers tell that it was sent behind EARLIER, which was captured before it, whatever their
 * timestamps and IP identifications say: it acknowledges, or echoes, what came later (RFC 9293
 * section 3.4, RFC 7323 section 4.3: neither goes back), EARLIER opened the connection, or says by
 * its own number that SND.NXT had not passed those of the FIN (RFC 9293 section 3.10.7.4: an ACK
 * has <SEQ=SND.NXT>; a probe lies below what was acknowledged). */
static bool is_behind(const struct walk *walk, const struct recent_segment *earlier)
{
	const struct recent_segment *sent = &walk->sent;
	bool acks = sent->flags & earlier->flags & TCP_FLAG_ACK;
	if (acks && seq_before(earlier->ack, sent->ack))
		return true;
	if (acks && earlier->echo != 0 && sent->echo != 0 && seq_before(earlier->echo, sent->echo))
		return true;
	if (earlier->flags & TCP_FLAG_SYN)
		return true;
	bool pure = earlier->left == earlier->right;
	return pure && sent->left != sent->right && seq_before(earlier->left, sent->right) &&
	       !seq_before(earlier->left, walk->fates->una[walk->x]);
}

/* Sent before the last of its sender's segments that was not late itself. */
static bool is_late_ack(const struct walk *walk)
{
	const struct recent_segment *before = walk->last;
	if (walk->sent.left != walk->sent.right || (walk->in->flags & TCP_FLAG_RST))
		return false;
	for (unsigned i = 0; i < PASSED_STEPS && before && before->late; i++)
		before = recent_get(walk->table->recent, before->previous, walk->sent.owner);
	return before && walk_order(walk, &before->mark) == SENT_BEFORE && !is_behind(walk, before);
}

/* The first of its sender's frames that was sent behind it, and captured before it; 0: none. What
 * makes it one that another contradicts orders nothing. */
static uint64_t passed_by(const struct walk *walk)
{
	const struct recent_segment *before = walk->last;
	uint64_t frame = 0;
	for (unsigned i = 0; i < PASSED_STEPS && before; i++) {
		if (walk_order(walk, &before->mark) != SENT_BEFORE)
			break;
		if (is_behind(walk, before))
			return 0;
		frame = before->mark.frame;
		before = recent_get(walk->table->recent, before->previous, walk->sent.owner);
	}
	return frame;
}

/* As it will be remembered; what is not set is 0. */
static void fill_entry(struct walk *walk)
{
	const struct fates_input *in = walk->in;
	const struct fates *fates = walk->fates;
	struct recent_segment *sent = &walk->sent;
	uint32_t right = in->seq + walk_length(in);
	sent->mark.frame = in->frame;
	sent->mark.tsval = in->has_timestamps ? in->timestamp_value : 0;
	sent->mark.ip_id = in->ip_id;
	sent->mark.has_timestamps = in->has_timestamps;
	sent->time_ns = in->time_ns;
	sent->owner = fates_owner(fates, walk->x);
	sent->previous = fates->last[walk->x];
	sent->left = in->seq;
	sent->right = right;
	sent->ack = in->ack;
	sent->echo = in->has_timestamps ? in->timestamp_echo : 0;
	sent->link = in->link;
	sent->flags = in->flags & 0x3ffU;
	sent->window = in->window;
	sent->beyond_window =
	    (fates->state[walk->y] & OFFERED_WINDOW) && seq_before(fates->edge[walk->y], right);
}

/* The clock went back: what began before is not timed. */
static void forget_times(struct fates *fates)
{
	for (unsigned side = 0; fates->more && side < 2; side++) {
		struct copies *copies = &fates->more->copies[side];
		for (unsigned i = 0; i < copies->count; i++)
			copies->range[i].flags |= RANGE_UNTIMED;
	}
}

/* Its receiver dropped it; what it was meant to send was sent. */
static void take_discarded(struct walk *walk)
{
	struct fates *fates = walk->fates;
	bool first = !seq_before(walk->sent.left, fates->next[walk->x]);
	if (!discard_segment(walk))
		return;
	sent_segment(walk);
	fates->last[walk->x] = recent_add(walk->table->recent, &walk->sent);
	if (first)
		discard_keep(walk);
}

static void take(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	if (walk->in->discard == FATES_CHALLENGED) {
		challenge_begins(walk);
		return;
	}
	fill_entry(walk);
	walk->last = walk_last_of(walk, x);
	twins_look(walk);
	if (walk->in->discard == FATES_DISCARDED && !(fates->state[x] & SUMS_DIFFER)) {
		take_discarded(walk);
		return;
	}
	if (opening_is_foreign(walk)) {
		fates->state[x] |= SENT_OTHER_SYN;
		walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
		return;
	}
	if (walk->in->discard == FATES_MENDED)
		discard_doubt(walk);
	if (twins_told(walk))
		return;
	fates->late = is_late_ack(walk);
	walk->sent.late = fates->late || is_late(walk);
	if (walk->in->flags & TCP_FLAG_FIN)
		walk->table->passed = passed_by(walk);
	walk->stale = (walk->in->flags & TCP_FLAG_ACK) && (fates->state[y] & ACKED_NUMBERS) &&
		      seq_before(walk->in->ack, fates->una[y]);
	resets_segment(walk);
	challenge_heard(walk);
	acked_segment(walk);
	if (walk->in->first_fragment) {
		fates->state[x] |= SENT_A_FRAGMENT;
		return;
	}
	if (opening_comes_late(walk))
		walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
	if (!(walk->in->flags & TCP_FLAG_RST))
		sent_segment(walk);
	walk->serial = recent_add(walk->table->recent, &walk->sent);
	fates->last[x] = walk->serial;
	if (walk->timed)
		walk->times->timed[x] = walk->serial;
}

size_t fates_segment(struct fates *fates, struct path_times *times, struct fates_table *table,
		     const struct fates_input *input, struct fate_event *events)
{
	struct walk walk = {
	    .fates = fates,
	    .times = times,
	    .table = table,
	    .in = input,
	    .events = events,
	    .now_ns = input->time_ns,
	    .x = input->from,
	    .y = !input->from,
	    .one_host = input->one_host,
	};
	if (input->one_host)
		fates->flags |= FATES_ONE_HOST;
	fates->state[walk.x] |= WAS_CAPTURED;
	fates->copy = fates->may_be_copy = fates->may_be_late_copy = fates->late = false;
	table->frames[walk.x]++;
	table->twin = table->passed = 0;
	if (fates->twice[walk.x] > INT16_MIN)
		fates->twice[walk.x]--;
	if (!path_times_clock(times, input->time_ns))
		forget_times(fates);
	if (fates->more)
		for (unsigned side = 0; side < 2; side++) {
			verdicts_due(&walk, side, false);
			missed_due(&walk, side);
		}
	take(&walk);
	return walk.count;
}

/* The frame that tells by SACK that ENTRY came, the only copy of its bytes (RFC 2018); 0: none. */
static uint64_t selected_by(const struct fates *fates, unsigned side,
			    const struct recent_segment *entry)
{
	const struct selected *selected = fates->more ? &fates->more->selected[side] : NULL;
	if (!selected || selected->frame < entry->mark.frame || entry->fills || entry->twin ||
	    (fates->flags & (FATES_HAS_GAPS | FATES_FORGOT)))
		return 0;
	bool whole =
	    !seq_before(entry->left, selected->left) && !seq_before(selected->right, entry->right);
	const struct copies *copies = &fates->more->copies[side];
	return whole && copies_sent_once(copies, entry->left, entry->right) ? selected->frame : 0;
}

/* What SIDE sent and nobody acknowledged. fates.last is how far that was told. */
static void tell_outstanding(struct walk *walk, unsigned side)
{
	struct fates *fates = walk->fates;
	const struct copies *copies = fates->more ? &fates->more->copies[side] : NULL;
	const struct recent_segment *entry;
	unsigned acked = 0;
	if (fates_peer_silent(fates, side))
		return;
	while (acked < OUTSTANDING_STEPS && walk_room(walk, 1) &&
	       (entry = walk_last_of(walk, side)) != NULL) {
		fates->last[side] = entry->previous;
		acked++;
		if (entry->left == entry->right || !seq_before(fates->una[side], entry->right))
			continue;
		acked = 0;
		if (entry->told)
			continue;
		if (fates->more && resets_answered(fates->more, side, entry->mark.frame))
			continue;
		uint64_t by = selected_by(fates, side, entry);
		if (by != 0)
			walk_tell(walk, side, &entry->mark, FATE_ARRIVED, FATE_FOLLOWS, by);
		else if (!copies ||
			 !copies_decided(copies, entry->left, entry->right, entry->mark.frame))
			walk_tell(walk, side, &entry->mark, FATE_UNKNOWN, FATE_CANNOT, 0);
	}
}

size_t fates_end(struct fates *fates, struct path_times *times, struct fates_table *table,
		 int64_t now_ns, struct fate_event *events)
{
	struct walk walk = {.fates = fates,
			    .times = times,
			    .table = table,
			    .events = events,
			    .now_ns = now_ns,
			    .one_host = fates->flags & FATES_ONE_HOST};
	for (unsigned side = 0; side < 2; side++) {
		if (fates->more) {
			verdicts_due(&walk, side, true);
			missed_due(&walk, side);
			resets_end(&walk, side);
		}
		tell_outstanding(&walk, side);
	}
	return walk.count;
}
