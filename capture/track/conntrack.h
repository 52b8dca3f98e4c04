/* SPDX-License-Identifier: MIT */
/* All connections, and what each segment does: finds its connection or begins one, lets old ones
 * go, and takes the segment.
 *
 * Which connection between the same two ends. A SYN with another number
 *   - begins another connection at once when the known one has ended, was reset, is only being
 *     opened itself, has one side that never spoke, or was silent for FLOW_IDLE_NS: then one end
 *     may have forgotten it (RFC 9293 section 3.5.1);
 *   - in a connection that goes on it changes nothing, for it may be old or forged and gets a
 *     challenge ACK (RFC 5961 section 4.2). It waits: its SYN+ACK, or the same SYN again without
 *     a word of its sender in the old numbers, begins the other connection. The segment was said
 *     in the old one, which counts it; its facts (time, number, options) go on to the new one.
 *   - with another VLAN tag than the first SYN begins another connection beside the known one: two
 *     networks may have the same addresses. Then each has the segments of its tag, and where the
 *     ways back have tags of their own, those that acknowledge its numbers.
 * Until the new connection's SYN+ACK is acknowledged, both are kept, and what is said in the
 * numbers of the old one belongs to that: TIME-WAIT and half-open connections answer a SYN with
 * their old ACK and get a RST for it (RFC 9293 figure 9 and section 3.10.7.4), and nothing was
 * refused.
 *
 * When a connection goes. A live one is kept as long as there is room: no silence ends it. One that
 * has ended is kept for late segments, FLOW_LINGER_NS of packet time (flow_table.h: without
 * jumps of the clock) and FLOW_TABLE_LINGER_MAX of them at most; a segment that comes later than
 * that is counted as a connection of its own. */
#ifndef CONNTRACK_H
#define CONNTRACK_H

#include "flow_table.h"
#include "tracker.h"

struct conntrack;

struct conntrack_options {
	uint32_t max_connections; /* at least 1 */
	bool vlan;                /* VLAN tags tell connections apart */
	bool undescribed; /* nobody is shown the connections: tracker_describe() is left out */
	/* NULL, or whether a segment that would be held back (enum step_verdict) counts: what was
	 * captured behind it tells. */
	bool (*counts)(uint64_t frame, void *context);
	bool (*strays)(uint64_t frame, void *context); /* NULL, or whether it never does */
	/* Called for each connection before it is forgotten. */
	void (*ended)(struct flow *flow, void *context);
	void *context;
};

/* NULL without memory. */
struct conntrack *conntrack_new(const struct conntrack_options *options, struct err *err);
void conntrack_free(struct conntrack *conntrack); /* NULL is allowed; calls nobody */

/* Its table, for what asks the processor to have flows at hand. */
const struct flow_table *conntrack_table(const struct conntrack *conntrack);

/* The place of FLOW, below the most connections: no other has it until this one has ended. */
uint32_t conntrack_index(const struct conntrack *conntrack, const struct flow *flow);

/* Whether FROM has sent a SYN with another number in FLOW, that began no other connection yet. */
bool conntrack_opens_anew(const struct flow *flow, enum side from);

/* Lets go whose time had come when the last segment was taken, for what that brought has been said
 * by now. Then takes SEGMENT, whose flow_table_hash() is HASH, and fills *STEP. Returns its
 * connection, which stays until the next segment; NULL without memory. */
struct flow *conntrack_segment(struct conntrack *conntrack, const struct segment *segment,
			       uint32_t hash, struct step *step, struct err *err);

/* The source has ended: all connections end, in the order of their numbers, where they are
 * described. */
void conntrack_end(struct conntrack *conntrack);

uint32_t conntrack_live(const struct conntrack *conntrack); /* connections that did not end */

#endif
