/* SPDX-License-Identifier: MIT */
#include "mermaid_text.h"

#include "display_width.h"

void text_mermaid(struct text *text, const char *bytes, size_t length)
{
	static const char harmless[] = " =,.-+()[]?";
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			      (byte >= '0' && byte <= '9') || byte >= 0x80;
		if (letter || (byte != '\0' && strchr(harmless, byte)))
			text_char(text, (char)byte);
		else
			text_format(text, "#%u;", byte);
	}
}

void text_mermaid_lines(struct text *text, const char *bytes, size_t length, size_t columns)
{
	for (size_t at = 0; at < length;) {
		size_t line = display_width_wrap(bytes + at, length - at, columns);
		if (at > 0)
			text_string(text, "<br/>");
		text_mermaid(text, bytes + at, line);
		at += line;
	}
}
