/* SPDX-License-Identifier: MIT */
/* Private to write: claims as JSON, and what becomes known of earlier segments when it does. */
#ifndef JSON_CLAIMS_H
#define JSON_CLAIMS_H

#include "claim.h"
#include "event.h"
#include "text.h"

/* Appends `,"claims":[...]`; nothing where there is none that says more than the header. TIMELESS:
 * without figures that are times. */
void text_json_claims(struct text *text, const struct claim_set *claims, bool timeless);

/* Appends a line for each fate of a frame that has become known with EVENT, and one for a hedged
 * state that turned out otherwise. Live only: from a file it stands in the segment itself. */
void text_json_known_now(struct text *text, const struct segment_event *event);

/* The same for fates that become known when their connection ends. */
void text_json_fates(struct text *text, const struct fates_event *event);

#endif
