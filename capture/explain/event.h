/* SPDX-License-Identifier: MIT */
/* What the writers are told: a segment with its place in the connection's life, a connection's
 * end, the totals. */
#ifndef EVENT_H
#define EVENT_H

#include <stdint.h>

#include "claim.h"
#include "decode.h"
#include "evidence.h"
#include "flow.h"
#include "milestone.h"
#include "segment.h"
#include "tracker.h"

#define PHASES(ROW)                                                                                \
	ROW(PHASE_NONE, "none") /* before the first segment */                                     \
	ROW(PHASE_OPEN, "open")                                                                    \
	ROW(PHASE_DATA, "data")                                                                    \
	ROW(PHASE_CLOSE, "close")

#define PHASE_ENUM(phase, name) phase,
enum phase { PHASES(PHASE_ENUM) PHASE_COUNT };
#undef PHASE_ENUM

/* Pointers are valid during the call that hands the event over. */
struct segment_event {
	const struct segment *segment; /* as captured */
	const struct flow *flow;       /* after it */
	const struct step *step;
	/* As they are to be shown: real, relative or canonical (numbering.h). */
	struct endpoint source, destination;
	uint32_t seq, ack;
	int64_t time_ns;
	int64_t before_us; /* since the connection's last segment; CAUSE_UNKNOWN (causes.h) */
	struct end_state before[2];           /* client, server: before this segment */
	struct end_state states[2];           /* and after it */
	const struct evidence_step *evidence; /* NULL: nobody wants any */
	enum phase phase;
	enum milestone over_before;     /* a phase that was over when this segment came */
	enum milestone over_now;        /* a phase that this segment completed */
	const struct claim_set *claims; /* what may be claimed of it; NULL: nobody asked */
	bool only;                      /* no other connection is shown: it needs no number */
	bool alone;                     /* none is under way: a milestone needs no address */
	bool timeless;                  /* --canonical: no time is to be shown */
};

/* Whether the connection has ended with it, or before, and as far as is known no other segment of
 * it follows: then its verdict is due. Live, one that follows all the same may change it. */
static inline bool event_concludes(const struct segment_event *event)
{
	const unsigned over = FLOW_CLOSED | FLOW_RESET;
	const struct evidence_step *evidence = event->evidence;
	bool ended = event->step->ended || (event->step->before & event->flow->flags & over);
	return ended && !(evidence && evidence->goes_on);
}

struct connection_event {
	const struct flow *flow;
	struct endpoint ends[2]; /* client, server, as they are to be shown */
	bool timeless;           /* --canonical: no time is to be shown */
};

/* Live: what is known of earlier frames only when their connection ends, before its event. */
struct fates_event {
	const struct connection_event *connection;
	const struct fate_event *events;
	size_t count;
};

struct statistics_event {
	uint64_t captured; /* packets read that passed the filter */
	uint64_t received; /* the same, as the kernel counted them */
	uint64_t dropped;  /* by kernel and interface */
	uint64_t segments;
	uint64_t connections; /* without stray pairs */
	uint64_t stray;       /* pairs of ends whose segments opened no connection */
	uint64_t evicted;     /* connections given up to make room for others */
	bool forgot;          /* there was no room for all that is proven: some is not told */
	uint64_t results[DECODE_RESULT_COUNT]; /* packets for each result of decoding */
};

#endif
