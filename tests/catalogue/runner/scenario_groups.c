/* SPDX-License-Identifier: MIT */
#include "scenario_groups.h"

#include <string.h>

#include "scenario.h"

/* In the order in which they are shown; the last one is of scenarios without a group. */
static const struct {
	const char *name, *heading[2]; /* by enum lang */
} groups[] = {
    {"opening", {[LANG_ZH] = "建立连接", [LANG_EN] = "Openings"}},
    {"closing", {[LANG_ZH] = "关闭连接", [LANG_EN] = "Closings"}},
    {"loss", {[LANG_ZH] = "丢失、乱序和重复", [LANG_EN] = "Losses, reordering, duplicates"}},
    {"window", {[LANG_ZH] = "窗口和数据流", [LANG_EN] = "Windows and the flow of data"}},
    {"timer", {[LANG_ZH] = "定时器", [LANG_EN] = "Timers"}},
    {"forged", {[LANG_ZH] = "伪造的报文", [LANG_EN] = "Forged segments"}},
    {NULL, {[LANG_ZH] = "其他", [LANG_EN] = "Others"}},
};

enum { GROUP_COUNT = sizeof groups / sizeof *groups };

static size_t group_of(const struct scenario *scenario)
{
	const char *name = scenario_value(scenario, KEY_GROUP);
	size_t group = 0;
	while (groups[group].name && (!name || strcmp(groups[group].name, name) != 0))
		group++;
	return group;
}

static void append_line(struct text *out, const struct scenario *scenario, enum lang lang)
{
	const char *title = scenario_value(scenario, lang == LANG_EN ? KEY_TITLE_EN : KEY_TITLE_ZH);
	text_format(out, "%-24s %s\n", scenario->name, title ? title : "");
}

void scenario_groups_list(struct text *out, struct text *errors, const char *folder,
			  const struct words *names, enum lang lang)
{
	struct text lines[GROUP_COUNT];
	bool grouped = false;
	for (size_t group = 0; group < GROUP_COUNT; group++)
		text_init(&lines[group]);
	for (size_t i = 0; i < names->count; i++) {
		struct scenario scenario;
		struct err err;
		if (scenario_read(&scenario, folder, names->items[i], &err))
			append_line(&lines[group_of(&scenario)], &scenario, lang);
		else
			text_format(errors, "%s\n", err.text);
		scenario_release(&scenario);
	}
	for (size_t group = 0; group + 1 < GROUP_COUNT; group++)
		grouped |= lines[group].length > 0;
	for (size_t group = 0; group < GROUP_COUNT; group++) {
		if (grouped && lines[group].length > 0)
			text_format(out, "%s# %s\n", out->length > 0 ? "\n" : "",
				    groups[group].heading[lang]);
		text_bytes(out, lines[group].bytes, lines[group].length);
		text_release(&lines[group]);
	}
}
