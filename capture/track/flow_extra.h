/* SPDX-License-Identifier: MIT */
/* Private to track: what only some connections need, allocated when the first need comes. */
#ifndef FLOW_EXTRA_H
#define FLOW_EXTRA_H

#include <stdint.h>

#include "flow.h"
#include "gaps.h"
#include "segment.h"

enum { HISTORY_EXTRA = 52 };

struct side_extra {
	struct gaps gaps;  /* before flow_side.next */
	uint32_t acked_to; /* valid with acked_unseen: ACKs up to here were told already */
	bool acked_unseen; /* the other side acknowledged what was not captured */
	bool end_unseen;   /* with acked_unseen: more than was captured by then */
	bool fin_below;    /* its FIN ends at fin_end, below flow_side.next */
	uint32_t fin_end;
	uint32_t retransmissions; /* with payload, zero windows, content gaps: for the history */
	uint32_t zero_windows;
	uint32_t content_gaps;
};

/* A SYN with another number, in a connection that goes on: until it is answered. Without flags
 * that of the connection before, where this one begins with the same SYN. */
struct pending_syn {
	int64_t time_ns;
	uint32_t seq;
	uint32_t payload_length;
	uint16_t flags;
	uint16_t window;
	bool waits;    /* and its sender did not speak in the old numbers since */
	uint8_t from;  /* enum side */
	uint8_t count; /* how often it was sent */
	uint8_t options_length;
	uint8_t options[40]; /* RFC 9293 section 3.1: the longest header */
};

struct held;

struct flow_extra {
	struct side_extra side[2];
	struct pending_syn syn;
	uint32_t fin_tsval; /* of the last side's FIN that was new: with fin_stamped */
	bool fin_stamped;
	bool fin_jumped;    /* over numbers */
	uint16_t fin_ip_id; /* and its IP identification; 0: none */
	char history[HISTORY_EXTRA];
	struct held *held;     /* owned; NULL until a segment is held back */
	uint32_t counted;      /* what it weighs in the table's ration */
	uint32_t syn_since_us; /* how long before syn.time_ns that was sent first */
};

/* The extra part of FLOW, made when there is none. NULL without memory, or when one in
 * FLOW_TABLE_PLAIN of the table's flows has one already: then what needs it is left out, and the
 * rest goes on. */
struct flow_extra *flow_extra(struct flow *flow);

void flow_extra_free(struct flow_extra *extra); /* NULL is allowed */

/* A side's first FIN, which JUMPED over numbers, or not. */
void flow_extra_keep_fin(struct flow_extra *extra, const struct segment *segment, bool jumped);

/* One past the FIN of SIDE of FLOW, which sent one: what has numbers beyond it is not behind it in
 * the order of its sender. */
uint32_t flow_fin_end(const struct flow *flow, const struct flow_side *side);

/* Whether SEGMENT, which is captured behind the FIN that was kept, was sent before it: by its
 * timestamp (RFC 7323), or without that by an IP identification a few below; where there are none,
 * that it comes SOON, before a repetition of what was lost could, tells it. */
bool flow_extra_precedes_fin(const struct flow_extra *extra, const struct segment *segment,
			     bool soon);

/* Whether FLOW may have an extra when its next segment asks for one; SCARCE: too many have. Returns
 * FLOW. */
static inline struct flow *flow_extra_ration(struct flow *flow, bool scarce)
{
	if (!scarce && !(flow->flags & FLOW_PLAIN))
		return flow;
	bool plain = scarce && !flow->extra;
	flow->flags = plain ? flow->flags | FLOW_PLAIN : flow->flags & ~(uint32_t)FLOW_PLAIN;
	return flow;
}

enum { HELD_WEIGHT = 2 }; /* a segment held back takes the memory of so many extras */

/* What FLOW's extra weighs more than was counted so far: from now on it is. */
static inline uint32_t flow_extra_count(struct flow *flow)
{
	if (!flow->extra)
		return 0;
	uint32_t weight = flow->extra->held ? 1 + HELD_WEIGHT : 1;
	uint32_t more = weight - flow->extra->counted;
	flow->extra->counted = weight;
	return more;
}

#endif
