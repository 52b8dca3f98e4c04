/* SPDX-License-Identifier: MIT */
/* Private to stories: a line as words, and words as values. */
#ifndef STORY_WORDS_H
#define STORY_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

/* The rest of a line; words are cut off it in place. */
struct words {
	char *at;
};

/* The next word; NULL at the end. A word that begins with " or < goes on to the closing " or >, and
 * keeps its first character; *closed tells whether the closing one was there. */
char *words_next(struct words *words, bool *closed);

/* WORD as a decimal number of at most MAXIMUM. */
bool word_number(const char *word, uint64_t maximum, uint64_t *number);

/* "+30us", "+1.5ms", "+2s", "+0", "-1ms". */
bool word_duration(const char *word, int64_t *nanoseconds);

/* Appends the bytes that a quoted word stands for. */
bool word_quoted(const char *word, struct text *bytes);

#endif
