/* SPDX-License-Identifier: MIT */
/* compared_difference() and compared_same_core() of compared_text.h. */
#include <stdlib.h>
#include <string.h>

#include "compared_lines.h"
#include "compared_text.h"
#include "needed_memory.h"

/* The segments of one text, by name, and what stands between them. */
struct named {
	struct compared_lines lines;
	char **names;       /* owned, and each of them */
	const char **whole; /* owned: their lines */
	size_t count;
	struct text other;
};

static void name_all(struct named *named, const char *text)
{
	*named = (struct named){0};
	text_init(&named->other);
	compared_lines_split(&named->lines, text);
	named->names = memory_needed(calloc(named->lines.count + 1, sizeof *named->names));
	named->whole = memory_needed(calloc(named->lines.count + 1, sizeof *named->whole));
	for (size_t i = 0; i < named->lines.count; i++) {
		const struct compared_line *line = &named->lines.items[i];
		struct text name;
		if (!line->segment) {
			text_format(&named->other, "%s\n", line->text);
			continue;
		}
		text_init(&name);
		compared_line_name(&name, line);
		named->whole[named->count] = line->text;
		named->names[named->count++] = memory_needed(strdup(text_c_string(&name)));
		text_release(&name);
	}
}

static void release(struct named *named)
{
	for (size_t i = 0; i < named->count; i++)
		free(named->names[i]);
	free(named->names);
	free(named->whole);
	text_release(&named->other);
	compared_lines_release(&named->lines);
}

static void append_names(struct text *words, const struct named *named, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		text_format(words, "%s%s", i > first ? ", " : "", named->names[i]);
}

/* A bare ACK that comes right between one side's FIN and the other's. */
static bool is_early_ack(const struct named *named, size_t at)
{
	const char *name = named->names[at];
	char expected[16];
	size_t side = strcspn(name, " ");
	if (strcmp(name + side, " ACK") != 0 || at == 0 || at + 1 >= named->count)
		return false;
	memcpy(expected, name, side);
	memcpy(expected + side, " FIN", 5);
	return strncmp(named->names[at + 1], expected, strlen(expected)) == 0 &&
	       strstr(named->names[at - 1], " FIN");
}

static void same_segments(struct text *words, struct named *golden, struct named *came)
{
	size_t i = 0;
	if (strcmp(text_c_string(&golden->other), text_c_string(&came->other)) != 0) {
		text_string(words, "the same segments, but the lines between them differ");
		return;
	}
	while (i < came->count && strcmp(golden->whole[i], came->whole[i]) == 0)
		i++;
	text_format(words, "the same segments, but segment %zu is written differently", i + 1);
}

static void differ(struct text *words, struct named *golden, struct named *came)
{
	size_t head = 0, tail = 0;
	while (head < golden->count && head < came->count &&
	       strcmp(golden->names[head], came->names[head]) == 0)
		head++;
	while (tail < golden->count - head && tail < came->count - head &&
	       strcmp(golden->names[golden->count - 1 - tail],
		      came->names[came->count - 1 - tail]) == 0)
		tail++;
	size_t less = golden->count - head - tail, more = came->count - head - tail;
	if (more == 1 && less == 0 && is_early_ack(came, head)) {
		text_string(words, "a segment more: the ACK of the FIN came alone");
	} else if (less == 1 && more == 0 && is_early_ack(golden, head)) {
		text_string(words, "a segment less: the ACK of the FIN did not come alone");
	} else if (more > 0 && less == 0) {
		text_format(words, "%zu more: ", more);
		append_names(words, came, head, more);
	} else if (less > 0 && more == 0) {
		text_format(words, "%zu less: ", less);
		append_names(words, golden, head, less);
	} else if (less > 0) {
		text_format(words, "segment %zu: expected ", head + 1);
		append_names(words, golden, head, less);
		text_string(words, "; came ");
		append_names(words, came, head, more);
	} else {
		same_segments(words, golden, came);
	}
}

void compared_difference(struct text *words, const char *golden, const char *came)
{
	struct named expected, seen;
	name_all(&expected, golden);
	name_all(&seen, came);
	differ(words, &expected, &seen);
	release(&expected);
	release(&seen);
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
