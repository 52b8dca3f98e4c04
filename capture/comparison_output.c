/* SPDX-License-Identifier: MIT */
#include "comparison_output.h"

#include <string.h>
#include <unistd.h>

#include "comparison_html.h"
#include "comparison_ladder.h"
#include "fitted_lines.h"
#include "terminal.h"

static void show_ladder(struct comparison_output *shown, const struct comparison_event *event)
{
	struct text *text = &shown->output.text;
	size_t mark = text->length;
	text_comparison_ladder(text, shown->lang, event, shown->options.columns,
			       shown->options.ascii);
	if (text->length > mark && !shown->legend)
		text_string(
		    text,
		    shown->lang == LANG_ZH
			? "# 中间：| 两边不同；< 只在A里有；> 只在B里有；~ 两边都有，位置不同\n"
			: "# between them: | they differ, < only in A, > only in B, ~ in both at "
			  "another place\n");
	shown->legend |= text->length > mark;
	text_fit_lines(text, mark, &shown->options, FIT_ROWS);
}

static void show_text(struct comparison_output *shown, const struct comparison_event *event)
{
	struct text *text = &shown->output.text;
	size_t mark = text->length;
	text_comparison(text, shown->lang, event);
	text_fit_lines(text, mark, &shown->options, FIT_LINES);
}

static bool is_format(const struct comparison_output *shown, const char *name)
{
	return strcmp(shown->format, name) == 0;
}

/* Lines of text, as they come. */
static bool is_text(const struct comparison_output *shown)
{
	return !is_format(shown, "none") && !is_format(shown, "html");
}

void comparison_output_show(struct comparison_output *shown, const struct comparison_event *event)
{
	if (shown->has_page)
		html_comparison(&shown->page, event, ++shown->count);
	if (is_format(shown, "json")) {
		json_comparison(&shown->output.text, shown->lang, event);
	} else if (is_format(shown, "svg")) {
		comparison_svg_draw(&shown->svg, event);
	} else if (is_text(shown)) {
		if (is_format(shown, "ladder"))
			show_ladder(shown, event);
		show_text(shown, event);
	}
}

static void show_totals(struct comparison_output *shown, const struct comparison_totals *totals)
{
	if (shown->has_page)
		html_comparison_totals(&shown->page, totals);
	if (is_format(shown, "json"))
		json_comparison_totals(&shown->output.text, totals);
	else if (is_format(shown, "svg"))
		comparison_svg_totals(&shown->svg, totals);
	else if (is_text(shown))
		text_comparison_totals(&shown->output.text, shown->lang, totals);
}

void comparison_output_finish(struct comparison_output *shown,
			      const struct comparison_totals *totals)
{
	struct text *text = &shown->output.text;
	if (totals)
		show_totals(shown, totals);
	if (shown->has_page)
		html_comparisons_finish(&shown->page);
	if (is_format(shown, "svg"))
		comparison_svg_finish(&shown->svg, text);
	else if (is_format(shown, "html"))
		text_bytes(text, shown->page.bytes, shown->page.length);
	text->failed |= shown->page.failed;
}

void comparison_output_init(struct comparison_output *shown, const struct sniffer_options *options,
			    enum lang lang)
{
	*shown = (struct comparison_output){
	    .format = writer_formats[options->format < 0 ? 0 : options->format]->name,
	    .lang = lang,
	};
	output_init(&shown->output, STDOUT_FILENO);
	shown->options = (struct writer_options){
	    .lang = lang,
	    .ascii = options->ascii || !terminal_set_locale(),
	    .columns = terminal_columns(STDOUT_FILENO),
	    .fit = !options->wrap && isatty(STDOUT_FILENO) == 1,
	    .text = &shown->output.text,
	};
	text_init(&shown->page);
	comparison_svg_init(&shown->svg, lang);
	shown->has_page = options->http || is_format(shown, "html");
	if (shown->has_page)
		html_comparisons_begin(&shown->page, lang);
}

void comparison_output_release(struct comparison_output *shown)
{
	comparison_svg_release(&shown->svg);
	text_release(&shown->page);
	output_release(&shown->output);
}
