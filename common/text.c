/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

void text_init(struct text *text)
{
	*text = (struct text){0};
}

void text_release(struct text *text)
{
	free(text->bytes);
	text_init(text);
}

void text_clear(struct text *text)
{
	text->length = 0;
}

bool text_reserve_slowly(struct text *text, size_t more)
{
	if (more > SIZE_MAX / 2 - text->length) {
		text->failed = true;
		return false;
	}
	size_t capacity = text->capacity ? text->capacity : 256;
	while (capacity < text->length + more)
		capacity *= 2;
	char *bytes = realloc(text->bytes, capacity);
	if (!bytes) {
		text->failed = true;
		return false;
	}
	text->bytes = bytes;
	text->capacity = capacity;
	return true;
}

/* What is there already is doubled. */
static void repeat_bytes(char *at, const char *string, size_t length, size_t all)
{
	size_t done = length;
	memcpy(at, string, length);
	for (; done < all - done; done *= 2)
		memcpy(at + done, at, done);
	memcpy(at + done, at, all - done);
}

void text_repeat(struct text *text, const char *string, size_t count)
{
	size_t length = strlen(string);
	if (length == 0 || count == 0)
		return;
	if (count > SIZE_MAX / length) {
		text->failed = true;
		return;
	}
	if (!text_reserve(text, length * count))
		return;
	repeat_bytes(text_end(text), string, length, length * count);
	text->length += length * count;
}

void text_decimal(struct text *text, uint64_t number)
{
	if (text_reserve(text, DECIMAL_MAX))
		text->length =
		    (size_t)(put_decimal(text->bytes + text->length, number) - text->bytes);
}

void text_vformat(struct text *text, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0 || !text_reserve(text, (size_t)length + 1)) {
		text->failed = true;
		return;
	}
	vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
	text->length += (size_t)length;
}

void text_format(struct text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	text_vformat(text, format, arguments);
	va_end(arguments);
}

const char *text_c_string(struct text *text)
{
	if (!text_reserve(text, 1))
		return "";
	text->bytes[text->length] = '\0';
	return text->bytes;
}
