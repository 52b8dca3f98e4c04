/* SPDX-License-Identifier: MIT */
/* What the sniffer says on stderr about itself: not about TCP. */
#ifndef REPORT_H
#define REPORT_H

#include "event.h"
#include "live_view.h"
#include "options.h"
#include "source.h"

/* Packets are being captured, or will be read. */
void report_start(const struct sniffer_options *options, enum lang lang,
		  const struct source *source);

/* Where VIEW is served; LEFT_OUT: its port, when that is not captured, or 0. */
void report_view(const struct live_view *view, uint16_t left_out);

/* What was captured, received and dropped (live), and what could not be used (verbose). */
void report_end(const struct sniffer_options *options, const struct source *source,
		const struct statistics_event *statistics);

/* Of packets that were all read: that none of them has a segment, and why. */
void report_no_segment(const struct sniffer_options *options,
		       const struct statistics_event *statistics);

/* False with the reason: not one packet of SOURCE is of a link type that is understood. */
bool report_is_understood(const struct source *source, const struct statistics_event *statistics,
			  struct err *err);

#endif
