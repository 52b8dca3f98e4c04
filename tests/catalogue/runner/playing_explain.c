/* SPDX-License-Identifier: MIT */
/* Behind a listing: with explanations what the kernel's states were, and why it went this way. And
 * the title of its pictures, which tells what to look at, too. */
#include <string.h>
#include <sys/utsname.h>

#include "exchange_times.h"
#include "playing_private.h"

/* "at +0.047 s the kernel says client X, server Y" without `says`. */
static void append_moments(struct text *text, const char *moments)
{
	static const char says[] = " the kernel says ";
	while (*moments) {
		size_t length = strcspn(moments, "\n");
		const char *at = strstr(moments, says);
		if (at && at < moments + length) {
			at += strlen(says);
			text_format(text, "%.*s kernel: %.*s\n",
				    (int)(at - moments - (long)strlen(says)), moments,
				    (int)(moments + length - at), at);
		}
		moments += length + (moments[length] == '\n');
	}
}

/* %delay% becomes the time between the two FINs. */
static void append_why(struct text *text, const char *why, int64_t close_us)
{
	static const char delay[] = "%delay%";
	const int64_t us = close_us > 0 ? close_us : 0;
	for (const char *at; (at = strstr(why, delay)); why = at + strlen(delay)) {
		text_bytes(text, why, (size_t)(at - why));
		text_format(text, "%lld.%02lld ms", (long long)(us / 1000),
			    (long long)(us % 1000 / 10));
	}
	text_string(text, why);
	text_char(text, '\n');
}

/* All values of the key, each a line. */
static void append_values(struct text *text, const struct scenario *scenario, enum scenario_key key,
			  int64_t close_us)
{
	size_t at = 0;
	for (const char *value; (value = scenario_next(scenario, key, &at));)
		append_why(text, value, close_us);
}

void playing_title(const struct playing *playing, const struct observed *observed,
		   struct text *title)
{
	static const enum scenario_key keys[][2] = {
	    [LANG_ZH] = {KEY_LOOK_ZH, KEY_WHY_ZH}, [LANG_EN] = {KEY_LOOK_EN, KEY_WHY_EN}};
	const enum lang lang = playing->options->lang;
	struct exchange_times times;
	struct utsname system;
	exchange_times_measure(&times, observed);
	append_values(title, &playing->scenario, lang == LANG_EN ? KEY_TITLE_EN : KEY_TITLE_ZH,
		      times.close_us);
	for (size_t i = 0; i < 2; i++)
		append_values(title, &playing->scenario, keys[lang][i], times.close_us);
	text_string(title, playing->scenario.name);
	if (uname(&system) == 0)
		text_format(title, " · %s %s", system.sysname, system.release);
	exchange_times_release(&times);
}

void playing_explain(struct playing *playing, const struct observed *observed, const char *moments)
{
	struct text *text = &playing->outcome->detail;
	const enum scenario_key key = playing->options->lang == LANG_EN ? KEY_WHY_EN : KEY_WHY_ZH;
	struct exchange_times times;
	if (playing->options->explain)
		append_moments(text, moments);
	exchange_times_measure(&times, observed);
	append_values(text, &playing->scenario, key, times.close_us);
	exchange_times_release(&times);
}
