/* SPDX-License-Identifier: MIT */
#include "payload_preview.h"

#include "escape.h"

void text_payload_preview(struct text *text, const void *bytes, size_t length, enum lang lang,
			  bool color)
{
	size_t shown = length < PAYLOAD_PREVIEW_MAX ? length : PAYLOAD_PREVIEW_MAX;
	if (shown < length)
		text_format(text, lang == LANG_ZH ? ", 前 %zu 字节" : ", the first %zu", shown);
	text_string(text, ": ");
	if (color)
		text_string(text, "\033[36m");
	text_escaped(text, bytes, shown);
	if (color)
		text_string(text, "\033[m");
}
