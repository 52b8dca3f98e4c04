/* SPDX-License-Identifier: MIT */
/* What the claims about a segment say, in one sentence; and those about a connection, as its
 * verdict. With figures that were measured in the capture, except times when they are not wanted
 * (event or connection timeless). */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "event.h"
#include "lang.h"
#include "messages.h"
#include "text.h"

/* Appends one sentence, without a newline; nothing when nobody asked for claims. */
void text_sentence(struct text *text, enum lang lang, const struct segment_event *event);

/* Appends the verdict on FLOW as far as it got, without a newline. */
void text_verdict(struct text *text, enum lang lang, const struct flow *flow, bool timeless);

#endif
