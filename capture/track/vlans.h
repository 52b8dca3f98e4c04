/* SPDX-License-Identifier: MIT */
/* Private to track: connections between the same two ends that go on at the same time, each in a
 * VLAN of its own, where VLAN tags are no part of a connection. */
#ifndef VLANS_H
#define VLANS_H

#include "flow.h"
#include "segment.h"

/* Whether SEGMENT is a SYN of FLOW's client with another number and another VLAN tag than its first
 * one had, while FLOW is not over: two networks may have the same addresses. */
bool vlans_open_beside(const struct flow *flow, const struct segment *segment);

/* FLOW is one of several that VLAN tags keep apart: how well SEGMENT, of the same ends, fits it: by
 * its tag, or by what it acknowledges, for each direction may have a tag of its own, or none. 0:
 * nothing tells. */
unsigned vlans_fit(const struct flow *flow, const struct segment *segment);

/* Whether FLOW is one that a newer one of SEGMENT's VLAN has superseded; of any VLAN, where they
 * keep nothing apart. */
bool vlans_superseded(const struct flow *flow, const struct segment *segment);

#endif
