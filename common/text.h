/* SPDX-License-Identifier: MIT */
/* A growing buffer of bytes into which lines are written. It grows to the longest content it ever
 * held and is then reused, so that nothing is allocated per packet. When memory runs out it keeps
 * what it has, drops what does not fit and says so in `failed`, so that a caller checks once. */
#ifndef TEXT_H
#define TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "put.h"

struct text {
	char *bytes;     /* owned; not NUL-terminated; valid until the next text_* call */
	size_t length;   /* bytes in use */
	size_t capacity; /* bytes allocated */
	bool failed;     /* an allocation failed since text_init() */
};

void text_init(struct text *text);
void text_release(struct text *text);
void text_clear(struct text *text); /* empty, memory kept, `failed` kept */

/* Makes room for MORE bytes after `length`; false (and `failed`) when there is no memory. */
bool text_reserve_slowly(struct text *text, size_t more);

static inline bool text_reserve(struct text *text, size_t more)
{
	return more <= text->capacity - text->length || text_reserve_slowly(text, more);
}

/* Where to write at a pointer (put.h) what room was made for. */
static inline char *text_end(struct text *text)
{
	return text->bytes + text->length;
}

static inline void text_bytes(struct text *text, const void *bytes, size_t length)
{
	if (length > 0 && text_reserve(text, length)) {
		memcpy(text->bytes + text->length, bytes, length);
		text->length += length;
	}
}

static inline void text_string(struct text *text, const char *string)
{
	text_bytes(text, string, strlen(string));
}

static inline void text_char(struct text *text, char character)
{
	text_bytes(text, &character, 1);
}

static inline void text_spaces(struct text *text, size_t count)
{
	if (count > 0 && text_reserve(text, count)) {
		memset(text->bytes + text->length, ' ', count);
		text->length += count;
	}
}

/* COUNT times STRING. */
void text_repeat(struct text *text, const char *string, size_t count);

void text_decimal(struct text *text, uint64_t number);
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vformat(struct text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The content as a NUL-terminated string (the NUL is not part of `length`); "" without memory. */
const char *text_c_string(struct text *text);

#endif
