/* SPDX-License-Identifier: MIT */
#include "svg_ladder.h"

#include <inttypes.h>
#include <stdio.h>

#define CLIENT_X 226.0
#define SERVER_X 714.0
#define CENTER_X ((CLIENT_X + SERVER_X) / 2)
#define NAME_WIDTH 380.0
#define TIME_X 20.0
#define TIME_LINE 14.0 /* from one of the two times to the other */
#define STATE_GAP 14.0 /* between a lifeline and the name of a state */
#define ARROW_GAP 5.0  /* between a lifeline and an arrow */
#define FIRST_ROW 30.0
#define PHASE_ROW 32.0
#define PHASE_END 16.0 /* room for the second of two times */
#define PHASE_GAP 4.0
#define PAUSE_ROW 40.0
#define ARROW_ROW 44.0
#define ARROW_START 25.0    /* from the top of its row */
#define ARROW_FALL 12.0     /* so much lower is its end: it takes time to arrive */
#define CROSSING_ROW 76.0   /* of the second of two segments that cross */
#define CROSSING_FALL 28.0  /* so much lower is its end, */
#define CROSSING_MEETS 40.0 /* and the first one's below its start */
#define LABEL_ROW 18.0
#define END_ROW 14.0

struct drawing {
	struct svg_frame *frame;
	const struct picture_connection *connection;
	double y;
	double state_y[2]; /* where the states began */
	struct end_state states[2];
	double phase_y;                         /* where the phase began */
	const struct picture_segment *crossing; /* the first of two, until its arrow is drawn */
	double crossing_y;                      /* where that begins */
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
		    drawing->frame->lang == LANG_ZH ? "另有%" PRIu64 "个报文段没有画出"
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
	const char *name =
	    milestone_title(lang, picture_phase_milestone(drawing->connection, index));
	if (name) {
		text_string(words, lang == LANG_ZH ? "：" : ": ");
		text_string(words, name);
	}
	snprintf(kind, sizeof kind, "phase %s", phase_kind(segment->phase));
	svg_words(drawing->frame->canvas, kind, CENTER_X, drawing->y + 20, SVG_CENTER,
		  text_c_string(words));
	drawing->y += PHASE_ROW;
}

/* Since the connection's first segment, and below since the one before. */
static void time_words(struct drawing *drawing, const struct picture_segment *segment, double y)
{
	struct text *words = &drawing->frame->scratch;
	const struct picture_segment *first = picture_segment_at(drawing->connection, 0);
	if (drawing->connection->timeless)
		return;
	text_clear(words);
	text_since_first(words, segment->time_ns - first->time_ns);
	text_string(words, " s");
	svg_words(drawing->frame->canvas, "time", TIME_X, y + 4, SVG_START, text_c_string(words));
	if (segment == first)
		return;
	text_clear(words);
	text_since_previous(words, segment->previous_ns - first->time_ns,
			    segment->time_ns - first->time_ns, false);
	svg_words(drawing->frame->canvas, "time since", TIME_X, y + 4 + TIME_LINE, SVG_START,
		  text_c_string(words));
}

static void arrow_between(struct drawing *drawing, const struct picture_segment *segment,
			  double start, double end)
{
	bool from_client = segment->from == SIDE_CLIENT;
	double left = CLIENT_X + ARROW_GAP, right = SERVER_X - ARROW_GAP;
	svg_segment(drawing->frame, segment, from_client ? left : right, start,
		    from_client ? right : left, end);
}

/* The first segment after the one at INDEX that it crossed, when it is close enough for two arrows
 * that cross to be seen. */
static bool crosses_soon(const struct picture_connection *connection, size_t index)
{
	enum { ROWS = 3 };
	const struct course *course = &picture_segment_at(connection, index)->course;
	for (size_t i = index + 1; course->crossed && i <= index + ROWS; i++)
		if (i < picture_kept(connection) &&
		    picture_segment_at(connection, i)->frame == course->other)
			return true;
	return false;
}

/* The arrow of the segment at INDEX in a row whose top is the drawing's place; returns where its
 * end is. Of two that cross each leaves before the other one arrives. */
static double draw_arrow(struct drawing *drawing, size_t index, double start)
{
	const struct picture_segment *segment = picture_segment_at(drawing->connection, index);
	const struct picture_segment *first = drawing->crossing;
	if (first && first->course.other == segment->frame) {
		arrow_between(drawing, first, drawing->crossing_y, start + CROSSING_MEETS);
		arrow_between(drawing, segment, start, start + CROSSING_FALL);
		drawing->crossing = NULL;
		drawing->y += CROSSING_ROW;
		return start + CROSSING_FALL;
	}
	drawing->y += ARROW_ROW;
	if (!first && crosses_soon(drawing->connection, index)) {
		drawing->crossing = segment;
		drawing->crossing_y = start;
	} else {
		arrow_between(drawing, segment, start, start + ARROW_FALL);
	}
	return start + ARROW_FALL;
}

static void row_below(struct drawing *drawing, const char *kind, const char *words)
{
	svg_words(drawing->frame->canvas, kind, CENTER_X, drawing->y + 8, SVG_CENTER, words);
	drawing->y += LABEL_ROW;
}

static void arrow_row(struct drawing *drawing, size_t index)
{
	const struct picture_segment *segment = picture_segment_at(drawing->connection, index);
	bool from_client = segment->from == SIDE_CLIENT;
	double top = drawing->y, start = top + ARROW_START;
	const struct picture_segment *crossing = drawing->crossing;
	double end = draw_arrow(drawing, index, start);
	/* Words on arrows that cross stand where these begin. */
	bool aside = drawing->crossing != crossing;
	double x = !aside ? CENTER_X : from_client ? CLIENT_X + STATE_GAP : SERVER_X - STATE_GAP;
	svg_two_words(drawing->frame->canvas, "words", x, top + 20,
		      !aside        ? SVG_CENTER
		      : from_client ? SVG_START
				    : SVG_END,
		      segment->words, "excerpt", segment->excerpt);
	time_words(drawing, segment, from_client ? start : end);
	/* A sender is in its state when the segment leaves, the receiver when it arrives. */
	change_state(drawing, segment->from, segment->states[segment->from], start);
	enum side to = side_other(segment->from);
	change_state(drawing, to, segment->states[to], end);
	if (segment->offers[0])
		row_below(drawing, "note", segment->offers + 1);
	struct picture_segment alone = *segment;
	alone.course.crossed &= drawing->crossing != segment; /* said of both below the second */
	if (picture_is_remarkable(&alone)) {
		struct text *words = &drawing->frame->scratch;
		text_clear(words);
		picture_notes(words, drawing->frame->lang, &alone);
		row_below(drawing, "label", text_c_string(words));
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
		left_out_row(&drawing, picture_left_out_before(connection, i));
		pause_row(&drawing, segment);
		begin_phase(&drawing, i);
		arrow_row(&drawing, i);
	}
	end_phase(&drawing);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		draw_states(&drawing, (enum side)side, drawing.y + END_ROW);
	return svg_verdict(frame, connection, drawing.y + END_ROW + 4);
}
