/* SPDX-License-Identifier: MIT */
/* compared_difference() and compared_same_core() of compared_text.h. */
#include <stdlib.h>
#include <string.h>

#include "compared_lines.h"
#include "compared_list.h"
#include "compared_text.h"
#include "difference_words.h"
#include "needed_memory.h"

/* Sentences; there may be many more. */
enum { SENTENCES_MAX = 4 };

/* The segments and totals are the same ones, but the texts are not. */
static void same_segments(struct text *words, const char *golden, const char *came)
{
	struct compared_lines lines[2];
	compared_lines_split(&lines[0], golden);
	compared_lines_split(&lines[1], came);
	size_t i = 0;
	while (i < lines[0].count && i < lines[1].count &&
	       strcmp(lines[0].items[i].text, lines[1].items[i].text) == 0)
		i++;
	bool between = (i < lines[0].count && !lines[0].items[i].segment) ||
		       (i < lines[1].count && !lines[1].items[i].segment);
	text_format(words, "the same segments, but %s (line %zu)",
		    between ? "the lines between them differ" : "written differently", i + 1);
	compared_lines_release(&lines[0]);
	compared_lines_release(&lines[1]);
}

/* What is compared has a segment for each that was observed, and as many. */
static void take_times(struct compare_list *list, const struct observed *observed)
{
	if (!observed || list->segment_count != observed->segment_count ||
	    !(list->fields & COMPARE_ORDER))
		return;
	for (size_t i = 0; i < list->segment_count; i++)
		list->segments[i].time_ns = observed->segments[i].time_ns;
	list->fields |= COMPARE_TIMES;
}

static void append_sentences(struct text *words, const struct compare_list lists[2],
			     const struct differences *differences)
{
	const struct difference_style style = {
	    .lang = LANG_EN,
	    .names = {"the golden output", "this run"},
	    .connections = differences_name_connections(&lists[0], &lists[1]),
	};
	for (size_t i = 0; i < differences->count && i < SENTENCES_MAX; i++) {
		text_string(words, i > 0 ? "; " : "");
		text_difference(words, &style, &differences->items[i]);
	}
	if (differences->count > SENTENCES_MAX)
		text_format(words, "; and %zu more", differences->count - SENTENCES_MAX);
}

void compared_difference(struct text *words, const char *golden, const char *came, bool ordered,
			 const struct observed *observed)
{
	struct compare_list lists[2];
	struct differences differences;
	compared_list_read(&lists[0], golden, ordered);
	compared_list_read(&lists[1], came, ordered);
	take_times(&lists[1], observed);
	if (!differences_find(&lists[0], &lists[1], &differences))
		text_string(words, "no memory to compare it with the golden output");
	else if (differences.count > 0)
		append_sentences(words, lists, &differences);
	else
		same_segments(words, golden, came);
	differences_release(&differences);
	compare_list_release(&lists[0]);
	compare_list_release(&lists[1]);
}

/* The core of an exchange: what the programs did. */
struct core {
	char **items; /* owned, and each of them; sorted */
	size_t count, capacity;
};

/* Of a segment with data, SYN, FIN or RST: sides, these flags, number and data, but not what it
 * acknowledges; of totals all but how the connection closed, which is a matter of ACKs. */
static char *core_of(const struct compared_line *line)
{
	struct text text;
	text_init(&text);
	if (line->segment &&
	    (line->syn || line->fin || line->rst || line->length > 0 || *line->payload)) {
		text_format(&text, "%s %s%s%s %s %lu %s", line->ends, line->syn ? "S" : "",
			    line->fin ? "F" : "", line->rst ? "R" : "", line->number, line->length,
			    line->payload);
	} else if (line->totals) {
		const char *close = strstr(line->text, "close ");
		const char *rest = strstr(close, ", ");
		text_bytes(&text, line->text, (size_t)(close - line->text));
		text_string(&text, rest ? rest + 2 : "");
	}
	char *core = text.length > 0 ? memory_needed(strdup(text_c_string(&text))) : NULL;
	text_release(&text);
	return core;
}

static int compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, and each once, however often it was sent. ALL: the lines of segments and totals as they
 * stand. */
static void take_core(struct core *core, struct text *all, const char *text)
{
	struct compared_lines lines;
	*core = (struct core){0};
	compared_lines_split(&lines, text);
	for (size_t i = 0; i < lines.count; i++) {
		const struct compared_line *line = &lines.items[i];
		char *item = core_of(line);
		if (line->segment || line->totals)
			text_format(all, "%s\n", line->text);
		if (!item)
			continue;
		core->items =
		    memory_grown(core->items, &core->capacity, core->count, sizeof *core->items);
		core->items[core->count++] = item;
	}
	compared_lines_release(&lines);
	if (core->count > 0)
		qsort(core->items, core->count, sizeof *core->items, compare_strings);
	size_t kept = 0;
	for (size_t i = 0; i < core->count; i++)
		if (kept > 0 && strcmp(core->items[kept - 1], core->items[i]) == 0)
			free(core->items[i]);
		else
			core->items[kept++] = core->items[i];
	core->count = kept;
}

static void release_core(struct core *core)
{
	for (size_t i = 0; i < core->count; i++)
		free(core->items[i]);
	free(core->items);
}

bool compared_same_core(const char *golden, const char *came)
{
	struct core cores[2];
	struct text all[2];
	text_init(&all[0]);
	text_init(&all[1]);
	take_core(&cores[0], &all[0], golden);
	take_core(&cores[1], &all[1], came);
	bool same = cores[0].count == cores[1].count &&
		    strcmp(text_c_string(&all[0]), text_c_string(&all[1])) != 0;
	for (size_t i = 0; same && i < cores[0].count; i++)
		same = strcmp(cores[0].items[i], cores[1].items[i]) == 0;
	for (int i = 0; i < 2; i++) {
		release_core(&cores[i]);
		text_release(&all[i]);
	}
	return same;
}
