/* SPDX-License-Identifier: MIT */
#include "comparison_ladder.h"

#include <stdlib.h>
#include <string.h>

#include "difference_words.h"
#include "display_width.h"
#include "duration.h"
#include "messages.h"

struct glyphs {
	const char *line, *right, *left, *lifeline, *ellipsis;
};

/* One capture's part of a connection. */
struct column {
	const struct compare_list *list;
	uint32_t connection; /* 0: it is not there */
	size_t at;           /* of its segments: those before are drawn */
	int64_t first_ns;
};

struct drawing {
	struct text *text;
	enum lang lang;
	const struct comparison_event *event;
	const struct glyphs *glyphs;
	size_t half;  /* columns of a side */
	size_t first; /* of the differences: the connection's begin there */
	struct column columns[2];
	bool *in_both; /* owned, by B's segments: A has it, too; NULL: there was no memory */
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

/* "SYN+ACK", "PSH+ACK 1-500", "ACK 501". */
static void append_words(struct text *text, const struct compare_segment *segment)
{
	text_flag_names(text, segment->flags & 0xff);
	if (segment->length > 0)
		text_format(text, " %u-%u", segment->seq, segment->seq + segment->length - 1);
	else if (!(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST)))
		text_format(text, " %u", segment->ack);
}

static void append_arrow(const struct drawing *drawing, const struct compare_segment *segment)
{
	const struct glyphs *glyphs = drawing->glyphs;
	struct text *text = drawing->text, words;
	size_t room = drawing->half - AROUND, length;
	bool right = segment->from == SIDE_CLIENT;
	text_init(&words);
	append_words(&words, segment);
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

/* One capture's half of a row; NULL: its lifelines alone. */
static void append_half(const struct drawing *drawing, const struct column *column,
			const struct compare_segment *segment)
{
	struct text words;
	text_init(&words);
	if (segment)
		text_decimal(&words, segment->frame);
	append_field(drawing, &words, NUMBER_COLUMNS - 1, true);
	text_clear(&words);
	text_char(&words, ' ');
	if (segment && segment->time_ns >= column->first_ns)
		text_duration(&words, (uint64_t)(segment->time_ns - column->first_ns) / 1000);
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

static void append_row(const struct drawing *drawing, const struct compare_segment *a, char mark,
		       const struct compare_segment *b)
{
	append_half(drawing, &drawing->columns[0], a);
	text_format(drawing->text, " %c ", mark);
	append_half(drawing, &drawing->columns[1], b);
	text_char(drawing->text, '\n');
}

/* The next segment of the connection from COLUMN's place on, which stays; NULL: there is none. */
static const struct compare_segment *next(struct column *column)
{
	const struct compare_list *list = column->list;
	while (column->at < list->segment_count &&
	       (column->connection == 0 ||
		list->segments[column->at].connection != column->connection))
		column->at++;
	return column->at < list->segment_count ? &list->segments[column->at] : NULL;
}

/* Segments of those numbers, which are the same ones. */
static bool differ(const struct drawing *drawing, uint32_t a, uint32_t b)
{
	const struct differences *differences = drawing->event->differences;
	const struct compare_segment *of_a = &drawing->columns[0].list->segments[a - 1];
	const struct compare_segment *of_b = &drawing->columns[1].list->segments[b - 1];
	for (size_t i = drawing->first;
	     i < differences->count &&
	     differences->items[i].connection[0] == drawing->columns[0].connection;
	     i++)
		if (!differences->items[i].time && differences->items[i].segment[0] == a &&
		    differences->items[i].segment[1] == b &&
		    differences->items[i].id != DIFFERENCE_REPEATED)
			return true;
	return of_a->flags != of_b->flags || of_a->length != of_b->length;
}

/* Up to the segment of that NUMBER in B, what only B has. */
static void draw_until(struct drawing *drawing, size_t number)
{
	struct column *b = &drawing->columns[1];
	const struct compare_segment *segment;
	while ((segment = next(b)) != NULL && b->at + 1 < number) {
		append_row(drawing, NULL, drawing->in_both && drawing->in_both[b->at] ? '~' : '>',
			   segment);
		b->at++;
	}
}

static void draw_rows(struct drawing *drawing)
{
	struct column *a = &drawing->columns[0], *b = &drawing->columns[1];
	const struct compare_segment *segment;
	while ((segment = next(a)) != NULL) {
		uint32_t number = (uint32_t)a->at + 1;
		uint32_t mate = drawing->event->differences->mates[a->at++];
		/* What stands before what was drawn last has another place in the order. */
		if (mate == 0 || mate - 1 < b->at) {
			append_row(drawing, segment, mate == 0 ? '<' : '~', NULL);
			continue;
		}
		draw_until(drawing, mate);
		append_row(drawing, segment, differ(drawing, number, mate) ? '|' : ' ',
			   &b->list->segments[mate - 1]);
		b->at = mate;
	}
	draw_until(drawing, SIZE_MAX);
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

/* Connection A of the one and B of the other; 0: it is not there. */
static void draw_connection(struct drawing *drawing, const uint32_t numbers[2], bool named)
{
	for (int which = 0; which < 2; which++) {
		struct column *column = &drawing->columns[which];
		*column = (struct column){.list = drawing->event->lists[which],
					  .connection = numbers[which]};
		const struct compare_segment *first = next(column);
		column->first_ns = first ? first->time_ns : 0;
	}
	if (named)
		text_format(drawing->text,
			    drawing->lang == LANG_ZH ? "连接%u\n" : "connection %u\n",
			    numbers[0] > 0 ? numbers[0] : numbers[1]);
	append_headings(drawing);
	draw_rows(drawing);
}

/* The connections that differ in more than times. */
static size_t draw_those_that_differ(struct drawing *drawing, bool named)
{
	const struct differences *differences = drawing->event->differences;
	const uint32_t *last = NULL;
	size_t drawn = 0;
	for (size_t i = 0; i < differences->count && drawn < COMPARISON_LADDERS_MAX; i++) {
		const uint32_t *numbers = differences->items[i].connection;
		if (differences->items[i].time ||
		    (last && last[0] == numbers[0] && last[1] == numbers[1]))
			continue;
		drawing->first = i;
		draw_connection(drawing, numbers, named);
		last = numbers;
		drawn++;
	}
	return drawn;
}

void text_comparison_ladder(struct text *text, enum lang lang, const struct comparison_event *event,
			    unsigned columns, bool ascii)
{
	static const struct glyphs drawn[] = {{"─", "▶", "◀", "│", "…"},
					      {"-", ">", "<", "|", "..."}};
	const struct compare_list *const *lists = event->lists;
	size_t half = columns > BETWEEN ? (columns - BETWEEN) / 2 : 0;
	struct drawing drawing = {
	    .text = text,
	    .lang = lang,
	    .event = event,
	    .glyphs = &drawn[ascii],
	    .first = event->differences->count,
	    .half = half < HALF_LEAST ? HALF_LEAST : half,
	};
	drawing.in_both = calloc(lists[1]->segment_count + 1, sizeof *drawing.in_both);
	for (size_t i = 0; drawing.in_both && i < lists[0]->segment_count; i++)
		if (event->differences->mates[i] > 0)
			drawing.in_both[event->differences->mates[i] - 1] = true;
	bool several = differences_name_connections(lists[0], lists[1]);
	if (draw_those_that_differ(&drawing, several) == 0 && !several &&
	    lists[0]->segment_count > 0 && lists[1]->segment_count > 0)
		draw_connection(&drawing,
				(const uint32_t[]){lists[0]->segments[0].connection,
						   lists[1]->segments[0].connection},
				false);
	free(drawing.in_both);
}
