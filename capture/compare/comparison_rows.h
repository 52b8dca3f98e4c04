/* SPDX-License-Identifier: MIT */
/* Private to compare: two captures side by side, whatever draws them: the same segments stand in
 * the same row. */
#ifndef COMPARISON_ROWS_H
#define COMPARISON_ROWS_H

#include "comparison_event.h"

/* Connections of A that are drawn: the first of those that differ. */
enum { COMPARISON_LADDERS_MAX = 10 };

/* Between both halves stands, as diff -y has it, `|` where they differ, `<` and `>` what is in one
 * only, and `~` in two rows, what both have at another place in the order; else a space. */
struct comparison_row {
	const struct compare_segment *segments[2]; /* borrowed; NULL: there is none here */
	uint32_t numbers[2];                       /* of these in their lists, from 1 */
	uint32_t left_out;                         /* rows before it that are not drawn */
	char mark;
};

/* One connection of A and the one of B that it is compared with. */
struct comparison_rows {
	uint32_t connection[2];      /* 0: it is not there */
	int64_t first_ns[2];         /* when its first segment came */
	struct comparison_row *rows; /* owned */
	size_t count;
	uint32_t left_out; /* rows behind the last one that are not drawn */
};

/* Fills CONNECTIONS with the numbers in A and B of those that are drawn: of those that differ in
 * more than times, the first; or the only one, but of a scenario that is the same none. Returns how
 * many. */
size_t comparison_drawn(const struct comparison_event *event,
			uint32_t connections[COMPARISON_LADDERS_MAX][2]);

/* Fills ROWS, to be released in any case; in a BOUNDED picture, of many rows those that are not the
 * same and some around each. False without memory. */
bool comparison_rows_take(struct comparison_rows *rows, const struct comparison_event *event,
			  const uint32_t connection[2], bool bounded);
void comparison_rows_release(struct comparison_rows *rows);

/* "SYN+ACK", "PSH+ACK 1-500", "ACK 501". */
void text_compared_segment(struct text *text, const struct compare_segment *segment);

/* What its arrow is called in the style sheets. */
const char *comparison_meaning(const struct compare_segment *segment);

/* Appends the time since the connection's first segment in list WHICH; nothing where the clock went
 * back behind it. */
void text_compared_time(struct text *text, const struct comparison_rows *rows, int which,
			const struct compare_segment *segment);

/* What the mark of a row means; of a space nothing. */
const char *comparison_mark_words(enum lang lang, char mark);

#endif
