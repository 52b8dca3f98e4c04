/* SPDX-License-Identifier: MIT */
#include "option_examples.h"

#include <string.h>

#include "invocation.h"

/* A line of the examples: where PREFIX goes before the program's name, what stands in columns
 * behind it moves by as much in each line. */
static void help_example(const struct program *program, const char *prefix, const char *line,
			 size_t length, struct text *text)
{
	const int width = (int)strlen(prefix);
	const size_t indent = strspn(line, " ");
	size_t command = indent;
	if (indent == 2 && strncmp(line + 2, program->name, strlen(program->name)) == 0) {
		text_format(text, "  %s", prefix);
		text_bytes(text, line + 2, length - 2);
		return;
	}
	if (indent == 2)
		while (command < length && strncmp(line + command, "  ", 2) != 0)
			command++;
	text_bytes(text, line, command);
	if (indent >= 2 && command < length)
		text_format(text, "%*s", width, "");
	text_bytes(text, line + command, length - command);
}

void option_examples(const struct program *program, struct text *text)
{
	const char *prefix = invocation_prefix(program->name);
	for (const char *line = program->examples, *end; *line; line = end) {
		end = strchrnul(line, '\n');
		help_example(program, prefix, line, (size_t)(end - line), text);
		text_char(text, '\n');
		end += *end == '\n';
	}
}
