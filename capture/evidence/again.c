/* SPDX-License-Identifier: MIT */
/* A segment that sends what was sent before. */
#include "fates_private.h"
#include "seq.h"

enum {
	SEARCH_STEPS = 512, /* segments of one side that are looked through for earlier copies */
	EARLIER_MAX = 8,    /* segments that one segment repeats */
};

/* No sender waits less before it sends again what nobody has acknowledged, and no network holds a
 * packet back so long (RFC 6298 section 2.4 asks for 1 s, Linux waits 200 ms). */
static const int64_t REPEATED_NS = INT64_C(200) * 1000 * 1000;

/* Nor a SYN, of which no round trip is known, sooner than this (RFC 6298 section 2.1). */
static const int64_t SYN_REPEATED_NS = INT64_C(1000) * 1000 * 1000;

/* What the path takes less for the later one: it may come so much sooner behind the first. */
static const int64_t TIMER_EARLY_NS = INT64_C(100) * 1000 * 1000;

/* No timer waits longer, and no packet lives longer (RFC 9293 section 3.4.1: 2 minutes; with what
 * the path and the timer's steps add): the clock was set. */
static const int64_t LONGEST_NS = INT64_C(240) * 1000 * 1000 * 1000;

/* Whether at least LEAST_NS have passed since EARLIER, as far as the capture's clock tells. */
static bool has_waited(const struct walk *walk, const struct recent_segment *earlier,
		       int64_t least_ns)
{
	int64_t since_ns = walk->now_ns - earlier->time_ns;
	return since_ns >= least_ns && since_ns <= LONGEST_NS;
}

/* Some stacks give all packets one identification. */
bool again_is_another_syn(const struct walk *walk, const struct recent_segment *earlier)
{
	return (walk->in->flags & TCP_FLAG_SYN) && !walk->sent.mark.has_timestamps &&
	       has_waited(walk, earlier, SYN_REPEATED_NS);
}

/* Earlier copies in whole or in part of [left, right), the newest first. */
struct earlier {
	const struct recent_segment *segment[EARLIER_MAX];
	unsigned count;
	bool all; /* every segment that this side sent was looked at */
};

static struct earlier find_earlier(struct walk *walk, uint32_t left, uint32_t right)
{
	struct earlier earlier = {0};
	uint32_t serial = walk->fates->last[walk->x];
	for (unsigned i = 0; i < SEARCH_STEPS && earlier.count < EARLIER_MAX; i++) {
		const struct recent_segment *segment =
		    recent_get(walk->table->recent, serial, walk->sent.owner);
		if (!segment)
			break;
		if (seq_before(segment->left, right) && seq_before(left, segment->right)) {
			earlier.segment[earlier.count++] = segment;
			discard_repeated(walk, segment->mark.frame);
		}
		serial = segment->previous;
	}
	earlier.all = serial == 0;
	return earlier;
}

static struct copy copy_of(const struct recent_segment *segment)
{
	return (struct copy){.mark = segment->mark,
			     .time_ns = segment->time_ns,
			     .ack = segment->ack,
			     .beyond_window = segment->beyond_window};
}

static struct copy_range *add_range(struct walk *walk, uint32_t left, uint32_t right)
{
	struct fates_more *more = walk_more(walk);
	if (!more)
		return NULL;
	struct copy_range *range =
	    copies_add(&more->copies[walk->x], left, right, &walk->table->room);
	if (!range)
		walk->fates->flags |= FATES_FORGOT;
	return range;
}

/* The last words of the other side, if they show that nothing of RANGE had arrived. */
static void look_back(const struct walk *walk, struct copy_range *range)
{
	const struct fates *fates = walk->fates;
	const struct recent_segment *last = walk_last_of(walk, walk->y);
	if (!last || last->time_ns < range->copy[0].time_ns || (last->flags & TCP_FLAG_RST))
		return;
	bool asks = range->flags & RANGE_SYN
			? (last->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) == TCP_FLAG_SYN
			: (last->flags & TCP_FLAG_ACK) && last->ack == range->left &&
			      !seq_before(fates->edge[walk->y], range->right);
	if (!asks)
		return;
	answered_not_yet(walk, range, last);
	/* Where nothing else is under way, it answers a copy that was not taken. */
	if (last->asks && range->left == fates->una[walk->x] &&
	    range->right == fates->next[walk->x])
		range->flags |= RANGE_DUPLICATE_ACK;
}

/* Its sender has heard the other side, which so had its SYN: this is a late copy, or it answered an
 * ACK of something else by a RST (RFC 9293 section 3.10.7.3; who aborts then sends none). */
static bool has_heard(const struct walk *walk, const struct copy_range *range)
{
	const struct recent_segment *last = walk->last;
	if (!last || (last->flags & TCP_FLAG_SYN))
		return false;
	return (last->flags & TCP_FLAG_ACK) ||
	       ((last->flags & TCP_FLAG_RST) && last->left != range->right);
}

/* The last copy was sent again by this segment: so it, or its answer, was lost or is late. */
static void tell_repeated(struct walk *walk, const struct copy_range *range, enum sent_order order)
{
	const struct copy *copy = &range->copy[range->count - 1];
	int64_t since = walk->now_ns - copy->time_ns;
	enum fate fate = FATE_LOST_OR_ANSWER;
	enum fate_grade grade = order == SENT_AFTER ? FATE_FOLLOWS : FATE_PROBABLY;
	bool answered =
	    (range->flags & RANGE_SYN) &&
	    ((walk->fates->state[walk->x] & SYN_ANSWERED_OTHERWISE) || has_heard(walk, range));
	int64_t least = range->flags & RANGE_SYN ? SYN_REPEATED_NS - TIMER_EARLY_NS : REPEATED_NS;
	bool shut = copy->beyond_window || (walk->fates->state[walk->x] & TAKEN_BACK);
	if (answered || shut || (order != SENT_AFTER && since < least)) {
		fate = FATE_UNKNOWN;
		grade = FATE_CANNOT;
	}
	walk_tell(walk, walk->x, &copy->mark, fate, grade, walk->in->frame);
}

static void add_copy(struct walk *walk, struct copy_range *range, enum sent_order order)
{
	struct copy now = copy_of(&walk->sent);
	if (range->copy[range->count - 1].mark.frame == now.mark.frame)
		return;
	if (range->flags & RANGE_DOUBLE) {
		range->flags &= (uint16_t)~RANGE_DOUBLE;
		range->count--;
	}
	if (!(range->flags & RANGE_ACKED))
		tell_repeated(walk, range, order);
	copies_again(range, &now);
	if (!range->not_yet)
		look_back(walk, range);
}

/* This segment repeats what is acknowledged. Only a D-SACK tells more of it. */
static void needless(struct walk *walk, uint32_t left, uint32_t right)
{
	struct fates_more *more = walk->fates->more;
	struct copy_range *range = more ? copies_find(&more->copies[walk->x], left, right) : NULL;
	struct copy now = copy_of(&walk->sent);
	/* Who acknowledged a SYN+ACK is established. */
	if ((walk->in->flags & TCP_FLAG_SYN) && (walk->in->flags & TCP_FLAG_ACK))
		challenge_begins(walk);
	if (range) {
		copies_again(range, &now);
		return;
	}
	range = add_range(walk, left, right);
	if (!range)
		return;
	range->flags = RANGE_ACKED | RANGE_JUDGED | RANGE_SETTLED | RANGE_NEEDLESS;
	copies_again(range, &now);
}

/* Its receiver has told by SACK that EARLIER had come, as far as that is not acknowledged: what is
 * sent again may have been discarded since (RFC 2018 section 8), and was not lost. */
static bool was_selected(const struct walk *walk, const struct recent_segment *earlier)
{
	const struct fates_more *more = walk->fates->more;
	const struct selected *selected = more ? &more->selected[walk->x] : NULL;
	uint32_t left = earlier->left, una = walk->fates->una[walk->x];
	if (!selected || selected->frame < earlier->mark.frame || earlier->fills)
		return false;
	if (seq_before(left, una))
		left = una;
	return !seq_before(left, selected->left) && !seq_before(selected->right, earlier->right);
}

/* It repeats a part of EARLIER, or all. */
static void repeats(struct walk *walk, const struct recent_segment *earlier, uint32_t left,
		    uint32_t right)
{
	uint32_t una = walk->fates->una[walk->x];
	bool syn = earlier->flags & TCP_FLAG_SYN;
	if (seq_before(left, earlier->left))
		left = earlier->left;
	if (seq_before(earlier->right, right))
		right = earlier->right;
	if (seq_before(left, una))
		left = una;
	/* Data in a SYN that was answered without it was not taken (RFC 7413 section 4.2.2). */
	if (!seq_before(left, right) || (syn && una != earlier->left))
		return;
	struct copies *copies = walk->fates->more ? &walk->fates->more->copies[walk->x] : NULL;
	struct copy_range *range = copies ? copies_find(copies, left, right) : NULL;
	if (!range && was_selected(walk, earlier)) {
		needless(walk, left, right);
		return;
	}
	if (!range) {
		struct copy first = copy_of(earlier);
		range = add_range(walk, left, right);
		if (!range)
			return;
		range->flags = syn ? RANGE_SYN : 0;
		first.mark.discarded |= discard_by_stamp(walk, earlier);
		copies_again(range, &first);
	}
	enum sent_order order = walk_order(walk, &range->copy[range->count - 1].mark);
	add_copy(walk, range, order);
	if (syn && order == SENT_BEFORE)
		answered_unknown(walk, range);
}

/* What EARLIER seemed to bring again was not lost: it comes now. */
static void withdraw_lost_before(struct walk *walk, const struct recent_segment *earlier)
{
	walk_emit(walk, &(struct fate_event){.frame = earlier->mark.frame,
					     .by = walk->in->frame,
					     .kind = FATE_EVENT_LOST_BEFORE,
					     .fate = FATE_UNKNOWN,
					     .grade = FATE_CANNOT,
					     .side = walk->x});
}

/* What an earlier copy says of this one, before it counts as sent again. */
static bool is_no_repetition(struct walk *walk, const struct recent_segment *earlier)
{
	enum sent_order order = walk_order(walk, &earlier->mark);
	uint64_t frame = walk->in->frame;
	/* No clock of timestamps stands still so long (RFC 7323 section 5.4). */
	if (order == SENT_UNTOLD && walk->sent.mark.has_timestamps &&
	    earlier->mark.has_timestamps && has_waited(walk, earlier, REPEATED_NS))
		order = SENT_SAME;
	if (order == SENT_SAME && earlier->left == walk->sent.left &&
	    !again_is_another_syn(walk, earlier)) {
		walk->fates->copy = true;
		walk_fate(walk, walk->x, frame, FATE_UNKNOWN, FATE_CANNOT, earlier->mark.frame);
		again_double(walk, earlier);
		return true;
	}
	if (order == SENT_BEFORE && !(earlier->flags & TCP_FLAG_SYN)) {
		walk_fate(walk, walk->x, frame, FATE_OVERTAKEN, FATE_FOLLOWS, earlier->mark.frame);
		if (earlier->fills)
			withdraw_lost_before(walk, earlier);
		return true;
	}
	walk->fates->late |= order == SENT_BEFORE;
	/* Who sends again acknowledges all that he has. */
	if (walk->stale && !(walk->in->flags & TCP_FLAG_SYN)) {
		walk_fate(walk, walk->x, frame, FATE_UNKNOWN, FATE_CANNOT, 0);
		return true;
	}
	return false;
}

void again_double(struct walk *walk, const struct recent_segment *earlier)
{
	uint32_t left = walk->sent.left, right = walk->sent.right;
	if (left == right || earlier->right != right)
		return;
	struct fates_more *more = walk->fates->more;
	struct copy_range *range = more ? copies_find(&more->copies[walk->x], left, right) : NULL;
	if (range) {
		range->flags |= RANGE_COPIED;
		return;
	}
	range = add_range(walk, left, right);
	if (!range)
		return;
	struct copy first = copy_of(earlier), now = copy_of(&walk->sent);
	range->flags = RANGE_DOUBLE;
	copies_again(range, &first);
	copies_again(range, &now);
}

/* Nothing in the TCP header tells the segment from EARLIER, of which it may be a copy; LATE: it
 * came later than a sender waits, and nothing tells it from one that the path held back. */
static void look_for_copy(struct walk *walk, const struct recent_segment *earlier)
{
	const struct recent_segment *sent = &walk->sent;
	if (earlier->left != sent->left || earlier->right != sent->right ||
	    earlier->ack != sent->ack || earlier->flags != sent->flags)
		return;
	enum sent_order order = walk_order(walk, &earlier->mark);
	bool syn = sent->flags & TCP_FLAG_SYN;
	/* It may be the packet of one before EARLIER, too. */
	bool untold = order == SENT_UNTOLD || order == SENT_APART || walk->table->twin != 0;
	walk->fates->may_be_copy =
	    untold && !has_waited(walk, earlier, syn ? SYN_REPEATED_NS : REPEATED_NS);
	/* Nor is it sure that who sends a SYN without the other's options is the same (some do,
	 * after several tries). */
	bool other = syn && earlier->mark.has_timestamps != sent->mark.has_timestamps;
	walk->fates->may_be_late_copy =
	    other || (untold && !has_waited(walk, earlier, SYN_REPEATED_NS));
}

/* That no copy is found of what should have been sent before has a reason that is ours: it, or the
 * jump over it, is not remembered any more. Otherwise it was never captured. */
static bool was_forgotten(struct walk *walk, const struct earlier *earlier)
{
	const struct unseen_list *unseen = unseen_of(walk, walk->x);
	return !earlier->all || (unseen && unseen->forgot);
}

void again_segment(struct walk *walk, uint32_t left, uint32_t right, bool filled)
{
	struct earlier earlier = find_earlier(walk, left, right);
	if (earlier.count == 0) {
		if (!filled && !seq_before(left, walk->fates->first[walk->x]) &&
		    was_forgotten(walk, &earlier))
			walk->fates->flags |= FATES_FORGOT;
		if (!filled)
			walk_fate(walk, walk->x, walk->in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
		/* What an older connection sent lies outside of every window of this one. */
		if ((walk->fates->state[walk->x] & SENT_SYN_FIRST) &&
		    !seq_before(walk->fates->first[walk->x], right))
			challenge_begins(walk);
		return;
	}
	for (unsigned i = 0; i < earlier.count; i++)
		if (is_no_repetition(walk, earlier.segment[i]))
			return;
	look_for_copy(walk, earlier.segment[0]);
	walk->fates->state[walk->x] |= AGAIN_SINCE_CROSSING;
	walk->times->timed[walk->x] = 0;
	if (!seq_before(walk->fates->una[walk->x], right)) {
		needless(walk, left, right);
		return;
	}
	for (unsigned i = earlier.count; i-- > 0;)
		repeats(walk, earlier.segment[i], left, right);
}
