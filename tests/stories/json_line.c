/* SPDX-License-Identifier: MIT */
#include "json_line.h"

#include <string.h>

/* One past the value that begins at AT: a string, an array, an object, or a bare word. */
static const char *value_end(const char *at, const char *end)
{
	unsigned depth = 0;
	bool quoted = false;
	for (; at < end; at++) {
		if (quoted) {
			if (*at == '\\')
				at++;
			else if (*at == '"')
				quoted = false;
		} else if (*at == '"') {
			quoted = true;
		} else if (*at == '[' || *at == '{') {
			depth++;
		} else if (depth > 0 && (*at == ']' || *at == '}')) {
			depth--;
		} else if (depth == 0 && (*at == ',' || *at == '}')) {
			break;
		}
	}
	return at < end ? at : end;
}

static void copy_value(const char *from, const char *to, char *value, size_t size)
{
	bool string = from < to && *from == '"';
	bool array = from < to && *from == '[';
	size_t length = 0;
	if ((string || array) && to - from >= 2) {
		from++;
		to--;
	}
	for (; from < to && length + 1 < size; from++)
		if (!array || *from != '"')
			value[length++] = *from;
	value[length] = '\0';
}

bool json_field(const char *line, size_t length, const char *key, char *value, size_t size)
{
	const char *end = line + length;
	const char *at = line + (length > 0);
	size_t key_length = strlen(key);
	*value = '\0';
	while (at < end && *at == '"') {
		const char *name = at + 1;
		const char *quote = memchr(name, '"', (size_t)(end - name));
		if (!quote || quote + 1 >= end || quote[1] != ':')
			return false;
		const char *from = quote + 2;
		const char *to = value_end(from, end);
		if ((size_t)(quote - name) == key_length && memcmp(name, key, key_length) == 0) {
			copy_value(from, to, value, size);
			return true;
		}
		at = to + (to < end);
	}
	return false;
}

bool json_field_is(const char *line, size_t length, const char *key, const char *expected)
{
	char value[256];
	return json_field(line, length, key, value, sizeof value) && strcmp(value, expected) == 0;
}
