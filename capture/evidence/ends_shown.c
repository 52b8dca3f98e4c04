/* SPDX-License-Identifier: MIT */
/* The rows that an end goes through, and the state that is shown of it. */
#include "ends_walk.h"

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
	side->state = row->to & 15U;
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
static bool may_have_moved(const struct ends_side *side, unsigned excluded)
{
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		if (ends_status(side, receipt) == ENDS_UNDER_WAY && !(excluded & 1U << r) &&
		    side->first[ends_class(receipt)] == 0 &&
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
	if (may_have_moved(side, index == walk->sender_index ? walk->excluded : 0))
		hedged = true;
	if ((side->doubted && state == TCP_SYN_SENT) || side->unsure)
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
