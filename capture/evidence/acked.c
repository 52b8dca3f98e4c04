/* SPDX-License-Identifier: MIT */
/* What a segment acknowledges, and what it shows not to have arrived yet. */
#include "fates_private.h"
#include "seq.h"

enum { SYN_STEPS = 8 }; /* segments behind a SYN that is acknowledged now */

/* The window that its sender offers ends here. Where the scale is not known, that is the least that
 * it may be. */
static void note_window(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	uint32_t window = walk->in->window;
	bool syn = walk->in->flags & TCP_FLAG_SYN;
	bool known = syn || ((fates->state[x] & SCALE_SEEN) && (fates->state[y] & SCALE_SEEN));
	if (!syn && known && (fates->state[x] & SCALE_OFFERED) && (fates->state[y] & SCALE_OFFERED))
		window <<= fates->scale[x];
	uint32_t edge = walk->in->ack + window;
	/* Its receiver may drop that (RFC 9293 section 3.8.6). */
	if (known && (fates->state[x] & OFFERED_WINDOW) && seq_before(edge, fates->edge[x]) &&
	    seq_before(edge, fates->next[y]))
		fates->state[y] |= TAKEN_BACK;
	fates->edge[x] = edge;
	if (known || window == 0)
		fates->state[x] |= OFFERED_WINDOW;
	else
		fates->state[x] &= ~(uint32_t)OFFERED_WINDOW;
}

/* The side that gets it has sent a SYN that was not answered yet. */
static bool answers_syn(const struct fates *fates, unsigned y)
{
	return (fates->state[y] & SENT_SYN_FIRST) && fates->una[y] == fates->first[y];
}

/* An ACK of what was not seen: swapped with it, or it was not captured. Time will tell. */
static void note_ahead(struct walk *walk)
{
	unsigned y = walk->y;
	if (seq_is_far(walk->in->ack, walk->fates->next[y]))
		return;
	if (walk->fates->state[y] & SENT_A_FRAGMENT) {
		walk->fates->next[y] = walk->in->ack;
		walk->times->timed[y] = 0;
		acked_advance(walk, y, walk->in->ack, false);
		return;
	}
	struct fates_more *more = walk_more(walk);
	if (!more)
		return;
	struct ahead *ahead = &more->ahead[y];
	if (ahead->frame != 0 && !seq_before(walk->in->ack, ahead->ack)) {
		ahead->confirmed = true;
		return;
	}
	*ahead =
	    (struct ahead){.frame = walk->in->frame, .time_ns = walk->now_ns, .ack = walk->in->ack};
}

/* Whether the SYN of SIDE, which is acknowledged now up to ACK, may be a late copy, or none of this
 * connection: what answers it, or what it answers, was not captured, nor were perhaps earlier
 * copies. So it is with each SYN+ACK, and with a SYN where the numbers behind it were not captured,
 * where it is acknowledged once more before anything comes behind it, or was captured behind that.
 */
static bool may_be_another_syn(const struct walk *walk, unsigned side, uint32_t ack)
{
	const struct fates *fates = walk->fates;
	uint32_t state = fates->state[side], behind = fates->first[side] + 1;
	if (!walk->in || !walk->in->no_syn[!side] || (state & SYN_HAS_DATA))
		return false;
	if (state & SENT_SYN_ACK)
		return true;
	if ((fates->state[!side] & SENT_SYN_ACK) ||
	    (walk->in->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)))
		return false;
	const struct unseen_list *list = fates->more ? fates->more->unseen[side] : NULL;
	for (unsigned i = 0; list && i < list->count; i++)
		if (list->range[i].left == behind && seq_before(behind, ack))
			return true;
	const struct recent_segment *last = walk_last_of(walk, side);
	bool again = ack == behind && last && (last->flags & TCP_FLAG_SYN);
	return again || (state & SYN_OVERTAKEN);
}

static void doubt_syn(struct walk *walk, unsigned side, uint32_t ack)
{
	const struct fates *fates = walk->fates;
	const struct recent_segment *syn = walk_last_of(walk, side);
	for (unsigned i = 0; i < SYN_STEPS && syn && !(syn->flags & TCP_FLAG_SYN); i++)
		syn = recent_get(walk->table->recent, syn->previous, syn->owner);
	if (syn && syn->left == fates->first[side] && (syn->flags & TCP_FLAG_SYN) &&
	    may_be_another_syn(walk, side, ack))
		walk_tell(walk, side, &syn->mark, FATE_UNKNOWN, FATE_CANNOT, 0);
}

/* What this segment echoes left SIDE behind all of it that is captured (RFC 7323 section 4.3). */
static bool echoes_unseen(const struct walk *walk, unsigned side)
{
	const struct recent_segment *last = walk_last_of(walk, side);
	return walk->in && walk->in->has_timestamps && last && last->mark.has_timestamps &&
	       seq_before(last->mark.tsval, walk->in->timestamp_echo);
}

/* The first bytes of a connection whose SYN was not captured may have been sent before: their ACK
 * is of this copy where it echoes its timestamp. */
static void tell_first(struct walk *walk, unsigned side, const struct recent_segment *timed)
{
	const struct fates *fates = walk->fates;
	bool overtaken = fates->state[side] & SYN_OVERTAKEN;
	if (!(fates->state[side] & SENT_SYN_FIRST) && echoes_unseen(walk, side))
		return; /* a later copy may have brought them */
	bool echoed = walk->in && walk->in->has_timestamps && timed->mark.has_timestamps &&
		      walk->in->timestamp_echo == timed->mark.tsval;
	if ((overtaken || !(fates->state[side] & SENT_SYN_FIRST)) &&
	    timed->left == fates->first[side] + overtaken)
		walk_tell(walk, side, &timed->mark, FATE_ARRIVED,
			  echoed ? FATE_FOLLOWS : FATE_PROBABLY, walk->in ? walk->in->frame : 0);
}

void acked_advance(struct walk *walk, unsigned side, uint32_t ack, bool echo)
{
	struct fates *fates = walk->fates;
	uint32_t before = fates->una[side];
	if (before == fates->first[side] && (fates->state[side] & SENT_SYN_FIRST) && ack != before)
		doubt_syn(walk, side, ack);
	fates->una[side] = ack;
	const struct recent_segment *timed =
	    recent_get(walk->table->recent, walk->times->timed[side], fates_owner(fates, side));
	/* Who has seen a later ACK of it need not remember its timestamp. */
	if (timed && echo && timed->left == before && timed->mark.has_timestamps &&
	    timed->ack == fates->una[!side] &&
	    seq_before(walk->in->timestamp_echo, timed->mark.tsval)) {
		/* An earlier copy was answered, which was not captured. */
		walk_tell(walk, side, &timed->mark, FATE_UNKNOWN, FATE_CANNOT, walk->in->frame);
		walk->times->timed[side] = 0;
	} else if (timed && !seq_before(ack, timed->right)) {
		path_times_sample(walk->times, side, timed->time_ns, walk->now_ns);
		if (!seq_before(timed->left, before))
			tell_first(walk, side, timed);
		walk->times->timed[side] = 0;
	} else if (!timed) {
		walk->times->timed[side] = 0;
	}
	if (!fates->more)
		return;
	struct unseen_list *list = fates->more->unseen[side];
	for (unsigned i = 0; list && i < list->count; i++) {
		struct unseen *range = &list->range[i];
		if (range->acked == 0 && !seq_before(ack, range->right)) {
			range->acked = walk->in ? walk->in->frame : 0;
			range->acked_ns = walk->now_ns;
		}
	}
	verdicts_acked(walk, side, before, echo);
	if (ack == fates->next[side])
		fates->state[side] &= ~(uint32_t)TAKEN_BACK;
	discard_acked(walk, side);
	crossing_ends(walk);
}

/* The receiver of SIDE's bytes asks for what it skipped. */
static void note_asked(struct walk *walk, uint32_t ack, bool selective)
{
	const struct fates *fates = walk->fates;
	struct unseen_list *list = fates->more ? fates->more->unseen[walk->y] : NULL;
	for (unsigned i = 0; list && i < list->count; i++) {
		struct unseen *range = &list->range[i];
		if (range->asked == 0 &&
		    (range->left == ack || (selective && seq_before(ack, range->right))))
			range->asked = walk->in->frame;
	}
}

/* It may discard that again (RFC 2018 section 8). */
static void keep_selected(struct walk *walk, uint32_t left, uint32_t right)
{
	struct fates_more *more = walk_more(walk);
	if (!more)
		return;
	struct selected *selected = &more->selected[walk->y];
	uint64_t frame = walk->in->frame;
	if (selected->frame != frame || seq_before(selected->right, right))
		*selected = (struct selected){.frame = frame, .left = left, .right = right};
}

/* A SACK block is evidence above the ACK and up to what was sent; the first one below the ACK, or
 * within the second, tells of bytes that came twice (RFC 2883 section 4). UNA was acknowledged
 * before.
 */
static bool take_block(struct walk *walk, unsigned i, uint32_t una)
{
	const struct fates_input *in = walk->in;
	uint32_t left = in->sack[i].left, right = in->sack[i].right;
	uint32_t next = walk->fates->next[walk->y];
	if (!seq_before(left, right) || seq_before(next, right))
		return false;
	bool inside = i == 0 && in->sack_count > 1 && !seq_before(left, in->sack[1].left) &&
		      !seq_before(in->sack[1].right, right) && seq_before(in->ack, left);
	if (i == 0 && (!seq_before(in->ack, right) || inside)) {
		verdicts_twice(walk, walk->y, left, right, una);
		return false;
	}
	if (!seq_before(in->ack, left))
		return false;
	verdicts_selected(walk, walk->y, left, right);
	keep_selected(walk, left, right);
	return true;
}

/* It has the number that comes next, as far as was captured, or as the other side has it. */
static bool is_next(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	unsigned x = walk->x;
	const struct ahead *ahead = fates->more ? &fates->more->ahead[x] : NULL;
	if (!(fates->state[x] & SENT_NUMBERS))
		return false;
	return walk->in->seq == fates->next[x] ||
	       (ahead && ahead->frame != 0 && walk->in->seq == ahead->ack);
}

static bool is_valid(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	unsigned y = walk->y;
	if ((in->flags & TCP_FLAG_RST) && !answers_syn(fates, y) && !is_next(walk))
		return false;
	return !answers_syn(fates, y) ||
	       (seq_before(fates->first[y], in->ack) && !seq_before(fates->next[y], in->ack));
}

/* Nothing of the other side was seen yet. */
static void learn_numbers(struct walk *walk)
{
	struct fates *fates = walk->fates;
	unsigned y = walk->y;
	if (walk->in->flags & TCP_FLAG_RST)
		return;
	if ((fates->state[y] & ACKED_NUMBERS) && !seq_before(fates->una[y], walk->in->ack))
		return;
	fates->una[y] = fates->next[y] = walk->in->ack;
	fates->state[y] |= ACKED_NUMBERS;
	/* Its SYN was answered before: what acknowledges that later takes no time of the path. */
	if (answers_syn(fates, walk->x))
		walk->times->timed[walk->x] = 0;
}

/* A SYN that answers one without timestamps echoes none. */
static bool has_echo(const struct fates_input *in)
{
	return in->has_timestamps && !((in->flags & TCP_FLAG_SYN) && in->timestamp_echo == 0);
}

static void take_ack(struct walk *walk)
{
	struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	unsigned y = walk->y;
	uint32_t una = fates->una[y], edge = fates->edge[walk->x];
	bool selective = false;
	if (!(in->flags & TCP_FLAG_RST))
		note_window(walk);
	bool same = in->ack == una;
	bool guessed = fates->state[y] & UNA_GUESSED;
	fates->state[y] &= ~(uint32_t)UNA_GUESSED;
	if (!same)
		acked_advance(walk, y, in->ack, has_echo(in) && !guessed);
	for (unsigned i = 0; i < in->sack_count; i++)
		selective |= take_block(walk, i, una);
	if (in->flags & TCP_FLAG_RST)
		return;
	/* No ACK tells that a window has become smaller, but when it is asked. */
	bool again = same && walk_length(in) == 0 && in->sack_count == 0 &&
		     !seq_before(edge, fates->edge[walk->x]);
	walk->sent.asks = selective || again;
	if (!fates->more)
		return;
	if (again)
		verdicts_duplicate_ack(walk, y);
	if (same && walk_length(in) == 0) {
		note_asked(walk, in->ack, selective);
	} else if (selective) {
		note_asked(walk, in->ack, true);
	}
	verdicts_not_yet(walk, y);
}

void acked_segment(struct walk *walk)
{
	struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	opening_answered(walk);
	if (!(in->flags & TCP_FLAG_ACK)) {
		if (fates->more && (in->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) == TCP_FLAG_SYN)
			verdicts_not_yet(walk, walk->y);
		return;
	}
	if (!(fates->state[walk->y] & SENT_NUMBERS))
		learn_numbers(walk);
	else if (answers_syn(fates, walk->y) && !is_valid(walk)) {
		fates->state[walk->y] |= SYN_ANSWERED_OTHERWISE;
		walk->no_answer = !(in->flags & TCP_FLAG_SYN);
		if (in->flags & TCP_FLAG_SYN) /* who has sent that SYN does not take it */
			walk_fate(walk, walk->x, in->frame, FATE_UNKNOWN, FATE_CANNOT, 0);
	} else if (walk->stale || !is_valid(walk))
		return;
	else if (seq_before(fates->next[walk->y], in->ack))
		note_ahead(walk);
	else
		take_ack(walk);
}
