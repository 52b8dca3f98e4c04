/* SPDX-License-Identifier: MIT */
/* Private to track: which connection between the same two ends a segment belongs to. The rules
 * stand in conntrack.h. */
#ifndef REUSE_H
#define REUSE_H

#include "flow.h"
#include "segment.h"

/* Whether SEGMENT, whose ends are FLOW's, begins another connection between them. */
bool reuse_begins_anew(const struct flow *flow, const struct segment *segment);

/* SEGMENT is a SYN with another number in FLOW, which goes on: it waits for its answer. */
void reuse_remember(struct flow *flow, enum side from, const struct segment *segment);

/* Whether SEGMENT is the SYN that waits in OLD, or waited there: in *LAST, for the connection that
 * begins with it. */
struct pending_syn;
bool reuse_repeats(const struct flow *old, const struct segment *segment, struct pending_syn *last);

/* A segment of the old numbers came from FROM: a SYN that it sent is no longer repeated without a
 * word in between, and it does not open anew instead of what it speaks of. */
void reuse_speaks_on(struct flow *flow, enum side from);

/* The SYN that waits in FLOW, when SEGMENT is its SYN+ACK: in *SYN, whose options belong to FLOW.
 */
bool reuse_answered(const struct flow *flow, const struct segment *segment, struct segment *syn);

/* NEWER has not been answered yet, and OLDER is the connection before it between the same ends:
 * whether SEGMENT, in the numbers of OLDER, is said in that one. */
bool reuse_is_of_older(const struct flow *older, const struct flow *newer,
		       const struct segment *segment);

/* Whether SEGMENT is a SYN of who got that of NEWER, and goes by it: it was answered in OLDER, so
 * that the two SYNs do not cross (RFC 9293 figure 7). */
bool reuse_opens_behind(const struct flow *older, const struct flow *newer,
			const struct segment *segment);

#endif
