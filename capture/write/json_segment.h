/* SPDX-License-Identifier: MIT */
/* Private to write: a segment as JSON. */
#ifndef JSON_SEGMENT_H
#define JSON_SEGMENT_H

#include "community_id.h"
#include "event.h"
#include "payload_limit.h"
#include "text.h"

enum {
	JSON_IDS_KEPT = 65536,
	JSON_ENDS_KEPT = 256,
	JSON_ENDS_MAX = 171 + 19 + COMMUNITY_ID_LENGTH
};

/* What each segment says of its connection's ends, from `conn` to `community_id`, and the second of
 * its time: the last that were written, so that not all segments write them anew. All zeros: none
 * yet.
 */
struct json_ends {
	struct json_ends_text {
		uint32_t number; /* of the connection; 0: none */
		uint8_t from;    /* enum side */
		uint8_t length;
		char text[JSON_ENDS_MAX];
	} kept[JSON_ENDS_KEPT];
	struct json_id {
		uint32_t number; /* of the connection; 0: none */
		char text[COMMUNITY_ID_LENGTH];
	} ids[JSON_IDS_KEPT];
	struct json_second {
		int64_t second; /* since 1970; 0: none */
		uint8_t length;
		char text[DECIMAL_MAX];
	} second;
};

/* Writes the Community ID of connection NUMBER, which has these two ends (community_id.h). */
char *put_kept_id(char *at, struct json_ends *ends, uint32_t number, const struct endpoint *one,
		  const struct endpoint *other);

/* Appends the line of a segment, and those of what has become known with it. */
void text_json_segment(struct text *text, const struct segment_event *event,
		       const struct payload_limit *limit, struct json_ends *ends);

#endif
