/* SPDX-License-Identifier: MIT */
/* What became of one copy of a segment, that is of one frame, and how sure that is. */
#ifndef FATE_H
#define FATE_H

#include <stdbool.h>
#include <stdint.h>

/* Fate, name in JSON. Absent where nothing hung on a frame. */
#define FATES(ROW)                                                                                 \
	ROW(FATE_ARRIVED, "arrived")                                                               \
	ROW(FATE_LOST, "lost")                           /* beyond the capture point */            \
	ROW(FATE_LOST_OR_ANSWER, "lost-or-answer")       /* it or its answer was lost, or late */  \
	ROW(FATE_OVERTAKEN, "overtaken")                 /* what was sent later passed earlier */  \
	ROW(FATE_DISCARDED, "discarded")                 /* by its receiver's TCP */               \
	ROW(FATE_CAPTURE_DUPLICATE, "capture-duplicate") /* one packet, captured twice */          \
	ROW(FATE_DUPLICATE, "duplicate")                 /* one packet, doubled by the network */  \
	ROW(FATE_UNKNOWN, "unknown")                     /* it mattered, and nothing tells */      \
	ROW(FATE_PART_LOST, "part-lost")                 /* as "lost", and the rest arrived */

#define FATE_ENUM(fate, name) fate,
enum fate { FATES(FATE_ENUM) FATE_COUNT };
#undef FATE_ENUM

enum fate_grade {
	FATE_SEEN,
	FATE_FOLLOWS,  /* by the rules that every TCP keeps */
	FATE_PROBABLY, /* and how it may be otherwise is rare */
	FATE_CANNOT,   /* be told */
	FATE_GRADES
};

/* What an event tells. */
enum fate_event_kind {
	FATE_EVENT_FATE,        /* `frame` has `fate`; a later one for the same frame replaces it */
	FATE_EVENT_CROSSED,     /* `frame`, a SYN or FIN, and `by`, the other side's, crossed */
	FATE_EVENT_LOST_BEFORE, /* [left, right) was sent before `frame`, their first copy here,
				   and lost before it came here; `by` asked for them. With
				   FATE_CANNOT: no, they came late, in `by` */
	FATE_EVENT_MISSED,      /* [left, right) of `side` passed, and was not captured: the ACK of
				   `frame` covers them */
	FATE_EVENT_NOT_TAKEN,   /* the RST `frame` did not reset its receiver: `by` shows that */
	FATE_EVENT_FORGED,      /* the RST or SYN `frame` was not sent by its source, which goes on,
				   or answers otherwise, in `by` */
	FATE_EVENT_KINDS
};

struct fate_event {
	uint64_t frame; /* that it is about */
	uint64_t by;    /* that tells; 0: the end of the capture */
	uint32_t left, right;
	uint8_t kind;  /* enum fate_event_kind */
	uint8_t fate;  /* enum fate, of FATE_EVENT_FATE */
	uint8_t grade; /* enum fate_grade */
	uint8_t side;  /* enum side: who sent `frame`; of FATE_EVENT_MISSED, who sent the bytes */
	bool was_lost; /* FATE_LOST had been told of `frame`, and is taken back */
};

const char *fate_name(enum fate fate);
const char *fate_grade_name(enum fate_grade grade);
const char *fate_event_kind_name(enum fate_event_kind kind);

#endif
