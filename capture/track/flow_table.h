/* SPDX-License-Identifier: MIT */
/* Where the flows are: found by both endpoints in either direction, bounded in number. VLAN
 * tags do not tell connections apart (as in Wireshark), unless that is wanted.
 *
 * The hash is keyed with random numbers, so that nobody who sends packets can aim at one bucket;
 * nothing that is shown depends on them. */
#ifndef FLOW_TABLE_H
#define FLOW_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"
#include "segment.h"

struct flow_table;

enum {
	FLOW_TABLE_DEFAULT_MAX = 1000000,
	FLOW_TABLE_LINGER_MAX = 4096, /* ended connections kept for late segments */

	/* One in so many of the most that there may be can have gaps, retransmissions and a long
	 * history remembered: who sends nothing but trouble cannot more than double the memory. */
	FLOW_TABLE_PLAIN = 4,
};

/* An ended connection is kept this long for late segments: 2 MSL (RFC 9293 section 3.4.2, with
 * Linux's and most others' 60 seconds), nanoseconds of packet time. From one packet to the next,
 * FLOW_STEP_NS of that count at most: a clock that jumps gives up nobody. */
#define FLOW_LINGER_NS (60 * INT64_C(1000000000))
#define FLOW_STEP_NS (10 * INT64_C(1000000000))

/* A table of at most MAX flows (at least 1). NULL without memory. */
struct flow_table *flow_table_new(uint32_t max, struct err *err);
void flow_table_heed_vlans(struct flow_table *table); /* before the first flow */
void flow_table_free(struct flow_table *table);       /* with all flows; NULL is allowed */

/* The number by which SEGMENT's flow is looked up, the same for both directions. */
uint32_t flow_table_hash(const struct flow_table *table, const struct segment *segment);

/* Ask the processor to have at hand what a look-up of HASH will need: first the place in the index,
 * then, when that has come, the flow. They change nothing but the time it takes. */
void flow_table_fetch_place(const struct flow_table *table, uint32_t hash);
void flow_table_fetch_flow(const struct flow_table *table, uint32_t hash);

/* The flow that SEGMENT, whose hash is HASH, belongs to, in either direction; NULL when there is
 * none. It stays where it is until flow_table_remove(). */
struct flow *flow_table_find(struct flow_table *table, const struct segment *segment,
			     uint32_t hash);

/* The same for the older of two between these ends, which the newer one has superseded: without
 * the newer one, flow_table_find() finds it. */
struct flow *flow_table_find_superseded(struct flow_table *table, const struct segment *segment,
					uint32_t hash);

/* A new flow, zeroed but for its ends and number, that SEGMENT will find. CLIENT_IS_SOURCE: who is
 * the client. Ask flow_table_due() first, with ROOM: a full table is not added to. NULL without
 * memory. */
struct flow *flow_table_add(struct flow_table *table, const struct segment *segment, uint32_t hash,
			    bool client_is_source, struct err *err);

/* FLOW had a segment just now: it is the last to be given up. ENDED: only kept for late segments.
 */
void flow_table_touch(struct flow_table *table, struct flow *flow, bool ended);

/* The clock goes on to NOW_NS. Whether flow_table_due() may have one without need of room. */
bool flow_table_tick(struct flow_table *table, int64_t now_ns);

/* The next flow that has to go at packet time NOW_NS (or to make room, with ROOM, in a full table):
 * one that ended, or to make room the one that was idle longest. NULL when none has. The caller
 * tells its end and calls flow_table_remove(). *EVICTED: it had not ended, but others need its
 * place. */
struct flow *flow_table_due(struct flow_table *table, int64_t now_ns, bool room, bool *evicted);

void flow_table_remove(struct flow_table *table, struct flow *flow);

/* FLOW's place in the table, below its MAX: no other flow has it before FLOW is removed. */
uint32_t flow_table_index(const struct flow_table *table, const struct flow *flow);

/* All flows, for the end of the source: calls VISIT for each. SORTED: in the order of their
 * numbers. */
void flow_table_visit(struct flow_table *table, bool sorted,
		      void (*visit)(struct flow *flow, void *context), void *context);

uint32_t flow_table_count(const struct flow_table *table); /* flows in the table */
uint32_t flow_table_live(const struct flow_table *table);  /* of these, not ended */

#endif
