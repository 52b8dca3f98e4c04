/* SPDX-License-Identifier: MIT */
/* How many columns of a terminal a text takes: Chinese characters two, combining ones none. By
 * wcwidth(3): see terminal_set_locale(). The text is UTF-8 of one line, and may hold the escapes of
 * escape.h, which are not cut in the middle. */
#ifndef DISPLAY_WIDTH_H
#define DISPLAY_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

size_t display_width(const char *bytes, size_t length);

/* The bytes of the longest beginning that takes at most COLUMNS. ESCAPED: a backslash begins an
 * escape of escape.h. */
size_t display_width_fit(const char *bytes, size_t length, size_t columns, bool escaped);

/* The bytes of the first line when the text is wrapped at COLUMNS, with the spaces at its end,
 * which may stick out: at a space, or between Chinese characters, but not before a closing
 * punctuation mark, nor between a number and its unit; in the middle of a word only when nothing
 * else is possible. At least one character. */
size_t display_width_wrap(const char *bytes, size_t length, size_t columns);

/* Appends what fits; when that is not all (or MORE follows), the end of it is ELLIPSIS, which is
 * ASCII or takes a column per character. Returns how many columns that is. */
size_t text_cut(struct text *text, const char *bytes, size_t length, size_t columns, bool more,
		const char *ellipsis);

#endif
