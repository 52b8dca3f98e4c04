/* SPDX-License-Identifier: MIT */
/* Private to the pipeline: one pass over a source, each of its frames by the one way through. */
#ifndef PASS_H
#define PASS_H

#include "chosen.h"
#include "evidence.h"
#include "pipeline.h"

/* What stands before the first frame that tells what was not known before it: of what was held back
 * before, that it counts. It is as it will be when the file is read again. */
struct pass_shown {
	bool left;            /* there is such a frame, and nothing is shown from there on */
	uint64_t captured;    /* packets up to it, with it */
	uint64_t connections; /* that ended before it */
};

struct pass_options {
	const struct pipeline_options *pipeline;
	enum evidence_pass kind;
	struct notes *notes; /* borrowed; NULL when live */
	/* Borrowed: what is shown until it has to be left, and, in a pass with its notes, what that
	 * has shown and this one does not; NULL: all is shown. */
	struct pass_shown *shown;
	/* Borrowed: a pass that does not show adds the connections that the selection takes, one
	 * that does shows these; NULL: the selection is asked when a connection is shown. */
	struct chosen *chosen;
	bool shows; /* false: a pass over a file before the one that shows it */
};

/* Runs until the source ends or fails, COUNT frames were read, or *STOP; then all connections end.
 * False with the reason when something failed; *SOURCE_FAILED: that was the source. Fills what a
 * pass counts of *STATISTICS, which was zeroed. */
bool pass_run(const struct pass_options *options, struct statistics_event *statistics,
	      bool *source_failed, struct err *err);

#endif
