/* SPDX-License-Identifier: MIT */
/* The quiet stretches of a capture: when nothing of a connection was under way. */
#ifndef QUIET_STRETCHES_H
#define QUIET_STRETCHES_H

#include "observed.h"

struct quiet_stretch {
	int64_t from_ns, to_ns;               /* apart_ns from the segments around it */
	const struct observed_segment *after; /* the last segment before it: its states are shown */
};

struct quiet_stretches {
	struct quiet_stretch *items; /* owned; borrow from the observed */
	size_t count, capacity;
	unsigned connections;
};

void quiet_stretches_find(struct quiet_stretches *stretches, const struct observed *observed,
			  int64_t apart_ns);
void quiet_stretches_release(struct quiet_stretches *stretches);

#endif
