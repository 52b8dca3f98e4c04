/* SPDX-License-Identifier: MIT */
/* The rows that an end goes through, and the state that is shown of it. */
#include "ends_walk.h"

static void add_move(struct ends_walk *walk, struct ends_move move)
{
	move.hedged |= walk->ends->side[0].missed || walk->ends->side[1].missed;
	if (!walk->input->brief && walk->step->move_count < ENDS_MOVES_MAX)
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
		return side->flags & ENDS_SENT_SYN || side->guessed ? ENDS_RECEIVES_RST
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

/* Whether RECEIPT, which is under way, and is not known to come later only, would move SIDE. */
static bool may_have_moved(const struct ends_side *side, enum ends_receipt receipt,
			   unsigned excluded)
{
	return !(excluded & 1U << receipt) && side->first[ends_class(receipt)] == 0 &&
	       row_of(side, side->state, receipt)->reason;
}

/* The proven state, with the receipts that are shown; hedged where that is more than with those
 * that are solid. */
struct ends_shown ends_show_received(const struct ends_walk *walk, unsigned index)
{
	const struct ends_side *side = &walk->ends->side[index];
	if ((side->flags & ENDS_RESET) && !(side->flags & ENDS_RESET_HIDDEN))
		return (struct ends_shown){.state = TCP_CLOSED, .hedged = side->doubted};
	bool opening = side->state == TCP_SYN_SENT;
	bool doubted = side->doubted && (opening || side->revived) && !(side->flags & ENDS_RESET);
	if (doubted && opening &&
	    walk->second) /* and stays so: what answers the SYN tells nothing */
		return (struct ends_shown){.state = TCP_SYN_SENT, .hedged = true};
	if (side->gone)
		return (struct ends_shown){.state = TCP_LISTEN, .hedged = true};
	unsigned excluded = index == walk->sender_index ? walk->excluded : 0;
	unsigned shown = side->state, solid = side->state;
	bool hedged = false;
	for (unsigned r = 0, left = side->status; left != 0; r++, left >>= 2) {
		enum ends_receipt receipt = (enum ends_receipt)r;
		enum ends_status status = (enum ends_status)(left & 3);
		if (status == ENDS_NOTHING)
			continue;
		if (status == ENDS_UNDER_WAY) {
			hedged |= may_have_moved(side, receipt, excluded);
			continue;
		}
		const struct ends_row *row = row_of(side, shown, receipt);
		if (row->reason)
			shown = row->to;
		if (status == ENDS_SHOWN)
			continue;
		row = row_of(side, solid, receipt);
		if (row->reason)
			solid = row->to;
	}
	hedged |= side->unsure || side->guessed || side->untold || doubted || shown != solid;
	return (struct ends_shown){.state = (uint8_t)shown,
				   .hedged = hedged && shown != ENDS_NO_STATE};
}

/* From STATE on, with the receipts that this segment brought (FRESH), or those from before. */
static unsigned assume(struct ends_walk *walk, unsigned state, bool fresh)
{
	const struct ends_side *side = walk->receiver;
	for (unsigned r = 0, left = side->status; left != 0; r++, left >>= 2) {
		enum ends_status status = (enum ends_status)(left & 3);
		bool now = walk->fresh & 1U << r;
		if (now != fresh || status < ENDS_SHOWN)
			continue;
		const struct ends_row *row = row_of(side, state, (enum ends_receipt)r);
		if (!row->reason)
			continue;
		if (now)
			add_move(walk, (struct ends_move){
					   .end = walk->receiver_index,
					   .from = (uint8_t)state,
					   .event = (uint8_t)(row - ends_rows[state]),
					   .hedged = status == ENDS_SHOWN,
				       });
		state = row->to;
	}
	return state;
}

/* What was under way before comes first: a FIN that crossed leads to CLOSING, and the ACK behind it
 * from there to TIME-WAIT. */
void ends_assume(struct ends_walk *walk)
{
	if (walk->fresh != 0 && !walk->input->brief)
		assume(walk, assume(walk, walk->receiver->state, false), true);
}
