/* SPDX-License-Identifier: MIT */
/* Private to mermaid: text that is text for Mermaid and nothing else. */
#ifndef MERMAID_TEXT_H
#define MERMAID_TEXT_H

#include "text.h"

/* Mermaid reads ; # : % and the like as its own, and HTML: whatever is neither a letter nor a digit
 * nor harmless becomes an entity, which is a number. */
void text_mermaid(struct text *text, const char *bytes, size_t length);

/* The same in lines of at most COLUMNS, for Mermaid makes none. */
void text_mermaid_lines(struct text *text, const char *bytes, size_t length, size_t columns);

#endif
