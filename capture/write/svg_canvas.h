/* SPDX-License-Identifier: MIT */
/* Shapes of an SVG picture. What is drawn is kept until the height of the picture
 * is known. Lengths are in CSS pixels, from the top left. */
#ifndef SVG_CANVAS_H
#define SVG_CANVAS_H

#include <stddef.h>

#include "lang.h"
#include "text.h"

#define SVG_WIDTH 940.0

enum svg_layer { SVG_BACK, SVG_MIDDLE, SVG_FRONT, SVG_LAYER_COUNT };

struct svg_canvas {
	struct text layers[SVG_LAYER_COUNT]; /* drawn in this order */
};

enum svg_anchor { SVG_START, SVG_CENTER, SVG_END };

/* CANVAS is all zero before it is used; release it then. */
void svg_canvas_release(struct svg_canvas *canvas);

/* KIND: classes of the style sheet, see svg_style. Strings are any text. */
void svg_words(struct svg_canvas *canvas, const char *kind, double x, double y,
	       enum svg_anchor anchor, const char *string);

/* The same in two styles: FIRST as KIND says, SECOND as SECOND_KIND. */
void svg_two_words(struct svg_canvas *canvas, const char *kind, double x, double y,
		   enum svg_anchor anchor, const char *first, const char *second_kind,
		   const char *second);

void svg_box(struct svg_canvas *canvas, enum svg_layer layer, const char *kind, double x, double y,
	     double width, double height, double radius);
void svg_line(struct svg_canvas *canvas, enum svg_layer layer, const char *kind, double x1,
	      double y1, double x2, double y2);

/* A line whose end is the head of an arrow. */
void svg_arrow(struct svg_canvas *canvas, const char *kind, double x1, double y1, double x2,
	       double y2);

/* The cross of what does not arrive. */
void svg_cross(struct svg_canvas *canvas, const char *kind, double x, double y);

/* The document around what was drawn: _begin, its elements `title` and `desc`, with these ids, and
 * then _finish. */
void svg_document_begin(struct text *text, int width, int height, enum lang lang);
void svg_document_finish(struct text *text, const struct svg_canvas *canvas, int width, int height);

/* The style sheet: readable in itself, and with other colours where dark ones are preferred. */
extern const char svg_style[];

#endif
