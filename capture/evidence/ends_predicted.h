/* SPDX-License-Identifier: MIT */
/* Private to the predictions: what a segment of which all is as usual is looked at for, and what it
 * leaves. */
#ifndef ENDS_PREDICTED_H
#define ENDS_PREDICTED_H

#include <string.h>

#include "ends_walk.h"

/* --- ends_opening.c, ends_closing.c: ends_predict() of a plain segment from one end to another, by
 * its flags, where nobody asks for ends_step.moves --- */

bool ends_predict_syn(struct ends_walk *walk);
bool ends_predict_syn_ack(struct ends_walk *walk);
bool ends_predict_handshake_ack(struct ends_walk *walk);
bool ends_predict_first_words(struct ends_walk *walk);
bool ends_predict_fin(struct ends_walk *walk);
bool ends_predict_closing_ack(struct ends_walk *walk); /* its receiver has sent a FIN */

/* Nothing is under way to SIDE, which is ESTABLISHED, and nothing about it is in doubt. */
static inline bool ends_is_settled(const struct ends_side *side)
{
	const unsigned open = ENDS_KNOWN | ENDS_ACKED, ended = ENDS_SENT_FIN | ENDS_RESET;
	return side->state == TCP_ESTABLISHED && side->status == 0 &&
	       (side->flags & (open | ended)) == open && side->first[ENDS_CLASS_ACK] == 0 &&
	       !ends_is_in_doubt(side);
}

/* The sender's next numbers, or none; and an ACK of what was sent, not below one before. */
static inline bool ends_is_next(const struct ends_side *sender, const struct ends_side *receiver,
				const struct ends_input *in)
{
	return in->seq == sender->nxt && in->length <= SEQ_WINDOW_MAX &&
	       !seq_before(in->seq + in->length, sender->una) &&
	       in->ack - receiver->una <= SEQ_WINDOW_MAX && !seq_before(receiver->nxt, in->ack);
}

/* All that is known of SIDE is what is given. */
static inline bool ends_is_just(const struct ends_side *side, unsigned state, unsigned flags,
				unsigned status)
{
	return side->state == state && side->flags == flags && side->status == status &&
	       !ends_is_in_doubt(side);
}

/* Nothing is under way to it. */
static inline bool ends_is_empty(const struct ends_side *side)
{
	return side->first[ENDS_CLASS_ACK] == 0 && side->first[ENDS_CLASS_NUMBERS] == 0;
}

/* RECEIPT in ends_side.status, of which a segment with numbers came: CARRIED, or none yet. */
static inline unsigned ends_brought(const struct ends_walk *walk, enum ends_receipt receipt,
				    bool carried)
{
	unsigned status = carried && walk->second ? ENDS_SOLID : ENDS_SHOWN;
	return status << (2 * receipt);
}

/* ends_side.copies then: the first pass counts those that came, the second one those to come. */
static inline uint8_t ends_copies(const struct ends_walk *walk, bool carried)
{
	return carried != walk->second;
}

/* The segment brings RECEIPT, of whose class nothing was under way. */
static inline void ends_begin(struct ends_walk *walk, enum ends_receipt receipt, bool carried)
{
	struct ends_side *side = walk->receiver;
	side->status |= (uint8_t)ends_brought(walk, receipt, carried);
	side->first[ends_class(receipt)] = walk->input->frame;
	side->copies[ends_class(receipt)] = ends_copies(walk, carried);
	if (receipt != ENDS_GOT_ACK)
		return;
	side->mark = walk->input->seq;
	side->pure = !carried;
}

/* All that was under way to the sender had come. */
static inline void ends_settle(struct ends_side *sender, enum tcp_state state)
{
	sender->state = (uint8_t)state;
	sender->status = 0;
	sender->first[ENDS_CLASS_ACK] = sender->first[ENDS_CLASS_NUMBERS] = 0;
}

/* It sends LENGTH numbers. */
static inline void ends_count(struct ends_side *sender, uint32_t length)
{
	sender->misses = false;
	if (length == 0)
		return;
	sender->nxt += length;
	sender->jumped = 0;
	sender->jumped_one = length == 1;
}

/* What is shown of both from now on. */
static inline bool ends_leave_in(const struct ends_walk *walk, enum tcp_state sender,
				 struct ends_shown receiver)
{
	struct ends_shown *shown = walk->ends->shown;
	walk->receiver->ahead = false;
	if (walk->survey)
		return true;
	shown[walk->sender_index] = (struct ends_shown){.state = (uint8_t)sender};
	shown[walk->receiver_index] = receiver;
	memcpy(walk->step->shown, shown, sizeof walk->step->shown);
	return true;
}

#endif
