/* SPDX-License-Identifier: MIT */
/* Private to evidence: the last segments of all connections, in a ring: when something is sent
 * again, here is found what was sent before. Bounded; what was overwritten is not found. */
#ifndef RECENT_H
#define RECENT_H

#include <stdbool.h>
#include <stdint.h>

/* By what one packet is told from another, and which was sent first. */
struct sent_mark {
	uint64_t frame;
	uint32_t tsval;
	uint16_t ip_id; /* 0: none */
	bool has_timestamps;
	bool discarded; /* by its receiver: its fate is known */
};

struct recent_segment {
	struct sent_mark mark;
	int64_t time_ns;
	uint32_t owner;       /* who sent it: a number for each side of each connection */
	uint32_t previous;    /* serial of the owner's segment before it, 0 for none */
	uint32_t left, right; /* the sequence numbers that it takes */
	uint32_t ack;
	uint32_t echo; /* of its timestamps; 0: none */
	uint32_t link; /* interface and direction, as in fates_input */
	uint16_t window;
	/* All of them in 16 bits: there are many of this. */
	uint16_t flags : 10; /* enum tcp_flag */
	uint16_t late : 1;   /* by its IP identification: sent before what stands before it */
	uint16_t fills : 1;  /* what had been skipped, sent again as it seems */
	uint16_t beyond_window : 1; /* of what its receiver had offered */
	uint16_t twin : 1;          /* the same packet, as it seems, stands there once more */
	uint16_t asks : 1;          /* answers what came behind something that it lacks */
	uint16_t told : 1;          /* what can be told of it where nobody acknowledges it */
};

struct recent;

/* SIZE is a power of 2. NULL without memory. */
struct recent *recent_new(uint32_t size);
void recent_free(struct recent *recent); /* NULL is allowed */

/* Returns its serial number, never 0. */
uint32_t recent_add(struct recent *recent, const struct recent_segment *segment);

/* NULL when OWNER's segment SERIAL is not there any more. Valid until the next recent_add(). */
const struct recent_segment *recent_get(const struct recent *recent, uint32_t serial,
					uint32_t owner);

/* Of the segment SERIAL, which is there. */
void recent_set_twin(struct recent *recent, uint32_t serial);

/* When SEGMENT left its sender, at the latest, by the clock of the capture: its timestamp tells
 * that the path held it for long, where that counts milliseconds or less often (RFC 7323
 * section 5.4), by the STEPS segments before it. */
int64_t recent_left(const struct recent *recent, const struct recent_segment *segment,
		    unsigned steps);

/* What is known of the order in which one side sent two segments. */
enum sent_order {
	SENT_SAME,   /* one packet, twice on the wire or twice in the capture */
	SENT_BEFORE, /* the later captured was sent before the earlier captured */
	SENT_AFTER,  /* and after it */
	SENT_APART,  /* two packets, in an unknown order */
	SENT_UNTOLD, /* one or two */
};

/* How LATER and EARLIER, in the order of their capture, were sent: by timestamps (RFC 7323), then
 * by IP identifications, which tell an order when ORDERED. */
enum sent_order sent_order(const struct sent_mark *earlier, const struct sent_mark *later,
			   bool ordered);

/* The last IP identification of OWNER, not one that came late; 0: none among its last segments from
 * SERIAL on. */
uint16_t recent_identification(const struct recent *recent, uint32_t serial, uint32_t owner);

/* Whether the IP identifications of OWNER, nonzero ones, rose by small steps over its last 8
 * segments from SERIAL on; where there are two, with NEXT between them, which is captured behind
 * these (RFC 6864 does not ask for it; some stacks draw them at random). */
bool recent_identifications_rise(const struct recent *recent, uint32_t serial, uint32_t owner,
				 uint16_t next);

#endif
