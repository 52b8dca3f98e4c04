/* SPDX-License-Identifier: MIT */
/* The one way through: source, decode, flow table, tracker, explain, writers. */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "dump.h"
#include "err.h"
#include "numbering.h"
#include "output.h"
#include "read_progress.h"
#include "selection.h"
#include "source.h"
#include "writers.h"

struct pipeline_options {
	struct source *source;  /* borrowed */
	struct dump *dump;      /* borrowed; NULL: the frames are not kept */
	struct output *output;  /* borrowed: where the writers' text goes */
	struct writers writers; /* each appends to the output's text, or to one of its own */
	struct text *table; /* borrowed, or NULL: of a writer that is shown when all segments are */
	enum numbering numbering;
	const struct selection *selection; /* borrowed: connections that are shown; NULL: all */
	uint32_t max_connections;
	struct read_progress *progress; /* borrowed; NULL: nobody looks at it */
	bool vlan;                      /* VLAN tags tell connections apart */
	uint64_t count;                 /* frames after which to stop; 0: none */
	bool unbuffered;                /* -U: output and dump go out after each frame */
	volatile sig_atomic_t *resized; /* set by the handler of SIGWINCH; NULL: nobody asks */
	const volatile sig_atomic_t
	    *stop; /* set by the handler of SIGINT and SIGTERM: drain, end */
};

/* Whether the source has to be read twice so that the selection can act: source_can_rewind(). */
bool pipeline_selects_ahead(const struct pipeline_options *options);

/* Runs until the source ends or fails, COUNT frames were read, or *STOP. False with the reason when
 * something failed; what was read before is written all the same, each writer is told the end, and
 * *STATISTICS is filled. A reader of the output or of the dump that goes away ends the run, and is
 * no failure. */
bool pipeline_run(const struct pipeline_options *options, struct statistics_event *statistics,
		  struct err *err);

#endif
