/* SPDX-License-Identifier: MIT */
/* What a segment does to its connection: states, labels, facts. */
#ifndef TRACKER_H
#define TRACKER_H

#include <stdbool.h>

#include "flow.h"
#include "held_jump.h"
#include "label.h"
#include "segment.h"

/* What its receiver does with a segment: judged before it moves any number (judge.h). */
enum step_verdict {
	VERDICT_TAKEN,          /* every segment but the following */
	VERDICT_OUTSIDE_WINDOW, /* a RST that its receiver drops */
	VERDICT_CHALLENGED,     /* a RST or SYN probably answered with a challenge ACK */
	VERDICT_PENDING,        /* a RST that resets unless its receiver goes on; a SYN with another
				   number, which begins a connection when it is answered */
	VERDICT_FROM_NOBODY,    /* a RST that refuses: its sender has no such connection */
	VERDICT_HELD,           /* its receiver drops it, as far as was captured (held.h) */
	VERDICT_NO_TCP,         /* it has none of SYN, ACK and RST, and is dropped */
};

/* Whether its receiver drops a segment with this verdict, which is no SYN and no RST. */
static inline bool verdict_drops(enum step_verdict verdict)
{
	return verdict == VERDICT_HELD || verdict == VERDICT_NO_TCP;
}

struct step {
	enum side from;
	uint32_t relative_seq; /* counted from the sender's initial sequence number */
	uint32_t relative_ack; /* from the receiver's; the header's where the ACK flag is not set */
	label_set labels;
	bool first;       /* it began the connection */
	bool established; /* it completed the opening */
	bool ended;       /* it closed or reset the connection */
	bool stray_ack;   /* of a RST: held_resets_with_stray_ack() */
	bool foreign;     /* of a RST: it has another TTL than its side: judge_is_foreign() */
	bool fin_below;   /* its FIN lies below numbers that are none of its sender */
	uint32_t facts;   /* flow.flags that it set */
	uint32_t before;  /* flow.flags before it */
	enum step_verdict verdict;
	/* Before it, one that was held back is taken: of released_from; NULL: none. Until the
	 * connection's next segment. The labels are its own; what it set is in `facts`, too. */
	const struct segment *released;
	enum side released_from;
	label_set released_labels;
	uint32_t released_facts;
	/* Before it some counted that were held back: it tells that they were stray. NULL: not. */
	const struct held_jump *strays;
	uint64_t released_again; /* frame of the last one that is the same as that; 0: none */
	/* Frame of a SYN+ACK that was held back, and that its receiver has not taken: it
	 * acknowledges the other one; 0: none. */
	uint64_t renounced;
};

/* Whether the sender of SEGMENT, the first one of its connection, is the client: it sends a SYN;
 * the other end sends SYN+ACK; or, with no SYN seen, it has the higher port. */
bool tracker_client_is_source(const struct segment *segment);

/* FLOW is new and SEGMENT is its first. REUSED: there was a connection between these ends before.
 */
void tracker_begin(struct flow *flow, const struct segment *segment, bool reused);

/* Takes one segment of FLOW. */
void tracker_step(struct flow *flow, const struct segment *segment, struct step *step);

/* SEGMENT, with that STEP, was held back just now: but it counts. */
void tracker_take_held(struct flow *flow, const struct segment *segment, struct step *step);

/* It was held back just now, and never counts. */
void tracker_drop_held(struct flow *flow, const struct step *step);

/* What only describes the connection in the end, with that STEP: Zeek's history and states,
 * completeness. */
void tracker_describe(struct flow *flow, const struct segment *segment, const struct step *step);

/* Wireshark's bits of tcp.completeness. */
enum {
	COMPLETENESS_SYN = 1,
	COMPLETENESS_SYN_ACK = 2,
	COMPLETENESS_ACK = 4,
	COMPLETENESS_DATA = 8,
	COMPLETENESS_FIN = 16,
	COMPLETENESS_RST = 32,
};

#endif
