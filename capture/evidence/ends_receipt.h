/* SPDX-License-Identifier: MIT */
/* Private to evidence: what is under way to an end, from the frame that brings it to the word of
 * the end that confirms or contradicts it. */
#ifndef ENDS_RECEIPT_H
#define ENDS_RECEIPT_H

#include "ends.h"

/* ends_side.flags */
enum {
	ENDS_KNOWN = 0x01,        /* una and nxt are known, if only from the other side's ACK */
	ENDS_SENT_SYN = 0x02,     /* without ACK */
	ENDS_SENT_FIN = 0x04,     /* nxt is one past it */
	ENDS_EARLY = 0x08,        /* its SYN had data or a cookie: the other side may send early */
	ENDS_ACKED = 0x10,        /* its first number was acknowledged */
	ENDS_RESET = 0x20,        /* a RST of its own: CLOSED, whatever the state before was */
	ENDS_RST_HIDDEN = 0x40,   /* second pass: the RST under way turns out not to have arrived */
	ENDS_RESET_HIDDEN = 0x80, /* second pass: it turns out not to be its own */
};

/* A receipt of an end. */
enum ends_status {
	ENDS_NOTHING,
	ENDS_UNDER_WAY, /* but not shown: it had not arrived when the end last spoke */
	ENDS_SHOWN,     /* hedged */
	ENDS_SOLID,     /* the second pass knows that it arrived */
};

/* One segment on its way through both ends. */
struct ends_walk {
	struct ends *ends;
	const struct ends_input *input;
	struct ends_step *step;
	const struct ends_note *notes;
	size_t note_count;
	struct ends_side *sender;
	struct ends_side *receiver; /* of a connection to itself: the sender */
	uint8_t sender_index;
	uint8_t receiver_index;
	bool second;
	bool acks;         /* it has an ACK that counts as evidence */
	bool overtaken;    /* and that is below one seen before */
	bool news;         /* and that is above all seen before */
	uint8_t fresh;     /* receipts of the receiver that were not shown before */
	uint32_t evidence; /* the highest of the receiver's numbers that its sender has */
	uint32_t end;      /* one past its own numbers */
	uint32_t next;     /* the sender's nxt before it */
};

static inline enum ends_status ends_status(const struct ends_side *side, enum ends_receipt receipt)
{
	return (enum ends_status)(side->status >> (2 * receipt) & 3);
}

/* RECEIPT comes with the segment, which takes numbers that nobody has who has not got it: CARRIED.
 */
void ends_bring(struct ends_walk *walk, enum ends_receipt receipt, bool carried);

/* The receiver probably does not take it. */
void ends_suspect(struct ends_walk *walk, enum ends_receipt receipt);

/* The receiver shows again what had not arrived when it last spoke: more was sent after it. */
void ends_bring_the_rest(struct ends_walk *walk);

/* The sender of the segment had got it: it leads through the row of EVENT. */
void ends_confirm(struct ends_walk *walk, enum ends_receipt receipt, enum ends_event event);

/* The sender of the segment had not got it. */
void ends_contradict(struct ends_walk *walk, enum ends_receipt receipt);

/* It is of no importance any more whether SIDE got it. */
void ends_drop(struct ends_walk *walk, enum ends_receipt receipt);

/* The end INDEX goes through a row that is proven; there may be none. */
void ends_move(struct ends_walk *walk, unsigned index, enum ends_event event);

/* The sender of a RST leaves its state for CLOSED. The state is kept: the RST may be forged. */
void ends_leave(struct ends_walk *walk);

/* What is shown of the end INDEX: with what may have arrived, or of the sender has. */
struct ends_shown ends_show(const struct ends_walk *walk, unsigned index);

/* Appends the moves of the receiver that are not proven. */
void ends_assume(struct ends_walk *walk);

/* The action of the current frame's note; -1: there is none. */
int ends_note_action(const struct ends_walk *walk, unsigned end, enum ends_receipt receipt);

void ends_add_note(struct ends_walk *walk, struct ends_note note);

#endif
