/* SPDX-License-Identifier: MIT */
/* What a ladder in rows and one to scale have in common. */
#include <stdio.h>

#include "display_width.h"
#include "sentence.h"
#include "svg_ladder.h"

#define HEADING_HEIGHT 48.0
#define NAME_CHARACTER 9.0 /* a character of a name is not wider */
#define LIFELINE_WIDTH 6.0
#define MARGIN 28.0
#define VERDICT_LINE 22.0
#define LOST_AT 0.72 /* of its way: there the arrow of a lost segment ends */
#define DISCARDED_AT 0.98

enum { VERDICT_COLUMNS = 112 };

void svg_segment(struct svg_frame *frame, const struct picture_segment *segment, double x1,
		 double y1, double x2, double y2)
{
	const char *kind = meaning_name(segment->meaning);
	char unsure[24];
	enum arrow arrow = course_arrow(&segment->course);
	if (arrow == ARROW_LOST || arrow == ARROW_DISCARDED) {
		double part = arrow == ARROW_LOST ? LOST_AT : DISCARDED_AT;
		double x = x1 + part * (x2 - x1), y = y1 + part * (y2 - y1);
		svg_line(frame->canvas, SVG_FRONT, kind, x1, y1, x, y);
		svg_cross(frame->canvas, kind, x, y);
		return;
	}
	snprintf(unsure, sizeof unsure, "%s%s", arrow == ARROW_UNSURE ? "unsure " : "", kind);
	svg_arrow(frame->canvas, unsure, x1, y1, x2, y2);
	if (arrow == ARROW_UNSURE)
		svg_words(frame->canvas, "label", x2 + (x2 > x1 ? -20 : 20), y2 - 8, SVG_CENTER,
			  "?");
}

/* A hedged state is dashed; where none is known, there is a thin line. */
void svg_state(struct svg_frame *frame, struct end_state state, double x, double from, double to)
{
	static const char *const kinds[DOING_COUNT] = {
	    [DOING_UNKNOWN] = "s-unknown", [DOING_NOTHING] = "s-none",
	    [DOING_OPENING] = "s-opening", [DOING_DATA] = "s-open",
	    [DOING_CLOSING] = "s-closing", [DOING_WAITING] = "s-waiting",
	};
	const char *kind = kinds[state_doing(state)];
	char hedged[32];
	if (to <= from)
		return;
	if (state.proven && state.state != END_STATE_NONE) {
		svg_box(frame->canvas, SVG_MIDDLE, kind, x - LIFELINE_WIDTH / 2, from,
			LIFELINE_WIDTH, to - from, 0);
		return;
	}
	snprintf(hedged, sizeof hedged, "%s%s", state.proven ? "" : "hedged ", kind);
	svg_line(frame->canvas, SVG_MIDDLE, hedged, x, from, x, to);
}

double svg_heading(struct svg_frame *frame, const struct picture_connection *connection, double y,
		   const double lifelines[2], double width)
{
	bool self = endpoint_equal(&connection->ends[0], &connection->ends[1]);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		const char *role = side_name(frame->lang, (enum side)side);
		if (self && side == SIDE_SERVER)
			role = frame->lang == LANG_ZH ? "同一个套接字" : "the same socket";
		text_clear(&frame->scratch);
		text_endpoint(&frame->scratch, &connection->ends[side]);
		svg_box(frame->canvas, SVG_MIDDLE, "card", lifelines[side] - width / 2, y, width,
			HEADING_HEIGHT, 8);
		svg_words(frame->canvas, "role", lifelines[side], y + 18, SVG_CENTER, role);
		bool fits = (double)frame->scratch.length * NAME_CHARACTER <= width;
		svg_words(frame->canvas, fits ? "name" : "name long", lifelines[side], y + 37,
			  SVG_CENTER, text_c_string(&frame->scratch));
	}
	if (frame->numbered) {
		text_clear(&frame->scratch);
		text_format(&frame->scratch, "#%u", (unsigned)connection->number);
		svg_words(frame->canvas, "name", (lifelines[0] + lifelines[1]) / 2, y + 30,
			  SVG_CENTER, text_c_string(&frame->scratch));
	}
	return y + HEADING_HEIGHT;
}

double svg_verdict(struct svg_frame *frame, const struct picture_connection *connection, double y)
{
	struct text line, all;
	text_init(&line);
	text_init(&all);
	if (connection->verdict.length > 0) {
		text_string(&all, frame->lang == LANG_ZH ? "结论：" : "verdict: ");
		text_bytes(&all, connection->verdict.bytes, connection->verdict.length);
	}
	for (size_t at = 0; at < all.length && !line.failed; y += VERDICT_LINE) {
		size_t length =
		    display_width_wrap(all.bytes + at, all.length - at, VERDICT_COLUMNS);
		text_clear(&line);
		text_bytes(&line, all.bytes + at, length);
		svg_words(frame->canvas, "verdict", MARGIN, y + 20, SVG_START,
			  text_c_string(&line));
		at += length;
	}
	frame->scratch.failed |= line.failed | all.failed;
	text_release(&line);
	text_release(&all);
	return y;
}
