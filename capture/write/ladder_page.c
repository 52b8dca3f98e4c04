/* SPDX-License-Identifier: MIT */
#include "ladder_page.h"

#include <string.h>

#include "display_width.h"
#include "figure.h"

/* As wide as the longest state, hedged: "SYN-RECEIVED?"; and a space. */
enum { STATE_COLUMNS = 13, MARGIN = STATE_COLUMNS + 1 };
/* "12345.678901   +13.1 ms ", where so many columns are there. */
enum { TIME_COLUMNS = SINCE_FIRST_MAX + 1 + SINCE_PREVIOUS_MAX + 1, COLUMNS_WITH_TIME = 100 };
/* Narrower, nothing fits; wider, the eye loses the line. */
enum { COLUMNS_LEAST = 60, COLUMNS_MOST = 160, COLUMNS_USUAL = 80 };
enum { INDENT = 2 };

static const char bold[] = "\033[1m";
static const char no_color[] = "\033[0m";

static size_t within(size_t value, size_t least, size_t most)
{
	return value < least ? least : value > most ? most : value;
}

void ladder_page_init(struct ladder_page *page, const struct writer_options *options, bool timeless)
{
	*page = (struct ladder_page){
	    .text = options->text,
	    .glyphs = options->ascii ? &ladder_ascii : &ladder_boxes,
	    .color = options->color,
	    .timeless = timeless,
	};
	ladder_page_resize(page, options->columns);
}

void ladder_page_resize(struct ladder_page *page, unsigned columns)
{
	page->columns = within(columns > 0 ? columns : COLUMNS_USUAL, COLUMNS_LEAST, COLUMNS_MOST);
	page->time = !page->timeless && page->columns >= COLUMNS_WITH_TIME ? TIME_COLUMNS : 0;
	page->lane = page->columns - page->time - 2UL * MARGIN - 2;
}

static void color(struct ladder_page *page, const char *sequence)
{
	if (page->color && sequence)
		text_string(page->text, sequence);
}

static void state(struct ladder_page *page, const struct ladder_row *row, enum side side)
{
	color(page, bold);
	color(page, row->state_colors[side]);
	text_string(page->text, row->states[side]);
	color(page, no_color);
}

static void left_margin(struct ladder_page *page, const struct ladder_row *row)
{
	size_t bytes = row->time ? strlen(row->time) : 0;
	size_t time = display_width(row->time, bytes);
	const char *name = row->states[SIDE_CLIENT];
	if (time >= page->time) /* no such column, or more days than it has room for */
		bytes = time = 0;
	if (page->time > 0) {
		text_spaces(page->text, page->time - 1 - time);
		text_bytes(page->text, row->time, bytes);
		text_char(page->text, ' ');
	}
	text_spaces(page->text, STATE_COLUMNS - (name ? strlen(name) : 0));
	if (name)
		state(page, row, SIDE_CLIENT);
	text_char(page->text, ' ');
}

static void right_margin(struct ladder_page *page, const struct ladder_row *row)
{
	if (row->states[SIDE_SERVER]) {
		text_char(page->text, ' ');
		state(page, row, SIDE_SERVER);
	}
	text_char(page->text, '\n');
}

/* The words of ROW, which take WIDTH columns, in at most COLUMNS; returns how many they took. */
static size_t words(struct ladder_page *page, const struct ladder_row *row, size_t width,
		    size_t columns)
{
	if (width > columns)
		return text_cut(page->text, row->words, row->length, columns, true,
				page->glyphs->ellipsis);
	text_bytes(page->text, row->words, row->length);
	return width;
}

/* So much of its way a lost segment does not go at least. */
static size_t lost_columns(const struct ladder_page *page)
{
	return page->lane / 6;
}

size_t ladder_arrow_room(const struct ladder_page *page, enum arrow arrow)
{
	return page->lane - ARROW_COLUMNS - (arrow == ARROW_LOST ? lost_columns(page) : 0);
}

/* What an arrow has beside its words: so many columns of a line, then its head and behind that
 * blanks; lost, it ends on its way. */
struct shaft {
	const char *line, *head;
	size_t length, blanks;
};

static struct shaft shaft_of(const struct ladder_page *page, const struct ladder_row *row,
			     enum side from, size_t used)
{
	const struct ladder_glyphs *glyphs = page->glyphs;
	bool right = from == SIDE_CLIENT;
	struct shaft shaft = {glyphs->line, right ? glyphs->to_right : glyphs->to_left,
			      page->lane - used - 4, 0};
	if (row->turns)
		shaft.head = right ? glyphs->turn_right : glyphs->turn_left;
	if (row->arrow == ARROW_LOST || row->arrow == ARROW_DISCARDED)
		shaft.head = glyphs->cross;
	if (row->arrow == ARROW_UNSURE) {
		shaft.line = glyphs->dashes;
		shaft.head = "?";
	}
	if (row->arrow == ARROW_LOST) {
		size_t end = page->lane * 3 / 4;
		size_t length = end > used + 3 ? end - used - 3 : 1;
		size_t most = shaft.length - lost_columns(page);
		length = length > most ? most : length;
		shaft.blanks = shaft.length - length;
		shaft.length = length;
	}
	return shaft;
}

void ladder_arrow(struct ladder_page *page, const struct ladder_row *row, enum side from)
{
	const struct ladder_glyphs *glyphs = page->glyphs;
	struct text *text = page->text;
	size_t most = ladder_arrow_room(page, row->arrow);
	size_t width = display_width(row->words, row->length);
	size_t used = width > most ? most : width;
	left_margin(page, row);
	color(page, row->color);
	if (from == SIDE_CLIENT) {
		text_string(text, glyphs->from_left);
		text_string(text, page->passing[from] ? glyphs->over : glyphs->line);
		text_char(text, ' ');
		used = words(page, row, width, used);
		text_char(text, ' ');
		struct shaft shaft = shaft_of(page, row, from, used);
		text_repeat(page->text, shaft.line, shaft.length);
		text_string(text, shaft.head);
		text_spaces(page->text, shaft.blanks);
		text_string(text, glyphs->lifeline);
	} else {
		struct shaft shaft = shaft_of(page, row, from, used);
		text_string(text, glyphs->lifeline);
		text_spaces(page->text, shaft.blanks);
		text_string(text, shaft.head);
		text_repeat(page->text, shaft.line, shaft.length);
		text_char(text, ' ');
		size_t shown = words(page, row, width, used);
		text_spaces(page->text, used - shown + 1);
		text_string(text, page->passing[from] ? glyphs->over : glyphs->line);
		text_string(text, glyphs->from_right);
	}
	color(page, row->color ? no_color : NULL);
	right_margin(page, row);
}

/* What stands beside a lifeline in a row without an arrow of its own. */
static void beside(struct ladder_page *page, enum side side)
{
	const struct ladder_glyphs *glyphs = page->glyphs;
	const char *const pieces[] = {
	    [PASSING_NONE] = " ",
	    [PASSING_DOWN] = glyphs->lifeline,
	    [PASSING_ARRIVES] = side == SIDE_CLIENT ? glyphs->to_left : glyphs->to_right,
	};
	text_string(page->text, pieces[page->passing[side]]);
}

void ladder_note(struct ladder_page *page, const struct ladder_row *row, enum placement placement,
		 const char *lifeline)
{
	size_t room = page->lane - 2;
	size_t width = display_width(row->words, row->length);
	size_t used = width > room ? room : width;
	size_t before = placement == PLACE_LEFT     ? 0
			: placement == PLACE_CENTER ? (room - used) / 2
						    : room - used;
	left_margin(page, row);
	text_string(page->text, lifeline);
	beside(page, SIDE_CLIENT);
	text_spaces(page->text, before);
	color(page, row->color);
	used = words(page, row, width, used);
	color(page, row->color ? no_color : NULL);
	text_spaces(page->text, room - before - used);
	beside(page, SIDE_SERVER);
	text_string(page->text, lifeline);
	right_margin(page, row);
}

static size_t without_space_at_end(const char *bytes, size_t length)
{
	while (length > 0 && bytes[length - 1] == ' ')
		length--;
	return length;
}

void ladder_notes(struct ladder_page *page, const struct ladder_row *row, enum placement placement)
{
	struct ladder_row part = *row;
	const char *end = row->words + row->length;
	while (part.words < end) {
		size_t line =
		    display_width_wrap(part.words, (size_t)(end - part.words), page->lane - 2);
		part.length = without_space_at_end(part.words, line);
		ladder_note(page, &part, placement, page->glyphs->lifeline);
		part.words += line;
		part.states[SIDE_CLIENT] = part.states[SIDE_SERVER] = part.time = NULL;
	}
}

/* STRING, LENGTH columns, with its middle above column CENTER, where there is room for it between
 * USED and the right edge of the page. Returns where it ended. */
static size_t above(struct ladder_page *page, const char *string, size_t length, size_t center,
		    size_t used)
{
	size_t start = center > length / 2 ? center - length / 2 : 0;
	if (start + length > page->columns)
		start = page->columns > length ? page->columns - length : 0;
	if (start < used)
		start = used;
	text_spaces(page->text, start - used);
	text_string(page->text, string);
	return start + length;
}

void ladder_heading(struct ladder_page *page, const char *client, const char *server,
		    const char *middle)
{
	size_t left = page->time + MARGIN, right = left + page->lane + 1;
	size_t center = (left + right) / 2;
	size_t of_client = display_width(client, strlen(client));
	size_t of_server = display_width(server, strlen(server));
	size_t of_middle = display_width(middle, strlen(middle));
	/* Half of each name may stick out to the middle; the edge of the page pushes the rest. */
	size_t client_end = of_client / 2 < left ? left + (of_client + 1) / 2 : of_client;
	size_t server_start = right + (of_server + 1) / 2 <= page->columns
				  ? right - of_server / 2
				  : page->columns - within(of_server, 0, page->columns);
	bool fits = client_end + of_middle + 4 <= server_start &&
		    client_end + 2 <= center - of_middle / 2 &&
		    center + (of_middle + 1) / 2 + 2 <= server_start;
	size_t used = above(page, client, of_client, left, 0);
	if (!fits) {
		text_char(page->text, '\n');
		used = 0;
	}
	if (of_middle > 0)
		used = above(page, middle, of_middle, center, used);
	if (!fits && of_middle > 0) {
		text_char(page->text, '\n');
		used = 0;
	}
	above(page, server, of_server, right, used);
	text_char(page->text, '\n');
}

void ladder_paragraph(struct ladder_page *page, const char *words_of_it, size_t length)
{
	const char *at = words_of_it, *end = words_of_it + length;
	while (at < end) {
		size_t line =
		    display_width_wrap(at, (size_t)(end - at), page->columns - 2UL * INDENT);
		text_spaces(page->text, INDENT);
		text_bytes(page->text, at, without_space_at_end(at, line));
		text_char(page->text, '\n');
		at += line;
	}
}
