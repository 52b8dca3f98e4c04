/* SPDX-License-Identifier: MIT */
#include "ladder_words.h"

#include "display_width.h"
#include "figure.h"

/* So much of a payload is worth more than what a SYN offers. */
enum { PAYLOAD_COLUMNS = 16 };

void ladder_end_words(struct text *text, enum lang lang, const struct endpoint ends[2],
		      enum side side)
{
	text_clear(text);
	if (side == SIDE_SERVER && endpoint_equal(&ends[SIDE_CLIENT], &ends[SIDE_SERVER])) {
		text_string(text, lang == LANG_ZH ? "同一个套接字" : "the same socket");
		return;
	}
	text_string(text, side_name(lang, side));
	text_char(text, ' ');
	text_endpoint(text, &ends[side]);
}

bool ladder_arrow_words(struct text *text, struct text *scratch, const struct segment_event *event,
			size_t room, const char *ellipsis)
{
	size_t payload = event->segment->payload_length > 0 ? PAYLOAD_COLUMNS : 0;
	text_clear(text);
	text_clear(scratch);
	if (!event->alone) {
		text_char(text, '#');
		text_decimal(text, event->flow->number);
		text_char(text, ' ');
	}
	text_segment(text, event);
	text_offers(scratch, event->segment);
	bool told = scratch->length == 0 || text->length + scratch->length + payload <= room;
	if (told)
		text_bytes(text, scratch->bytes, scratch->length);
	if (text->failed || text->length + 1 >= room)
		return told;
	size_t before = text->length;
	text_char(text, ' ');
	text_excerpt(text, scratch, event->segment, room - text->length, ellipsis);
	if (text->length == before + 1)
		text->length = before;
	return told;
}

void ladder_time_words(struct text *text, struct text *scratch, const struct segment_event *event,
		       bool first, int64_t previous_ns, bool ascii)
{
	text_clear(text);
	text_clear(scratch);
	text_since_first(text, event->time_ns - event->flow->first_ns);
	if (!first)
		text_since_previous(scratch, previous_ns - event->flow->first_ns,
				    event->time_ns - event->flow->first_ns, ascii);
	size_t used = display_width(scratch->bytes, scratch->length);
	if (used <= SINCE_PREVIOUS_MAX)
		text_spaces(text, SINCE_PREVIOUS_MAX + 1 - used);
	text_bytes(text, scratch->bytes, scratch->length);
}
