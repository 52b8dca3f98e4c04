/* SPDX-License-Identifier: MIT */
/* What an end sends, and the state that it is in then. */
#include "ends_kinds.h"
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
		else if (side->jumped != 0 && walk->input->length > 0 &&
			 !ends_has(walk, TCP_FLAG_FIN))
			side->jumped = 0; /* the last of them was that of a byte */
		side->nxt = walk->end;
	}
}

/* An opening begins, or is tried again with another number after it was refused. */
static void begin_numbers(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool acked = (side->flags & ENDS_KNOWN) && side->state == ENDS_NO_STATE &&
		     !ends_has_disowned(walk) &&
		     ends_up_to_a_window(walk->input->seq + 1, side->una);
	uint32_t una = side->una;
	bool guessed = side->guessed && side->state == ENDS_NO_STATE;
	*side = (struct ends_side){
	    .state = side->state, .una = walk->input->seq, .nxt = walk->end, .guessed = guessed};
	side->flags = ENDS_KNOWN;
	if (acked) { /* what answers it was captured before it */
		side->una = una;
		side->flags |= ENDS_ACKED;
	}
	walk->next = walk->input->seq;
}

/* What acknowledges it was captured before it, of an end that is past its own: so it was sent long
 * ago, or is another's. */
static bool is_behind_its_ack(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return (walk->sender->flags & ENDS_ACKED) && peer->state >= TCP_ESTABLISHED &&
	       peer->state != ENDS_NO_STATE;
}

static void open_side(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	side->opened = walk->input->frame;
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_SYN);
	bool doubtful = walk->input->doubtful;
	if (is_behind_its_ack(walk)) {
		ends_doubt_syn(walk);
		doubtful |= !walk->survey; /* nothing that follows makes it sure */
	}
	side->doubted = action == ENDS_HEDGED || (doubtful && action < 0);
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
		side->got_fin = 0;
		side->flags |= ENDS_SENT_SYN;
		if (side->state == ENDS_NO_STATE || side->state == TCP_CLOSED)
			open_side(walk);
		if (side->state == ENDS_NO_STATE &&
		    ends_note_action(walk, walk->sender_index, ENDS_OWN_SYN) == ENDS_NOT_YET)
			return; /* it was another's */
	}
	if (walk->input->length > 0 || walk->input->fast_open)
		side->flags |= ENDS_EARLY;
	ends_move(walk, walk->sender_index, ack ? ENDS_SENDS_SYN_ACK : ENDS_SENDS_SYN);
	/* It is sent again, or of a connection that passes for an older one: its ACK is under way.
	 */
	bool again = (side->flags & ENDS_ACKED) || walk->input->doubtful;
	if (ack && again && !ends_status(side, ENDS_GOT_ACK)) {
		side->mark = walk->input->ack;
		ends_suspect(side, ENDS_GOT_ACK);
		ends_contradict(walk, ENDS_GOT_ACK);
	}
}

/* Its SYN+ACK was not captured: this is the first number behind that, or one beyond. */
void ends_answer_unheard(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!(side->flags & ENDS_KNOWN)) {
		side->una = walk->input->seq - 1;
		side->nxt = walk->input->seq;
		side->flags |= ENDS_KNOWN;
	}
	ends_move(walk, walk->sender_index, ENDS_SENDS_SYN_ACK);
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
		if (side->jumped == got && side->got_fin != 0) /* it may have sent it before */
			ends_add_note(walk, (struct ends_note){.frame = side->got_fin,
							       .end = walk->sender_index,
							       .receipts = 1U << ENDS_GOT_FIN,
							       .action = ENDS_HEDGED});
		return;
	}
	note_unknowing(walk, side->jumped);
	walk->step->correction = (struct ends_correction){
	    .frame = got, .end = walk->sender_index, .was = TCP_CLOSE_WAIT, .state = TCP_CLOSING};
	side->state = TCP_CLOSING;
	side->opened = 0;
}

/* It had been sent by that FRAME of its sender. */
static void note_own_fin(struct ends_walk *walk, uint32_t frame)
{
	ends_add_note(walk, (struct ends_note){.frame = frame,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_FIN});
}

/* The FIN that was captured first is a repetition of this one: it was sent by what this one was
 * passed by. Whether that end had got the other FIN then is told by its ACK. */
static void note_first_fin(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	uint32_t by = walk->input->passed;
	bool knew = !seq_before(walk->input->ack, walk->receiver->nxt);
	bool early = side->state == TCP_FIN_WAIT_1 || side->state == TCP_FIN_WAIT_2;
	if (by != 0 && by < side->opened && (early || (side->state == TCP_LAST_ACK && knew)))
		note_own_fin(walk, by);
}

void ends_send_fin(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if ((side->flags & ENDS_SENT_FIN) && walk->end == side->nxt)
		note_first_fin(walk);
	bool below = walk->input->fin_below && seq_before(side->una, walk->end);
	if ((side->flags & ENDS_SENT_FIN) || (walk->end != side->nxt && !below))
		return;
	side->nxt = walk->end;
	ends_drop(walk, ENDS_GOT_ACK); /* of its SYN: FIN-WAIT-1 comes with or without it */
	side->flags |= ENDS_SENT_FIN;
	bool knows =
	    side->state == TCP_CLOSE_WAIT || side->state == TCP_LAST_ACK; /* that is noted */
	uint32_t got = knows ? side->opened : 0;
	bool noted = side->state != TCP_ESTABLISHED && side->state != TCP_CLOSE_WAIT;
	if (walk->input->passed != 0 && side->state == TCP_ESTABLISHED && side->jumped == 0)
		note_own_fin(walk, walk->input->passed);
	ends_move(walk, walk->sender_index, ENDS_SENDS_FIN);
	side->opened = walk->input->frame;
	if (side->jumped != 0 && !noted)
		note_late_fin(walk, got);
	if (side->state == TCP_LAST_ACK && side->jumped != 0 && side->jumped == got)
		side->untold = true;      /* whether the other one came before it */
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
	bool first = side->state == ENDS_NO_STATE;
	if (first)
		ends_move(walk, walk->sender_index, ENDS_SPEAKS);
	/* Nothing of it tells which was first, that or the other FIN. */
	if (first && ends_has_got_fin(walk) &&
	    ends_note_action(walk, walk->sender_index, ENDS_OWN_FIN) == 0) {
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
		side->untold = true;
	}
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
