/* SPDX-License-Identifier: MIT */
/* Whether a RST was received, and whether its source sent it. Silence proves nothing. */
#include "fates_private.h"
#include "seq.h"

enum {
	SILENT_INTERVALS = 3,
	ASKING_MAX = 16, /* segments are looked at that a RST may answer */
};

/* A path does not grow by more while the RST is under way. */
static const int64_t PATH_GROWS_NS = INT64_C(90) * 1000 * 1000;

/* Whether a RST without ACK may answer SEGMENT. */
static bool asks(const struct recent_segment *segment)
{
	return (segment->flags & (TCP_FLAG_ACK | TCP_FLAG_RST)) == TCP_FLAG_ACK;
}

/* Whether it may answer one of the other side's last segments, as far as that is away; but none
 * that was taken, as its source has acknowledged that, and what came behind it. */
static bool may_answer(const struct walk *walk)
{
	const struct recent_segment *segment = walk_last_of(walk, walk->y);
	uint32_t una = walk->fates->una[walk->y];
	for (unsigned i = 0; i < RESETS_ASKING && segment && !(walk->in->flags & TCP_FLAG_ACK);
	     i++) {
		bool taken = seq_before(segment->left, una) && !seq_before(una, segment->right);
		if (asks(segment) && segment->ack == walk->in->seq && !taken &&
		    !resets_too_soon(walk, segment))
			return true;
		segment = recent_get(walk->table->recent, segment->previous, segment->owner);
	}
	return false;
}

/* From which number on the source of a RST had got nothing when it sent it: what the other side
 * had sent, for the first time, too short a while before. */
static uint32_t not_got_yet(const struct walk *walk)
{
	const struct copies *copies = &walk->fates->more->copies[walk->y];
	const struct recent_segment *segment = walk_last_of(walk, walk->y);
	uint32_t next = walk->fates->next[walk->y], from = next;
	for (unsigned i = 0; i < RESETS_ASKING && segment && resets_too_soon(walk, segment); i++) {
		from = segment->right == from ? segment->left : from;
		segment = recent_get(walk->table->recent, segment->previous, segment->owner);
	}
	bool again = copies->count > 0 && seq_before(from, copies->range[copies->count - 1].right);
	return again ? next : from;
}

/* In an opening it may answer an ACK that is not for its source's SYN, which goes on (RFC 9293
 * section 3.10.7.3): then its number is none of those that its source has sent. */
static bool answers_unacceptable(const struct walk *walk)
{
	const struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	bool other = ((fates->state[0] | fates->state[1]) & SENT_OTHER_SYN) ||
		     fates->una[y] == fates->first[y];
	bool own = seq_before(fates->first[x], walk->in->seq) &&
		   !seq_before(fates->next[x], walk->in->seq);
	return fates->una[x] == fates->first[x] || (other && !own);
}

/* What it may answer: those segments of the other side that have its number, as far back as they
 * go. */
static void look_for_asking(const struct walk *walk, struct reset *reset)
{
	const struct recent_segment *segment = walk_last_of(walk, walk->y), *first = NULL;
	unsigned i = 0, count = 0;
	bool numbers = true; /* all but the first of them bring some, each once */
	uint32_t left = reset->peer_next;
	if (walk->in->flags & TCP_FLAG_ACK)
		return;
	for (; i < ASKING_MAX && segment && segment->ack == walk->in->seq; i++) {
		if (asks(segment)) {
			numbers = numbers && (!first || first->left != first->right) &&
				  !seq_before(left, segment->right);
			left = segment->left;
			first = segment;
			count++;
		}
		segment = recent_get(walk->table->recent, segment->previous, segment->owner);
	}
	if (!first || i == ASKING_MAX)
		return;
	bool opens = !segment || seq_before(segment->ack, reset->seq);
	reset->each_once = numbers && (opens || first->left != first->right);
	if (count > 1)
		return;
	reset->only = first->mark;
	reset->only_opens = opens;
	if (segment && segment->mark.tsval == first->mark.tsval)
		reset->only.has_timestamps = false; /* its echo tells no more than that one's */
}

static void note_reset(struct walk *walk)
{
	struct fates *fates = walk->fates;
	struct fates_more *more = walk_more(walk);
	unsigned x = walk->x;
	if (!more)
		return;
	for (unsigned i = RESETS_MAX - 1; i > 0; i--)
		more->reset[x][i] = more->reset[x][i - 1];
	more->reset[x][0] = (struct reset){
	    .frame = walk->in->frame,
	    .mark = walk->sent.mark,
	    .time_ns = walk->now_ns,
	    .seq = walk->in->seq,
	    .peer_next = fates->next[walk->y],
	    .own_next = fates->next[x],
	    .own_ack = fates->una[walk->y],
	    .not_yet = not_got_yet(walk),
	    .answers = may_answer(walk),
	    .beyond =
		(walk->in->flags & TCP_FLAG_ACK) && seq_before(fates->next[walk->y], walk->in->ack),
	    .forged = !(fates->state[x] & ACKED_NUMBERS) || answers_unacceptable(walk),
	    .last = walk->last ? walk->last->mark : (struct sent_mark){0},
	};
	look_for_asking(walk, &more->reset[x][0]);
}

static unsigned pending(const struct fates_more *more, unsigned side)
{
	unsigned count = 0;
	for (unsigned i = 0; i < RESETS_MAX; i++)
		count += more->reset[side][i].frame != 0 && !more->reset[side][i].arrived;
	return count;
}

/* The receiver of RESET sends new data, or has got what its source sent behind it. */
static bool goes_on(const struct walk *walk, const struct reset *reset)
{
	const struct fates_input *in = walk->in;
	bool sends = in->length > 0 && !seq_before(in->seq, reset->peer_next);
	bool got = (in->flags & TCP_FLAG_ACK) && !walk->stale &&
		   seq_before(reset->own_next, in->ack) &&
		   !seq_before(walk->fates->next[walk->y], in->ack);
	return sends || got;
}

/* The receiver of RESET speaks. Of one that has sent two SYNs it is not known for which of the two
 * connections. */
static void hear_receiver(struct walk *walk, struct reset *reset)
{
	struct fates *fates = walk->fates;
	const struct fates_input *in = walk->in;
	unsigned y = walk->y;
	int64_t least = path_times_least(walk->times, y);
	int64_t left_ns = recent_left(walk->table->recent, &walk->sent, RESETS_ASKING);
	/* Linux takes a RST one before what it expects next, where that was a FIN. */
	uint32_t taken = reset->seq + ((fates->state[y] & SENT_A_FIN) != 0);
	if (fates->state[walk->x] & SENT_OTHER_SYN)
		return;
	if ((in->flags & TCP_FLAG_ACK) && !walk->stale && seq_before(taken, in->ack) &&
	    !seq_is_far(reset->seq, in->ack) && !seq_before(fates->next[y], in->ack)) {
		resets_tell(walk, y, reset, FATE_EVENT_NOT_TAKEN, FATE_FOLLOWS);
		reset->frame = 0;
		return;
	}
	if (!reset->not_taken && least >= 0 &&
	    left_ns - reset->time_ns > 2 * least + PATH_GROWS_NS && goes_on(walk, reset)) {
		resets_tell(walk, y, reset, FATE_EVENT_NOT_TAKEN, FATE_PROBABLY);
		reset->not_taken = true;
	}
}

/* RFC 5961 section 3.2: numbers of which nothing was captured lie before it, so it is perhaps not
 * what its receiver expects next, and is challenged. */
static bool is_ahead(const struct reset *reset)
{
	return seq_before(reset->own_next, reset->seq);
}

/* A host without the connection answers a segment with a RST of that segment's ACK number (RFC 9293
 * section 3.10.7.1). One that has sent a FIN or a RST itself may be without it for that; and who
 * has closed while its FIN waits answers data so, too (RFC 1122 section 4.2.2.13). Probably: who
 * aborts by itself may send the same (RFC 9293 section 3.10.5). */
static void hear_answer(struct walk *walk, struct reset *reset)
{
	const struct fates *fates = walk->fates;
	const struct recent_segment *last = walk_last_of(walk, walk->y);
	/* Who is opening answers so, too (RFC 9293 sections 3.10.7.3 and 3.10.7.4). */
	bool opening = (fates->state[walk->x] & SENT_SYN_FIRST) &&
		       fates->una[walk->x] == fates->first[walk->x];
	if (opening || reset->not_taken || is_ahead(reset) || !last ||
	    last->mark.frame <= reset->frame || !asks(last) ||
	    last->right - last->left > ((last->flags & TCP_FLAG_FIN) != 0) ||
	    last->ack != walk->in->seq || (walk->in->flags & TCP_FLAG_ACK) ||
	    (fates->state[walk->x] & (SENT_A_FIN | SENT_A_RST)) ||
	    pending(fates->more, walk->y) != 1)
		return; /* of several it is not known which one came */
	walk_fate(walk, walk->y, reset->frame, FATE_ARRIVED, FATE_PROBABLY, walk->in->frame);
	reset->arrived = true;
}

/* The only segment with numbers that the RST may be the answer to has come: it has that segment's
 * ACK number (RFC 9293 section 3.10.7.1). Probably: who aborts by itself may send the same. One
 * that opens another connection answers so, too (section 3.10.7.3). */
static void hear_refusal(struct walk *walk)
{
	const struct fates *fates = walk->fates;
	unsigned x = walk->x, y = walk->y;
	uint32_t una = fates->una[y];
	const struct recent_segment *last = walk_last_of(walk, y);
	if ((walk->in->flags & TCP_FLAG_ACK) || !fates->more || !last || !asks(last) ||
	    last->ack != walk->in->seq || last->left == last->right || last->left != una ||
	    last->right != fates->next[y] || fates->first[y] == una ||
	    (fates->state[x] & SENT_A_RST) || fates->more->challenged[x].waits ||
	    resets_too_soon(walk, last))
		return;
	const struct recent_segment *before =
	    recent_get(walk->table->recent, last->previous, fates_owner(fates, y));
	if (before && asks(before) && before->ack == last->ack && !seq_before(before->left, una))
		return;
	walk_tell(walk, y, &last->mark, FATE_ARRIVED, FATE_PROBABLY, walk->in->frame);
	fates->more->reset[x][0].asked = last->mark.frame;
}

/* Whether a RST of the other side answers FRAME of SIDE. */
bool resets_answered(const struct fates_more *more, unsigned side, uint64_t frame)
{
	for (unsigned i = 0; i < RESETS_MAX; i++)
		if (more->reset[!side][i].asked == frame)
			return true;
	return false;
}

void resets_segment(struct walk *walk)
{
	struct fates_more *more = walk->fates->more;
	bool rst = walk->in->flags & TCP_FLAG_RST;
	for (unsigned i = 0; more && i < RESETS_MAX; i++) {
		struct reset *of_peer = &more->reset[walk->y][i];
		if (of_peer->frame && !of_peer->arrived) {
			if (rst)
				hear_answer(walk, of_peer);
			else
				hear_receiver(walk, of_peer);
		}
		if (more->reset[walk->x][i].frame && !rst)
			resets_hear_source(walk, &more->reset[walk->x][i]);
	}
	if (!rst)
		return;
	if (more)
		verdicts_reset(walk, walk->y);
	note_reset(walk);
	hear_refusal(walk);
	walk->fates->state[walk->x] |= SENT_A_RST;
}

/* The receiver of RESET would have sent RANGE again behind it: its timer doubles (RFC 6298 section
 * 5.5). A copy that the network made is none of its timer's. */
static bool would_repeat(const struct walk *walk, unsigned receiver, const struct copy_range *range,
			 const struct reset *reset)
{
	if ((range->flags & (RANGE_ACKED | RANGE_DOUBLE | RANGE_COPIED)) || range->count < 2 ||
	    seq_before_or_at(range->right, walk->fates->una[receiver]))
		return false;
	int64_t last = range->copy[range->count - 1].time_ns;
	int64_t interval = last - range->copy[range->count - 2].time_ns;
	return interval > 0 && last <= reset->time_ns && reset->time_ns - last < 2 * interval &&
	       (walk->now_ns - last) / SILENT_INTERVALS >= interval;
}

/* It has that number, or more: it does not take the RST (RFC 5961 section 3.2); Linux does one
 * below its FIN. */
static bool was_passed(const struct walk *walk, unsigned side, const struct reset *reset)
{
	const struct fates *fates = walk->fates;
	return seq_before(reset->seq + ((fates->state[side] & SENT_A_FIN) != 0), fates->una[side]);
}

/* What the receiver of a RST from SIDE had sent several times, it does not send again: it took it,
 * where that was the only one that it may have taken. */
void resets_end(struct walk *walk, unsigned side)
{
	struct fates_more *more = walk->fates->more;
	const struct copies *copies = &more->copies[!side];
	struct reset *taken = NULL;
	for (unsigned i = 0; i < RESETS_MAX; i++) {
		struct reset *reset = &more->reset[side][i];
		if (reset->frame == 0 || was_passed(walk, side, reset))
			continue;
		if (taken)
			return; /* of several it is not known which one came */
		taken = reset;
	}
	for (unsigned c = 0; taken && !taken->arrived && c < copies->count; c++) {
		if (!walk_room(walk, 1) || !would_repeat(walk, !side, &copies->range[c], taken))
			continue;
		walk_fate(walk, side, taken->frame, FATE_ARRIVED, FATE_PROBABLY, 0);
		taken->frame = 0;
		return;
	}
}
