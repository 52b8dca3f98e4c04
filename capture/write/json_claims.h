/* SPDX-License-Identifier: MIT */
/* Private to write: claims as JSON, and what becomes known of earlier segments when it does. */
#ifndef JSON_CLAIMS_H
#define JSON_CLAIMS_H

#include "claim.h"
#include "event.h"
#include "text.h"

/* More than all claims of a set take, each of them less than 512 bytes. */
enum { JSON_CLAIMS_MAX = (CLAIMS_MAX + 1) * 512 };

/* Writes `,"claims":[...]` at AT, where JSON_CLAIMS_MAX bytes are free; nothing where there is none
 * that says more than the header. TIMELESS: without figures that are times. Returns where it ended
 * (put.h). CLAIMS: NULL is allowed. */
char *put_json_claims(char *at, const struct claim_set *claims, bool timeless);

/* Appends the same. */
void text_json_claims(struct text *text, const struct claim_set *claims, bool timeless);

/* Appends a line for each fate of a frame that has become known with EVENT, and one for a hedged
 * state that turned out otherwise. Live only: from a file it stands in the segment itself. */
void text_json_known_now(struct text *text, const struct segment_event *event);

/* The same for fates that become known when their connection ends. */
void text_json_fates(struct text *text, const struct fates_event *event);

#endif
