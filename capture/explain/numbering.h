/* SPDX-License-Identifier: MIT */
/* Which numbers are shown: the real ones, or ones that are the same in each run. */
#ifndef NUMBERING_H
#define NUMBERING_H

#include "event.h"

enum numbering {
	NUMBERING_RAW,       /* as they stand in the header */
	NUMBERING_RELATIVE,  /* sequence numbers from 0 */
	NUMBERING_CANONICAL, /* the reference listing's own: connection N of the capture has N - 1
				more in its client's port and both initial sequence numbers; its
				time */
};

/* Fills what is to be shown of EVENT, whose segment, flow and step are set. */
void numbering_apply(enum numbering numbering, struct segment_event *event);

/* The ends of FLOW as they are to be shown. */
void numbering_ends(enum numbering numbering, const struct flow *flow, struct endpoint ends[2]);

#endif
