/* SPDX-License-Identifier: MIT */
/* What an end sends, and the state that it is in then. */
#include "ends_walk.h"
#include "seq.h"

/* It has no numbers itself, and those before it were not seen: there may be a FIN among them. */
static void remember_jump(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool pure = walk->end == walk->input->seq;
	side->jumped = pure ? walk->input->frame : 0;
	side->jumped_one = walk->end - side->nxt == 1;
}

/* The sender's highest number. Nothing comes behind a FIN. */
void ends_advance(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!(side->flags & ENDS_KNOWN)) {
		side->una = walk->input->seq;
		side->nxt = walk->end;
		side->flags |= ENDS_KNOWN;
	} else if (!(side->flags & ENDS_SENT_FIN) && ends_up_to_a_window(side->nxt, walk->end)) {
		if (walk->end != side->nxt)
			remember_jump(walk);
		side->nxt = walk->end;
	}
}

/* An opening begins, or is tried again with another number after it was refused. */
static void begin_numbers(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool acked = (side->flags & ENDS_KNOWN) && side->state == ENDS_NO_STATE &&
		     ends_up_to_a_window(walk->input->seq + 1, side->una);
	uint32_t una = side->una;
	*side = (struct ends_side){.state = side->state, .una = walk->input->seq, .nxt = walk->end};
	side->flags = ENDS_KNOWN;
	if (acked) { /* what answers it was captured before it */
		side->una = una;
		side->flags |= ENDS_ACKED;
	}
	walk->next = walk->input->seq;
}

static void open_side(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	side->opened = walk->input->frame;
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_SYN);
	side->doubted = action == ENDS_HEDGED || (walk->input->doubtful && action < 0);
}

void ends_send_syn(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool ack = ends_has(walk, TCP_FLAG_ACK);
	if (side->state == ENDS_NO_STATE || side->state == TCP_CLOSED)
		begin_numbers(walk);
	else
		ends_advance(walk);
	if (!(side->flags & ENDS_ACKED))
		side->una = walk->input->seq; /* data may have been captured before it */
	if (!ack) {
		side->flags |= ENDS_SENT_SYN;
		if (side->state == ENDS_NO_STATE || side->state == TCP_CLOSED)
			open_side(walk);
	}
	if (walk->input->length > 0 || walk->input->fast_open)
		side->flags |= ENDS_EARLY;
	ends_move(walk, walk->sender_index, ack ? ENDS_SENDS_SYN_ACK : ENDS_SENDS_SYN);
	if (ack && (side->flags & ENDS_ACKED) && !ends_status(side, ENDS_GOT_ACK)) {
		side->mark = walk->input->ack; /* it is sent again: its ACK is under way */
		ends_suspect(side, ENDS_GOT_ACK);
		ends_contradict(walk, ENDS_GOT_ACK);
	}
}

/* Notes that FRAME's FIN is none of its receipts yet, and its own was sent by BY. */
static void note_unknowing(struct ends_walk *walk, uint32_t by)
{
	struct ends_note note = {.frame = walk->sender->got_fin,
				 .end = walk->sender_index,
				 .receipts = 1U << ENDS_GOT_FIN,
				 .action = ENDS_NOT_YET};
	if (note.frame < by && note.frame != 0)
		ends_add_note(walk, note);
	note.frame = by;
	note.receipts = 1U << ENDS_OWN_FIN;
	ends_add_note(walk, note);
}

/* Its FIN was sent before what is captured ahead of it; and before the other FIN came, if it does
 * not acknowledge that, or that was acknowledged later only (at the frame GOT). */
static void note_late_fin(struct ends_walk *walk, uint32_t got)
{
	struct ends_side *side = walk->sender;
	bool below = seq_before(walk->input->ack, walk->receiver->nxt);
	bool unknowing = side->state == TCP_LAST_ACK && (side->jumped < got || below);
	if (unknowing && !below && side->got_fin == 0)
		return; /* it was not captured */
	if (!unknowing) {
		ends_add_note(walk, (struct ends_note){.frame = side->jumped,
						       .end = walk->sender_index,
						       .receipts = 1U << ENDS_OWN_FIN});
		return;
	}
	note_unknowing(walk, side->jumped);
	walk->step->correction = (struct ends_correction){
	    .frame = got, .end = walk->sender_index, .was = TCP_CLOSE_WAIT, .state = TCP_CLOSING};
	side->state = TCP_CLOSING;
	side->opened = 0;
}

void ends_send_fin(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if ((side->flags & ENDS_SENT_FIN) || walk->end != side->nxt)
		return;
	ends_drop(walk, ENDS_GOT_ACK); /* of its SYN: FIN-WAIT-1 comes with or without it */
	side->flags |= ENDS_SENT_FIN;
	uint32_t got = side->state == TCP_CLOSE_WAIT ? side->opened : 0;
	bool noted = side->state != TCP_ESTABLISHED && side->state != TCP_CLOSE_WAIT;
	ends_move(walk, walk->sender_index, ENDS_SENDS_FIN);
	side->opened = walk->input->frame;
	if (side->jumped != 0 && !noted)
		note_late_fin(walk, got);
	if (ends_is_acknowledged(side)) { /* before: it is sent again, or was captured late */
		const struct ends_side *peer = walk->receiver;
		side->mark = ends_sent_fin_knowing(peer) ? peer->nxt - 1 : peer->nxt;
		ends_suspect(walk->sender, ENDS_GOT_ACK);
		ends_contradict(walk, ENDS_GOT_ACK);
	}
}

void ends_send_noted_fin(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (side->flags & ENDS_SENT_FIN)
		return;
	if (side->state == ENDS_NO_STATE)
		ends_move(walk, walk->sender_index, ENDS_SPEAKS);
	ends_advance(walk);
	if (ends_has(walk, TCP_FLAG_FIN)) {
		ends_send_fin(walk);
		return;
	}
	/* Of its receipt nothing is known before it is captured: it counts as sent then only. */
	ends_move(walk, walk->sender_index, ENDS_SENDS_FIN);
}

bool ends_closed_unknowing(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return walk->sender->state == TCP_LAST_ACK && walk->sender->opened != 0 && walk->acks &&
	       ends_has(walk, TCP_FLAG_FIN) && seq_before(walk->input->ack, peer->nxt);
}

void ends_close_unknowing(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	side->unsure |= walk->second;
	if (walk->second)
		return;
	note_unknowing(walk, side->jumped ? side->jumped : side->opened);
	walk->step->correction.frame = side->opened;
	side->state = TCP_CLOSING;
	side->opened = 0;
}

/* Second pass: whether its RST, or SYN of another connection, turns out to be its own. */
static void follow_note(struct ends_side *side, int action)
{
	side->doubted = action == ENDS_HEDGED;
	side->unsure |= action == ENDS_DOUBTFUL;
	if (action == ENDS_NOT_YET || action == ENDS_DOUBTFUL)
		side->flags |= ENDS_RESET_HIDDEN;
}

/* Its RST answers what came for the connection that it has no more: the SYN was its own. */
static void believe_reopening(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!side->reopens || walk->input->foreign)
		return;
	side->reopens = side->doubted = false;
	ends_add_note(walk, (struct ends_note){.frame = side->opened,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_RST});
}

void ends_send_rst(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	believe_reopening(walk);
	if (walk->input->foreign || ends_answers_an_older_connection(walk) ||
	    (side->flags & ENDS_RESET))
		return;
	if (ends_has_got_fin(walk))
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	ends_believe_syn(walk);
	side->flags |= ENDS_RESET;
	side->answers = !ends_has(walk, TCP_FLAG_ACK) && walk->input->seq == side->una;
	side->ahead = (side->flags & ENDS_KNOWN) && side->state != ENDS_NO_STATE &&
		      walk->input->rst != ENDS_RST_IGNORED && walk->input->seq != side->nxt &&
		      ends_up_to_a_window(side->nxt, walk->input->seq);
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_RST);
	follow_note(side, action);
	/* It may be forged: live, what may be corrected is hedged. */
	if (!walk->second && !walk->survey && side->state != ENDS_NO_STATE)
		side->doubted = true;
	if (!(side->flags & ENDS_RESET_HIDDEN))
		ends_leave(walk);
	side->opened = walk->input->frame;
}

void ends_doubt_rst(struct ends_walk *walk)
{
	if (walk->sender->doubted)
		return;
	walk->sender->doubted = true;
	ends_add_note(walk, (struct ends_note){.frame = walk->sender->opened,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_RST,
					       .action = ENDS_HEDGED});
}

void ends_revive(struct ends_walk *walk, bool sure)
{
	struct ends_side *side = walk->sender;
	side->flags &= (uint8_t) ~(ENDS_RESET | ENDS_RESET_HIDDEN);
	side->doubted = side->reopens = false;
	walk->step->correction.frame = side->opened;
	ends_add_note(walk, (struct ends_note){.frame = side->opened,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_RST,
					       .action = sure ? ENDS_NOT_YET : ENDS_DOUBTFUL});
	side->opened = 0;
}

void ends_reopen(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool synchronized = side->state >= TCP_ESTABLISHED && side->state != ENDS_NO_STATE;
	bool again = (side->flags & ENDS_RESET) && side->reopens;
	if (!synchronized || ((side->flags & ENDS_RESET) && !again) || ends_has(walk, TCP_FLAG_ACK))
		return;
	if (again) { /* by another SYN: one of them was not its own */
		ends_add_note(walk, (struct ends_note){.frame = side->opened,
						       .end = walk->sender_index,
						       .receipts = 1U << ENDS_OWN_RST,
						       .action = ENDS_DOUBTFUL});
		side->flags &= (uint8_t)~ENDS_RESET_HIDDEN;
	}
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_RST);
	side->flags |= ENDS_RESET;
	side->reopens = true;
	follow_note(side, action < 0 ? ENDS_HEDGED : action);
	side->opened = walk->input->frame;
}

/* Another opening, after a RST that it sent, or that it got: it opens anew. */
bool ends_opens_anew(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	uint32_t seq = walk->input->seq;
	if (!ends_has(walk, TCP_FLAG_SYN))
		return false;
	bool same = seq_before_or_at(side->una - 1, seq) && seq_before(seq, side->nxt);
	return (side->flags & ENDS_RESET) ||
	       (side->state == TCP_SYN_SENT && ends_shows(side, ENDS_GOT_RST) && !same &&
		!ends_has(walk, TCP_FLAG_ACK));
}

void ends_open_anew(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		ends_drop(walk, (enum ends_receipt)r);
	side->state = TCP_CLOSED;
	side->flags = ENDS_KNOWN;
}
