/* SPDX-License-Identifier: MIT */
/* Private to write: live, what becomes known of segments that were shown before, for formats that
 * cannot change what they have shown. */
#ifndef NEWS_H
#define NEWS_H

#include "event.h"
#include "lang.h"
#include "text.h"

enum { NEWS_TOLD_MAX = 64 }; /* of more, the oldest are forgotten */

/* Zeroed at first. */
struct news {
	uint64_t told[NEWS_TOLD_MAX]; /* frames that did not simply arrive, as it was said */
	unsigned next;                /* where the next one goes */
};

/* Appends what EVENT's segment tells of earlier frames that is remarkable, or takes back what was
 * told of them: "frame 4: probably lost; frame 5: arrived". Nothing where there is none. */
void text_news(struct text *text, enum lang lang, struct news *news,
	       const struct segment_event *event);

/* The same of what a connection's end tells; and whether there is any. */
void text_last_news(struct text *text, enum lang lang, struct news *news,
		    const struct fates_event *event);
bool news_are_there(const struct news *news, const struct fates_event *event);

#endif
