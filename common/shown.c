/* SPDX-License-Identifier: MIT */
#include "shown.h"

#include "escape.h"

void text_shown(struct text *text, const void *bytes, size_t length, enum lang lang, bool color)
{
	size_t shown = length < SHOWN_MAX ? length : SHOWN_MAX;
	if (shown < length)
		text_format(text, lang == LANG_ZH ? ", 前 %zu 字节" : ", the first %zu", shown);
	text_string(text, ": ");
	if (color)
		text_string(text, "\033[36m");
	text_escaped(text, bytes, shown);
	if (color)
		text_string(text, "\033[m");
}
