/* SPDX-License-Identifier: MIT */
#include "connections_totals.h"

void totals_add(struct totals *totals, const struct flow *flow)
{
	totals->opened[flow_open(flow)]++;
	if (flow_open(flow) == OPEN_NO_CONNECTION)
		return;
	totals->closed[flow_close(flow)]++;
	totals->reset_by[flow_reset_by(flow)]++;
}

static const char *open_word(size_t name)
{
	return open_name((enum open_name)name);
}

static const char *close_word(size_t name)
{
	return close_name((enum close_name)name);
}

static const char *closer_word(size_t name)
{
	return closer_name((enum closer)name);
}

static void line(struct text *text, const char *title, const uint64_t *counts, size_t count,
		 const char *(*word)(size_t name), enum lang lang)
{
	bool begun = false;
	for (size_t i = 0; i < count; i++) {
		if (counts[i] == 0)
			continue;
		text_string(text, !begun ? title : lang == LANG_ZH ? "，" : ", ");
		text_string(text, word(i));
		text_char(text, ' ');
		text_decimal(text, counts[i]);
		begun = true;
	}
	if (begun)
		text_char(text, '\n');
}

static uint64_t sum(const uint64_t *counts, size_t count)
{
	uint64_t all = 0;
	for (size_t i = 0; i < count; i++)
		all += counts[i];
	return all;
}

void text_totals(struct text *text, enum lang lang, const struct totals *totals)
{
	bool zh = lang == LANG_ZH;
	uint64_t connections = sum(totals->closed, CLOSE_NAME_COUNT);
	text_string(text, zh ? "#合计：" : "# total: ");
	text_decimal(text, connections);
	text_string(text, zh ? "个连接\n" : connections == 1 ? " connection\n" : " connections\n");
	line(text, zh ? "#建立：" : "# opened: ", totals->opened, OPEN_NAME_COUNT, open_word, lang);
	line(text, zh ? "#断开：" : "# closed: ", totals->closed, CLOSE_NAME_COUNT, close_word,
	     lang);
	line(text, zh ? "#复位（RST）来自：" : "# reset by: ", totals->reset_by, CLOSER_NONE,
	     closer_word, lang);
}
