/* SPDX-License-Identifier: MIT */
#include "svg_title.h"

#include <string.h>
#include <time.h>

#include "display_width.h"

#define MARGIN 24.0
#define LINE 20.0
#define BELOW 14.0

enum { COLUMNS = 116, TITLE_COLUMNS = 100 };

size_t svg_title_length(const struct origin *origin)
{
	return strcspn(origin->title, "\n");
}

/* One line of what was given, broken where the picture ends. */
static double paragraph(struct svg_frame *frame, const char *kind, const char *bytes, size_t length,
			size_t columns, double y)
{
	for (size_t at = 0, part; at < length; at += part, y += LINE) {
		part = display_width_wrap(bytes + at, length - at, columns);
		text_clear(&frame->scratch);
		text_bytes(&frame->scratch, bytes + at, part);
		svg_words(frame->canvas, kind, MARGIN, y + LINE - 4, SVG_START,
			  text_c_string(&frame->scratch));
	}
	return y;
}

/* When the first segment that is drawn was captured, in UTC. */
static void date(struct text *text, const struct picture *picture)
{
	const struct picture_connection *first = &picture->connections[0];
	if (picture->count == 0 || first->timeless || picture_kept(first) == 0)
		return;
	time_t seconds = (time_t)(picture_segment_at(first, 0)->time_ns / 1000000000);
	struct tm tm;
	char words[64];
	if (!gmtime_r(&seconds, &tm) ||
	    strftime(words, sizeof words, "%Y-%m-%d %H:%M:%S UTC", &tm) == 0)
		return;
	text_string(text, text->length > 0 ? " \xc2\xb7 " : "");
	text_string(text, words);
}

static double caption(struct svg_frame *frame, const struct origin *origin,
		      const struct picture *picture, double y)
{
	struct text *text = &frame->scratch;
	text_clear(text);
	text_string(text, origin->source ? origin->source : "");
	date(text, picture);
	if (origin->kernel) {
		text_string(text, text->length > 0 ? " \xc2\xb7 " : "");
		text_string(text, origin->kernel);
	}
	if (text->length == 0)
		return y;
	svg_words(frame->canvas, "note", MARGIN, y + LINE - 4, SVG_START, text_c_string(text));
	return y + LINE;
}

double svg_title(struct svg_frame *frame, const struct origin *origin,
		 const struct picture *picture, double y)
{
	if (!origin->title)
		return y;
	const char *at = origin->title;
	size_t length = svg_title_length(origin);
	y = paragraph(frame, "name", at, length, TITLE_COLUMNS, y);
	for (at += length; *at == '\n'; at += length) {
		length = strcspn(++at, "\n");
		y = paragraph(frame, "verdict", at, length, COLUMNS, y);
	}
	return caption(frame, origin, picture, y) + BELOW;
}
