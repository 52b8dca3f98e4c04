/* SPDX-License-Identifier: MIT */
/* Behind a listing: with explanations what the kernel's states were, and why it went this way. */
#include <string.h>

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

void playing_explain(struct playing *playing, const struct observed *observed, const char *moments)
{
	struct text *text = &playing->outcome->detail;
	const enum scenario_key key = playing->options->lang == LANG_EN ? KEY_WHY_EN : KEY_WHY_ZH;
	struct exchange_times times;
	size_t at = 0;
	if (playing->options->explain)
		append_moments(text, moments);
	exchange_times_measure(&times, observed);
	for (const char *why; (why = scenario_next(&playing->scenario, key, &at));)
		append_why(text, why, times.close_us);
	exchange_times_release(&times);
}
