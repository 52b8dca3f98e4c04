/* SPDX-License-Identifier: MIT */
/* The states that the sniffer shows against the kernel's own.
 *
 * A passive observer cannot tell a segment that was sent from one that has arrived, so the two are
 * compared at quiet points only: 5 ms after a segment of the connection and 5 ms before its next
 * one, with nothing unacknowledged in either direction. What the kernel holds then is exact. A side
 * without a socket is CLOSED; while somebody listens at its end it may be called LISTEN as well. */
#ifndef QUIET_POINTS_H
#define QUIET_POINTS_H

#include "kernel_monitor.h"
#include "observed.h"
#include "scenario.h"

struct quiet_points {
	struct text words;   /* the disagreements, with ; between them */
	struct text moments; /* a line for each point, and for each disagreement */
	unsigned compared;
	unsigned missed; /* quiet for 35 ms, and the monitor had no look */
};

/* SCENARIO: its accepted disagreements (unwitnessed). To be released in any case. */
void quiet_points_compare(struct quiet_points *points, const struct observed *observed,
			  const struct kernel_monitor *monitor, const struct scenario *scenario);
void quiet_points_release(struct quiet_points *points);

#endif
