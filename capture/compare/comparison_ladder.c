/* SPDX-License-Identifier: MIT */
#include "comparison_ladder.h"

#include <string.h>

#include "comparison_rows.h"
#include "difference_words.h"
#include "display_width.h"
#include "messages.h"

struct glyphs {
	const char *line, *right, *left, *lifeline, *ellipsis;
};

struct drawing {
	struct text *text;
	enum lang lang;
	const struct glyphs *glyphs;
	size_t half; /* columns of a side */
	struct comparison_rows rows;
};

enum {
	NUMBER_COLUMNS = 5,
	TIME_COLUMNS = 9,
	AROUND = NUMBER_COLUMNS + TIME_COLUMNS + 6, /* all but the arrow's line and words */
	HALF_LEAST = AROUND + 16,
	BETWEEN = 3,
};

static void repeat(struct text *text, const char *glyph, size_t times)
{
	while (times-- > 0)
		text_string(text, glyph);
}

/* WORDS in so many COLUMNS, at their left or RIGHT end. */
static void append_field(const struct drawing *drawing, const struct text *words, size_t columns,
			 bool right)
{
	size_t width = display_width(words->bytes, words->length);
	size_t spaces = width < columns ? columns - width : 0;
	repeat(drawing->text, " ", right ? spaces : 0);
	text_cut(drawing->text, words->bytes, words->length, columns, false,
		 drawing->glyphs->ellipsis);
	repeat(drawing->text, " ", right ? 0 : spaces);
}

static void append_arrow(const struct drawing *drawing, const struct compare_segment *segment)
{
	const struct glyphs *glyphs = drawing->glyphs;
	struct text *text = drawing->text, words;
	size_t room = drawing->half - AROUND, length;
	bool right = segment->from == SIDE_CLIENT;
	text_init(&words);
	text_compared_segment(&words, segment);
	length = display_width(words.bytes, words.length);
	length = length < room ? length : room;
	text_string(text, glyphs->lifeline);
	text_string(text, right ? glyphs->line : glyphs->left);
	repeat(text, glyphs->line, (room - length) / 2);
	text_string(text, " ");
	text_cut(text, words.bytes, words.length, room, false, glyphs->ellipsis);
	text_string(text, " ");
	repeat(text, glyphs->line, room - length - (room - length) / 2);
	text_string(text, right ? glyphs->right : glyphs->line);
	text_string(text, glyphs->lifeline);
	text_release(&words);
}

/* A's or B's half of a row; NULL: its lifelines alone. */
static void append_half(const struct drawing *drawing, int which,
			const struct compare_segment *segment)
{
	struct text words;
	text_init(&words);
	if (segment)
		text_decimal(&words, segment->frame);
	append_field(drawing, &words, NUMBER_COLUMNS - 1, true);
	text_clear(&words);
	text_char(&words, ' ');
	if (segment)
		text_compared_time(&words, &drawing->rows, which, segment);
	append_field(drawing, &words, TIME_COLUMNS, true);
	text_string(drawing->text, " ");
	text_release(&words);
	if (segment) {
		append_arrow(drawing, segment);
		return;
	}
	text_string(drawing->text, drawing->glyphs->lifeline);
	repeat(drawing->text, " ", drawing->half - NUMBER_COLUMNS - TIME_COLUMNS - 2);
	text_string(drawing->text, drawing->glyphs->lifeline);
}

static void append_headings(const struct drawing *drawing)
{
	struct text words;
	text_init(&words);
	for (int which = 0; which < 2; which++) {
		const char *client = side_name(drawing->lang, SIDE_CLIENT);
		const char *server = side_name(drawing->lang, SIDE_SERVER);
		size_t width = display_width(client, strlen(client));
		text_clear(&words);
		text_format(&words, "%c", 'A' + which);
		append_field(drawing, &words, NUMBER_COLUMNS + TIME_COLUMNS, false);
		text_string(drawing->text, client);
		text_clear(&words);
		text_string(&words, server);
		append_field(drawing, &words, drawing->half - NUMBER_COLUMNS - TIME_COLUMNS - width,
			     true);
		text_string(drawing->text, which == 0 ? "   " : "\n");
	}
	text_release(&words);
}

static void draw_connection(const struct drawing *drawing, bool named)
{
	const struct comparison_rows *rows = &drawing->rows;
	if (named)
		text_format(drawing->text,
			    drawing->lang == LANG_ZH ? "连接%u\n" : "connection %u\n",
			    rows->connection[0] > 0 ? rows->connection[0] : rows->connection[1]);
	append_headings(drawing);
	for (size_t i = 0; i < rows->count; i++) {
		append_half(drawing, 0, rows->rows[i].segments[0]);
		text_format(drawing->text, " %c ", rows->rows[i].mark);
		append_half(drawing, 1, rows->rows[i].segments[1]);
		text_char(drawing->text, '\n');
	}
}

void text_comparison_ladder(struct text *text, enum lang lang, const struct comparison_event *event,
			    unsigned columns, bool ascii)
{
	static const struct glyphs drawn[] = {{"─", "▶", "◀", "│", "…"},
					      {"-", ">", "<", "|", "..."}};
	size_t half = columns > BETWEEN ? (columns - BETWEEN) / 2 : 0;
	struct drawing drawing = {
	    .text = text,
	    .lang = lang,
	    .glyphs = &drawn[ascii],
	    .half = half < HALF_LEAST ? HALF_LEAST : half,
	};
	uint32_t connections[COMPARISON_LADDERS_MAX][2];
	size_t count = comparison_drawn(event, connections);
	bool several = count > 0 && differences_name_connections(event->lists[0], event->lists[1]);
	for (size_t i = 0; i < count; i++) {
		if (comparison_rows_take(&drawing.rows, event, connections[i], false))
			draw_connection(&drawing, several);
		else
			text->failed = true;
		comparison_rows_release(&drawing.rows);
	}
}
