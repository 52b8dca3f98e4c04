/* SPDX-License-Identifier: MIT */
#include "ends_kinds.h"

/* Of the copies of an ACK: it came without numbers only, several times. */
enum { SEVERAL_PURE = 15 };

/* Of ends_side.status: the receipts of CLASS. */
static unsigned class_mask(unsigned class)
{
	const unsigned ack = 3U << (2 * ENDS_GOT_ACK);
	return class == ENDS_CLASS_ACK ? ack : 0xffU & ~ack;
}

static void set_status(struct ends_side *side, enum ends_receipt receipt, enum ends_status status)
{
	unsigned others = side->status & ~(3U << (2 * receipt));
	side->status = (uint8_t)(others | (unsigned)status << (2 * receipt));
}

static unsigned copies(const struct ends_side *side, unsigned class)
{
	return side->copies[class];
}

static void set_copies(struct ends_side *side, unsigned class, unsigned count)
{
	side->copies[class] = (uint8_t)count;
}

int ends_note_action(const struct ends_walk *walk, unsigned end, enum ends_receipt receipt)
{
	int action = -1;
	for (size_t i = 0; i < walk->note_count; i++) {
		const struct ends_note *note = &walk->notes[i];
		if (note->frame == walk->input->frame && note->end == end &&
		    (note->receipts & 1U << receipt))
			action = note->action;
	}
	return action;
}

void ends_add_note(struct ends_walk *walk, struct ends_note note)
{
	struct ends_step *step = walk->step;
	if (walk->second)
		return;
	for (unsigned i = 0; i < step->note_count; i++) {
		struct ends_note *other = &step->notes[i];
		if (other->frame == note.frame && other->end == note.end &&
		    other->action == note.action) {
			other->receipts |= note.receipts;
			return;
		}
	}
	if (step->note_count < ENDS_NOTES_MAX)
		step->notes[step->note_count++] = note;
}

static void note_sender(struct ends_walk *walk, enum ends_receipt receipt, unsigned action)
{
	uint32_t frame = walk->sender->first[ends_class(receipt)];
	if (frame != 0)
		ends_add_note(walk, (struct ends_note){.frame = frame,
						       .end = walk->sender_index,
						       .receipts = (uint8_t)(1U << receipt),
						       .action = (uint8_t)action});
}

/* The first frame that brings something of this class: from here on the second pass counts down
 * what the first counts up. */
static void begin_class(struct ends_walk *walk, unsigned class, bool syn)
{
	struct ends_side *side = walk->receiver;
	side->first[class] = walk->input->frame;
	set_copies(side, class, walk->second ? 1 : 0);
	if (class == ENDS_CLASS_ACK && !ends_status(side, ENDS_GOT_ACK))
		side->pure = false;
	if (walk->note_count == 0)
		return;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		int action = ends_note_action(walk, walk->receiver_index, (enum ends_receipt)r);
		if (ends_class((enum ends_receipt)r) != class || action < 0)
			continue;
		if (syn && r == ENDS_GOT_FIN && action == ENDS_NOT_YET) {
			set_status(side, ENDS_GOT_FIN, ENDS_UNDER_WAY); /* it is yet to be sent */
			continue;
		}
		if (r == ENDS_GOT_RST)
			side->flags |= ENDS_RST_HIDDEN;
		else
			set_copies(side, class,
				   action == ENDS_DOUBTFUL ? (unsigned)ENDS_NOT_YET
							   : (unsigned)action);
		side->unsure |= action == ENDS_DOUBTFUL;
	}
}

static enum ends_status second_status(struct ends_side *side, const struct ends_side *peer,
				      enum ends_receipt receipt, bool carried)
{
	unsigned class = ends_class(receipt);
	unsigned due = copies(side, class);
	if (receipt == ENDS_GOT_RST)
		return side->flags & ENDS_RST_HIDDEN ? ENDS_UNDER_WAY : ENDS_SHOWN;
	/* What contradicts it was not noted, in the first pass, which knew of no such FIN. */
	bool missed = (side->missed || peer->missed) && side->state != TCP_SYN_RECEIVED;
	if (due == ENDS_NOT_YET || (missed && ends_status(side, receipt) != ENDS_SHOWN))
		return ENDS_UNDER_WAY;
	if (missed)
		return ENDS_SHOWN;
	if (carried && due > 0 && due <= ENDS_COPIES_MAX)
		set_copies(side, class, --due);
	if (receipt == ENDS_GOT_FIN && ends_status(side, ENDS_GOT_SYN))
		return ends_status(side, receipt) == ENDS_UNDER_WAY ? ENDS_UNDER_WAY : ENDS_SHOWN;
	return due == 0 || ends_status(side, receipt) == ENDS_SOLID ? ENDS_SOLID : ENDS_SHOWN;
}

static void count_copy(struct ends_side *side, unsigned class, bool carried, bool again)
{
	unsigned count = copies(side, class);
	if (carried)
		set_copies(side, class,
			   count == SEVERAL_PURE ? 1
			   : count < ENDS_HEDGED ? count + 1
						 : count);
	else if (again && count == 0)
		set_copies(side, class, SEVERAL_PURE);
}

void ends_bring(struct ends_walk *walk, enum ends_receipt receipt, bool carried)
{
	struct ends_side *side = walk->receiver;
	unsigned class = ends_class(receipt);
	enum ends_status status = ENDS_SHOWN;
	bool again = side->first[class] != 0;
	if (receipt == ENDS_GOT_FIN)
		side->misses = false;
	if (receipt == ENDS_GOT_FIN && ends_status(side, ENDS_GOT_SYN))
		carried = false; /* it is the SYN whose copies are counted */
	if (!again)
		begin_class(walk, class, receipt == ENDS_GOT_SYN);
	if (receipt == ENDS_GOT_ACK && !carried)
		side->pure = true;
	if (walk->second)
		status = second_status(side, walk->sender, receipt, carried);
	else
		count_copy(side, class, carried, again);
	bool hidden = again && ends_status(side, receipt) == ENDS_UNDER_WAY;
	if (ends_status(side, receipt) < ENDS_SHOWN && !hidden)
		walk->fresh |= (uint8_t)(1U << receipt);
	set_status(side, receipt, status);
}

void ends_bring_the_rest(struct ends_walk *walk)
{
	struct ends_side *side = walk->receiver;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		bool hidden = receipt == ENDS_GOT_ACK && side->first[ENDS_CLASS_ACK] != 0;
		/* It was sent a time-out before: it is lost, or late, and this does not bring it.
		 */
		bool without = receipt == ENDS_GOT_FIN && side->misses;
		if (ends_status(side, receipt) != ENDS_UNDER_WAY || hidden || without ||
		    receipt == ENDS_GOT_RST)
			continue;
		ends_bring(walk, receipt, false);
		if (!walk->second && copies(side, ends_class(receipt)) == 0)
			set_copies(side, ends_class(receipt), SEVERAL_PURE); /* one of before */
	}
}

void ends_suspect(struct ends_side *side, enum ends_receipt receipt)
{
	if (receipt == ENDS_GOT_ACK)
		side->pure = true;
	if (ends_status(side, receipt) == ENDS_NOTHING)
		set_status(side, receipt, ENDS_UNDER_WAY);
}

/* It is settled. */
static void forget(struct ends_side *side, enum ends_receipt receipt)
{
	unsigned class = ends_class(receipt);
	set_status(side, receipt, ENDS_NOTHING);
	if (receipt == ENDS_GOT_RST)
		side->flags &= (uint8_t)~ENDS_RST_HIDDEN;
	if ((side->status & class_mask(class)) == 0)
		side->first[class] = 0;
}

/* What the second pass has to know where a receipt is confirmed: which copy is the last that could
 * have brought it. A SYN or FIN may also have been overtaken by the ACK that was sent behind it. */
static void note_confirmed(struct ends_walk *walk, enum ends_receipt receipt)
{
	const struct ends_side *side = walk->sender;
	unsigned count = copies(side, ends_class(receipt));
	bool acked_behind = side->first[ENDS_CLASS_ACK] > side->first[ENDS_CLASS_NUMBERS];
	if (walk->second || ends_status(side, receipt) < ENDS_SHOWN || receipt == ENDS_GOT_RST)
		return;
	if (receipt != ENDS_GOT_ACK && acked_behind && count != 0 && count != SEVERAL_PURE)
		note_sender(walk, receipt, ENDS_HEDGED);
	else if (count != 1 && count != SEVERAL_PURE)
		note_sender(walk, receipt, count);
}

void ends_confirm_unsettled(struct ends_walk *walk, enum ends_receipt receipt,
			    enum ends_event event)
{
	note_confirmed(walk, receipt);
	if (receipt == ENDS_GOT_FIN && ends_status(walk->sender, receipt))
		walk->sender->got_fin = walk->sender->first[ENDS_CLASS_NUMBERS];
	forget(walk->sender, receipt);
	bool waited = walk->sender->state == TCP_CLOSE_WAIT;
	ends_move(walk, walk->sender_index, event);
	if (!waited && walk->sender->state == TCP_CLOSE_WAIT)
		walk->sender->opened = walk->input->frame;
}

/* Of a note that a frame of the sender has, not one to it. */
static bool had_early(const struct ends_walk *walk, enum ends_receipt receipt)
{
	return walk->note_count > 0 && walk->sender != walk->receiver &&
	       ends_note_action(walk, walk->sender_index, receipt) == 0;
}

void ends_confirm_early_fin(struct ends_walk *walk)
{
	if (had_early(walk, ENDS_GOT_FIN))
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
}

void ends_suppose_early_ack(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!had_early(walk, ENDS_GOT_ACK) || ends_status(side, ENDS_GOT_ACK) != ENDS_NOTHING)
		return;
	side->mark = walk->input->ack - 1;
	set_status(side, ENDS_GOT_ACK, ENDS_SHOWN);
}

void ends_take_back(struct ends_walk *walk, enum ends_receipt receipt)
{
	struct ends_side *side = walk->sender;
	unsigned class = ends_class(receipt);
	if (ends_shows(side, receipt)) {
		struct ends_correction *correction = &walk->step->correction;
		if (correction->frame == 0 || side->first[class] < correction->frame)
			correction->frame = side->first[class];
		note_sender(walk, receipt, walk->doubtful ? ENDS_DOUBTFUL : ENDS_NOT_YET);
	}
	set_status(side, receipt, ENDS_UNDER_WAY);
	if (receipt == ENDS_GOT_RST)
		side->flags &= (uint8_t)~ENDS_RST_HIDDEN;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		if (ends_class((enum ends_receipt)r) == class &&
		    ends_counts_as_shown(side, (enum ends_receipt)r))
			return;
	side->first[class] = 0;
}

void ends_doubt(struct ends_walk *walk, bool none_with_numbers)
{
	struct ends_side *side = walk->sender;
	unsigned count = copies(side, ENDS_CLASS_ACK);
	bool shown = side->first[ENDS_CLASS_ACK] != 0;
	if (none_with_numbers && !side->pure && ends_status(side, ENDS_GOT_ACK))
		ends_contradict(walk, ENDS_GOT_ACK);
	else if (!walk->second && shown)
		set_copies(side, ENDS_CLASS_ACK,
			   count == 0 || count == SEVERAL_PURE ? SEVERAL_PURE : ENDS_HEDGED);
}

void ends_doubt_all(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (ends_may_have_tried_again(walk))
		ends_drop(walk, ENDS_GOT_RST);
	for (unsigned class = ENDS_CLASS_ACK; !walk->second && class <= ENDS_CLASS_NUMBERS;
	     class ++)
		if (side->first[class] != 0)
			set_copies(side, class, ENDS_HEDGED);
}

void ends_drop(struct ends_walk *walk, enum ends_receipt receipt)
{
	unsigned count = copies(walk->sender, ends_class(receipt));
	if (ends_status(walk->sender, receipt) >= ENDS_SHOWN && receipt != ENDS_GOT_RST &&
	    count != 0 && count != SEVERAL_PURE)
		note_sender(walk, receipt, ENDS_HEDGED);
	forget(walk->sender, receipt);
}
