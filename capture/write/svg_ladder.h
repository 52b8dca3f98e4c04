/* SPDX-License-Identifier: MIT */
/* Private to write: one connection of an SVG picture. */
#ifndef SVG_LADDER_H
#define SVG_LADDER_H

#include "picture.h"
#include "svg_canvas.h"

struct svg_frame {
	struct svg_canvas *canvas;
	enum lang lang;
	bool numbered;       /* the picture shows several connections */
	struct text scratch; /* released by the frame's owner */
};

/* Words and excerpt of a segment must not be longer: columns of monospaced characters. */
enum { SVG_COLUMNS = 56, SVG_SCALE_COLUMNS = 50 };

/* Each draws CONNECTION from Y on and returns where it ended. */

/* A row per segment, phases titled, both states beside the lifelines. */
double svg_ladder(struct svg_frame *frame, const struct picture_connection *connection, double y);

/* Distances are times: arrows where they belong, and what they say beside them. */
double svg_scale(struct svg_frame *frame, const struct picture_connection *connection, double y);

/* What both have: the ends' names above the lifelines at these places, the verdict below. */
double svg_heading(struct svg_frame *frame, const struct picture_connection *connection, double y,
		   const double lifelines[2], double width);
double svg_verdict(struct svg_frame *frame, const struct picture_connection *connection, double y);

/* A lifeline's piece in the colour of STATE. */
void svg_state(struct svg_frame *frame, struct end_state state, double x, double from, double to);

/* The arrow of SEGMENT from (X1, Y1) to (X2, Y2), which ends before that where it was lost. */
void svg_segment(struct svg_frame *frame, const struct picture_segment *segment, double x1,
		 double y1, double x2, double y2);

#endif
