/* SPDX-License-Identifier: MIT */
/* What is proven of the connections in a flow table, beside what each segment says by itself: the
 * states of both ends, what became of each copy.
 *
 * What is known only later has three ways. Live it is told when it is known. A file is read twice:
 * the first pass keeps notes, and the second says at each segment what is known at the end. */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "end_state.h"
#include "ends.h"
#include "err.h"
#include "fate.h"
#include "flow.h"
#include "notes.h"
#include "segment.h"
#include "tracker.h"

enum evidence_pass {
	EVIDENCE_LIVE,
	EVIDENCE_FIRST,  /* keeps notes */
	EVIDENCE_SECOND, /* shows with them */
};

struct evidence_options {
	enum evidence_pass pass;
	uint32_t max_connections; /* as many as the flow table holds: at least 1 */
	struct notes *notes;      /* borrowed; NULL when live */
	bool brief;               /* nobody asks for ends_step.moves */
};

/* What all checksums of a side are that can be told, but for those that are left to a network card.
 */
enum evidence_sums { SUMS_DIFFER, SUMS_GOOD, SUMS_BAD };

/* What a segment proves, or is proven to be. */
struct evidence_step {
	struct end_state before[2], states[2]; /* client, server */
	struct ends_step ends;                 /* how they came about */
	const struct fate_event *events;       /* live: what became of this and earlier frames */
	size_t event_count;
	bool known;    /* false: there was no room for this connection, and nothing is told */
	bool resets;   /* a RST comes in its connection, or may: live */
	bool live;     /* what is known later is told later: `events`, `ends.correction` */
	bool has_fate; /* from a file */
	enum fate fate;
	enum fate_grade grade;
	uint64_t by;        /* the frame that tells; 0: the end of the capture */
	uint64_t crossed;   /* the frame of the SYN or FIN that crossed this one; 0: none */
	bool offloaded;     /* from a file: its side left its checksums to a network card */
	uint8_t sums;       /* from a file: enum evidence_sums */
	uint64_t forged;    /* of a RST or SYN that its source did not send: what it did send */
	uint64_t not_taken; /* of a RST that did not reset its receiver: what of that tells */
	bool passed_over;   /* and that is certain: its receiver acknowledges numbers beyond it */
	bool lost_before;   /* what it brings was sent before, and lost before it came here */
	bool overtakes;     /* what it brings was sent before, and comes behind it */
	bool overtaken;     /* it was sent before one of its sender that stands before it */
	bool apart;         /* from a file: its connection was probably captured at two places */
	bool goes_on; /* from a file: its connection had ended, and other segments of it follow */
};

/* What is known of a frame when it comes; the fate FATE_COUNT: nothing. */
struct fate_told {
	enum fate fate;
	enum fate_grade grade;
	uint64_t by; /* the frame that tells, or 0 */
};

/* Of FRAME, which made that step; STEP: NULL is allowed. */
struct fate_told evidence_told(const struct evidence_step *step, uint64_t frame);

struct evidence;

/* NULL with the reason. */
struct evidence *evidence_new(const struct evidence_options *options, struct err *err);
void evidence_free(struct evidence *evidence); /* NULL is allowed */

/* Takes a segment of FLOW, which stands at INDEX of its table, after the step that it made. Not put
 * into the loop that calls it, for which there would be too few registers. */
void evidence_segment(struct evidence *evidence, uint32_t index, const struct flow *flow,
		      const struct segment *segment, const struct step *step,
		      struct evidence_step *shown) __attribute__((noinline));

/* The first pass: STEP of frame BY tells of one that was held back that it counts. */
void evidence_note_counts(struct notes *notes, const struct step *step, uint64_t by);

/* Whether it has told so of any frame. */
bool evidence_any_counts(struct notes *notes);

/* Whether FRAME, the next one, is no stray one, though as far as was captured before it its
 * receiver drops it: the first pass has told NOTES. */
bool evidence_counts(struct notes *notes, uint64_t frame);

/* STEP tells of segments that counted that they were stray. */
void evidence_note_strays(struct notes *notes, const struct step *step);

/* Live, before evidence_connection(): what is known of the frames of FLOW only now that it ends, at
 * capture time NOW_NS. *EVENTS is valid until the next call; to be called until it returns 0. */
size_t evidence_last_fates(struct evidence *evidence, uint32_t index, const struct flow *flow,
			   int64_t now_ns, const struct fate_event **events);

/* FLOW is going to be removed from its table, at capture time NOW_NS. */
void evidence_connection(struct evidence *evidence, uint32_t index, const struct flow *flow,
			 int64_t now_ns);

/* The first pass is over, and all connections have ended: notes what the whole file tells. */
void evidence_end(struct evidence *evidence);

/* Whether something was left out for want of room: then some states and fates are not told. */
bool evidence_forgot(const struct evidence *evidence);

/* Whether memory was wanted that was not there, though the bounds allowed it: then something is
 * missing in what was shown. */
bool evidence_no_memory(const struct evidence *evidence);

#endif
