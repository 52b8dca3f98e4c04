/* SPDX-License-Identifier: MIT */
/* Step in, event out: which phase of its connection a segment belongs to, and which phase it ends.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "classify.h"
#include "event.h"
#include "numbering.h"

/* Fills EVENT for a step of FLOW and its EVIDENCE (NULL: nobody wants any, and no state is shown);
 * CONNECTIONS: how many are under way after it. */
void explain_step(struct flow *flow, const struct segment *segment, const struct step *step,
		  const struct evidence_step *evidence, enum numbering numbering,
		  uint32_t connections, struct segment_event *event);

/* What may be claimed of EVENT, which explain_step() filled: fills CLAIMS, and hands them to it.
 * False without memory for what came before in the connection: then some of it is not claimed. */
bool explain_claims(struct flow *flow, struct segment_event *event, struct claim_set *claims);

const char *phase_name(enum phase phase);

#endif
