/* SPDX-License-Identifier: MIT */
/* -f svg of two captures: one picture of all that is compared, drawn when all is. It asks for
 * nothing from anywhere: no script, no font, no image. */
#ifndef COMPARISON_SVG_H
#define COMPARISON_SVG_H

#include "comparison_event.h"
#include "svg_canvas.h"

struct comparison_svg {
	enum lang lang;
	struct svg_canvas canvas;
	struct text description; /* the sentences, for those who do not see the picture */
	struct text scratch;
	double y; /* where it ended so far */
};

void comparison_svg_init(struct comparison_svg *svg, enum lang lang);
void comparison_svg_release(struct comparison_svg *svg);

/* Below what was drawn before: the sentences, and both ladders side by side. */
void comparison_svg_draw(struct comparison_svg *svg, const struct comparison_event *event);

/* The last line, of several scenarios. */
void comparison_svg_totals(struct comparison_svg *svg, const struct comparison_totals *totals);

/* Appends the document. */
void comparison_svg_finish(struct comparison_svg *svg, struct text *text);

#endif
