/* SPDX-License-Identifier: MIT */
/* Private to write: the words of a ladder's rows. Each replaces what is in TEXT; SCRATCH is
 * overwritten. */
#ifndef LADDER_WORDS_H
#define LADDER_WORDS_H

#include "event.h"
#include "ladder_page.h"
#include "lang.h"
#include "text.h"

/* "client 127.0.0.1:48604" */
void ladder_end_words(struct text *text, enum lang lang, const struct endpoint ends[2],
		      enum side side);

/* "#2 PSH+ACK seq=1 ack=1 len=11 "hello world"", in ROOM columns. Returns whether it tells what a
 * SYN offers, if it does: without room for that it is for a row of its own. */
bool ladder_arrow_words(struct text *text, struct text *scratch, const struct segment_event *event,
			size_t room, const char *ellipsis);

/* "1.033124     +13 µs": since the connection's first segment, and since the one before, at
 * PREVIOUS_NS; that is blank for the FIRST one. As wide as the column for the time. */
void ladder_time_words(struct text *text, struct text *scratch, const struct segment_event *event,
		       bool first, int64_t previous_ns, bool ascii);

#endif
