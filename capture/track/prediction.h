/* SPDX-License-Identifier: MIT */
/* Private to track: header prediction (Van Jacobson, RFC 1323 section 4.2.1): most segments are the
 * next one of an open connection, and change a handful of numbers. */
#ifndef PREDICTION_H
#define PREDICTION_H

#include "flow.h"
#include "tracker.h"

/* What tracker_step() does, where SEGMENT, which FROM has sent, is such a one. False, and nothing
 * is changed, where it is not. */
bool prediction_step(struct flow *flow, enum side from, const struct segment *segment,
		     struct step *step);

/* To be called when the full way has moved FLOW: sees whether its next segment may be such a one.
 */
void prediction_prepare(struct flow *flow);

/* To be called when a segment of FROM has described FLOW: sees what of it describes no more. */
void prediction_described(struct flow *flow, enum side from, const struct segment *segment);

/* Whether SEGMENT, which made that STEP, describes the connection no further. */
bool prediction_describes_nothing(const struct flow *flow, const struct segment *segment,
				  const struct step *step);

#endif
