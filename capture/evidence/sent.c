/* SPDX-License-Identifier: MIT */
/* What a segment sends: new bytes, bytes behind skipped ones, skipped ones. */
#include <stdlib.h>

#include "fates_private.h"
#include "seq.h"

/* What is not captured within this time after its ACK was not captured at all. */
static const int64_t MISSED_NS = INT64_C(1000) * 1000 * 1000;

static void skip(struct walk *walk, uint32_t left, uint32_t right)
{
	struct fates_more *more = walk_more(walk);
	struct fates_room *room = &walk->table->room;
	if (more && !more->unseen[walk->x] && room->bytes >= sizeof *more->unseen[0]) {
		more->unseen[walk->x] = calloc(1, sizeof *more->unseen[0]);
		if (more->unseen[walk->x])
			room->bytes -= sizeof *more->unseen[0];
		else
			room->no_memory = true;
	}
	if (!more || !more->unseen[walk->x]) {
		walk->fates->flags |= FATES_FORGOT;
		return;
	}
	struct unseen *range = unseen_add(more->unseen[walk->x], left, right, &walk->sent.mark);
	range->jump_ack = walk->in->ack;
	range->has_ack = walk->in->flags & TCP_FLAG_ACK;
}

/* What an end acknowledges never goes back (RFC 9293 section 3.10.7.4: RCV.NXT): of two of its
 * segments the one that acknowledges more left later. */
static enum sent_order order_behind(const struct walk *walk, const struct unseen *range)
{
	enum sent_order order = walk_order(walk, &range->jump);
	bool untold = order == SENT_UNTOLD || order == SENT_APART;
	bool acks_more = range->has_ack && (walk->in->flags & TCP_FLAG_ACK) &&
			 seq_before(range->jump_ack, walk->in->ack);
	return untold && acks_more ? SENT_AFTER : order;
}

/* The segment brings numbers that RANGE's jump had skipped. What had been acknowledged by then may
 * have been another copy, which was not captured. */
static void tell_filled(struct walk *walk, const struct unseen *range)
{
	enum sent_order order = order_behind(walk, range);
	uint64_t frame = walk->in->frame;
	if (order == SENT_BEFORE) {
		walk_fate(walk, walk->x, frame, FATE_OVERTAKEN, FATE_FOLLOWS, range->jump.frame);
		return;
	}
	if (range->acked != 0)
		walk_fate(walk, walk->x, frame, FATE_UNKNOWN, FATE_CANNOT, range->jump.frame);
	if (order != SENT_AFTER || range->asked == 0 || range->acked != 0)
		return;
	walk->sent.fills = true;
	walk_emit(walk, &(struct fate_event){.frame = frame,
					     .by = range->asked,
					     .left = walk->sent.left,
					     .right = walk->sent.right,
					     .kind = FATE_EVENT_LOST_BEFORE,
					     .fate = FATE_UNKNOWN,
					     .grade = FATE_PROBABLY,
					     .side = walk->x});
}

/* Numbers up to RIGHT lie below all that its sender was captured sending, without a SYN: whether
 * they were sent before the capture began, or come late now, is not known. */
static bool lies_before_first(const struct walk *walk, uint32_t right)
{
	const struct fates *fates = walk->fates;
	return !(fates->state[walk->x] & SENT_SYN_FIRST) &&
	       seq_before_or_at(right, fates->first[walk->x]);
}

/* [LEFT, RIGHT) lies below the highest number sent. */
static void behind(struct walk *walk, uint32_t left, uint32_t right)
{
	struct unseen_list *list = unseen_of(walk, walk->x);
	struct unseen *range = list ? unseen_find(list, left, right) : NULL;
	bool whole = range && !seq_before(left, range->left) && !seq_before(range->right, right);
	if (range) {
		tell_filled(walk, range);
		unseen_fill(list, left, right);
	}
	if (!whole) {
		bool before = lies_before_first(walk, right);
		walk->fates->repeats = !before;
		walk->fates->may_be_late_copy |= before;
		again_segment(walk, left, right, range != NULL);
	}
}

static void begin_numbers(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x;
	uint32_t left = walk->sent.left;
	fates->state[x] |= SENT_NUMBERS;
	fates->first[x] = left;
	if (walk->in->flags & TCP_FLAG_SYN)
		fates->state[x] |= SENT_SYN_FIRST;
	else if (left != walk->sent.right) /* it may have been sent before the capture began */
		walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
	bool syn = walk->in->flags & TCP_FLAG_SYN;
	if (!(fates->state[x] & ACKED_NUMBERS)) {
		fates->una[x] = left;
		fates->state[x] |= ACKED_NUMBERS | (syn ? 0 : UNA_GUESSED);
	}
	/* What the other side acknowledged before, or lies between that and this, was sent before
	 * the capture began. */
	fates->next[x] = left;
}

static void note_syn(struct walk *walk)
{
	const struct fates_input *in = walk->in;
	uint32_t *state = &walk->fates->state[walk->x];
	*state |= SCALE_SEEN | (in->flags & TCP_FLAG_ACK ? SENT_SYN_ACK : SENT_SYN_BARE);
	if (in->has_scale)
		*state |= SCALE_OFFERED;
	if (in->length > 0)
		*state |= SYN_HAS_DATA;
	walk->fates->scale[walk->x] = in->scale;
}

/* In a simultaneous open (RFC 9293 figure 7) the SYN+ACK answers the other SYN, and repeats its own
 * number by design. */
static bool answers_crossing_syn(const struct walk *walk)
{
	const uint32_t *state = walk->fates->state;
	return (walk->in->flags & TCP_FLAG_SYN) && (walk->in->flags & TCP_FLAG_ACK) &&
	       (state[walk->x] & SENT_SYN_BARE) && !(state[walk->x] & SENT_SYN_ACK) &&
	       (state[walk->y] & SENT_SYN_BARE);
}

static void new_bytes(struct walk *walk, uint32_t left, uint32_t right)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x;
	if (seq_before(fates->next[x], left) && !(fates->state[x] & SENT_A_FRAGMENT))
		skip(walk, fates->next[x], left);
	fates->next[x] = right;
	walk->timed = walk->times->timed[x] == 0;
	struct ahead *ahead = fates->more ? &fates->more->ahead[x] : NULL;
	if (ahead && ahead->frame != 0 && !seq_before(fates->next[x], ahead->ack)) {
		acked_advance(walk, x, ahead->ack, false);
		walk->timed = false;
		ahead->frame = 0;
	}
}

/* It begins behind what the other side has acknowledged, and was not captured (RFC 9293 section
 * 3.4: SND.NXT): that was sent, and with it all that was captured has come. */
static void confirm_ahead(struct walk *walk)
{
	const struct fates *fates = walk->fates;
	unsigned x = walk->x;
	const struct ahead *ahead = fates->more ? &fates->more->ahead[x] : NULL;
	if (ahead && ahead->frame != 0 && !seq_before(walk->sent.left, ahead->ack) &&
	    !(walk->in->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) &&
	    seq_before(fates->una[x], fates->next[x]))
		acked_advance(walk, x, fates->next[x], false);
}

void sent_segment(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x;
	uint32_t left = walk->sent.left, right = walk->sent.right;
	bool repeats_syn = answers_crossing_syn(walk);
	fates->repeats = false;
	if (walk->no_answer) {
		if (left != right)
			walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
		return;
	}
	if (opening_begins(walk)) {
		note_syn(walk);
		return;
	}
	bool first_fin = (walk->in->flags & TCP_FLAG_FIN) && !(fates->state[x] & SENT_A_FIN);
	if (!(fates->state[x] & SENT_NUMBERS))
		begin_numbers(walk);
	if (walk->in->flags & TCP_FLAG_SYN)
		note_syn(walk);
	if (repeats_syn)
		return;
	if (seq_is_far(left, fates->next[x])) {
		if (left != right)
			walk_fate(walk, x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
		return;
	}
	uint32_t next = fates->next[x];
	if (seq_before(next, right)) {
		confirm_ahead(walk);
		if (left != right)
			new_bytes(walk, seq_before(left, next) ? next : left, right);
	}
	if (left != right && seq_before(left, next))
		behind(walk, left, seq_before(next, right) ? next : right);
	if (walk->in->flags & TCP_FLAG_FIN)
		fates->state[x] |= SENT_A_FIN;
	if (first_fin || (walk->in->flags & TCP_FLAG_SYN))
		crossing_begins(walk);
}

static void tell_missed(struct walk *walk, unsigned side, uint32_t left, uint32_t right,
			uint64_t acked)
{
	walk->fates->flags |= FATES_HAS_GAPS;
	walk_emit(walk, &(struct fate_event){.frame = acked,
					     .by = acked,
					     .left = left,
					     .right = right,
					     .kind = FATE_EVENT_MISSED,
					     .fate = FATE_UNKNOWN,
					     .grade = FATE_FOLLOWS,
					     .side = (uint8_t)side});
}

void missed_due(struct walk *walk, unsigned side)
{
	struct fates *fates = walk->fates;
	struct unseen_list *list = unseen_of(walk, side);
	struct ahead *ahead = &fates->more->ahead[side];
	unsigned i = 0;
	/* What was acknowledged may be another connection's. */
	if ((fates->state[0] | fates->state[1]) & SENT_OTHER_SYN)
		return;
	while (list && i < list->count && walk_room(walk, 1)) {
		struct unseen *range = &list->range[i];
		if (range->acked == 0 || walk->now_ns - range->acked_ns <= MISSED_NS) {
			i++;
			continue;
		}
		tell_missed(walk, side, range->left, range->right, range->acked);
		unseen_remove(list, range);
	}
	if (ahead->frame == 0 || !ahead->confirmed || walk->now_ns - ahead->time_ns <= MISSED_NS ||
	    !walk_room(walk, 2))
		return;
	tell_missed(walk, side, fates->next[side], ahead->ack, ahead->frame);
	fates->next[side] = ahead->ack;
	acked_advance(walk, side, ahead->ack, false);
	ahead->frame = 0;
}
