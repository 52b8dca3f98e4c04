/* SPDX-License-Identifier: MIT */
#include "comparison_html.h"

#include <stdio.h>
#include <string.h>

#include "comparison_page_parts.h"
#include "comparison_rows.h"
#include "difference_words.h"
#include "figure.h"
#include "xml.h"

/* A comparison that is being written. */
struct html {
	struct text *text;
	const struct comparison_event *event;
	uint32_t number;
	struct comparison_rows ladders[COMPARISON_LADDERS_MAX];
	size_t drawn;   /* of them */
	enum lang lang; /* of the sentences that are being written */
	const char *heading;
};

static const char *const tags[] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};

static void part(struct text *text, const struct comparison_page_part *of)
{
	text_bytes(text, of->bytes, of->length);
}

void html_comparison_policy(struct text *text)
{
	part(text, &comparison_page_part_policy);
}

/* The same in both languages, of which one is shown. */
static void both(struct text *text, const char *element, const char *zh, const char *en)
{
	text_format(text, "<%s lang=\"zh\">%s</%s><%s lang=\"en\">%s</%s>", element, zh, element,
		    element, en, element);
}

/* For those who do not see the picture. */
static void said(struct text *text, const char *zh, const char *en)
{
	text_format(text,
		    "<span class=\"said\" lang=\"zh\">%s</span><span class=\"said\" "
		    "lang=\"en\">%s</span>",
		    zh, en);
}

static void escaped(struct text *text, const struct text *what)
{
	text_xml(text, what->bytes, what->length);
	text->failed |= what->failed;
}

static void choice(struct text *text, const char *group, const char *id, bool chosen,
		   const char *zh, const char *en)
{
	text_format(text, "<label><input type=\"radio\" name=\"%s\" id=\"%s\"%s> ", group, id,
		    chosen ? " checked" : "");
	if (strcmp(zh, en) == 0)
		text_string(text, zh);
	else
		both(text, "span", zh, en);
	text_string(text, "</label>\n");
}

void html_comparisons_begin(struct text *text, enum lang lang)
{
	text_format(text, "<!doctype html>\n<html lang=\"%s\">\n", tags[lang]);
	part(text, &comparison_page_part_top);
	html_comparison_policy(text);
	part(text, &comparison_page_part_middle);
	text_string(text, "<header class=\"top\">\n<h1>");
	both(text, "span", "两次捕获的比较", "Two captures compared");
	text_string(text, "</h1>\n<div class=\"tools\">\n<fieldset><legend>");
	text_string(text, "语言 / Language</legend>\n");
	choice(text, "language", "zh", lang == LANG_ZH, "中文", "中文");
	choice(text, "language", "en", lang == LANG_EN, "English", "English");
	text_string(text, "</fieldset>\n<fieldset><legend>");
	both(text, "span", "颜色", "Colours");
	text_string(text, "</legend>\n");
	choice(text, "theme", "system", true, "跟随系统", "as the system");
	choice(text, "theme", "light", false, "浅色", "light");
	choice(text, "theme", "dark", false, "深色", "dark");
	text_string(text, "</fieldset>\n</div>\n</header>\n<main>\n");
}

void html_comparisons_finish(struct text *text)
{
	text_string(text, "</main>\n");
	part(text, &comparison_page_part_bottom);
}

/* Whether the segment that DIFFERENCE is about in list WHICH is in a ladder: not left out of it. */
static bool is_drawn(const struct html *html, const struct difference *difference, int which)
{
	for (size_t i = 0; i < html->drawn; i++) {
		const struct comparison_rows *rows = &html->ladders[i];
		if (rows->connection[0] != difference->connection[0] ||
		    rows->connection[1] != difference->connection[1])
			continue;
		for (size_t k = 0; k < rows->count; k++)
			if (rows->rows[k].numbers[which] == difference->segment[which])
				return true;
	}
	return false;
}

static void sentence(void *context, const struct text *told, const struct difference *difference)
{
	struct html *html = context;
	struct text *text = html->text;
	int which = difference->segment[difference->in] > 0 ? difference->in : !difference->in;
	uint32_t number = difference->segment[which];
	bool linked = number > 0 && is_drawn(html, difference, which);
	if (html->heading)
		text_format(text, "<h3>%s</h3>\n<ul>\n", html->heading);
	html->heading = NULL;
	text_string(text, "<li>");
	if (linked)
		text_format(text, "<a href=\"#s%u%c%u\">", html->number, "ab"[which], number);
	escaped(text, told);
	text_string(text, linked ? "</a></li>\n" : "</li>\n");
}

static void sentences(struct html *html, bool time, const char *heading)
{
	html->heading = heading;
	comparison_sentences(html->event, html->lang, time, sentence, html);
	if (!html->heading)
		text_string(html->text, "</ul>\n");
}

/* All that is said of it, in one language. */
static void say(struct html *html, enum lang lang)
{
	bool zh = lang == LANG_ZH;
	struct text *text = html->text, told;
	const struct comparison_event *event = html->event;
	html->lang = lang;
	text_init(&told);
	text_format(text, "<div lang=\"%s\">\n", tags[lang]);
	if (event->name) {
		text_compared_name(&told, lang, event);
		text_string(text, "<h2>");
		escaped(text, &told);
		text_string(text, "</h2>\n");
	}
	for (int which = 0; which < 2 && !event->name; which++) {
		text_clear(&told);
		text_compared_file(&told, lang, event, which);
		text_string(text, "<p>");
		escaped(text, &told);
		text_string(text, "</p>\n");
	}
	if (event->differences) {
		sentences(html, false, zh ? "不同" : "different");
		sentences(html, true, zh ? "只是时间不同" : "different only in time");
		if (event->differences->bounded)
			text_format(text, "<p class=\"quiet\">%s</p>\n",
				    zh ? "不同之处太多，列出的可能比必要的多"
				       : "so much differs that more may be told than is needed");
		text_clear(&told);
		text_in_common(&told, lang, event);
		text_format(text, "<h3>%s</h3>\n<p>", zh ? "相同" : "the same");
		escaped(text, &told);
		text_string(text, "</p>\n");
	}
	text_string(text, "</div>\n");
	text_release(&told);
}

static void labels(struct text *text, const struct compare_segment *segment)
{
	struct text told;
	if (segment->labels == 0)
		return;
	text_init(&told);
	for (int lang = 0; lang < 2; lang++) {
		text_clear(&told);
		text_labels(&told, (enum lang)lang, segment->labels);
		text_format(text, "<span class=\"labels\" lang=\"%s\">", tags[lang]);
		escaped(text, &told);
		text_string(text, "</span>");
	}
	text_release(&told);
}

static void arrow(struct text *text, const struct compare_segment *segment)
{
	bool right = segment->from == SIDE_CLIENT;
	text_format(text, "<span class=\"arrow %s %s\"><span class=\"said\">%s </span>",
		    right ? "right" : "left", comparison_meaning(segment), right ? "→" : "←");
	text_compared_segment(text, segment);
	text_string(text, "</span>");
	labels(text, segment);
}

/* A's or B's half of ROW. */
static void half(const struct html *html, const struct comparison_rows *rows, int which,
		 const struct comparison_row *row)
{
	const struct compare_segment *segment = row->segments[which];
	struct text *text = html->text;
	if (!segment) {
		text_string(text, "<div class=\"half none\"><span></span><span></span><div "
				  "class=\"life\"></div></div>");
		return;
	}
	text_format(text,
		    "<div class=\"half\" id=\"s%u%c%u\" data-list=\"%c\"><span class=\"number\">",
		    html->number, "ab"[which], row -> numbers[which], "AB"[which]);
	text_decimal(text, segment->frame);
	text_string(text, "</span><span class=\"time\">");
	text_compared_time(text, rows, which, segment);
	text_string(text, "</span><div class=\"life\">");
	arrow(text, segment);
	text_string(text, "</div></div>");
}

static void left_out(struct text *text, uint32_t rows)
{
	char words[2][40];
	if (rows == 0)
		return;
	snprintf(words[0], sizeof words[0], "……略去%u行", rows);
	snprintf(words[1], sizeof words[1], "… %u rows left out", rows);
	text_string(text, "<li class=\"left-out\">");
	both(text, "span", words[0], words[1]);
	text_string(text, "</li>\n");
}

/* The keyboard goes from one that is not the same to the next. */
static void row(const struct html *html, const struct comparison_rows *rows,
		const struct comparison_row *row)
{
	struct text *text = html->text;
	bool differs = row->mark != ' ';
	left_out(text, row->left_out);
	text_string(text,
		    differs ? "<li class=\"row differs\" tabindex=\"0\">" : "<li class=\"row\">");
	half(html, rows, 0, row);
	text_string(text, "<div class=\"mark\">");
	if (differs) {
		text_string(text, "<span aria-hidden=\"true\">");
		text_xml(text, &row->mark, 1);
		text_string(text, "</span>");
		said(text, comparison_mark_words(LANG_ZH, row->mark),
		     comparison_mark_words(LANG_EN, row->mark));
	}
	text_string(text, "</div>");
	half(html, rows, 1, row);
	text_string(text, "</li>\n");
}

static void heads(const struct html *html, const struct comparison_rows *rows, bool named)
{
	struct text *text = html->text;
	text_string(text, "<li class=\"row heads\">");
	for (int which = 0; which < 2; which++) {
		text_format(text, "%s<div class=\"half\"><span class=\"which\">%c",
			    which ? "<div class=\"mark\"></div>" : "", "AB"[which]);
		if (named && rows->connection[which] > 0)
			text_format(text, " #%u", rows->connection[which]);
		text_string(text, "</span><div class=\"life\"><span>");
		both(text, "span", side_name(LANG_ZH, SIDE_CLIENT),
		     side_name(LANG_EN, SIDE_CLIENT));
		text_string(text, "</span><span>");
		both(text, "span", side_name(LANG_ZH, SIDE_SERVER),
		     side_name(LANG_EN, SIDE_SERVER));
		text_string(text, "</span></div></div>");
	}
	text_string(text, "</li>\n");
}

static void ladder(const struct html *html, const struct comparison_rows *rows)
{
	struct text *text = html->text;
	text_string(text, "<ol class=\"ladders\">\n");
	heads(html, rows,
	      differences_name_connections(html->event->lists[0], html->event->lists[1]));
	for (size_t i = 0; i < rows->count; i++)
		row(html, rows, &rows->rows[i]);
	left_out(text, rows->left_out);
	text_string(text, "</ol>\n");
}

static void take_ladders(struct html *html)
{
	uint32_t connections[COMPARISON_LADDERS_MAX][2];
	html->drawn = comparison_drawn(html->event, connections);
	for (size_t i = 0; i < html->drawn; i++)
		html->text->failed |=
		    !comparison_rows_take(&html->ladders[i], html->event, connections[i], true);
}

static void legend(struct text *text)
{
	text_string(text, "<p class=\"quiet\">");
	for (const char *mark = "|<>~"; *mark; mark++) {
		text_xml(text, mark, 1);
		text_char(text, ' ');
		both(text, "span", comparison_mark_words(LANG_ZH, *mark),
		     comparison_mark_words(LANG_EN, *mark));
		text_string(text, mark[1] ? " &nbsp; " : "</p>\n");
	}
}

void html_comparison(struct text *text, const struct comparison_event *event, uint32_t number)
{
	struct html html = {.text = text, .event = event, .number = number};
	take_ladders(&html);
	text_string(text, "<section class=\"scenario\">\n");
	say(&html, LANG_ZH);
	say(&html, LANG_EN);
	for (size_t i = 0; i < html.drawn; i++)
		ladder(&html, &html.ladders[i]);
	if (html.drawn > 0)
		legend(text);
	for (size_t i = 0; i < html.drawn; i++)
		comparison_rows_release(&html.ladders[i]);
	text_string(text, "</section>\n");
}

void html_comparison_totals(struct text *text, const struct comparison_totals *totals)
{
	struct text told;
	text_init(&told);
	for (int lang = 0; lang < 2; lang++) {
		text_clear(&told);
		text_comparison_totals(&told, (enum lang)lang, totals);
		text_format(text, "<p lang=\"%s\">", tags[lang]);
		escaped(text, &told);
		text_string(text, "</p>\n");
	}
	text_release(&told);
}
