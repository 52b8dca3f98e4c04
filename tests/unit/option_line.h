/* SPDX-License-Identifier: MIT */
/* Command lines for tests of options: words with single spaces between them. */
#ifndef OPTION_LINE_H
#define OPTION_LINE_H

#include "option.h"
#include "unit.h"

/* '' is the empty word; --NAME='' has an empty value. */
static inline bool parse_line(const struct program *program, const char *line, struct err *err)
{
	static char name[] = "prog";
	char buffer[512];
	char *argv[32] = {name};
	int argc = 1, first_operand;
	assert_true(strlen(line) < sizeof buffer);
	strcpy(buffer, line);
	for (char *word = strtok(buffer, " "); word; word = strtok(NULL, " ")) {
		char *quotes = strstr(word, "''");
		if (quotes)
			*quotes = '\0';
		argv[argc++] = word;
	}
	err->text[0] = '\0';
	return option_parse(program, argc, argv, &first_operand, err);
}

/* A line that is refused, with the reason; NULL: it is accepted. */
struct option_line {
	const char *line, *reason;
};

static inline void expect_lines(const struct program *program, const struct option_line *lines,
				size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct err err;
		bool parsed = parse_line(program, lines[i].line, &err);
		assert_string_equal(err.text, lines[i].reason ? lines[i].reason : "");
		assert_int_equal(parsed, lines[i].reason == NULL);
	}
}

#endif
