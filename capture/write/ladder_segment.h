/* SPDX-License-Identifier: MIT */
/* Private to the ladder: its state, and the rows of a segment. */
#ifndef LADDER_SEGMENT_H
#define LADDER_SEGMENT_H

#include "course.h"
#include "ladder_page.h"
#include "lifelines.h"
#include "news.h"
#include "verdicts.h"
#include "writer.h"

struct ladder {
	struct ladder_page page;
	struct lifelines lifelines;
	struct news news;
	struct verdicts verdicts;
	bool begun;       /* page is set */
	bool resized;     /* its names are to be shown anew */
	uint32_t current; /* number of the connection whose names stand above the lifelines */
	/* An arrow that has left, and is crossed by that of the frame; 0: none has. */
	struct {
		uint32_t connection;
		uint64_t frame;
		enum side to;
	} crossing;
	uint64_t drawn; /* frame of the last arrow */
	struct text words, other, time;
};

extern const char ladder_faint[], ladder_striking[]; /* SGR sequences */

/* A row with WORDS, which are borrowed. */
struct ladder_row ladder_row_of(const struct text *words, const char *color);

/* The ladder's words as a note. */
void ladder_words_row(struct ladder *ladder, const char *color, enum placement placement);

/* ROW tells this state, where there is one. */
void ladder_show_state(struct ladder_row *row, enum side side, struct end_state state);

/* An arrow that was crossed goes on beside the rows of its connection, which is CONNECTION's or
 * not. */
void ladder_show_passing(struct ladder *ladder, uint32_t connection);

/* The arrow of EVENT's segment, and what is said under it. LIFELINE: NULL for the first segment of
 * its connection here. BOTH: the names above have just changed, so that both states are told. */
void ladder_segment_rows(struct writer *writer, const struct segment_event *event,
			 const struct course *course, const struct lifeline *lifeline, bool both);

/* One packet, captured again: it has its arrow. */
void ladder_again_row(struct writer *writer, const struct segment_event *event,
		      const struct course *course);

#endif
