/* SPDX-License-Identifier: MIT */
/* The states of both ends of a connection (RFC 9293 section 3.3.2), from its segments alone.
 *
 * A capture sees what was sent; what arrived follows from what is sent later. A state belongs to an
 * end's own order of events: of each end a *proven* state is kept, to which only its own words
 * lead, and the *receipts* that may be under way to it: a SYN, the ACK of its SYN or FIN, a FIN, a
 * RST. When an end speaks,
 *
 * 1. what its segment proves received is applied:
 *    - the other side's SYN and FIN, when its ACK covers them (3.4: an ACK is cumulative; 3.10.7.4:
 *      SND.UNA < SEG.ACK =< SND.NXT is acceptable; in SYN-SENT ISS < SEG.ACK, 3.10.7.3);
 *    - the ACK of its SYN or FIN, when it acknowledges, by ACK or SACK, bytes that the other side
 *      first sent with that ACK or later; a bare ACK of IRS+1 proves nothing;
 *    - SYN-SENT -> ESTABLISHED by any segment without SYN (figure 6);
 *    - SYN-RECEIVED -> ESTABLISHED by its own data or FIN, for only with Fast Open it sends any
 *      before (RFC 7413 section 3);
 * 2. what contradicts is taken for "not yet", and is merely under way again:
 *    - an ACK below the other side's FIN: RCV.NXT has not passed it (3.10.7.4, eighth);
 *    - a SYN again (3.8.1): no SYN+ACK; a SYN+ACK: not the ACK of its SYN;
 *    - a FIN, or data before it, again (3.8.1), and any word in LAST-ACK: not the ACK of its FIN;
 *    - any segment but a RST or a SYN again: no RST; a CLOSED end says nothing else (3.10.7.1);
 *    - a RST: no FIN that it does not acknowledge; without ACK, no FIN that led to TIME-WAIT, which
 *      ends without a RST (3.10.5), and no SYN+ACK: it answers that, and was made by who has given
 *      the opening up, or never had it (3.10.7.1: its SYN is forged, or a scan's);
 * 3. what it sends is applied: SYN, SYN+ACK, FIN, RST;
 * 4. the other end's receipts grow, and it is shown as if they arrived, hedged.
 *
 * A segment whose ACK is below one seen is overtaken: it contradicts nothing; its data and its FIN
 * count. What is proven is never taken back, but for a RST whose alleged sender goes on.
 *
 * An end has no state before one is proven: it is moved by a SYN only when it answers. Where no SYN
 * was captured, an end that speaks is ESTABLISHED, which means that its FIN was not seen.
 *
 * From a file the same walk is done twice. The first pass, which is also what is done live, writes
 * notes; the second gets those of each frame and shows what is known by then: a receipt that turned
 * out to be contradicted not at all; one that was confirmed solid from the last frame that could
 * have brought it; the rest hedged. Without a note a receipt is hedged at a pure ACK, and solid at
 * the first segment that takes sequence numbers which tell of it (a SYN, a FIN, the first data that
 * was sent with the ACK), so that an ordinary connection needs no note (a server that speaks first
 * needs one).
 *
 * What is not known: which of two FINs was first where one of them was captured only when it was
 * sent again: CLOSING may be LAST-ACK, TIME-WAIT CLOSED, and the other way round. (Captured late,
 * behind that, it tells by its ACK that it was sent before the other FIN came.) A program
 * that closed is not seen to have closed before its FIN is (3.10.4). Where numbers were never seen,
 * both ends are hedged in both passes, as long as that is so.
 *
 * Pure: no allocation, no clock, O(1) a segment. Numbers are those of the header, in host order. */
#ifndef ENDS_H
#define ENDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ends_row.h"
#include "flow.h"

/* What is kept of one end. */
struct ends_side {
	uint32_t una;      /* the other side's highest ACK of its numbers; before: the first */
	uint32_t nxt;      /* one past its highest number; with a FIN: one past that */
	uint32_t mark;     /* who acknowledges more of the other side's has the ACK under way */
	uint32_t opened;   /* frame of its SYN; in CLOSE-WAIT: of the word that told of the
			    other's FIN; behind its FIN: of that; after a RST of its own: of that */
	uint32_t got_fin;  /* frame that brought the other side's FIN; before: of its ACK of
			    numbers that were not seen, perhaps of that FIN */
	uint32_t jumped;   /* frame without numbers, its last, that lies behind some that were not
			    seen: a FIN among them? 0: it is not so */
	uint32_t first[2]; /* frame that first brought what is under way; 0: nothing is shown */
	uint8_t state;     /* proven: enum tcp_state, or ENDS_NO_STATE */
	/* Seven doubts, side by side so that they are asked for as one: */
	uint8_t unsure : 1;     /* second pass: what is under way is hidden, but may have come */
	uint8_t doubted : 1;    /* its SYN may be another's, or given up; after a RST: that */
	uint8_t reopens : 1;    /* no RST, but a SYN of another connection */
	uint8_t missed : 1;     /* second pass: its FIN was not captured, and is probable */
	uint8_t guessed : 1;    /* its first word was a bare ACK: perhaps in SYN-RECEIVED */
	uint8_t untold : 1;     /* whether it sent its FIN before it got the other one; or what
				   it got, when it had got a SYN that was not captured */
	uint8_t gone : 1;       /* second pass: it answers with a RST what it has been sent since
				   its SYN+ACK: it is no more in SYN-RECEIVED */
	uint8_t pure : 1;       /* a segment without numbers brought the ACK */
	uint8_t jumped_one : 1; /* what was not seen before jumped is one number */
	uint8_t ahead : 1;      /* its RST jumps over numbers that may come yet */
	uint8_t jumps : 1;      /* the same, though the other side has spoken since: one segment */
	uint8_t revived : 1; /* it speaks behind its RST: in this connection, or in another one */
	uint8_t answers : 1; /* its RST has the number of an answer (RFC 9293 section 3.10.7.1) */
	uint8_t answers_older : 1; /* the same, to what was captured before the last ACK of it */
	uint8_t misses : 1;        /* the other FIN: it repeated its own without having got that */
	uint8_t aborts : 1;        /* its RST stands right behind its SYN+ACK (section 3.10.5) */
	uint8_t closes_below : 1;  /* its FIN was captured behind its RST, with a number below that
				      one's */
	uint8_t gap : 1;   /* the last words of either end were hedged, for numbers not seen */
	uint8_t status;    /* two bits for each receipt */
	uint8_t copies[2]; /* of each class: segments with numbers that brought the receipt; in
			      the second pass: those to come until it is solid */
	uint8_t flags;
};

struct ends_shown {
	uint8_t state; /* enum tcp_state, or ENDS_NO_STATE */
	bool hedged;
};

/* Both ends of a connection. */
struct ends {
	struct ends_side side[2];   /* by enum side; of a connection to itself only the first */
	struct ends_shown shown[2]; /* client, server: as the last segment left them */
};

/* What is under way to an end; bits of ends_note.receipts. */
enum ends_receipt {
	ENDS_GOT_SYN,
	ENDS_GOT_ACK, /* of its SYN; once it sent a FIN: of that */
	ENDS_GOT_FIN,
	ENDS_GOT_RST,
	ENDS_RECEIPT_COUNT,
	/* Not receipts, but what the end seems to send: */
	ENDS_OWN_RST = ENDS_RECEIPT_COUNT,
	ENDS_OWN_SYN,
	ENDS_OWN_FIN, /* which it had sent before it got the other one */
	ENDS_GONE     /* nor this: it had not the connection that it seemed to be opening */
};

/* Whether the receiver of a RST takes it (RFC 9293 3.10.7.3, 3.10.7.4, RFC 5961 section 3). */
enum ends_rst {
	ENDS_RST_TAKEN,      /* if it arrives, or it is not known: it is hedged anyway */
	ENDS_RST_CHALLENGED, /* in the window, but not at RCV.NXT: most answer with an ACK */
	ENDS_RST_IGNORED,    /* outside of the window */
};

/* One segment. */
struct ends_input {
	uint32_t frame; /* 1-based, rising */
	/* First pass, of a FIN: the first frame of its sender that was sent behind it and captured
	 * before it; 0: there is none, or it is not known. */
	uint32_t passed;
	uint32_t seq;
	uint32_t ack;
	uint32_t length;     /* payload bytes */
	uint32_t sack_right; /* the highest right edge of its SACK blocks above the ACK; where there
				is none: the ACK */
	uint16_t flags;      /* as in a struct segment */
	uint8_t from;        /* enum side */
	uint8_t rst;         /* enum ends_rst, of a RST */
	bool fast_open;      /* a SYN with a cookie (RFC 7413); data in it is seen without */
	bool copy;           /* the same packet again (duplicate of the capture or the network): its
				sender said nothing new */
	bool captured_again; /* seen to be a packet that is here already: it says and brings nothing
			      */
	bool stray_ack;      /* of a RST: what it acknowledges is no evidence */
	bool stray;          /* its receiver drops it, and whoever sent it, nothing else hangs on
				it: the same */
	bool again;          /* it sends what was captured before */
	bool may_be_copy;    /* nothing tells whether it is a copy, or sent before it, or again */
	bool may_be_late_copy; /* the same, but probably it is sent again */
	bool same_ack;  /* without numbers, as the last one, and nothing tells it from a copy */
	bool overtaken; /* its identification or timestamp tell that it was sent before one that was
			   captured before it (a lower ACK is seen without) */
	bool foreign;   /* a RST that is probably not of its alleged sender, who is not moved */
	bool doubtful;  /* a SYN that may be another's, or of another connection: between these
			   ends one was open before it; or it crosses a SYN and has no MSS */
	bool ignored;   /* a SYN that changes nothing for who gets it (RFC 5961 section 4) */
	bool gap;       /* numbers that were never seen were jumped over */
	bool ack_gap;   /* or acknowledged */
	bool fin_below; /* its FIN lies below numbers that were captured before it, and are none of
			   its sender */
	bool brief;     /* nobody asks for the rows that it leads through: ends_step.moves */
};

/* An exception from what the second pass shows without notes. */
struct ends_note {
	uint32_t frame;
	uint8_t end;      /* enum side */
	uint8_t receipts; /* which: bits 1 << enum ends_receipt */
	uint8_t action;   /* enum ends_action */
};

enum ends_action {
	/* Up to ENDS_COPIES_MAX: solid from that many segments with numbers on; 0: at once. */
	ENDS_COPIES_MAX = 13,
	ENDS_HEDGED = 14,   /* hedged, until the end's own words settle it */
	ENDS_NOT_YET = 15,  /* not shown, until the end's own words contradict it */
	ENDS_DOUBTFUL = 16, /* the same, but hedged: what contradicts it is not sure itself */
	ENDS_MISSED = 17    /* an ENDS_OWN_FIN that was probably sent, and not captured */
};

enum { ENDS_NOTES_MAX = 8, ENDS_MOVES_MAX = 10 };

/* A row that a segment led through: ends_rows[from][event]. */
struct ends_move {
	uint8_t end;   /* enum side */
	uint8_t from;  /* enum tcp_state, or ENDS_NO_STATE */
	uint8_t event; /* enum ends_event */
	bool hedged;   /* if it arrived */
};

/* Live: a hedged state that turned out otherwise. (`by` is the segment's own frame.) */
struct ends_correction {
	uint32_t frame; /* where it was first shown; 0: there is no correction */
	uint8_t end;    /* enum side */
	uint8_t was;    /* enum tcp_state */
	uint8_t state;  /* in which it was instead, before it sent this segment */
};

struct ends_step {
	struct ends_shown
	    before[2]; /* client, server: as the connection's last segment left them */
	struct ends_shown shown[2];
	struct ends_correction correction;
	uint8_t move_count; /* in the order in which they applied */
	uint8_t note_count; /* for earlier frames, or this one */
	struct ends_move moves[ENDS_MOVES_MAX];
	struct ends_note notes[ENDS_NOTES_MAX];
};

/* A connection begins. */
void ends_init(struct ends *ends);

/* Takes one segment, live. SELF: both ends are the same socket
 * (RFC 9293 section 3.5); both are shown as the one that there is. */
void ends_step(struct ends *ends, const struct ends_input *input, bool self,
	       struct ends_step *step);

/* Takes it in the first pass over a file, which shows nothing: what it notes is all that NOTED has
 * then. */
void ends_survey(struct ends *ends, const struct ends_input *input, bool self,
		 struct ends_step *noted);

/* Takes it in the second pass. NOTES: those of this connection with this frame; they may be NULL
 * when there is none. Where the first pass could not keep all notes, the file is shown as live. */
void ends_second_pass(struct ends *ends, const struct ends_input *input, bool self,
		      const struct ends_note *notes, size_t count, struct ends_step *step);

/* Whether a segment that was not taken yet has numbers that its receiver had not got when that last
 * spoke: its sender had not closed ahead of them. (What was acknowledged is sent again by who may
 * have.) */
bool ends_brings_numbers(const struct ends *ends, const struct ends_input *input);

/* No more segments come: the notes about what was never settled, at most ENDS_NOTES_MAX. Returns
 * how many. */
size_t ends_finish(struct ends *ends, struct ends_note notes[ENDS_NOTES_MAX]);

#endif
