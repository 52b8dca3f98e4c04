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

/* Whether SEGMENT, which made that STEP, describes the connection no further. */
bool prediction_describes_nothing(const struct flow *flow, const struct segment *segment,
				  const struct step *step);

#endif
