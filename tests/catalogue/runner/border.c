/* SPDX-License-Identifier: MIT */
#include "border.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "needed_memory.h"

static const char before[] = "before ", since[] = "since ";

/* "6.5", and whatever follows. */
static bool read_version(const char *words, unsigned long version[2])
{
	char *end;
	if (*words < '0' || *words > '9')
		return false;
	version[0] = strtoul(words, &end, 10);
	if (*end != '.' || end[1] < '0' || end[1] > '9')
		return false;
	version[1] = strtoul(end + 1, NULL, 10);
	return true;
}

bool border_is_before(const char *release, const char *version)
{
	unsigned long is[2], border[2];
	if (!read_version(release, is) || !read_version(version, border))
		return false;
	return is[0] < border[0] || (is[0] == border[0] && is[1] < border[1]);
}

bool border_holds(const char *condition, const char *release)
{
	unsigned long is[2];
	if (strncmp(condition, before, strlen(before)) == 0)
		return border_is_before(release, condition + strlen(before));
	return read_version(release, is) && !border_is_before(release, condition + strlen(since));
}

static const char *value_at(const struct scenario *scenario, enum scenario_key key, size_t index)
{
	size_t at = 0;
	const char *value = NULL;
	for (size_t i = 0; i <= index; i++)
		value = scenario_next(scenario, key, &at);
	return value;
}

bool border_at(struct border *border, const struct scenario *scenario, size_t index, enum lang lang)
{
	const enum scenario_key key = lang == LANG_EN ? KEY_BORDER_EN : KEY_BORDER_ZH;
	border->condition = value_at(scenario, KEY_BORDER, index);
	border->reason = value_at(scenario, key, index);
	return border->condition && border->reason;
}

void border_words(struct text *words, const struct border *border, enum lang lang)
{
	const bool is_before = strncmp(border->condition, before, strlen(before)) == 0;
	const char *version = border->condition + strlen(is_before ? before : since);
	if (lang == LANG_EN)
		text_format(words, "%sLinux %s: ", is_before ? before : since, version);
	else
		text_format(words, "Linux %s%s：", version, is_before ? "之前" : "起");
	text_string(words, border->reason);
}

char *border_golden(const char *folder, const char *name, const struct border *border)
{
	if (!border)
		return memory_format("%s/%s.txt", folder, name);
	char *path = memory_format("%s/%s.%s.txt", folder, name, border->condition);
	*strchr(path + strlen(folder), ' ') = '-';
	return path;
}
