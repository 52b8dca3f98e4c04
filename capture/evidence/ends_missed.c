/* SPDX-License-Identifier: MIT */
/* A FIN that the capture missed: at the end of the first pass, one number of an end was
 * acknowledged, or stands before its last segments, which have none, and nothing came that has it,
 * or lies behind it. Nothing comes behind a FIN (RFC 9293 section 3.4): it probably is that. */
#include "ends_walk.h"

/* The frame by which it was sent; 0: there is none. */
static uint32_t missed_at(const struct ends_side *side, const struct ends_side *peer)
{
	/* What it answered with a RST in SYN-RECEIVED acknowledged nothing of it. */
	bool open = (side->state == TCP_SYN_RECEIVED && !side->guessed) ||
		    side->state == TCP_ESTABLISHED || side->state == TCP_CLOSE_WAIT;
	/* Or that of a byte, where a RST ended the connection without a FIN. */
	bool reset = (side->flags | peer->flags) & ENDS_RESET;
	if (!open || (side->flags & ENDS_SENT_FIN) || (reset && !(peer->flags & ENDS_SENT_FIN)))
		return 0;
	if (side->una - side->nxt == 1)
		return peer->got_fin;
	if (side->jumped == 0 || !side->jumped_one)
		return 0;
	bool acked = side->una == side->nxt && peer->got_fin != 0 && peer->got_fin < side->jumped;
	return acked ? peer->got_fin : side->jumped;
}

void ends_note_missed_fin(struct ends_walk *walk, uint8_t index)
{
	const struct ends *ends = walk->ends;
	uint32_t frame = missed_at(&ends->side[index], &ends->side[1 - index]);
	if (frame != 0)
		ends_add_note(walk, (struct ends_note){.frame = frame,
						       .end = index,
						       .receipts = 1U << ENDS_OWN_FIN,
						       .action = ENDS_MISSED});
	/* With its last word it sent its own again: no ACK of that had come. */
	if (frame != 0 && ends->side[1 - index].misses)
		ends_add_note(walk, (struct ends_note){.frame = frame,
						       .end = 1 - index,
						       .receipts = 1U << ENDS_GOT_ACK,
						       .action = ENDS_NOT_YET});
}

/* WALK's sender had sent it by now. What its own words tell of what it had got was applied. */
static void send_missed_fin(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (side->flags & ENDS_SENT_FIN)
		return;
	side->missed = true;
	side->nxt++;
	side->flags |= ENDS_SENT_FIN;
	ends_drop(walk, ENDS_GOT_ACK); /* of its SYN */
	ends_move(walk, walk->sender_index, ENDS_SENDS_FIN);
	side->opened = walk->input->frame;
}

static bool is_missed(const struct ends_walk *walk, unsigned index)
{
	return ends_note_action(walk, index, ENDS_OWN_FIN) == ENDS_MISSED;
}

void ends_send_missed_fin(struct ends_walk *walk)
{
	if (walk->note_count > 0 && is_missed(walk, walk->sender_index))
		send_missed_fin(walk);
}

/* The segment acknowledges it. If the other FIN had come, it probably acknowledged that: else an
 * ACK alone would have. */
void ends_take_missed_fin(struct ends_walk *walk)
{
	if (walk->note_count == 0 || walk->sender == walk->receiver ||
	    !is_missed(walk, walk->receiver_index))
		return;
	struct ends_walk other = *walk;
	other.sender = walk->receiver;
	other.sender_index = walk->receiver_index;
	other.receiver = walk->sender;
	other.receiver_index = walk->sender_index;
	/* RFC 9293 section 3.10.4: who closes in SYN-SENT sends no FIN. It had been answered. */
	if (other.sender->state == TCP_SYN_SENT) {
		ends_confirm(&other, ENDS_GOT_SYN, ENDS_SPEAKS);
		ends_confirm(&other, ENDS_GOT_ACK, ENDS_SPEAKS);
	}
	bool knows = ends_status(other.sender, ENDS_GOT_FIN) != ENDS_NOTHING;
	if (knows && ends_status(other.sender, ENDS_GOT_ACK) != ENDS_NOTHING)
		ends_confirm(&other, ENDS_GOT_ACK, ENDS_RECEIVES_ACK_OF_SYN);
	if (knows)
		ends_confirm(&other, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	send_missed_fin(&other);
	if (!knows || ends_status(walk->sender, ENDS_GOT_ACK) != ENDS_NOTHING ||
	    ends_note_action(walk, walk->sender_index, ENDS_GOT_ACK) == ENDS_NOT_YET)
		return;
	walk->sender->mark = other.sender->nxt - 1;
	ends_suspect(walk->sender, ENDS_GOT_ACK);
}
