/* SPDX-License-Identifier: MIT */
/* One scenario in a process, a session and a network of its own. */
#ifndef SCENARIO_WORKER_H
#define SCENARIO_WORKER_H

#include <sys/types.h>

#include "playing.h"

struct worker {
	pid_t pid;
	int fd;             /* owned: from it comes the outcome, until its end */
	int64_t started_ms; /* by clock_monotonic_ms() */
};

/* Starts one that plays NAME; OPTIONS' network counts only where it is NETWORK_HOST. False with the
 * reason. */
bool worker_start(struct worker *worker, const struct playing_options *options, const char *name,
		  struct err *err);

/* What came from a worker, BYTES, as an outcome; of one that died, and how it did. Waits for its
 * end. */
void worker_outcome(struct worker *worker, const struct text *bytes, struct outcome *outcome);

#endif
