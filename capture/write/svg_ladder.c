/* SPDX-License-Identifier: MIT */
#include "svg_ladder.h"

#include <inttypes.h>
#include <stdio.h>

#include "duration.h"

#define CLIENT_X 206.0
#define SERVER_X 694.0
#define CENTER_X ((CLIENT_X + SERVER_X) / 2)
#define NAME_WIDTH 380.0
#define TIME_X 26.0
#define STATE_GAP 14.0 /* between a lifeline and the name of a state */
#define ARROW_GAP 5.0  /* between a lifeline and an arrow */
#define FIRST_ROW 30.0
#define PHASE_ROW 32.0
#define PHASE_END 10.0
#define PHASE_GAP 4.0
#define PAUSE_ROW 40.0
#define ARROW_ROW 44.0
#define ARROW_START 25.0 /* from the top of its row */
#define ARROW_FALL 12.0  /* so much lower is its end: it takes time to arrive */
#define LABEL_ROW 18.0
#define END_ROW 14.0

struct drawing {
	struct svg_frame *frame;
	const struct picture_connection *connection;
	double y;
	double state_y[2]; /* where the states began */
	struct end_state states[2];
	double phase_y; /* where the phase began */
	enum phase phase;
};

static const double lifeline_x[2] = {CLIENT_X, SERVER_X};

static void state_name(struct drawing *drawing, enum side side, double y)
{
	bool client = side == SIDE_CLIENT;
	if (drawing->states[side].state == END_STATE_NONE)
		return;
	svg_words(drawing->frame->canvas, "state",
		  lifeline_x[side] + (client ? -STATE_GAP : STATE_GAP), y + 4,
		  client ? SVG_END : SVG_START, end_state_name(drawing->states[side]));
}

/* The lifelines up to Y. */
static void draw_states(struct drawing *drawing, enum side side, double y)
{
	svg_state(drawing->frame, drawing->states[side], lifeline_x[side], drawing->state_y[side],
		  y);
	drawing->state_y[side] = y;
}

static void change_state(struct drawing *drawing, enum side side, struct end_state state, double y)
{
	if (end_state_equal(drawing->states[side], state))
		return;
	draw_states(drawing, side, y);
	drawing->states[side] = state;
	state_name(drawing, side, y);
}

/* The lifelines are interrupted from the drawing's place on: nothing happens, or nothing is drawn.
 */
static void silent_row(struct drawing *drawing, const char *words)
{
	double end = drawing->y + PAUSE_ROW;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		draw_states(drawing, (enum side)side, drawing->y + 2);
		svg_line(drawing->frame->canvas, SVG_MIDDLE, "silent", lifeline_x[side],
			 drawing->y + 6, lifeline_x[side], end - 4);
		drawing->state_y[side] = end - 2;
	}
	svg_words(drawing->frame->canvas, "pause", CENTER_X, drawing->y + 25, SVG_CENTER, words);
	drawing->y = end;
}

static void pause_row(struct drawing *drawing, const struct picture_segment *segment)
{
	struct text *words = &drawing->frame->scratch;
	if (segment->pause == PAUSE_NONE)
		return;
	text_clear(words);
	text_pause(words, drawing->frame->lang, segment->pause, segment->pause_us);
	silent_row(drawing, text_c_string(words));
}

static void left_out_row(struct drawing *drawing, uint64_t count)
{
	struct text *words = &drawing->frame->scratch;
	if (count == 0)
		return;
	text_clear(words);
	text_format(words,
		    drawing->frame->lang == LANG_ZH ? "另有%" PRIu64 "个报文没有画出"
						    : "%" PRIu64 " segments are not drawn",
		    count);
	silent_row(drawing, text_c_string(words));
}

static const char *phase_kind(enum phase phase)
{
	static const char *const kinds[PHASE_COUNT] = {
	    [PHASE_NONE] = "b-none",
	    [PHASE_OPEN] = "b-open",
	    [PHASE_DATA] = "b-data",
	    [PHASE_CLOSE] = "b-close",
	};
	return kinds[phase];
}

/* The background of the phase that ends at the drawing's place. */
static void end_phase(struct drawing *drawing)
{
	if (drawing->phase == PHASE_NONE)
		return;
	drawing->y += PHASE_END;
	svg_box(drawing->frame->canvas, SVG_BACK, phase_kind(drawing->phase), 12, drawing->phase_y,
		SVG_WIDTH - 24, drawing->y - drawing->phase_y, 8);
	drawing->y += PHASE_GAP;
}

/* The name of the phase that begins at INDEX, which is known at its end. */
static enum remark remark_of(const struct picture_connection *connection, size_t index)
{
	size_t kept = picture_kept(connection);
	enum phase phase = picture_segment_at(connection, index)->phase;
	for (; index < kept; index++) {
		const struct picture_segment *segment = picture_segment_at(connection, index);
		if (segment->phase != phase)
			return segment->over_before;
		if (segment->over_now != REMARK_NONE)
			return segment->over_now;
	}
	return REMARK_NONE;
}

static void begin_phase(struct drawing *drawing, size_t index)
{
	const struct picture_segment *segment = picture_segment_at(drawing->connection, index);
	enum lang lang = drawing->frame->lang;
	struct text *words = &drawing->frame->scratch;
	char kind[24];
	if (segment->phase == drawing->phase)
		return;
	end_phase(drawing);
	drawing->phase = segment->phase;
	drawing->phase_y = drawing->y;
	text_clear(words);
	text_string(words, phase_title(lang, segment->phase));
	const char *name = remark_title(lang, remark_of(drawing->connection, index));
	if (name) {
		text_string(words, lang == LANG_ZH ? "：" : ": ");
		text_string(words, name);
	}
	snprintf(kind, sizeof kind, "phase %s", phase_kind(segment->phase));
	svg_words(drawing->frame->canvas, kind, CENTER_X, drawing->y + 20, SVG_CENTER,
		  text_c_string(words));
	drawing->y += PHASE_ROW;
}

static void time_words(struct drawing *drawing, const struct picture_segment *segment, double y)
{
	struct text *words = &drawing->frame->scratch;
	int64_t since = segment->time_ns - picture_segment_at(drawing->connection, 0)->time_ns;
	text_clear(words);
	text_duration(words, since > 0 ? (uint64_t)since / 1000 : 0);
	svg_words(drawing->frame->canvas, "time", TIME_X, y + 4, SVG_START, text_c_string(words));
}

static void arrow_row(struct drawing *drawing, const struct picture_segment *segment)
{
	struct svg_canvas *canvas = drawing->frame->canvas;
	bool from_client = segment->from == SIDE_CLIENT;
	double start = drawing->y + ARROW_START, end = start + ARROW_FALL;
	double left = CLIENT_X + ARROW_GAP, right = SERVER_X - ARROW_GAP;
	svg_two_words(canvas, "words", CENTER_X, drawing->y + 20, SVG_CENTER, segment->words,
		      "excerpt", segment->excerpt);
	svg_arrow(canvas, svg_kind(segment->meaning), from_client ? left : right, start,
		  from_client ? right : left, end);
	if (!drawing->connection->timeless)
		time_words(drawing, segment, from_client ? start : end);
	/* A sender is in its state when the segment leaves, the receiver when it arrives. */
	change_state(drawing, segment->from, segment->states[segment->from], start);
	enum side to = side_other(segment->from);
	change_state(drawing, to, segment->states[to], end);
	drawing->y += ARROW_ROW;
	if (segment->labels) {
		struct text *words = &drawing->frame->scratch;
		text_clear(words);
		text_labels(words, drawing->frame->lang, segment->labels);
		svg_words(canvas, "label", CENTER_X, drawing->y + 8, SVG_CENTER,
			  text_c_string(words));
		drawing->y += LABEL_ROW;
	}
}

static void begin(struct drawing *drawing)
{
	const struct picture_segment *first = picture_segment_at(drawing->connection, 0);
	drawing->y =
	    svg_heading(drawing->frame, drawing->connection, drawing->y, lifeline_x, NAME_WIDTH);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		drawing->states[side] = first->before[side];
		drawing->state_y[side] = drawing->y;
		state_name(drawing, (enum side)side, drawing->y + FIRST_ROW / 2);
	}
	drawing->y += FIRST_ROW;
}

double svg_ladder(struct svg_frame *frame, const struct picture_connection *connection, double y)
{
	struct drawing drawing = {.frame = frame, .connection = connection, .y = y};
	size_t kept = picture_kept(connection);
	begin(&drawing);
	for (size_t i = 0; i < kept; i++) {
		const struct picture_segment *segment = picture_segment_at(connection, i);
		uint64_t left_out = picture_left_out_before(connection, i);
		left_out_row(&drawing, left_out);
		if (left_out == 0)
			pause_row(&drawing, segment);
		begin_phase(&drawing, i);
		arrow_row(&drawing, segment);
	}
	end_phase(&drawing);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		draw_states(&drawing, (enum side)side, drawing.y + END_ROW);
	return svg_verdict(frame, connection, drawing.y + END_ROW + 4);
}
