/* SPDX-License-Identifier: MIT */
/* Private to ends: one segment on its way through both ends, and the steps that it takes. */
#ifndef ENDS_WALK_H
#define ENDS_WALK_H

#include "ends.h"
#include "seq.h"

/* ends_side.flags */
enum {
	ENDS_KNOWN = 0x01,        /* una and nxt are known, if only from the other side's ACK */
	ENDS_SENT_SYN = 0x02,     /* without ACK */
	ENDS_SENT_FIN = 0x04,     /* nxt is one past it */
	ENDS_EARLY = 0x08,        /* its SYN had data or a cookie: the other side may send early */
	ENDS_ACKED = 0x10,        /* its first number was acknowledged */
	ENDS_RESET = 0x20,        /* a RST of its own, or the SYN of another connection: CLOSED */
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
	uint16_t flags;             /* of the segment */
	uint8_t sender_index;
	uint8_t receiver_index;
	bool second;
	bool renumbered;   /* its sender begins with another number than before */
	bool survey;       /* nobody is shown anything */
	bool held;         /* it may have been sent before the RST of its sender */
	bool acks;         /* it has an ACK that counts as evidence */
	bool overtaken;    /* and that is below one seen before */
	bool news;         /* and that is above all seen before */
	uint8_t fresh;     /* receipts of the receiver that were not shown before */
	bool doubtful;     /* what it contradicts: it is a RST, or an untaken SYN, and may be
			      forged, or a late copy */
	uint8_t excluded;  /* receipts that the sender had not got */
	uint8_t at_rst;    /* the state in which the sender was at a RST that was not its own;
			      TCP_CLOSED: as it is shown now */
	uint32_t evidence; /* the highest of the receiver's numbers that its sender has */
	uint32_t end;      /* one past its own numbers */
	uint32_t next;     /* the sender's nxt before it */
};

static inline enum ends_status ends_status(const struct ends_side *side, enum ends_receipt receipt)
{
	return (enum ends_status)(side->status >> (2 * receipt) & 3);
}

/* An ACK comes with any segment; the others with segments that take numbers (but for a RST). */
enum { ENDS_CLASS_ACK, ENDS_CLASS_NUMBERS };

static inline unsigned ends_class(enum ends_receipt receipt)
{
	return receipt == ENDS_GOT_ACK ? ENDS_CLASS_ACK : ENDS_CLASS_NUMBERS;
}

static inline bool ends_shows(const struct ends_side *side, enum ends_receipt receipt)
{
	return ends_status(side, receipt) >= ENDS_SHOWN;
}

/* Whether it is shown, or would be but for a note of the second pass: the same in both passes. Of
 * the other receipts a note tells that they are contradicted before they matter. */
static inline bool ends_counts_as_shown(const struct ends_side *side, enum ends_receipt receipt)
{
	return ends_shows(side, receipt) ||
	       (receipt == ENDS_GOT_RST && (side->flags & ENDS_RST_HIDDEN));
}

/* Second pass: of its ACK it was noted that it had not arrived, or may not. */
static inline bool ends_hides_ack(const struct ends_side *side)
{
	return ends_status(side, ENDS_GOT_ACK) == ENDS_UNDER_WAY &&
	       side->first[ENDS_CLASS_ACK] != 0;
}

/* Whether a receipt is ENDS_UNDER_WAY. */
static inline bool ends_awaits(const struct ends_side *side)
{
	return side->status & ~(side->status >> 1) & 0x55;
}

/* Whether anything about it is not sure but for what is under way to it. */
static inline bool ends_is_in_doubt(const struct ends_side *side)
{
	return side->unsure || side->doubted || side->reopens || side->missed || side->guessed ||
	       side->untold || side->gone;
}

/* Whether the segment has this flag. */
static inline bool ends_has(const struct ends_walk *walk, unsigned flag)
{
	return walk->flags & flag;
}

/* Whether all that an end sent is acknowledged. */
static inline bool ends_is_acknowledged(const struct ends_side *side)
{
	return (side->flags & ENDS_ACKED) && seq_before_or_at(side->nxt, side->una);
}

/* Whether SIDE sent its FIN with, or behind, an ACK of numbers that were not seen. */
static inline bool ends_sent_fin_knowing(const struct ends_side *side)
{
	return (side->flags & ENDS_SENT_FIN) && side->got_fin != 0 && side->opened >= side->got_fin;
}

/* Its RST answers, as that of a listener without the connection, or it had said nothing behind its
 * SYN+ACK: a listener may take what acknowledges that for the ACK of a SYN cookie (RFC 4987 section
 * 3.6), and have the connection again. */
static inline bool ends_may_be_revived(const struct ends_side *side)
{
	return (side->answers || side->aborts) && !(side->flags & ENDS_SENT_SYN) && !side->reopens;
}

/* Whether A lies up to a window behind B (RFC 7323 section 2.3). */
static inline bool ends_up_to_a_window(uint32_t b, uint32_t a)
{
	return a - b <= SEQ_WINDOW_MAX;
}

/* --- ends_prediction.c --- */

/* Takes the walk to its end where it is the shortest; false, and nothing is changed, where it is
 * not. */
bool ends_predict(struct ends_walk *walk);

/* --- ends_proof.c: what a segment tells of its sender --- */

/* Fills what the walk says of its numbers; its ACK counts from now on. */
void ends_read_numbers(struct ends_walk *walk);

bool ends_has_got_fin(const struct ends_walk *walk);

/* What its sender had got by then is applied. */
void ends_confirm_all(struct ends_walk *walk);

/* What its sender had not got is merely under way again. */
void ends_contradict_all(struct ends_walk *walk);

/* The same, of the ACK of its FIN alone: it acknowledges nothing of what brought that. */
void ends_contradict_ack(struct ends_walk *walk);

/* A RST of its own tells that what it answers was not taken. */
void ends_contradict_doubtful(struct ends_walk *walk);

/* --- ends_send.c: what its sender does by sending it --- */

void ends_advance(struct ends_walk *walk); /* its numbers count */
void ends_send_syn(struct ends_walk *walk);
void ends_answer_unheard(struct ends_walk *walk);

/* A first FIN, with which all numbers end. */
void ends_send_fin(struct ends_walk *walk);

/* Second pass: a FIN that is captured later had been sent by now. */
void ends_send_noted_fin(struct ends_walk *walk);

/* A copy of its FIN that was captured late does not acknowledge the other FIN: it had sent it
 * before that came, and the FINs cross. */
bool ends_closed_unknowing(const struct ends_walk *walk);
void ends_close_unknowing(struct ends_walk *walk);

/* --- ends_reset.c --- */

void ends_send_rst(struct ends_walk *walk);

/* What is captured behind its RST, and perhaps was sent before it, does not tell for sure what it
 * had got by then. */
void ends_doubt_receipts(struct ends_walk *walk);

void ends_doubt_rst(struct ends_walk *walk); /* it may be another's: its CLOSED is hedged */

/* Its RST, or SYN of another connection, was not its own: it goes on. SURE: else probably. */
void ends_revive(struct ends_walk *walk, bool sure);

/* It opens another connection (RFC 9293 section 3.5.1), and so has this one no more; unless the SYN
 * is another's. */
void ends_reopen(struct ends_walk *walk);

/* Another opening, after a RST that it sent, or that it got. */
bool ends_opens_anew(const struct ends_walk *walk);
void ends_open_anew(struct ends_walk *walk);

/* --- ends_syn.c --- */

/* Notes what becomes of the sender's SYN that was captured as FRAME. */
void ends_note_syn(struct ends_walk *walk, uint32_t frame, enum ends_action action);

/* Its SYN may have been another's: its SYN-SENT is hedged. */
void ends_doubt_syn(struct ends_walk *walk);

/* It acknowledges what answers its SYN, which so was its own: who has no connection does not (RFC
 * 9293 section 3.10.7.1). */
void ends_believe_syn(struct ends_walk *walk);

/* --- ends_missed.c: a FIN that the capture missed --- */

/* At the end it is noted. Second pass: the segment's sender had sent it, or acknowledges it. */
void ends_note_missed_fin(struct ends_walk *walk, uint8_t index);
void ends_send_missed_fin(struct ends_walk *walk);
void ends_take_missed_fin(struct ends_walk *walk);

/* --- ends_gone.c --- */

/* What its RST answers came to no connection: that is noted, for the second pass to show. */
void ends_note_gone(struct ends_walk *walk);
void ends_take_gone(struct ends_walk *walk);

/* --- ends_bring.c --- */

void ends_bring_all(struct ends_walk *walk); /* to its receiver, if it arrives */

/* --- ends_receipt.c: a receipt from the segment that brings it to the word that settles it --- */

/* RECEIPT comes with the segment, which takes numbers that nobody has who has not got it: CARRIED.
 */
void ends_bring(struct ends_walk *walk, enum ends_receipt receipt, bool carried);

/* It is under way to SIDE, but not shown: it probably is not taken, or was sent before. */
void ends_suspect(struct ends_side *side, enum ends_receipt receipt);

/* The receiver shows again what had not arrived when it last spoke: more was sent after it. */
void ends_bring_the_rest(struct ends_walk *walk);

/* The sender of the segment had got it: it leads through the row of EVENT. */
void ends_confirm_unsettled(struct ends_walk *walk, enum ends_receipt receipt,
			    enum ends_event event);

static inline void ends_confirm(struct ends_walk *walk, enum ends_receipt receipt,
				enum ends_event event)
{
	if (walk->sender->status != 0 || ends_rows[walk->sender->state][event].reason)
		ends_confirm_unsettled(walk, receipt, event);
}

/* Second pass: it had got the FIN that is captured behind the segment; and perhaps, with it, the
 * ACK of its own. */
void ends_confirm_early_fin(struct ends_walk *walk);
void ends_suppose_early_ack(struct ends_walk *walk);

/* The sender of the segment had not got it, though it is under way. */
void ends_take_back(struct ends_walk *walk, enum ends_receipt receipt);

/* The sender of the segment had not got it. */
static inline void ends_contradict(struct ends_walk *walk, enum ends_receipt receipt)
{
	walk->excluded |= (uint8_t)(1U << receipt);
	if (receipt == ENDS_GOT_ACK || !ends_hides_ack(walk->sender))
		walk->sender->unsure = false;
	if (ends_status(walk->sender, receipt) != ENDS_NOTHING)
		ends_take_back(walk, receipt);
}

/* The sender does not tell whether it has got the ACK. NONE_WITH_NUMBERS: it has not got the
 * segments with numbers that brought it; those without it may have. */
void ends_doubt(struct ends_walk *walk, bool none_with_numbers);

/* The sender does not tell by a segment, which may be a copy of one before, whether it has got
 * anything. */
void ends_doubt_all(struct ends_walk *walk);

/* It is of no importance any more whether SIDE got it. */
void ends_drop(struct ends_walk *walk, enum ends_receipt receipt);

/* The action of the current frame's last note; -1: there is none. */
int ends_note_action(const struct ends_walk *walk, unsigned end, enum ends_receipt receipt);

void ends_add_note(struct ends_walk *walk, struct ends_note note);

/* --- ends_shown.c --- */

/* The end INDEX goes through a row that is proven; there may be none. */
void ends_move(struct ends_walk *walk, unsigned index, enum ends_event event);

/* The sender of a RST leaves its state for CLOSED. The state is kept: the RST may be forged. */
void ends_leave(struct ends_walk *walk);

/* What is shown of the end INDEX: with what may have arrived, or of the sender has. Mostly nothing
 * is under way to it. */
struct ends_shown ends_show_received(const struct ends_walk *walk, unsigned index);

static inline struct ends_shown ends_show(const struct ends_walk *walk, unsigned index)
{
	const struct ends_side *side = &walk->ends->side[index];
	bool doubt = side->unsure || side->doubted || side->guessed || side->untold || side->gone;
	if (doubt || side->status != 0 || (side->flags & ENDS_RESET))
		return ends_show_received(walk, index);
	return (struct ends_shown){.state = side->state};
}

void ends_assume(struct ends_walk *walk); /* appends the receiver's moves that are not proven */

#endif
