/* SPDX-License-Identifier: MIT */
/* Private to evidence: one segment on its way through the rules. */
#ifndef FATES_PRIVATE_H
#define FATES_PRIVATE_H

#include "copies.h"
#include "fates.h"
#include "recent.h"
#include "unseen.h"

/* fates.state of a side */
enum {
	SENT_NUMBERS = 0x0001,   /* next and first are known by its own segment */
	ACKED_NUMBERS = 0x0002,  /* una is known */
	SENT_SYN_FIRST = 0x0004, /* first is its SYN's number */
	SENT_SYN_BARE = 0x0008,  /* a SYN without ACK */
	SENT_A_FIN = 0x0010,
	SENT_A_RST = 0x0020,
	OFFERED_WINDOW = 0x0040, /* edge is known */
	SCALE_SEEN = 0x0080,     /* its SYN was seen: scale is its option, or none */
	SCALE_OFFERED = 0x0100,
	SYN_HAS_DATA = 0x0200,
	AGAIN_SINCE_CROSSING = 0x0400,
	WAS_CAPTURED = 0x0800, /* anything of it */
	SENT_SYN_ACK = 0x1000,
	SYN_ANSWERED_OTHERWISE = 0x4000, /* by an ACK of other numbers */
	UNA_GUESSED = 0x10000,    /* una is its first number, which nobody acknowledged yet */
	SENT_OTHER_SYN = 0x8000,  /* of another connection between the same ends */
	SUMS_DIFFER = 0x20000,    /* its checksums are bad here, and good where they arrive */
	SENT_A_FRAGMENT = 0x2000, /* of which the length is not known: nor what follows it */
	SENT_TWINS = 0x40000,     /* one of its packets was captured twice, as it seems, */
	TWINS_APART = 0x80000,    /* and not directly one after the other */
	SYN_OVERTAKEN = 0x100000, /* its SYN was captured behind what it sent later */
	TAKEN_BACK = 0x200000,    /* the window for what it sent, and nobody has acknowledged yet */
};

enum {
	RESETS_MAX = 3,
	RESETS_ASKING = 4, /* segments are looked at that a RST may answer, or that tell when one
			      left */
};

/* A RST whose reception is not decided, or whose source may go on. */
struct reset {
	uint64_t frame; /* 0: none */
	uint64_t asked; /* frame of what it answers, where that is told; 0: none */
	struct sent_mark mark;
	struct sent_mark last; /* of what its source sent before it; frame 0: none */
	struct sent_mark
	    only; /* of the one segment that it may answer; frame 0: none, or several */
	int64_t time_ns;
	uint32_t seq;
	uint32_t peer_next; /* what the other side had sent by then */
	uint32_t own_next;
	uint32_t own_ack; /* what its source had acknowledged by then */
	uint32_t not_yet; /* what it had not got by then begins there */
	bool answers;     /* it has the number that the other side's last segment asks for */
	bool arrived;     /* was told */
	bool not_taken;   /* was told, as probable */
	bool beyond;      /* it acknowledges what was not sent */
	bool forged;
	bool only_opens; /* `only` is the first one that acknowledges up to the RST's number */
	bool each_once;  /* all that it may answer brings numbers, which were sent once, or opens */
};

/* An ACK of what was not seen yet. */
struct ahead {
	uint64_t frame; /* 0: none */
	int64_t time_ns;
	uint32_t ack;
	bool confirmed; /* by another segment */
};

/* A segment with a bad checksum, which was not sent again yet. */
struct dropped {
	uint64_t frame; /* 0: none */
	uint32_t right;
};

/* A SYN to who is synchronized, which nobody answered yet. */
struct challenged {
	uint64_t frame; /* 0: one of several */
	int64_t time_ns;
	bool waits;
};

/* A SYN+ACK behind which its sender has sent one with another number. */
struct renounced {
	uint64_t frame; /* 0: none */
	uint32_t number;
};

/* The highest block of a side's last SACK. */
struct selected {
	uint64_t frame; /* 0: none */
	uint32_t left, right;
};

struct fates_more {
	struct selected selected[2]; /* of what this side sent */
	struct renounced renounced[2];
	struct dropped dropped[2];
	struct challenged challenged[2];
	struct copies copies[2];
	struct unseen_list *unseen[2];
	struct ahead ahead[2]; /* of what this side sent */
	struct reset reset[2][RESETS_MAX];
	uint64_t crossing[2]; /* frames of the two SYNs or FINs that may cross; 0: none */
	uint32_t crossing_end[2];
};

struct fates_table {
	struct recent *recent;
	struct fates_room room;
	uint64_t frames[2]; /* segments by direction, without those of another link again */
	uint64_t twins[2];  /* of these, that stood there before on the same link */
	uint64_t pairs[2];  /* and of all, those of which the same packet stands there before */
	bool apart;         /* TWINS_APART of any side */
	uint64_t passed;    /* of a FIN: frame of the first that was sent behind it, or 0 */
	uint64_t twin;      /* frame of the packet that the last segment seems to be again, or 0 */
};

struct walk {
	struct fates *fates;
	struct path_times *times;
	struct fates_table *table;
	const struct fates_input *in;
	struct fate_event *events;
	size_t count;
	int64_t now_ns;
	uint8_t x, y;                       /* sides: who sent it, who gets it */
	uint32_t serial;                    /* of its entry in recent, once it has one */
	struct recent_segment sent;         /* that entry */
	const struct recent_segment *last;  /* the entry before it of its side; NULL: none */
	const struct recent_segment *alike; /* one before it with the same headers; NULL: none */
	bool no_answer; /* in the middle of an opening, with other numbers: of nobody's */
	bool stale;     /* a lower ACK than one already seen */
	bool one_host;
	bool timed; /* its ACK will be a sample of the path */
};

/* Room for EVENTS more? */
static inline bool walk_room(const struct walk *walk, size_t events)
{
	return walk->count + events <= FATES_EVENTS_MAX;
}

/* walk.c */
void walk_emit(struct walk *walk, const struct fate_event *event);
void walk_fate(struct walk *walk, enum side side, uint64_t frame, enum fate fate,
	       enum fate_grade grade, uint64_t by);

/* The same of what MARK marks, unless its receiver dropped that, or it is certain that it came. */
void walk_tell(struct walk *walk, enum side side, const struct sent_mark *mark, enum fate fate,
	       enum fate_grade grade, uint64_t by);

/* Whether it is certain that FRAME of SIDE came, by other bytes of it that were sent again. */
bool walk_came_surely(const struct walk *walk, enum side side, uint64_t frame);

/* In which order its sender sent EARLIER, which was captured before it, and it. */
enum sent_order walk_order(const struct walk *walk, const struct sent_mark *earlier);

/* Whether the IP identifications of its sender tell an order. */
bool walk_is_ordered(const struct walk *walk);

/* NULL when there is no room. */
struct fates_more *walk_more(struct walk *walk);

/* What SIDE sent again, where there is `more`. */
static inline struct copies *copies_of(const struct walk *walk, unsigned side)
{
	return &walk->fates->more->copies[side];
}

/* What SIDE skipped; NULL: nothing. */
static inline struct unseen_list *unseen_of(const struct walk *walk, unsigned side)
{
	return walk->fates->more ? walk->fates->more->unseen[side] : NULL;
}

/* Bytes of sequence space: payload, SYN, FIN; of SYN and FIN in one segment only the SYN. */
uint32_t walk_length(const struct fates_input *in);

static inline uint32_t fates_owner(const struct fates *fates, unsigned side)
{
	return fates->owner + side;
}

/* The last segment of SIDE, NULL where it is not remembered. */
static inline const struct recent_segment *walk_last_of(const struct walk *walk, unsigned side)
{
	return recent_get(walk->table->recent, walk->fates->last[side],
			  fates_owner(walk->fates, side));
}

/* twins.c: looks for the same packet among the segments before, and counts it. Whether it was
 * captured a few segments before; then that is told. */
void twins_look(struct walk *walk);
bool twins_told(struct walk *walk);

/* sent.c: what the segment sends. Numbers that are skipped and acknowledged all the same. */
void sent_segment(struct walk *walk);
void missed_due(struct walk *walk, unsigned side);

/* again.c: [LEFT, RIGHT) lies below the highest number sent; FILLED: a part of it had been skipped.
 * The segment is the packet of EARLIER, as it seems. */
void again_segment(struct walk *walk, uint32_t left, uint32_t right, bool filled);
bool again_is_another_syn(const struct walk *walk, const struct recent_segment *earlier);
void again_double(struct walk *walk, const struct recent_segment *earlier);

/* openings.c: whether the segment is a SYN of another connection. */
bool opening_is_foreign(struct walk *walk);

/* It may acknowledge a SYN+ACK before the last one: that is the one which counts then. */
void opening_answered(struct walk *walk);

/* Whether it is the SYN of what was captured before it; then its numbers begin with that. */
bool opening_begins(struct walk *walk);

/* A SYN+ACK that was acknowledged before, without the SYN, or without being captured, or a first
 * SYN without the SYN+ACK: earlier copies of it were, perhaps. */
bool opening_comes_late(const struct walk *walk);

/* acked.c: what it acknowledges. All that SIDE sent up to ACK has arrived; ECHO: the segment's
 * timestamp echo belongs to that. */
void acked_segment(struct walk *walk);
void acked_advance(struct walk *walk, unsigned side, uint32_t ack, bool echo);

/* discards.c: the segment has a bad checksum: that is told. False: its numbers tell nothing. What
 * it sends first is kept. FRAME was sent again. What SIDE has sent was acknowledged. Whether
 * EARLIER, which is sent again now, had an old timestamp: that is told. */
bool discard_segment(struct walk *walk);
bool discard_by_stamp(struct walk *walk, const struct recent_segment *earlier);
void discard_keep(struct walk *walk);
void discard_doubt(struct walk *walk); /* the SYN that came before may be damaged */
void discard_repeated(struct walk *walk, uint64_t frame);
void discard_acked(struct walk *walk, unsigned side);

/* challenges.c: the segment is a SYN to who is synchronized; it may answer one. */
void challenge_begins(struct walk *walk);
void challenge_heard(struct walk *walk);

/* crossings.c */
void crossing_begins(struct walk *walk);
void crossing_ends(struct walk *walk);

/* answered.c: the copy that the ACK answers by its time; -1: not known.
 * Whether it answers what was sent between the two. SHOWS had left when no copy had arrived.
 * Nothing had arrived a round trip after copy I was sent, as the path is now. */
int answered_by_time(struct walk *walk, unsigned side, const struct copy_range *range);
bool answered_between(const struct copy_range *range);
void answered_not_yet(const struct walk *walk, struct copy_range *range,
		      const struct recent_segment *shows);

/* Of a SYN, whose copies stand in the wrong order: which of them was answered is not known. */
void answered_unknown(struct walk *walk, struct copy_range *range);
bool answered_too_late_for(const struct walk *walk, unsigned side, const struct copy_range *range,
			   unsigned i);

/* verdicts.c: of what was sent again. */
void verdicts_acked(struct walk *walk, unsigned side, uint32_t una_before, bool echo);
void verdicts_not_yet(struct walk *walk, unsigned side);
void verdicts_selected(struct walk *walk, unsigned side, uint32_t left, uint32_t right);
void verdicts_due(struct walk *walk, unsigned side, bool end);

/* verdicts_anew.c: the same, from what comes later. UNA was acknowledged before. */
void verdicts_reset(struct walk *walk, unsigned side);
void verdicts_duplicate_ack(struct walk *walk, unsigned side);
void verdicts_twice(struct walk *walk, unsigned side, uint32_t left, uint32_t right, uint32_t una);

/* resets.c */
void resets_segment(struct walk *walk);
bool resets_too_soon(const struct walk *walk, const struct recent_segment *segment);
void resets_tell(struct walk *walk, unsigned side, const struct reset *reset,
		 enum fate_event_kind kind, enum fate_grade grade);
void resets_end(struct walk *walk, unsigned side);
void resets_hear_source(struct walk *walk, struct reset *reset); /* resets_source.c */
bool resets_answered(const struct fates_more *more, unsigned side, uint64_t frame);

#endif
