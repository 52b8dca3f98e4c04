/* SPDX-License-Identifier: MIT */
#include "xml.h"

void text_xml(struct text *text, const char *bytes, size_t length)
{
	size_t run = 0;
	for (size_t i = 0; i < length; i++) {
		const char *entity = NULL;
		switch (bytes[i]) {
		case '&':
			entity = "&amp;";
			break;
		case '<':
			entity = "&lt;";
			break;
		case '>':
			entity = "&gt;";
			break;
		case '"':
			entity = "&quot;";
			break;
		case '\'':
			entity = "&#39;";
			break;
		default:
			continue;
		}
		text_bytes(text, bytes + run, i - run);
		text_string(text, entity);
		run = i + 1;
	}
	if (length > run)
		text_bytes(text, bytes + run, length - run);
}
