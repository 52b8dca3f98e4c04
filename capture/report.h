/* SPDX-License-Identifier: MIT */
/* What the sniffer says on stderr about itself: not about TCP. */
#ifndef REPORT_H
#define REPORT_H

#include "event.h"
#include "options.h"
#include "source.h"

/* Packets are being captured, or will be read. */
void report_start(const struct sniffer_options *options, enum lang lang,
		  const struct source *source);

/* What was captured, received and dropped (live), and what could not be used (verbose). */
void report_end(const struct sniffer_options *options, const struct source *source,
		const struct statistics_event *statistics);

#endif
