/* SPDX-License-Identifier: MIT */
/* What a segment says, in one sentence for a person who learns TCP; and what became of a
 * connection, and why. With figures that were measured in the capture, except when they are not
 * wanted (event or connection timeless). */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "common_options.h"
#include "event.h"
#include "text.h"

/* Appends one sentence, without a newline. */
void text_sentence(struct text *text, enum lang lang, const struct segment_event *event);

/* Appends the verdict on FLOW as far as it got, without a newline. */
void text_verdict(struct text *text, enum lang lang, const struct flow *flow, bool timeless);

/* "客户端" or "client". */
const char *side_name(enum lang lang, enum side side);

#endif
