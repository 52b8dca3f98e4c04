/* SPDX-License-Identifier: MIT */
#include "option_table.h"

static const char *const types[] = {
    [OPTION_FLAG] = "flag",     [OPTION_COUNT] = "count",   [OPTION_STRING] = "string",
    [OPTION_LIST] = "list",     [OPTION_NUMBER] = "number", [OPTION_NUMBERS] = "numbers",
    [OPTION_CHOICE] = "choice",
};

static void field(struct text *text, const char *value)
{
	text_char(text, '\t');
	for (; value && *value; value++)
		switch (*value) {
		case '\n':
			text_string(text, "\\n");
			break;
		case '\t':
			text_string(text, "\\t");
			break;
		case '\\':
			text_string(text, "\\\\");
			break;
		default:
			text_char(text, *value);
		}
}

static void row_line(const struct option_row *row, struct text *text)
{
	const char letter[] = {row->short_name, '\0'};
	text_string(text, "option");
	field(text, letter);
	field(text, row->long_name);
	field(text, types[row->type]);
	field(text, row->argument);
	text_char(text, '\t');
	for (size_t i = 0; row->choices && row->choices[i]; i++)
		text_format(text, "%s%s", i ? "|" : "", row->choices[i]);
	field(text, row->without ? "optional" : NULL);
	field(text, row->help);
	text_char(text, '\n');
}

void option_table(const struct program *program, struct text *text)
{
	text_string(text, "program");
	field(text, program->name);
	field(text, program->operands);
	field(text, program->summary);
	text_char(text, '\n');
	if (program->keys)
		program->keys(text);
	for (size_t g = 0; g < program->group_count; g++) {
		text_string(text, "group");
		field(text, program->groups[g].title);
		text_char(text, '\n');
		for (size_t r = 0; r < program->groups[g].count; r++)
			row_line(&program->groups[g].rows[r], text);
	}
}
