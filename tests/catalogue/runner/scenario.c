/* SPDX-License-Identifier: MIT */
#include "scenario.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_text.h"
#include "needed_memory.h"
#include "text.h"

enum { LINE_MAX_BYTES = 4000 };

static bool has_control(const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)line[i];
		unsigned char next = i + 1 < length ? (unsigned char)line[i + 1] : 0;
		if (byte < 0x20 || byte == 0x7f || (byte == 0xc2 && next >= 0x80 && next <= 0x9f))
			return true;
	}
	return false;
}

static void add_entry(struct scenario *scenario, size_t *capacity, enum scenario_key key,
		      const char *value)
{
	scenario->entries =
	    memory_grown(scenario->entries, capacity, scenario->count, sizeof *scenario->entries);
	scenario->entries[scenario->count++] =
	    (struct scenario_entry){.key = key, .value = memory_needed(strdup(value))};
}

/* LINE "key: value", which is no comment. */
static bool take_line(struct scenario *scenario, size_t *capacity, unsigned number, char *line,
		      struct err *err)
{
	char *value = strchr(line, ':');
	if (value)
		*value++ = '\0';
	enum scenario_key key = scenario_key_of(line);
	if (value && strcmp(line, "unwitnessed") == 0)
		return err_set(err, "line %u: 'unwitnessed' is called '%s' now", number,
			       scenario_key_name(KEY_KERNEL_DIFFERS));
	if (!value || key == KEY_COUNT)
		return err_set(err, "line %u: '%s' is no key of a scenario", number, line);
	if (scenario_value(scenario, key) && !scenario_key_repeats(key))
		return err_set(err, "line %u: %s is given twice", number, line);
	value += strspn(value, " ");
	if (!scenario_value_check(key, value, err))
		return false;
	add_entry(scenario, capacity, key, value);
	return true;
}

static bool take_bytes(struct scenario *scenario, size_t *capacity, unsigned number,
		       const char *bytes, size_t length, struct err *err)
{
	if (has_control(bytes, length))
		return err_set(err, "line %u: a control character", number);
	if (length > LINE_MAX_BYTES)
		return err_set(err, "line %u: longer than %d bytes", number, LINE_MAX_BYTES);
	if (length == 0 || *bytes == '#')
		return true;
	char *line = memory_needed(strndup(bytes, length));
	bool good = take_line(scenario, capacity, number, line, err);
	free(line);
	return good;
}

static size_t count_of(const struct scenario *scenario, enum scenario_key key)
{
	size_t at = 0, count = 0;
	while (scenario_next(scenario, key, &at))
		count++;
	return count;
}

bool scenario_parse(struct scenario *scenario, const char *name, const char *text, size_t length,
		    struct err *err)
{
	size_t capacity = 0, at = 0;
	*scenario = (struct scenario){.name = memory_needed(strdup(name))};
	for (unsigned number = 1; at < length; number++) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t bytes = end ? (size_t)(end - text) - at : length - at;
		if (!take_bytes(scenario, &capacity, number, text + at, bytes, err))
			return false;
		at += bytes + 1;
	}
	if (count_of(scenario, KEY_BORDER) != count_of(scenario, KEY_BORDER_ZH) ||
	    count_of(scenario, KEY_BORDER) != count_of(scenario, KEY_BORDER_EN))
		return err_set(err, "each border wants its border-zh and its border-en");
	if (scenario_value(scenario, KEY_PATH) && scenario_value(scenario, KEY_SET_UP))
		return err_set(err, "it has both a path and a set-up, which is lo's");
	if (scenario_value(scenario, KEY_KIND) || scenario_value(scenario, KEY_STEP) ||
	    scenario_value(scenario, KEY_UNTIL_PHASES))
		return true;
	return err_set(err, "it has neither a step nor until-phases");
}

bool scenario_read(struct scenario *scenario, const char *folder, const char *name, struct err *err)
{
	struct text text;
	struct err why;
	*scenario = (struct scenario){0};
	char *path = memory_format("%s/%s.txt", folder, name);
	text_init(&text);
	bool read = file_read(path, &text, &why);
	bool good = read && scenario_parse(scenario, name, text.bytes, text.length, &why);
	text_release(&text);
	free(path);
	if (!read)
		return err_set(err, "scenarios/%s.txt: cannot be read", name);
	return good || err_set(err, "scenarios/%s.txt: %s", name, why.text);
}

void scenario_release(struct scenario *scenario)
{
	for (size_t i = 0; i < scenario->count; i++)
		free(scenario->entries[i].value);
	free(scenario->entries);
	free(scenario->name);
	*scenario = (struct scenario){0};
}

const char *scenario_next(const struct scenario *scenario, enum scenario_key key, size_t *at)
{
	while (*at < scenario->count) {
		const struct scenario_entry *entry = &scenario->entries[(*at)++];
		if (entry->key == key)
			return entry->value;
	}
	return NULL;
}

const char *scenario_value(const struct scenario *scenario, enum scenario_key key)
{
	size_t at = 0;
	return scenario_next(scenario, key, &at);
}

void scenario_words(const struct scenario *scenario, enum scenario_key key, struct words *words)
{
	struct text text;
	text_init(&text);
	size_t at = 0;
	for (const char *value; (value = scenario_next(scenario, key, &at));) {
		text_string(&text, value);
		text_char(&text, ' ');
	}
	words_split(words, text_c_string(&text));
	text_release(&text);
}

uint32_t scenario_number(const struct scenario *scenario, enum scenario_key key, uint32_t otherwise)
{
	const char *value = scenario_value(scenario, key);
	return value ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

static bool is_name(const char *name, size_t length)
{
	return length > 0 && name[0] != '-' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") >= length;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool scenario_names(const char *folder, struct words *names, struct err *err)
{
	DIR *open = opendir(folder);
	struct text text;
	if (!open)
		return err_set(err, "cannot read %s: %s", folder, strerror(errno));
	text_init(&text);
	for (const struct dirent *file; (file = readdir(open));) {
		size_t length = strlen(file->d_name);
		if (length < 4 || strcmp(file->d_name + length - 4, ".txt") != 0 ||
		    !is_name(file->d_name, length - 4))
			continue;
		text_bytes(&text, file->d_name, length - 4);
		text_char(&text, ' ');
	}
	closedir(open);
	words_split(names, text_c_string(&text));
	text_release(&text);
	qsort(names->items, names->count, sizeof *names->items, compare_names);
	return names->count > 0 || err_set(err, "there are no scenarios in %s", folder);
}
