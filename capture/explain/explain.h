/* SPDX-License-Identifier: MIT */
/* Step in, event out: which phase of its connection a segment belongs to, and which phase it ends.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "classify.h"
#include "event.h"
#include "numbering.h"

/* A segment, and what is known of it. */
struct explain_input {
	struct flow *flow; /* after it; keeps what later segments need */
	const struct segment *segment;
	const struct step *step;
	struct evidence_step *evidence; /* NULL: nobody wants any, and no state is shown */
	enum numbering numbering;
	uint32_t connections; /* under way after it */
	bool only;            /* no other one is shown */
};

/* Fills EVENT, and CLAIMS (NULL: nobody wants any) with what may be claimed of it, to which EVENT
 * points then. False without memory for what came before in the connection: then some of it is not
 * claimed. */
bool explain_segment(const struct explain_input *in, struct segment_event *event,
		     struct claim_set *claims);

/* Live, what is known of a connection's segments only when it ends: what is said of it then tells
 * that, too. */
void explain_fates(const struct fates_event *event);

const char *phase_name(enum phase phase);

#endif
