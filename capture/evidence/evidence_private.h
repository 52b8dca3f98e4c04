/* SPDX-License-Identifier: MIT */
/* Private to evidence: what is kept of each connection, and the notes of the first pass. */
#ifndef EVIDENCE_PRIVATE_H
#define EVIDENCE_PRIVATE_H

#include "evidence.h"
#include "fates.h"

/* note.kind */
enum note_kind {
	NOTE_ENDS,        /* value: enum ends_action; grade: ends_note.receipts */
	NOTE_FATE,        /* value: enum fate */
	NOTE_CROSSED,     /* by: the other one */
	NOTE_NOT_TAKEN,   /* grade: enum fate_grade; FATE_CANNOT takes it back */
	NOTE_FORGED,      /* by: what its source sent behind that RST */
	NOTE_LOST_BEFORE, /* the same */
	NOTE_AT_ONCE,     /* value: see below */
	NOTE_ONE_WAY, /* of a connection's first frame: the other end of `end` was never captured */
	NOTE_NO_NUMBERS, /* of a connection's first frame: `end` is not seen to send any */
	NOTE_SUMS,       /* of a connection's first frame: checksums are bad; value: see below */
	NOTE_FORGOT,     /* of a connection's first frame: there was no room for all of its fates */
	NOTE_STRAY,      /* of a connection's first frame: it is none (FLOW_STRAY) */
	NOTE_RESETS,     /* of a connection's first frame: a RST comes in it */
	NOTE_GOES_ON,    /* of an ended connection's frame: another one of it follows */
	NOTE_TWICE,      /* of a connection's first frame: value: enum fates_twice */
	NOTE_COUNTS,     /* it was held back, and counts: its sender goes on from there */
	NOTE_HELD,       /* it was held back, and no more of its sender was captured */
	NOTE_HELD_FATE,  /* value: enum fate, while it is held back in the second pass, too */
	NOTE_TWIN,       /* by: the same packet, as its headers tell; holds where that is so */
};

/* What the segments before it tell of the frame when it comes: bits of NOTE_AT_ONCE. */
enum {
	AT_ONCE_COPY = 0x1, /* the same packet again */
	AT_ONCE_OVERTAKEN = 0x2,
	AT_ONCE_CAPTURED_AGAIN = 0x8, /* seen to be so */
	AT_ONCE_REPEATS = 0x4, /* fates.repeats; holds for the next ones, too, until a note */
	AT_ONCE_MAY_BE_COPY = 0x10,
	AT_ONCE_MAY_BE_LATE_COPY = 0x20,
};

/* The checksums of a side; value of NOTE_SUMS: those of the client, and SUMS_SHIFT higher those of
 * the server. */
enum {
	SUM_GOOD = 0x1,    /* there is a good one */
	SUM_PARTIAL = 0x2, /* a bad one that is the sum of the pseudo-header alone */
	SUM_WRONG = 0x4, /* one that is bad in another way; of partial ones nothing is known then */
	SUMS_SHIFT = 4,
};

/* Of a connection, but in the second pass. */
struct evidence_sent {
	struct fates fates;
	struct path_times times;
};

/* What tells a segment without numbers from a copy of it. */
struct evidence_ack {
	uint32_t seq, ack, sack, tsval;
	uint16_t window, ip_id;
};

/* Live: what was shown of the ends of a connection. */
struct evidence_told {
	uint32_t shown_frame; /* where the state began that was shown last */
	uint32_t last_frame;  /* and the last one that was not in doubt */
	uint8_t shown, last;  /* enum tcp_state, or END_STATE_NONE */
};

struct evidence_flow {
	struct ends ends;
	uint32_t first_frame, last_frame;
	bool one_way[2]; /* nothing was captured of the other end of this side */
	bool numbers[2]; /* the side sent some: it had not closed before (second pass: will) */
	bool one_host;
	bool self;                  /* both ends are the same socket */
	bool resets;                /* a RST was captured (second pass: will be; live: may be) */
	bool stray;                 /* of no connection, as far as was seen: FLOW_STRAY */
	uint8_t at_once;            /* of its last segment */
	uint8_t twice;              /* second pass: enum fates_twice */
	struct evidence_ack ack[2]; /* of the side's last segment without numbers */
	/* Of each side, the first segment that was held back, of which nothing tells yet whether
	 * its receiver drops it: then what it would move is not sure. 0: none. */
	uint32_t held[2];
	bool held_fin[2]; /* or one behind it: with a FIN */
	bool forgot;      /* some fates are not known: then none is the default */
	uint8_t sums[2]; /* of each side: SUM_GOOD and so on; in the second pass those of all of its
			    segments, 0 where none is bad */
};

struct evidence {
	struct evidence_options options;
	struct fates_table *table;
	struct evidence_flow *flows;
	struct evidence_sent *sent;      /* at the same indices; NULL in the second pass */
	struct evidence_told (*told)[2]; /* as well, client and server; live, else NULL */
	uint16_t *place;                 /* by the flow's index: 1 + the place in these; 0: none */
	uint16_t *spare;                 /* places that nobody has */
	uint32_t spares, room;
	uint32_t frame; /* the last one */
	bool forgot;
	struct fate_event events[FATES_EVENTS_MAX];
	const struct note *notes; /* of this frame */
	size_t note_count;
	struct fate_event released[FATES_EVENTS_MAX]; /* of one that was held back */
	size_t released_count;
};

/* Neither SYN, RST nor ACK: no TCP sends it, and who gets it drops it (RFC 9293 section 3.10.7.2 to
 * 3.10.7.4). */
static inline bool is_of_no_tcp(const struct segment *segment)
{
	return !(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK));
}

/* What is kept of a flow; NULL: there was no room when it began. */
struct evidence_flow *evidence_find(struct evidence *evidence, uint32_t index);

/* An older connection between the ends of FLOW may have answered what is said to be lost in the
 * COUNT events of evidence->events: that is not known. */
void evidence_doubt(struct evidence *evidence, const struct flow *flow, size_t count);

/* Live, and in the first pass. Returns how many events there are. */
size_t evidence_step_fates(struct evidence *evidence, struct evidence_flow *kept,
			   const struct flow *flow, const struct segment *segment,
			   const struct step *step, const struct tcp_options *options);

/* Before BY is taken, which made that STEP: takes what was held back and counts now. What that
 * tells, after the COUNT events of BY itself: returns how many they are then. */
void evidence_release(struct evidence *evidence, struct evidence_flow *kept,
		      const struct flow *flow, const struct segment *by, const struct step *step);
/* The SYN+ACK that step->renounced is was not taken. */
size_t evidence_renounce(struct evidence *evidence, const struct segment *by,
			 const struct step *step, size_t count);

size_t evidence_tell_released(struct evidence *evidence, size_t count);

/* What SEGMENT's receiver does with it, besides what its numbers say; fates.h. */
enum fates_discard evidence_discard(struct evidence_flow *kept, const struct segment *segment,
				    const struct step *step);

void evidence_read_ends(struct ends_input *input, const struct segment *segment,
			const struct step *step, const struct tcp_options *options);

/* What the COUNT events of this frame tell of it at once: AT_ONCE_COPY and so on. */
unsigned evidence_at_once(const struct evidence *evidence, const struct fates *fates, size_t count);

/* Sets of INPUT, whose members for it are false, what AT_ONCE tells. */
void evidence_read_at_once(struct ends_input *input, unsigned at_once);

/* Whether INPUT is the first of a connection whose ends had one open before; or a SYN that crosses
 * another one: it may be made by somebody else, above all without an MSS, which a TCP's has (RFC
 * 9293 section 3.7.1). LIVE: what its sender says later is not known yet. */
bool evidence_doubts(const struct ends *ends, const struct flow *flow, const struct step *step,
		     const struct ends_input *input, const struct tcp_options *options, bool live);

/* Whether SEGMENT, from FROM, has no numbers, and is the same as its last one: with an
 * identification it would be known for a copy. */
bool evidence_same_ack(struct evidence_flow *kept, const struct segment *segment,
		       const struct tcp_options *options, enum side from);

/* Whether both ends stand on one host: then all that either sends passes a capture there. */
bool evidence_on_one_host(const struct flow *flow);

/* Hedges of STATES, client and server, beside a segment from FROM, a SYN or not, what is not sure
 * for what is known of the connection as a whole. */
void evidence_hedge(const struct evidence_flow *kept, enum side from, bool syn,
		    struct end_state states[2]);

/* SEGMENT made that STEP: whether one that was held back is yet. Nearly always none is. */
void evidence_note_held(const struct evidence *evidence, struct evidence_flow *kept,
			const struct flow *flow, const struct segment *segment,
			const struct step *step);

static inline bool evidence_holds(const struct evidence_flow *kept)
{
	return (kept->held[SIDE_CLIENT] | kept->held[SIDE_SERVER]) != 0;
}

/* Live. A connection begins. */
void evidence_begin_corrections(struct evidence_told told[2]);

/* Live: SHOWN is what is shown at FRAME of a connection, to itself or not; its correction is the
 * one that is told. */
void evidence_correct(struct evidence_told told[2], bool self, uint32_t frame,
		      struct evidence_step *shown);

/* Keeps a note in the first pass; what they are about stands in the current frame or before. */
void evidence_keep(struct evidence *evidence, const struct note *note);
void evidence_keep_fate(struct evidence *evidence, const struct fate_event *event);
void evidence_keep_fates(struct evidence *evidence, size_t count); /* of evidence->events */
void evidence_keep_ends(struct evidence *evidence, const struct ends_note *notes, size_t count);

/* The current frame has the same packet as frame TWIN. */
void evidence_keep_twin(struct evidence *evidence, uint64_t twin);

/* In the first pass: the connection goes on where it had ended with the segment before this one, or
 * earlier. */
void evidence_keep_end(struct evidence *evidence, struct evidence_flow *kept,
		       const struct step *step);

/* A frame has a note only where its number has 32 bits. */
bool evidence_has_number(uint64_t frame);

/* In the second pass: what the first has told of the current frame. */
void evidence_recall(const struct evidence *evidence, struct evidence_flow *kept);
size_t evidence_recall_ends(const struct evidence *evidence,
			    struct ends_note notes[ENDS_NOTES_MAX]);

/* The fate of the current frame: of its notes the last counts; without one it has arrived if it
 * takes sequence numbers. */
void evidence_recall_fate(const struct evidence *evidence, const struct evidence_flow *kept,
			  const struct flow *flow, const struct segment *segment,
			  const struct step *step, struct evidence_step *shown);

/* What the checksums of the side are that sent SEGMENT, FROM. */
void evidence_recall_sums(const struct evidence_flow *kept, const struct segment *segment,
			  enum side from, struct evidence_step *shown);

#endif
