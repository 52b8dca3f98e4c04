/* SPDX-License-Identifier: MIT */
#include "comparison_svg.h"

#include <string.h>

#include "comparison_rows.h"
#include "difference_words.h"
#include "display_width.h"
#include "figure.h"
#include "xml.h"

#define MARGIN 24.0
#define HALF 560.0 /* A's or B's ladder */
#define GAP 52.0   /* between both */
#define WIDTH (2 * MARGIN + 2 * HALF + GAP)
#define NUMBER_X 34.0 /* in a half: where the numbers of segments end, and the times */
#define TIME_X 118.0
#define CLIENT_X 134.0
#define SERVER_X (HALF - 6)
#define LINE 20.0
#define INDENT 22.0
#define ROW 30.0
#define LABEL_ROW 16.0
#define SLOPE 6.0 /* from where an arrow begins to where it ends */
#define BETWEEN 22.0

enum { SENTENCE_COLUMNS = 146, WORDS_COLUMNS = 44, LABELS_COLUMNS = 54 };

void comparison_svg_init(struct comparison_svg *svg, enum lang lang)
{
	*svg = (struct comparison_svg){.lang = lang, .y = BETWEEN};
	text_init(&svg->description);
	text_init(&svg->scratch);
}

void comparison_svg_release(struct comparison_svg *svg)
{
	svg_canvas_release(&svg->canvas);
	text_release(&svg->description);
	text_release(&svg->scratch);
}

static double half_x(int which)
{
	return MARGIN + which * (HALF + GAP);
}

static void words(struct comparison_svg *svg, const char *kind, double x, enum svg_anchor anchor,
		  const char *bytes, size_t length)
{
	text_clear(&svg->scratch);
	text_bytes(&svg->scratch, bytes, length);
	svg_words(&svg->canvas, kind, x, svg->y, anchor, text_c_string(&svg->scratch));
}

/* One line of the text, broken where the picture ends; what stands deeper there does so here. */
static void paragraph(struct comparison_svg *svg, const char *line, size_t length)
{
	size_t spaces = strspn(line, " ");
	size_t depth = spaces < length ? spaces : length;
	double x = MARGIN + INDENT * (double)depth / 4;
	size_t columns = SENTENCE_COLUMNS - depth;
	for (size_t at = depth, part; at < length; at += part) {
		part = display_width_wrap(line + at, length - at, columns);
		svg->y += LINE;
		words(svg, depth == 0 ? "phase" : "verdict", x, SVG_START, line + at, part);
	}
}

static void paragraphs(struct comparison_svg *svg, const struct text *told)
{
	for (size_t at = 0; at < told->length;) {
		size_t length = strcspn(told->bytes + at, "\n");
		paragraph(svg, told->bytes + at, length);
		at += length + 1;
	}
}

static void heading(struct comparison_svg *svg, const struct comparison_rows *rows, bool named)
{
	static const char *const names[] = {"A", "B"};
	svg->y += BETWEEN;
	for (int which = 0; which < 2; which++) {
		double x = half_x(which);
		text_clear(&svg->scratch);
		text_string(&svg->scratch, names[which]);
		if (named && rows->connection[which] > 0)
			text_format(&svg->scratch, " #%u", rows->connection[which]);
		svg_box(&svg->canvas, SVG_MIDDLE, "card", x, svg->y, HALF, 30, 8);
		svg_words(&svg->canvas, "name", x + 12, svg->y + 20, SVG_START,
			  text_c_string(&svg->scratch));
		svg_words(&svg->canvas, "role", x + CLIENT_X, svg->y + 20, SVG_CENTER,
			  side_name(svg->lang, SIDE_CLIENT));
		svg_words(&svg->canvas, "role", x + SERVER_X - 8, svg->y + 20, SVG_END,
			  side_name(svg->lang, SIDE_SERVER));
	}
	svg->y += 30;
}

static void arrow(struct comparison_svg *svg, double x, const struct compare_segment *segment)
{
	bool right = segment->from == SIDE_CLIENT;
	double begin = x + (right ? CLIENT_X : SERVER_X), end = x + (right ? SERVER_X : CLIENT_X);
	svg_arrow(&svg->canvas, comparison_meaning(segment), begin, svg->y + ROW - 4 - SLOPE, end,
		  svg->y + ROW - 4);
}

/* A's or B's half of a row. */
static void half(struct comparison_svg *svg, const struct comparison_rows *rows, int which,
		 const struct compare_segment *segment)
{
	double x = half_x(which), center = x + (CLIENT_X + SERVER_X) / 2, top = svg->y;
	struct text told;
	text_init(&told);
	text_decimal(&told, segment->frame);
	svg_words(&svg->canvas, "time", x + NUMBER_X, top + 16, SVG_END, text_c_string(&told));
	text_clear(&told);
	text_compared_time(&told, rows, which, segment);
	svg_words(&svg->canvas, "time", x + TIME_X, top + 16, SVG_END, text_c_string(&told));
	text_clear(&told);
	text_clear(&svg->scratch);
	text_compared_segment(&told, segment);
	text_cut(&svg->scratch, told.bytes, told.length, WORDS_COLUMNS, false, "…");
	svg_words(&svg->canvas, "words", center, top + 14, SVG_CENTER,
		  text_c_string(&svg->scratch));
	arrow(svg, x, segment);
	text_clear(&told);
	text_clear(&svg->scratch);
	text_labels(&told, svg->lang, segment->labels);
	text_cut(&svg->scratch, told.bytes, told.length, LABELS_COLUMNS, false, "…");
	if (told.length > 0)
		svg_words(&svg->canvas, "label", center, top + ROW + 10, SVG_CENTER,
			  text_c_string(&svg->scratch));
	svg->scratch.failed |= told.failed;
	text_release(&told);
}

static void left_out(struct comparison_svg *svg, uint32_t rows)
{
	if (rows == 0)
		return;
	text_clear(&svg->scratch);
	text_format(&svg->scratch, svg->lang == LANG_ZH ? "……略去%u行" : "… %u rows left out",
		    rows);
	svg_words(&svg->canvas, "note", WIDTH / 2, svg->y + 17, SVG_CENTER,
		  text_c_string(&svg->scratch));
	svg->y += LINE + 4;
}

static void row(struct comparison_svg *svg, const struct comparison_rows *rows,
		const struct comparison_row *row)
{
	const char mark[] = {row->mark, '\0'};
	bool labelled = false;
	left_out(svg, row->left_out);
	for (int which = 0; which < 2; which++)
		if (row->segments[which]) {
			half(svg, rows, which, row->segments[which]);
			labelled |= row->segments[which]->labels != 0;
		}
	double height = ROW + (labelled ? LABEL_ROW : 0);
	if (row->mark != ' ') {
		svg_box(&svg->canvas, SVG_BACK, "card", MARGIN - 8, svg->y, WIDTH - 2 * MARGIN + 16,
			height, 4);
		svg_words(&svg->canvas, "name", MARGIN + HALF + GAP / 2, svg->y + 20, SVG_CENTER,
			  mark);
	}
	svg->y += height;
}

static void lifelines(struct comparison_svg *svg, double from)
{
	for (int which = 0; which < 2; which++) {
		double x = half_x(which);
		svg_line(&svg->canvas, SVG_MIDDLE, "axis", x + CLIENT_X, from, x + CLIENT_X,
			 svg->y);
		svg_line(&svg->canvas, SVG_MIDDLE, "axis", x + SERVER_X, from, x + SERVER_X,
			 svg->y);
	}
}

static void ladder(struct comparison_svg *svg, const struct comparison_event *event,
		   const uint32_t connection[2])
{
	struct comparison_rows rows;
	if (comparison_rows_take(&rows, event, connection, true)) {
		heading(svg, &rows, differences_name_connections(event->lists[0], event->lists[1]));
		double from = svg->y;
		for (size_t i = 0; i < rows.count; i++)
			row(svg, &rows, &rows.rows[i]);
		left_out(svg, rows.left_out);
		svg->y += 6;
		lifelines(svg, from);
	} else {
		svg->scratch.failed = true;
	}
	comparison_rows_release(&rows);
}

/* What the marks of the rows mean: a scenario that is the same is not drawn, nor has it a legend.
 */
static void legend(struct comparison_svg *svg)
{
	static const char marks[] = "|<>~";
	text_clear(&svg->scratch);
	for (const char *mark = marks; *mark; mark++)
		text_format(&svg->scratch, "%s%c %s", mark == marks ? "" : "     ", *mark,
			    comparison_mark_words(svg->lang, *mark));
	svg->y += LINE + 4;
	svg_words(&svg->canvas, "note", WIDTH / 2, svg->y, SVG_CENTER,
		  text_c_string(&svg->scratch));
}

void comparison_svg_draw(struct comparison_svg *svg, const struct comparison_event *event)
{
	uint32_t connections[COMPARISON_LADDERS_MAX][2];
	size_t count = comparison_drawn(event, connections);
	struct text told;
	text_init(&told);
	text_comparison(&told, svg->lang, event);
	paragraphs(svg, &told);
	text_bytes(&svg->description, told.bytes, told.length);
	text_release(&told);
	for (size_t i = 0; i < count; i++)
		ladder(svg, event, connections[i]);
	if (count > 0)
		legend(svg);
	svg->y += count > 0 ? BETWEEN : 0;
}

void comparison_svg_totals(struct comparison_svg *svg, const struct comparison_totals *totals)
{
	struct text told;
	text_init(&told);
	text_comparison_totals(&told, svg->lang, totals);
	paragraphs(svg, &told);
	text_release(&told);
}

void comparison_svg_finish(struct comparison_svg *svg, struct text *text)
{
	int width = (int)WIDTH, height = (int)(svg->y + MARGIN);
	svg_document_begin(text, width, height, svg->lang);
	text_format(text, "<title id=\"title\">%s</title>\n<desc id=\"desc\">",
		    svg->lang == LANG_ZH ? "两次捕获的比较" : "Two captures compared");
	text_xml(text, svg->description.bytes, svg->description.length);
	text_string(text, "</desc>\n");
	svg_document_finish(text, &svg->canvas, width, height);
	text->failed |= svg->scratch.failed | svg->description.failed;
}
