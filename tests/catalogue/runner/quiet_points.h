/* SPDX-License-Identifier: MIT */
/* The states that the sniffer shows against the kernel's own.
 *
 * A passive observer cannot tell a segment that was sent from one that has arrived, so the two are
 * compared at quiet points only: some milliseconds after a segment of the connection and before its
 * next one (QUIET_APART_MS, and over a path as much more as that took), with nothing unacknowledged
 * in either direction. What the kernel holds then is exact. A side without a socket is CLOSED;
 * while somebody listens at its end it may be called LISTEN as well. */
#ifndef QUIET_POINTS_H
#define QUIET_POINTS_H

#include "kernel_monitor.h"
#include "observed.h"
#include "scenario.h"

enum { QUIET_APART_MS = 5 };

struct quiet_points {
	struct text words;   /* the disagreements, with ; between them */
	struct text moments; /* a line for each point, and for each disagreement */
	unsigned compared;
	unsigned missed; /* quiet for 35 ms, and the monitor had no look */
};

/* SCENARIO: its accepted disagreements (kernel-differs). To be released in any case. */
void quiet_points_compare(struct quiet_points *points, const struct observed *observed,
			  const struct kernel_monitor *monitor, const struct scenario *scenario,
			  int64_t apart_ms);
void quiet_points_release(struct quiet_points *points);

#endif
