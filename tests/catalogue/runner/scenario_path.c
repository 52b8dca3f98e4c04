// SPDX-License-Identifier: MIT
#include "scenario_path.h"

#include <stdlib.h>
#include <string.h>

static void append_line(struct text *plan, const struct words *words)
{
	const bool hops = strcmp(words->items[0], "sysctl") != 0;
	for (size_t i = 0; i < words->count; i++)
		text_format(plan, "%s%s%s", i > 0 ? " " : "", words->items[i],
			    hops && i == 1 ? " 1" : "");
	text_char(plan, '\n');
}

void scenario_path_plan(const struct scenario *scenario, struct text *plan)
{
	size_t at = 0;
	text_string(plan, "ip 4\n");
	for (const char *value; (value = scenario_next(scenario, KEY_PATH, &at));) {
		struct words words;
		words_split(&words, value);
		if (strcmp(words.items[0], "capture") != 0)
			append_line(plan, &words);
		words_release(&words);
	}
}

enum carrier_end scenario_path_capture(const struct scenario *scenario)
{
	size_t at = 0;
	for (const char *value; (value = scenario_next(scenario, KEY_PATH, &at));)
		if (strcmp(value, "capture server") == 0)
			return CARRIER_SERVER;
	return CARRIER_CLIENT;
}

/* What a line adds to the time on the way; *DELAY: it is a hop's, of which one applies. */
static uint32_t line_ms(const struct words *words, bool *delay)
{
	*delay = strcmp(words->items[0], "delay") == 0;
	if (*delay)
		return (uint32_t)strtoul(words->items[2], NULL, 10);
	if (strcmp(words->items[0], "rule") != 0 || words->count < 6)
		return 0;
	const bool first =
	    strcmp(words->items[4], "delay") == 0 || strcmp(words->items[4], "duplicate") == 0;
	const char *ms = first ? words->items[5] : words->count > 6 ? words->items[6] : "0";
	return (uint32_t)strtoul(ms, NULL, 10);
}

uint32_t scenario_path_longest_ms(const struct scenario *scenario)
{
	uint32_t delays = 0, rules = 0;
	size_t at = 0;
	for (const char *value; (value = scenario_next(scenario, KEY_PATH, &at));) {
		struct words words;
		bool delay;
		words_split(&words, value);
		const uint32_t ms = line_ms(&words, &delay);
		uint32_t *most = delay ? &delays : &rules;
		*most = ms > *most ? ms : *most;
		words_release(&words);
	}
	return delays + rules;
}
