/* SPDX-License-Identifier: MIT */
/* An end that sends a RST, or begins anew. */
#include "ends_kinds.h"
#include "seq.h"

/* Second pass: whether its RST, or SYN of another connection, turns out to be its own. */
static void follow_note(struct ends_side *side, int action)
{
	side->doubted = action == ENDS_HEDGED;
	side->unsure |= action == ENDS_DOUBTFUL;
	if (action == ENDS_NOT_YET || action == ENDS_DOUBTFUL)
		side->flags |= ENDS_RESET_HIDDEN;
}

/* Without ACK, its RST answers what came for the connection that it has no more. Whether that was
 * so by its SYN, which may be another's, nothing tells. */
static void believe_reopening(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!side->reopens || walk->input->foreign)
		return;
	/* It aborts the connection, which it still has (section 3.10.5); or the ACK of its FIN has
	 * ended that, and nothing tells that it opens another one. */
	bool ended = side->state == TCP_LAST_ACK && ends_is_acknowledged(side);
	if (walk->acks || ended) {
		ends_revive(walk, false);
		return;
	}
	side->reopens = side->doubted = false;
}

/* So does who has given its opening up, which the wire does not tell (RFC 9293 sections 3.10.4 and
 * 3.10.7.1): it is hedged until it says more. */
static void may_have_given_up(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	side->got_fin = walk->input->frame;
	if (ends_note_action(walk, walk->sender_index, ENDS_OWN_SYN) == ENDS_HEDGED)
		side->doubted = true;
}

/* RFC 9293 section 3.10.5: who aborts sends SND.NXT; 3.10.7.1: who has no connection the number
 * that an ACK asked for. Of what lies between them there was none, as far as was captured. */
static bool has_a_number_of_no_rst(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_ACKED) && side->state != ENDS_NO_STATE &&
	       seq_before(side->una, walk->input->seq) && walk->input->seq != side->nxt;
}

/* It answers the SYN+ACK of an end that opens, too: its SYN may be another's, and it in
 * SYN-RECEIVED by that of the other end. Then it goes on (RFC 9293 section 3.10.7.4, fifth). */
static bool may_go_on(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_SENT && !ends_has(walk, TCP_FLAG_ACK) &&
	       walk->receiver->state == TCP_SYN_RECEIVED && (walk->receiver->flags & ENDS_SENT_SYN);
}

/* Its SYN was not captured, and the other end says that one came: it may be in SYN-SENT, and the
 * SYN+ACK not for that (section 3.10.7.3). Then it goes on. Or nothing was captured before it: it
 * may answer in that state, too, or have been captured before its SYN. */
static bool may_open(const struct ends_walk *walk)
{
	unsigned peer = walk->receiver->state;
	return walk->sender->state == ENDS_NO_STATE && !ends_has(walk, TCP_FLAG_ACK) &&
	       (peer == TCP_SYN_RECEIVED || peer == ENDS_NO_STATE);
}

/* A SYN-SENT end takes no RST that does not acknowledge its SYN (section 3.10.7.3): it says
 * nothing about an end that was not heard before. */
static bool is_dropped_unheard(const struct ends_walk *walk)
{
	return walk->input->rst == ENDS_RST_IGNORED && walk->sender->state == ENDS_NO_STATE &&
	       walk->receiver->state == TCP_SYN_SENT;
}

/* Without a connection it would answer with no ACK (section 3.10.7.1), as it did before: what the
 * other end said meanwhile was the ACK of its SYN cookie, and it aborts what that brought. */
static bool aborts_behind_answer(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_RESET) && side->answers && ends_may_be_revived(side) &&
	       walk->acks && side->state == TCP_SYN_RECEIVED && !side->ahead;
}

void ends_send_rst(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	believe_reopening(walk);
	if (!walk->input->foreign && aborts_behind_answer(walk))
		ends_revive(walk, false);
	if (walk->input->foreign || (side->flags & ENDS_RESET) || is_dropped_unheard(walk))
		return;
	if (ends_answers_an_older_connection(walk)) {
		if (side->state == TCP_SYN_SENT)
			may_have_given_up(walk);
		return;
	}
	if (ends_has_got_fin(walk))
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	ends_believe_syn(walk);
	side->flags |= ENDS_RESET;
	side->closes_below = false;
	/* No ACK has the number of the SYN itself, before that was acknowledged. */
	side->answers = !ends_has(walk, TCP_FLAG_ACK) && (side->flags & ENDS_ACKED) &&
			walk->input->seq == side->una;
	side->answers_older = !ends_has(walk, TCP_FLAG_ACK) && (side->flags & ENDS_ACKED) &&
			      seq_before(walk->input->seq, side->una);
	side->aborts = side->state == TCP_SYN_RECEIVED && walk->input->seq == side->nxt;
	/* What answers may have the number of what its sender sent before, too. */
	side->ahead = (side->flags & ENDS_KNOWN) && side->state != ENDS_NO_STATE &&
		      walk->input->rst != ENDS_RST_IGNORED &&
		      (side->answers || walk->input->seq != side->nxt) &&
		      ends_up_to_a_window(side->nxt, walk->input->seq);
	side->jumps = side->ahead && walk->input->seq != side->nxt;
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_RST);
	follow_note(side, action);
	/* It may be forged: live, what may be corrected is hedged. */
	if ((!walk->second && !walk->survey && side->state != ENDS_NO_STATE) ||
	    has_a_number_of_no_rst(walk) || may_go_on(walk) || may_open(walk))
		side->doubted = true;
	if (!(side->flags & ENDS_RESET_HIDDEN))
		ends_leave(walk);
	side->opened = walk->input->frame;
}

void ends_doubt_receipts(struct ends_walk *walk)
{
	walk->doubtful = true;
	ends_contradict_ack(walk);
	if (!ends_shows(walk->sender, ENDS_GOT_FIN))
		return;
	if (walk->acks && !ends_has_got_fin(walk))
		ends_contradict(walk, ENDS_GOT_FIN);
	else
		ends_doubt_all(walk);
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
	/* Of another one it has sent no FIN. */
	side->revived = !sure && ends_may_be_revived(side) && (side->flags & ENDS_SENT_FIN);
	side->doubted = side->revived;
	side->reopens = false;
	if (side->closes_below)
		walk->at_rst = side->state == TCP_LAST_ACK ? TCP_CLOSE_WAIT : TCP_ESTABLISHED;
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
	/* With a number that it has left behind: that of its own SYN, which may come late. */
	bool old = side->state >= TCP_ESTABLISHED && side->state != ENDS_NO_STATE &&
		   ends_up_to_a_window(walk->end, side->nxt);
	if (old)
		ends_note_syn(walk, walk->input->frame, ENDS_HEDGED);
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		ends_drop(walk, (enum ends_receipt)r);
	side->state = TCP_CLOSED;
	side->flags = ENDS_KNOWN;
}
