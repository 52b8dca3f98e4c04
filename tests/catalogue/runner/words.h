/* SPDX-License-Identifier: MIT */
/* The words of a line. */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

struct words {
	char *text;   /* owned: the line, with NULs behind the words */
	char **items; /* owned array of pointers into it, ended by NULL */
	size_t count;
};

/* Splits LINE at spaces, tabs and newlines. */
void words_split(struct words *words, const char *line);
void words_release(struct words *words);

/* The words from FIRST on with one space between them; owned by the caller. */
char *words_joined(const struct words *words, size_t first);

#endif
