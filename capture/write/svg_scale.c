/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "sentence.h"
#include "svg_ladder.h"

#define AXIS_X 76.0
#define CLIENT_X 140.0
#define SERVER_X 420.0
#define ELBOW_X 440.0
#define WORDS_X 462.0
#define NAME_WIDTH 250.0
#define ABOVE_AXIS 18.0
#define BELOW_AXIS 18.0
#define WORDS_ROW 19.0
#define NOTE_ROW 17.0
#define ROW_GAP 5.0
#define PAUSE_HEIGHT 24.0
#define LEAST_HEIGHT 240.0
#define MOST_HEIGHT 1200.0

enum { TICKS = 8 }; /* about so many */

static const double lifeline_x[2] = {CLIENT_X, SERVER_X};

/* The time's axis: from its first segment, in microseconds. */
struct axis {
	double top, height;
	int64_t start_ns;
	uint64_t lasts_us; /* not 0 */
};

static uint64_t since_us(const struct axis *axis, const struct picture_segment *segment)
{
	int64_t ns = segment->time_ns - axis->start_ns;
	return ns > 0 ? (uint64_t)ns / 1000 : 0;
}

static double axis_y(const struct axis *axis, uint64_t us)
{
	return axis->top + axis->height * (double)us / (double)axis->lasts_us;
}

/* 1, 2 or 5 times a power of ten, so that about TICKS of them are LASTS_US. */
static uint64_t tick_us(uint64_t lasts_us)
{
	uint64_t tick = 1;
	for (;;) {
		static const unsigned steps[] = {1, 2, 5};
		for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
			if (tick * steps[i] * TICKS >= lasts_us)
				return tick * steps[i];
		tick *= 10;
	}
}

static void draw_axis(struct svg_frame *frame, const struct axis *axis)
{
	uint64_t tick = tick_us(axis->lasts_us);
	svg_line(frame->canvas, SVG_MIDDLE, "axis", AXIS_X, axis->top, AXIS_X,
		 axis->top + axis->height);
	for (uint64_t us = 0; us <= axis->lasts_us; us += tick) {
		double y = axis_y(axis, us);
		svg_line(frame->canvas, SVG_MIDDLE, "axis", AXIS_X - 5, y, AXIS_X, y);
		text_clear(&frame->scratch);
		text_time(&frame->scratch, us, false);
		svg_words(frame->canvas, "time", AXIS_X - 9, y + 4, SVG_END,
			  text_c_string(&frame->scratch));
	}
}

/* "0.000026 s +13 µs; client SYN-SENT, server SYN-RECEIVED; retransmission" */
static void text_note(struct text *text, enum lang lang, const struct picture_segment *segment,
		      const struct picture_segment *first)
{
	const char *separator = "; ";
	text_since_first(text, segment->time_ns - first->time_ns);
	text_string(text, segment == first ? " s" : " s ");
	if (segment != first)
		text_since_previous(text, segment->previous_ns - first->time_ns,
				    segment->time_ns - first->time_ns, false);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (end_state_equal(segment->states[side], segment->before[side]))
			continue;
		text_string(text, separator);
		text_string(text, side_name(lang, (enum side)side));
		text_char(text, ' ');
		text_string(text, end_state_name(segment->states[side]));
		separator = ", ";
	}
	if (!picture_is_remarkable(segment))
		return;
	text_string(text, "; ");
	picture_notes(text, lang, segment);
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

/* The words of the segment at Y, which is not above the words before it; returns where they end. */
static double draw_words(struct svg_frame *frame, const struct picture_segment *segment,
			 const struct picture_segment *first, double y, double row)
{
	struct svg_canvas *canvas = frame->canvas;
	double middle = row + WORDS_ROW / 2;
	bool from_client = segment->from == SIDE_CLIENT;
	svg_line(canvas, SVG_MIDDLE, "leader", SERVER_X + 4, y, ELBOW_X, middle);
	svg_line(canvas, SVG_MIDDLE, "leader", ELBOW_X, middle, WORDS_X - 4, middle);
	text_clear(&frame->scratch);
	text_format(&frame->scratch, "%s %s", from_client ? "→" : "←", segment->words);
	svg_two_words(canvas, "words", WORDS_X, row + 14, SVG_START, text_c_string(&frame->scratch),
		      "excerpt", segment->excerpt);
	row += WORDS_ROW;
	text_clear(&frame->scratch);
	text_note(&frame->scratch, frame->lang, segment, first);
	svg_words(canvas, picture_is_remarkable(segment) ? "label" : "note", WORDS_X + 16, row + 12,
		  SVG_START, text_c_string(&frame->scratch));
	row += NOTE_ROW;
	if (segment->offers[0]) {
		svg_words(canvas, "note", WORDS_X + 16, row + 12, SVG_START, segment->offers + 1);
		row += NOTE_ROW;
	}
	return row + ROW_GAP;
}

static void draw_arrow(struct svg_frame *frame, const struct picture_segment *segment, double y)
{
	bool from_client = segment->from == SIDE_CLIENT;
	double left = CLIENT_X + 5, right = SERVER_X - 5;
	svg_segment(frame, segment, from_client ? left : right, y, from_client ? right : left, y);
}

/* Why nothing happened between FROM and TO, where there is room for it. */
static void draw_pause(struct svg_frame *frame, const struct picture_segment *segment, double from,
		       double to)
{
	if (segment->pause == PAUSE_NONE || to - from < PAUSE_HEIGHT)
		return;
	text_clear(&frame->scratch);
	text_pause(&frame->scratch, frame->lang, segment->pause, segment->pause_us);
	svg_words(frame->canvas, "pause", (CLIENT_X + SERVER_X) / 2, (from + to) / 2 + 4,
		  SVG_CENTER, text_c_string(&frame->scratch));
}

/* Both lifelines in the colours of their states. */
static void draw_lifelines(struct svg_frame *frame, const struct picture_connection *connection,
			   const struct axis *axis)
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		double from = axis->top - ABOVE_AXIS;
		struct end_state state = picture_segment_at(connection, 0)->before[side];
		for (size_t i = 0; i < picture_kept(connection); i++) {
			const struct picture_segment *segment = picture_segment_at(connection, i);
			double y = axis_y(axis, since_us(axis, segment));
			svg_state(frame, state, lifeline_x[side], from, y);
			state = segment->states[side];
			from = y > from ? y : from;
		}
		svg_state(frame, state, lifeline_x[side], from,
			  axis->top + axis->height + BELOW_AXIS);
	}
}

static double draw_left_out(struct svg_frame *frame, uint64_t count, double row)
{
	text_clear(&frame->scratch);
	if (count == 0)
		return row;
	text_format(&frame->scratch,
		    frame->lang == LANG_ZH ? "另有%" PRIu64 "个报文段没有画出"
					   : "%" PRIu64 " segments are not drawn",
		    count);
	svg_words(frame->canvas, "pause", WORDS_X, row + 14, SVG_START,
		  text_c_string(&frame->scratch));
	return row + WORDS_ROW + ROW_GAP;
}

double svg_scale(struct svg_frame *frame, const struct picture_connection *connection, double y)
{
	size_t kept = picture_kept(connection);
	double height = (double)kept * (WORDS_ROW + NOTE_ROW + ROW_GAP);
	struct axis axis = {
	    .top = svg_heading(frame, connection, y, lifeline_x, NAME_WIDTH) + ABOVE_AXIS,
	    .height = least(height < LEAST_HEIGHT ? LEAST_HEIGHT : height, MOST_HEIGHT),
	    .start_ns = picture_segment_at(connection, 0)->time_ns,
	};
	axis.lasts_us = 1;
	for (size_t i = 0; i < kept; i++) { /* the clock may go back */
		uint64_t us = since_us(&axis, picture_segment_at(connection, i));
		axis.lasts_us = us > axis.lasts_us ? us : axis.lasts_us;
	}
	draw_axis(frame, &axis);
	draw_lifelines(frame, connection, &axis);
	double row = axis.top - ABOVE_AXIS, before = axis.top;
	for (size_t i = 0; i < kept; i++) {
		const struct picture_segment *segment = picture_segment_at(connection, i);
		double at = axis_y(&axis, since_us(&axis, segment));
		row = draw_left_out(frame, picture_left_out_before(connection, i), row);
		/* Words stand beside their arrow where the ones before leave room. */
		if (row < at - WORDS_ROW / 2)
			row = at - WORDS_ROW / 2;
		draw_pause(frame, segment, before, at);
		draw_arrow(frame, segment, at);
		before = at;
		row = draw_words(frame, segment, picture_segment_at(connection, 0), at, row);
	}
	double bottom = axis.top + axis.height + BELOW_AXIS;
	return svg_verdict(frame, connection, (row > bottom ? row : bottom) + 4);
}
