/* SPDX-License-Identifier: MIT */
/* Private to write: what stands above an SVG picture that has a title. */
#ifndef SVG_TITLE_H
#define SVG_TITLE_H

#include "origin.h"
#include "picture.h"
#include "svg_ladder.h"

/* Draws it from Y on and returns where it ended; nothing without a title. */
double svg_title(struct svg_frame *frame, const struct origin *origin,
		 const struct picture *picture, double y);

/* The length of the title alone: the first line. */
size_t svg_title_length(const struct origin *origin);

#endif
