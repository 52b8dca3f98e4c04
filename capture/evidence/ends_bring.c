/* SPDX-License-Identifier: MIT */
/* What a segment brings to its receiver, if it arrives. */
#include "ends_walk.h"
#include "seq.h"

/* The ACK of the receiver's SYN or FIN. */
static void bring_ack(struct ends_walk *walk)
{
	struct ends_side *to = walk->receiver;
	const struct ends_side *from = walk->sender;
	bool opening = to->state == TCP_SYN_SENT || to->state == TCP_SYN_RECEIVED;
	bool closing = (to->flags & ENDS_SENT_FIN) &&
		       ends_rows[to->state][ENDS_RECEIVES_ACK_OF_FIN].reason != NULL;
	bool covers_syn = opening && (to->flags & ENDS_ACKED);
	/* One that was overtaken may have carried it first. */
	bool covers_fin =
	    closing && seq_before_or_at(to->nxt, walk->overtaken ? walk->input->ack : to->una);
	if (!walk->acks || !(covers_syn || covers_fin))
		return;
	uint32_t seq = walk->input->seq;
	bool begins = ends_status(to, ENDS_GOT_ACK) == ENDS_NOTHING;
	if (begins)
		to->mark = walk->next;
	/* Of the opening, all that follows the SYN has the ACK (RFC 7413 section 3: what of a SYN's
	 * data its answer left out comes again). Later, what is jumped over may be older. */
	if (begins && to->state == TCP_SYN_RECEIVED && seq_before(from->una, walk->next))
		to->mark = from->una;
	if (closing && seq_before(walk->next, seq) && seq_before(to->mark, seq)) {
		to->mark = seq;
		to->pure |= !begins; /* those before it may have brought it, too */
	}
	if (closing && walk->overtaken && seq_before(seq, to->mark)) {
		to->mark = seq;
		to->pure = true; /* those before it may have brought it, too */
	}
	/* Of what lies before all that its receiver expects (a keep-alive, a probe) not even the
	 * ACK is taken (RFC 9293 section 3.10.7.4, first), but for some stacks. */
	if ((from->flags & ENDS_ACKED) && seq_before(walk->end, from->una)) {
		ends_suspect(to, ENDS_GOT_ACK);
		return;
	}
	bool carried =
	    seq_before_or_at(walk->input->seq, to->mark) && seq_before(to->mark, walk->end);
	ends_bring(walk, ENDS_GOT_ACK, carried);
}

/* The FIN was acknowledged by a frame that was captured before it: the receiver had got it then,
 * with or without the ACK of its own FIN in it, and before a FIN that it sent since. */
static void bring_acknowledged_fin(struct ends_walk *walk)
{
	struct ends_side *to = walk->receiver;
	uint32_t early = to->got_fin;
	bool sent = to->flags & ENDS_SENT_FIN;
	bool knew = ends_sent_fin_knowing(to);
	bool acked = sent && !knew && walk->acks && !walk->overtaken && to->una == to->nxt;
	if (early != 0 && walk->sender != to)
		ends_add_note(walk, (struct ends_note){
					.frame = early,
					.end = walk->receiver_index,
					.receipts = (uint8_t)(1U << ENDS_GOT_FIN |
							      (acked ? 1U << ENDS_GOT_ACK : 0U)),
				    });
	if (knew && to->state == TCP_FIN_WAIT_1)
		to->state = TCP_LAST_ACK;
	else if (knew && to->state == TCP_FIN_WAIT_2)
		to->state = TCP_CLOSED;
	else
		ends_move(walk, walk->receiver_index, ENDS_RECEIVES_FIN);
}

/* The FIN, or data before it that comes again: a FIN behind a gap counts when that is filled (RFC
 * 9293 section 3.10.7.4: segments are processed in order). */
static void bring_fin(struct ends_walk *walk)
{
	const struct ends_side *from = walk->sender;
	const struct ends_side *to = walk->receiver;
	if (!(from->flags & ENDS_SENT_FIN))
		return;
	bool open = to->state == TCP_SYN_SENT || to->state == TCP_SYN_RECEIVED ||
		    to->state == TCP_ESTABLISHED || to->state == TCP_FIN_WAIT_1 ||
		    to->state == TCP_FIN_WAIT_2;
	bool fin = ends_has(walk, TCP_FLAG_FIN) && walk->end == from->nxt;
	bool data = walk->input->length > 0 && seq_before(from->una, walk->end);
	if (!open || !(fin || data))
		return;
	if (ends_is_acknowledged(from)) /* its ACK was captured before it */
		bring_acknowledged_fin(walk);
	else
		ends_bring(walk, ENDS_GOT_FIN, true);
}

/* In TIME-WAIT it has got the FIN, and no RST of a lower number is in its window. */
static bool is_below_window(const struct ends_walk *walk)
{
	const struct ends_side *from = walk->sender;
	return walk->receiver->state == TCP_TIME_WAIT && (from->flags & ENDS_SENT_FIN) &&
	       ends_is_acknowledged(from) && seq_before(walk->input->seq, from->nxt);
}

static void bring_rst(struct ends_walk *walk)
{
	if (is_below_window(walk))
		return;
	if (walk->input->rst == ENDS_RST_TAKEN)
		ends_bring(walk, ENDS_GOT_RST, false);
	else if (walk->input->rst == ENDS_RST_CHALLENGED)
		ends_suspect(walk->receiver, ENDS_GOT_RST);
}

void ends_bring_all(struct ends_walk *walk)
{
	struct ends_side *to = walk->receiver;
	bool not_acceptable = walk->renumbered && to->state != TCP_SYN_SENT;
	if (to->state == ENDS_NO_STATE || not_acceptable)
		return;
	if (ends_has(walk, TCP_FLAG_RST)) {
		bring_rst(walk);
	} else {
		bool acceptable = walk->acks || !ends_has(walk, TCP_FLAG_ACK);
		if (ends_has(walk, TCP_FLAG_SYN) && to->state == TCP_SYN_SENT && acceptable)
			ends_bring(walk, ENDS_GOT_SYN, true);
		bring_ack(walk);
		bring_fin(walk);
	}
	if (walk->fresh && ends_awaits(to))
		ends_bring_the_rest(walk);
	if (!(to->flags & ENDS_RESET) || (to->flags & ENDS_RESET_HIDDEN))
		ends_assume(walk);
}

bool ends_brings_numbers(const struct ends *ends, const struct ends_input *input)
{
	const struct ends_side *side = &ends->side[input->from];
	bool fin = input->flags & TCP_FLAG_FIN;
	if (input->flags & TCP_FLAG_RST)
		return false;
	bool syn = input->flags & TCP_FLAG_SYN;
	uint32_t length = input->length + fin + syn;
	if (length == 0 || (syn && side->state != ENDS_NO_STATE))
		return false;
	return !(side->flags & ENDS_KNOWN) || seq_before(side->una, input->seq + length);
}
