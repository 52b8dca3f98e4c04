/* SPDX-License-Identifier: MIT */
/* Private to write: the rows of a ladder in a terminal. From left to right: a column for the time
 * (where there is room for it), the client's state, its lifeline, the lane for arrows and notes,
 * the server's lifeline, its state. */
#ifndef LADDER_PAGE_H
#define LADDER_PAGE_H

#include "course.h"
#include "event.h"
#include "text.h"
#include "writer.h"

/* Lines and arrows; each takes one column. */
struct ladder_glyphs {
	const char *lifeline, *pause; /* a lifeline, and one where time passes */
	const char *from_left, *from_right;
	const char *line, *to_right, *to_left;
	const char *dashes, *cross; /* the line of what may not have arrived; what did not */
	const char *turn_right, *turn_left, *over; /* of an arrow that is crossed: it turns down
						      before its end, and lines over it */
	const char *ellipsis;                      /* may take more than one column */
};

extern const struct ladder_glyphs ladder_boxes, ladder_ascii;

struct ladder_page {
	struct text *text; /* where the rows go; borrowed */
	const struct ladder_glyphs *glyphs;
	bool color, timeless;
	size_t columns; /* of a row at most */
	size_t time;    /* of the time's column with the space behind it; 0: no such column */
	size_t lane;
	/* By the lifeline to which it goes: of an arrow that has left and has not arrived, and is
	 * crossed by the rows below. */
	enum { PASSING_NONE, PASSING_DOWN, PASSING_ARRIVES } passing[2];
};

enum placement { PLACE_LEFT, PLACE_CENTER, PLACE_RIGHT };

struct ladder_row {
	const char *time;            /* NULL: none */
	const char *states[2];       /* client's, server's; NULL: not told in this row */
	const char *state_colors[2]; /* SGR sequences; NULL: none */
	enum arrow arrow;            /* how it ends */
	bool turns;                  /* the arrow ends in a later row: it is crossed before */
	const char *color;           /* the SGR sequence of what is in the lane; NULL: none */
	const char *words; /* what is in the lane, of LENGTH bytes: cut when it does not fit */
	size_t length;
};

/* Of the fixed parts of an arrow: what it leaves of the lane is for words. */
enum { ARROW_COLUMNS = 5 };

/* Columns that the words of an arrow may take. */
size_t ladder_arrow_room(const struct ladder_page *page, enum arrow arrow);

/* Appends to OPTIONS' text. TIMELESS: without a column for the time. */
void ladder_page_init(struct ladder_page *page, const struct writer_options *options,
		      bool timeless);

/* From now on as wide as COLUMNS allow (0: as usual). */
void ladder_page_resize(struct ladder_page *page, unsigned columns);

/* An arrow with words on it. */
void ladder_arrow(struct ladder_page *page, const struct ladder_row *row, enum side from);

/* Words between the lifelines; LIFELINE: one of the glyphs. */
void ladder_note(struct ladder_page *page, const struct ladder_row *row, enum placement placement,
		 const char *lifeline);

/* The words of ROW in as many notes as they need; states stand in the first. */
void ladder_notes(struct ladder_page *page, const struct ladder_row *row, enum placement placement);

/* Names above the lifelines, and between them MIDDLE; in several rows when they need it. */
void ladder_heading(struct ladder_page *page, const char *client, const char *server,
		    const char *middle);

/* Words as wide as the page, without lifelines. */
void ladder_paragraph(struct ladder_page *page, const char *words, size_t length);

#endif
