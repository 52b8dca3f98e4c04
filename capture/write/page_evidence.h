/* SPDX-License-Identifier: MIT */
/* Private to write: members of the page's records that tell what is proven, or claimed. */
#ifndef PAGE_EVIDENCE_H
#define PAGE_EVIDENCE_H

#include "event.h"
#include "json.h"
#include "messages.h"

/* "before", "states" as [client, server], with "before_proven", "proven" where one is hedged;
 * "rows": the transitions that led there. */
void page_states(struct json *json, const struct segment_event *event);

/* Why time passed before EVENT; PAUSE_NONE where that is no longer than its path explains. */
enum pause page_pause_before(const struct segment_event *event);

/* "pause":["之后重发...", "1.00 s, then sent again"] where there was one. */
void page_pause(struct json *json, const struct segment_event *event);

/* The segment's fate, "crossed" and, live, "correction". */
void page_evidence(struct json *json, const struct segment_event *event);

#endif
