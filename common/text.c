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

static unsigned digits_of(uint64_t number)
{
	unsigned digits = 1;
	for (; number >= 10000; number /= 10000)
		digits += 4;
	return digits + (number >= 10) + (number >= 100) + (number >= 1000);
}

char *decimal_put(char *at, uint64_t number)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930"
				    "31323334353637383940414243444546474849505152535455565758596061"
				    "62636465666768697071727374757677787980818283848586878889909192"
				    "93949596979899";
	char *end = at + digits_of(number);
	char *digit = end;
	while (number >= 100) {
		digit -= 2;
		memcpy(digit, pairs + number % 100 * 2, 2);
		number /= 100;
	}
	if (number >= 10)
		memcpy(digit - 2, pairs + number * 2, 2);
	else
		digit[-1] = (char)('0' + number);
	return end;
}

void text_decimal(struct text *text, uint64_t number)
{
	if (text_reserve(text, DECIMAL_MAX))
		text->length =
		    (size_t)(decimal_put(text->bytes + text->length, number) - text->bytes);
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
