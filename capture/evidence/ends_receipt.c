/* SPDX-License-Identifier: MIT */
#include "ends_receipt.h"

/* An ACK comes with any segment; the others with segments that take numbers (but for a RST). */
enum { CLASS_ACK, CLASS_NUMBERS };

/* Of the copies of an ACK: it came without numbers only, several times. */
enum { SEVERAL_PURE = 15 };

static unsigned class_of(enum ends_receipt receipt)
{
	return receipt == ENDS_GOT_ACK ? CLASS_ACK : CLASS_NUMBERS;
}

static unsigned class_mask(unsigned class)
{
	return class == CLASS_ACK ? 1U << ENDS_GOT_ACK
				  : 1U << ENDS_GOT_SYN | 1U << ENDS_GOT_FIN | 1U << ENDS_GOT_RST;
}

static void set_status(struct ends_side *side, enum ends_receipt receipt, enum ends_status status)
{
	unsigned others = side->status & ~(3U << (2 * receipt));
	side->status = (uint8_t)(others | (unsigned)status << (2 * receipt));
}

static unsigned copies(const struct ends_side *side, unsigned class)
{
	return side->copies >> (4 * class) & 15U;
}

static void set_copies(struct ends_side *side, unsigned class, unsigned count)
{
	unsigned others = side->copies & ~(15U << (4 * class));
	side->copies = (uint8_t)(others | count << (4 * class));
}

int ends_note_action(const struct ends_walk *walk, unsigned end, enum ends_receipt receipt)
{
	for (size_t i = 0; i < walk->note_count; i++) {
		const struct ends_note *note = &walk->notes[i];
		if (note->frame == walk->input->frame && note->end == end &&
		    (note->receipts & 1U << receipt))
			return note->action;
	}
	return -1;
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
	uint32_t frame = walk->sender->first[class_of(receipt)];
	if (frame != 0)
		ends_add_note(walk, (struct ends_note){.frame = frame,
						       .end = walk->sender_index,
						       .receipts = (uint8_t)(1U << receipt),
						       .action = (uint8_t)action});
}

/* The first frame that brings something of this class: from here on the second pass counts down
 * what the first counts up. */
static void begin_class(struct ends_walk *walk, unsigned class)
{
	struct ends_side *side = walk->receiver;
	side->first[class] = walk->input->frame;
	set_copies(side, class, walk->second ? 1 : 0);
	if (!walk->second)
		return;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		int action = ends_note_action(walk, walk->receiver_index, (enum ends_receipt)r);
		if (class_of((enum ends_receipt)r) != class || action < 0)
			continue;
		if (r == ENDS_GOT_RST)
			side->flags |= ENDS_RST_HIDDEN;
		else
			set_copies(side, class, (unsigned)action);
	}
}

static enum ends_status second_status(struct ends_side *side, enum ends_receipt receipt,
				      bool carried)
{
	unsigned class = class_of(receipt);
	unsigned due = copies(side, class);
	if (receipt == ENDS_GOT_RST)
		return side->flags & ENDS_RST_HIDDEN ? ENDS_UNDER_WAY : ENDS_SHOWN;
	if (due == ENDS_NOT_YET)
		return ENDS_UNDER_WAY;
	if (carried && due > 0 && due <= ENDS_COPIES_MAX)
		set_copies(side, class, --due);
	if (receipt == ENDS_GOT_FIN && ends_status(side, ENDS_GOT_SYN))
		return ENDS_SHOWN;
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
	unsigned class = class_of(receipt);
	enum ends_status status = ENDS_SHOWN;
	bool again = side->first[class] != 0;
	if (receipt == ENDS_GOT_FIN && ends_status(side, ENDS_GOT_SYN))
		carried = false; /* it is the SYN whose copies are counted */
	if (!again)
		begin_class(walk, class);
	if (walk->second)
		status = second_status(side, receipt, carried);
	else
		count_copy(side, class, carried, again);
	if (ends_status(side, receipt) < ENDS_SHOWN)
		walk->fresh |= (uint8_t)(1U << receipt);
	set_status(side, receipt, status);
}

void ends_bring_the_rest(struct ends_walk *walk)
{
	struct ends_side *side = walk->receiver;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		if (ends_status(side, receipt) != ENDS_UNDER_WAY || receipt == ENDS_GOT_RST)
			continue;
		ends_bring(walk, receipt, false);
		if (!walk->second && copies(side, class_of(receipt)) == 0)
			set_copies(side, class_of(receipt), SEVERAL_PURE); /* one of before */
	}
}

void ends_suspect(struct ends_walk *walk, enum ends_receipt receipt)
{
	if (ends_status(walk->receiver, receipt) == ENDS_NOTHING)
		set_status(walk->receiver, receipt, ENDS_UNDER_WAY);
}

/* It is settled. */
static void forget(struct ends_side *side, enum ends_receipt receipt)
{
	unsigned class = class_of(receipt), left = 0;
	set_status(side, receipt, ENDS_NOTHING);
	if (receipt == ENDS_GOT_RST)
		side->flags &= (uint8_t)~ENDS_RST_HIDDEN;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		if (class_mask(class) & 1U << r)
			left |= ends_status(side, (enum ends_receipt)r);
	if (left == 0)
		side->first[class] = 0;
}

/* What the second pass has to know where a receipt is confirmed: which copy is the last that could
 * have brought it. */
static void note_confirmed(struct ends_walk *walk, enum ends_receipt receipt)
{
	const struct ends_side *side = walk->sender;
	unsigned count = copies(side, class_of(receipt));
	if (ends_status(side, receipt) < ENDS_SHOWN || receipt == ENDS_GOT_RST || count == 1 ||
	    count == SEVERAL_PURE)
		return;
	note_sender(walk, receipt, count);
}

void ends_confirm(struct ends_walk *walk, enum ends_receipt receipt, enum ends_event event)
{
	note_confirmed(walk, receipt);
	forget(walk->sender, receipt);
	ends_move(walk, walk->sender_index, event);
}

void ends_contradict(struct ends_walk *walk, enum ends_receipt receipt)
{
	struct ends_side *side = walk->sender;
	unsigned class = class_of(receipt);
	enum ends_status status = ends_status(side, receipt);
	if (status == ENDS_NOTHING)
		return;
	if (status >= ENDS_SHOWN) {
		struct ends_correction *correction = &walk->step->correction;
		if (correction->frame == 0 || side->first[class] < correction->frame)
			correction->frame = side->first[class];
		note_sender(walk, receipt, ENDS_NOT_YET);
	}
	set_status(side, receipt, ENDS_UNDER_WAY);
	if (receipt == ENDS_GOT_RST)
		side->flags &= (uint8_t)~ENDS_RST_HIDDEN;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		if ((class_mask(class) & 1U << r) &&
		    ends_status(side, (enum ends_receipt)r) >= ENDS_SHOWN)
			return;
	side->first[class] = 0;
}

void ends_drop(struct ends_walk *walk, enum ends_receipt receipt)
{
	unsigned count = copies(walk->sender, class_of(receipt));
	if (ends_status(walk->sender, receipt) >= ENDS_SHOWN && receipt != ENDS_GOT_RST &&
	    count != 0 && count != SEVERAL_PURE)
		note_sender(walk, receipt, ENDS_HEDGED);
	forget(walk->sender, receipt);
}

static void add_move(struct ends_walk *walk, struct ends_move move)
{
	if (walk->step->move_count < ENDS_MOVES_MAX)
		walk->step->moves[walk->step->move_count++] = move;
}

void ends_move(struct ends_walk *walk, unsigned index, enum ends_event event)
{
	struct ends_side *side = &walk->ends->side[index];
	const struct ends_row *row = &ends_rows[side->state][event];
	if (!row->reason)
		return;
	add_move(walk, (struct ends_move){
			   .end = (uint8_t)index, .from = side->state, .event = (uint8_t)event});
	side->state = (uint8_t)row->to;
}

void ends_leave(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (ends_rows[side->state][ENDS_SENDS_RST].reason)
		add_move(walk, (struct ends_move){.end = walk->sender_index,
						  .from = side->state,
						  .event = ENDS_SENDS_RST});
}

static enum ends_event event_of(const struct ends_side *side, enum ends_receipt receipt)
{
	switch (receipt) {
	case ENDS_GOT_SYN:
		return ENDS_RECEIVES_SYN;
	case ENDS_GOT_ACK:
		return side->flags & ENDS_SENT_FIN ? ENDS_RECEIVES_ACK_OF_FIN
						   : ENDS_RECEIVES_ACK_OF_SYN;
	case ENDS_GOT_FIN:
		return ENDS_RECEIVES_FIN;
	default:
		return side->flags & ENDS_SENT_SYN ? ENDS_RECEIVES_RST
						   : ENDS_RECEIVES_RST_AS_LISTENER;
	}
}

/* The row for a receipt in STATE. Only in SYN-RECEIVED it matters who listened. */
static const struct ends_row *row_of(const struct ends_side *side, unsigned state,
				     enum ends_receipt receipt)
{
	const struct ends_row *row = &ends_rows[state][event_of(side, receipt)];
	return receipt == ENDS_GOT_RST && !row->reason ? &ends_rows[state][ENDS_RECEIVES_RST] : row;
}

/* The proven state, and the receipts of at least this STATUS. */
static unsigned state_with(const struct ends_side *side, enum ends_status status)
{
	unsigned state = side->state;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		const struct ends_row *row = row_of(side, state, (enum ends_receipt)r);
		if (ends_status(side, (enum ends_receipt)r) >= status && row->reason)
			state = row->to;
	}
	return state;
}

/* Whether what is under way, and is not known to come later only, would move it. */
static bool may_have_moved(const struct ends_side *side)
{
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		if (ends_status(side, receipt) == ENDS_UNDER_WAY &&
		    side->first[class_of(receipt)] == 0 &&
		    row_of(side, side->state, receipt)->reason)
			return true;
	}
	return false;
}

struct ends_shown ends_show(const struct ends_walk *walk, unsigned index)
{
	const struct ends_side *side = &walk->ends->side[index];
	if ((side->flags & ENDS_RESET) && !(side->flags & ENDS_RESET_HIDDEN))
		return (struct ends_shown){.state = TCP_CLOSED};
	unsigned state = state_with(side, ENDS_SHOWN);
	bool hedged = state != state_with(side, ENDS_SOLID);
	if (index != walk->sender_index && may_have_moved(side))
		hedged = true;
	return (struct ends_shown){.state = (uint8_t)state, .hedged = hedged};
}

void ends_assume(struct ends_walk *walk)
{
	const struct ends_side *side = walk->receiver;
	unsigned state = side->state;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		const struct ends_row *row = row_of(side, state, receipt);
		enum ends_status status = ends_status(side, receipt);
		if (status < ENDS_SHOWN || !row->reason)
			continue;
		if (walk->fresh & 1U << r)
			add_move(walk, (struct ends_move){
					   .end = walk->receiver_index,
					   .from = (uint8_t)state,
					   .event = (uint8_t)(row - ends_rows[state]),
					   .hedged = status == ENDS_SHOWN,
				       });
		state = row->to;
	}
}
