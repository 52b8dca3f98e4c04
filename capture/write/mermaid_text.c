/* SPDX-License-Identifier: MIT */
#include "mermaid_text.h"

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
