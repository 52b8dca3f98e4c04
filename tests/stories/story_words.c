/* SPDX-License-Identifier: MIT */
#include "story_words.h"

#include <string.h>

#include "number.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static char *end_of_quoted(char *at, char closing)
{
	for (at++; *at && *at != closing; at++)
		if (closing == '"' && *at == '\\' && at[1])
			at++;
	return at;
}

char *words_next(struct words *words, bool *closed)
{
	char *at = words->at;
	*closed = true;
	while (is_space(*at))
		at++;
	words->at = at;
	if (!*at || *at == '#')
		return NULL;
	char *end = at;
	if (*at == '"' || *at == '<') {
		end = end_of_quoted(at, *at == '<' ? '>' : '"');
		*closed = *end != '\0';
	} else {
		while (*end && !is_space(*end))
			end++;
	}
	words->at = *end ? end + 1 : end;
	*end = '\0';
	return at;
}

bool word_number(const char *word, uint64_t maximum, uint64_t *number)
{
	return word && number_parse(word, 0, maximum, number);
}

static bool unit_of(const char *word, int64_t *unit)
{
	static const struct {
		const char *name;
		int64_t nanoseconds;
	} units[] = {{"ns", 1}, {"us", 1000}, {"ms", 1000000}, {"s", 1000000000}};
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		*unit = units[i].nanoseconds;
		if (strcmp(units[i].name, word) == 0)
			return true;
	}
	return false;
}

bool word_duration(const char *word, int64_t *nanoseconds)
{
	enum { LONGEST_S = 100000000 }; /* three years */
	int64_t whole = 0, fraction = 0, scale = 1, unit = 1;
	const char *at = word + 1;
	if ((*word != '+' && *word != '-') || *at < '0' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9' && whole <= LONGEST_S; at++)
		whole = whole * 10 + (*at - '0');
	if (*at == '.')
		for (at++; *at >= '0' && *at <= '9' && scale < 1000000000; at++, scale *= 10)
			fraction = fraction * 10 + (*at - '0');
	bool zero = whole == 0 && scale == 1 && !*at;
	if (!zero && (whole > LONGEST_S || !unit_of(at, &unit)))
		return false;
	*nanoseconds = whole * unit + fraction * unit / scale;
	if (*word == '-')
		*nanoseconds = -*nanoseconds;
	return true;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *found = c ? strchr(digits, c) : NULL;
	return found ? (int)(found - digits) : -1;
}

bool word_quoted(const char *word, struct text *bytes)
{
	static const char escapes[][2] = {
	    {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'\\', '\\'}, {'"', '"'}};
	for (const char *at = word + 1; *at; at++) {
		if (*at != '\\') {
			text_char(bytes, *at);
			continue;
		}
		at++;
		size_t e = 0;
		while (e < sizeof escapes / sizeof escapes[0] && escapes[e][0] != *at)
			e++;
		if (e < sizeof escapes / sizeof escapes[0]) {
			text_char(bytes, escapes[e][1]);
			continue;
		}
		if (*at != 'x' || hex_digit(at[1]) < 0 || hex_digit(at[2]) < 0)
			return false;
		text_char(bytes, (char)(hex_digit(at[1]) * 16 + hex_digit(at[2])));
		at += 2;
	}
	return true;
}
