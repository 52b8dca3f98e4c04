/* SPDX-License-Identifier: MIT */
/* Private to write: a segment as JSON. */
#ifndef JSON_SEGMENT_H
#define JSON_SEGMENT_H

#include "event.h"
#include "text.h"

enum { JSON_ENDS_KEPT = 256, JSON_ENDS_MAX = 171 };

/* What each segment says of its connection's ends, from `conn` to `dport`, and the second of its
 * time: the last that were written, so that not all segments write them anew. All zeros: none yet.
 */
struct json_ends {
	struct json_ends_text {
		uint32_t number; /* of the connection; 0: none */
		uint8_t from;    /* enum side */
		uint8_t length;
		char text[JSON_ENDS_MAX];
	} kept[JSON_ENDS_KEPT];
	struct json_second {
		int64_t second; /* since 1970; 0: none */
		uint8_t length;
		char text[DECIMAL_MAX];
	} second;
};

/* Appends the line of a segment, and those of what has become known with it. */
void text_json_segment(struct text *text, const struct segment_event *event,
		       struct json_ends *ends);

#endif
