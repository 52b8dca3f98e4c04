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

/* Whether both are told by one sentence, with the numbers of their connections. */
static bool are_alike(const struct difference *a, const struct difference *b)
{
	return a->id == b->id && a->in == b->in && a->side == b->side && a->kind == b->kind &&
	       a->time == b->time && a->closes == b->closes;
}

static uint32_t number_of(const struct difference *difference)
{
	return difference->connection[0] > 0 ? difference->connection[0]
					     : difference->connection[1];
}

/* "; the like in 4 more connections: 20, 61, 64, 65" */
static void append_likes(struct text *text, enum lang lang, const struct differences *differences,
			 size_t first)
{
	enum { LIKES_MAX = 8 };
	bool zh = lang == LANG_ZH;
	size_t count = 0;
	for (size_t i = first + 1; i < differences->count; i++)
		count += are_alike(&differences->items[first], &differences->items[i]);
	if (count == 0)
		return;
	text_format(text,
		    zh ? "；另有%zu个连接也这样：" : "; the like in %zu more connection%s: ", count,
		    count == 1 ? "" : "s");
	size_t shown = 0;
	for (size_t i = first + 1; i < differences->count && shown < LIKES_MAX; i++)
		if (are_alike(&differences->items[first], &differences->items[i]))
			text_format(text, "%s%u", shown++ > 0 ? (zh ? "、" : ", ") : "",
				    number_of(&differences->items[i]));
	text_string(text, count > shown ? (zh ? "……" : ", ...") : "");
}

/* One of the differences before is told instead; of each kind, list and side there is a first, so
 * the search is short. */
static bool was_told(const struct difference **firsts, size_t *count,
		     const struct difference *difference)
{
	for (size_t i = 0; i < *count; i++)
		if (are_alike(firsts[i], difference))
			return true;
	firsts[(*count)++] = difference;
	return false;
}

void comparison_sentences(const struct comparison_event *event, enum lang lang, bool time,
			  comparison_sentence *tell, void *context)
{
	const struct difference_style style = style_of(lang, event);
	/* Of each kind by list, side and close, and both of times by kinds of segments. */
	const struct difference *firsts[(DIFFERENCE_COUNT + 2 * COMPARE_KINDS) * 8];
	struct text sentence;
	size_t count = 0;
	text_init(&sentence);
	for (size_t i = 0; i < event->differences->count; i++) {
		const struct difference *difference = &event->differences->items[i];
		if (difference->time != time || was_told(firsts, &count, difference))
			continue;
		text_clear(&sentence);
		text_difference(&sentence, &style, difference);
		append_likes(&sentence, lang, event->differences, i);
		tell(context, &sentence, difference);
	}
	text_release(&sentence);
}

/* Where sentences go to: below HEADING, where there is one. Those of one scenario among several
 * stand deeper. */
struct listing {
	struct text *text;
	const char *heading; /* NULL: it was written, or there is none */
	const char *margin;
};

static void append_sentence(void *context, const struct text *sentence,
			    const struct difference *difference)
{
	(void)difference;
	struct listing *listing = context;
	if (listing->heading)
		text_format(listing->text, "%s%s\n", listing->margin, listing->heading);
	listing->heading = NULL;
	text_format(listing->text, "%s%s", listing->margin, indent);
	text_bytes(listing->text, sentence->bytes, sentence->length);
	text_char(listing->text, '\n');
	listing->text->failed |= sentence->failed;
}

static void append_differences(struct text *text, enum lang lang,
			       const struct comparison_event *event, bool time, const char *heading)
{
	struct listing listing = {text, heading, event->name && heading ? indent : ""};
	comparison_sentences(event, lang, time, append_sentence, &listing);
}

void text_compared_file(struct text *text, enum lang lang, const struct comparison_event *event,
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
		text_format(text, "（%zu个连接，%zu个报文段）", list->connection_count,
			    list->segment_count);
	else
		text_format(text, " (%zu connection%s, %zu segment%s)", list->connection_count,
			    list->connection_count == 1 ? "" : "s", list->segment_count,
			    list->segment_count == 1 ? "" : "s");
}

void text_compared_name(struct text *text, enum lang lang, const struct comparison_event *event)
{
	bool zh = lang == LANG_ZH;
	text_printable(text, event->name, strlen(event->name));
	text_string(text, zh ? "：" : ": ");
	if (!event->files[0] || !event->files[1])
		text_format(text, zh ? "只在%c里有" : "only in %c", event->files[0] ? 'A' : 'B');
	else if (!comparison_is_same(event))
		text_string(text, zh ? "不同" : "different");
	else if (event->differences->count > 0)
		text_string(text, zh ? "除时间外相同" : "the same but for times");
	else
		text_string(text, zh ? "相同" : "the same");
}

void text_comparison(struct text *text, enum lang lang, const struct comparison_event *event)
{
	bool zh = lang == LANG_ZH;
	if (event->name) {
		text_compared_name(text, lang, event);
		text_char(text, '\n');
	}
	if (!event->differences)
		return;
	for (int which = 0; which < 2 && !event->name; which++) {
		text_compared_file(text, lang, event, which);
		text_char(text, '\n');
	}
	const char *heading = zh ? "不同：" : "different:";
	const char *of_time = zh ? "只是时间不同：" : "different only in time:";
	bool said = event->name && comparison_is_same(event);
	append_differences(text, lang, event, false, event->name ? NULL : heading);
	append_differences(text, lang, event, true, said ? NULL : of_time);
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
