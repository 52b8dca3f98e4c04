/* SPDX-License-Identifier: MIT */
/* Private to the pipeline: one pass over a source, each of its frames by the one way through. */
#ifndef PASS_H
#define PASS_H

#include "chosen.h"
#include "evidence.h"
#include "pipeline.h"

struct pass_options {
	const struct pipeline_options *pipeline;
	enum evidence_pass kind;
	struct notes *notes; /* borrowed; NULL when live */
	/* Borrowed: the first pass adds the connections that the selection takes, the second shows
	 * these; NULL: the selection is asked when a connection is shown. */
	struct chosen *chosen;
	bool shows; /* false: the first of two passes over a file */
};

/* Runs until the source ends or fails, COUNT frames were read, or *STOP; then all connections end.
 * False with the reason when something failed; *SOURCE_FAILED: that was the source. Fills what a
 * pass counts of *STATISTICS, which was zeroed. */
bool pass_run(const struct pass_options *options, struct statistics_event *statistics,
	      bool *source_failed, struct err *err);

#endif
