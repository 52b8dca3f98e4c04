/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "comparison_event.h"
#include "difference_words.h"
#include "escape.h"
#include "messages.h"

static const char indent[] = "    ";

bool comparison_is_same(const struct comparison_event *event)
{
	if (!event->files[0] || !event->files[1])
		return false;
	for (size_t i = 0; i < event->differences->count; i++)
		if (!event->differences->items[i].time)
			return false;
	return true;
}

static struct difference_style style_of(enum lang lang, const struct comparison_event *event)
{
	return (struct difference_style){
	    .lang = lang,
	    .names = {"A", "B"},
	    .connections = differences_name_connections(event->lists[0], event->lists[1]),
	    .headed = true,
	    .lists = {event->lists[0], event->lists[1]},
	};
}

/* The differences that are of time, or all others, below HEADING, where there is one. */
static void append_differences(struct text *text, enum lang lang,
			       const struct comparison_event *event, bool time, const char *heading)
{
	const struct difference_style style = style_of(lang, event);
	bool any = false;
	for (size_t i = 0; i < event->differences->count; i++) {
		const struct difference *difference = &event->differences->items[i];
		if (difference->time != time)
			continue;
		if (!any && heading)
			text_format(text, "%s\n", heading);
		any = true;
		text_string(text, indent);
		text_difference(text, &style, difference);
		text_char(text, '\n');
	}
}

static void append_file(struct text *text, enum lang lang, const struct comparison_event *event,
			int which)
{
	const struct compare_list *list = event->lists[which];
	const char *file = event->files[which];
	text_format(text, "%c: ", 'A' + which);
	if (strcmp(file, "-") == 0)
		text_string(text, lang == LANG_ZH ? "标准输入" : "standard input");
	else
		text_printable(text, file, strlen(file));
	if (lang == LANG_ZH)
		text_format(text, "（%zu个连接，%zu个报文段）\n", list->connection_count,
			    list->segment_count);
	else
		text_format(text, " (%zu connection%s, %zu segment%s)\n", list->connection_count,
			    list->connection_count == 1 ? "" : "s", list->segment_count,
			    list->segment_count == 1 ? "" : "s");
}

/* The scenario, and whether it is the same; what it has only one of needs no more. */
static bool append_name(struct text *text, enum lang lang, const struct comparison_event *event)
{
	bool zh = lang == LANG_ZH;
	bool both = event->files[0] && event->files[1];
	text_printable(text, event->name, strlen(event->name));
	text_string(text, zh ? "：" : ": ");
	if (!both)
		text_format(text, zh ? "只在%c里有\n" : "only in %c\n",
			    event->files[0] ? 'A' : 'B');
	else if (comparison_is_same(event))
		text_string(text, zh ? "相同\n" : "the same\n");
	else
		text_string(text, zh ? "不同\n" : "different\n");
	return both;
}

void text_comparison(struct text *text, enum lang lang, const struct comparison_event *event)
{
	bool zh = lang == LANG_ZH;
	if (event->name && !append_name(text, lang, event))
		return;
	for (int which = 0; which < 2 && !event->name; which++)
		append_file(text, lang, event, which);
	const char *heading = zh ? "不同：" : "different:";
	append_differences(text, lang, event, false, event->name ? NULL : heading);
	append_differences(text, lang, event, true,
			   zh ? "只是时间不同：" : "different only in time:");
	if (event->differences->bounded)
		text_string(text, zh ? "# 不同之处太多，列出的可能比必要的多\n"
				     : "# so much differs that more may be told than is needed\n");
	if (event->name)
		return;
	text_format(text, "%s\n%s", zh ? "相同：" : "the same:", indent);
	text_in_common(text, lang, event);
	text_char(text, '\n');
}

void text_comparison_totals(struct text *text, enum lang lang,
			    const struct comparison_totals *totals)
{
	bool zh = lang == LANG_ZH;
	text_format(text,
		    zh ? "# %2$" PRIu32 "个场景中%1$" PRIu32 "个相同"
		       : "# the same: %" PRIu32 " of %" PRIu32,
		    totals->same, totals->pairs);
	for (int which = 0; which < 2; which++)
		if (totals->only[which] > 0)
			text_format(text,
				    zh ? "；只在%c里有的：%" PRIu32 : "; only in %c: %" PRIu32,
				    'A' + which, totals->only[which]);
	text_char(text, '\n');
}
