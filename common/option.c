/* SPDX-License-Identifier: MIT */
#include "option.h"

#include <assert.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "invocation.h"
#include "number.h"
#include "option_examples.h"
#include "option_rules.h"
#include "option_unknown.h"

enum {
	ROWS_MAX = 96,
	LONG_ONLY = 256, /* getopt_long's value for row i is LONG_ONLY + i: beyond any character */
	HELP_COLUMN = 28,
};

static size_t bind_rows(const struct program *program, struct bound_row bound[ROWS_MAX])
{
	size_t count = 0;
	for (size_t g = 0; g < program->group_count; g++) {
		const struct option_group *group = &program->groups[g];
		for (size_t r = 0; r < group->count; r++) {
			assert(count < ROWS_MAX);
			bound[count++] = (struct bound_row){
			    .row = &group->rows[r],
			    .values = group->values,
			};
		}
	}
	return count;
}

static bool takes_argument(const struct option_row *row)
{
	return row->type != OPTION_FLAG && row->type != OPTION_COUNT;
}

static int argument_of_long(const struct option_row *row)
{
	if (!takes_argument(row))
		return no_argument;
	return row->without ? optional_argument : required_argument;
}

/* getopt_long's two views of the rows: "+abc:" and the long options, ended by zeros. */
static void describe(const struct bound_row *bound, size_t count, char *letters,
		     struct option *longs)
{
	*letters++ = ':'; /* a missing argument is told apart from an unknown option */
	for (size_t i = 0; i < count; i++) {
		const struct option_row *row = bound[i].row;
		if (row->short_name) {
			*letters++ = row->short_name;
			if (takes_argument(row))
				*letters++ = ':';
		}
		const char *const names[] = {row->long_name, row->former_name};
		for (size_t n = 0; n < 2; n++)
			if (names[n])
				*longs++ = (struct option){names[n], argument_of_long(row), NULL,
							   LONG_ONLY + (int)i};
	}
	*letters = '\0';
	*longs = (struct option){0};
}

static bool list_choices(const struct option_row *row, const char *name, const char *word,
			 struct err *err)
{
	char words[256] = "";
	size_t used = 0;
	for (size_t i = 0; row->choices[i] && used < sizeof words; i++)
		used += (size_t)snprintf(words + used, sizeof words - used, "%s%s", i ? ", " : "",
					 row->choices[i]);
	return err_set(err, "%s takes one of %s, not '%s'", name, words, word);
}

/* COUNT numbers with commas between them. */
static bool store_numbers(const struct option_row *row, const char *name, const char *words,
			  uint64_t *numbers, struct err *err)
{
	const char *at = words;
	for (size_t i = 0; i < row->count; i++) {
		char word[DECIMAL_MAX + 1] = "";
		size_t length = strcspn(at, ",");
		bool last = at[length] == '\0';
		if (length < sizeof word)
			memcpy(word, at, length);
		if (last != (i + 1 == row->count) ||
		    !number_parse(word, row->minimum, row->maximum, &numbers[i]))
			return err_set(
			    err, "%s takes %s, numbers from %" PRIu64 " to %" PRIu64 ", not '%s'",
			    name, row->argument, row->minimum, row->maximum, words);
		at += length + 1;
	}
	return true;
}

/* Which of two values was meant cannot be told; and an empty one is a variable that is not set. */
static bool note_argument(struct bound_row *bound, const char *name, const char *argument,
			  struct err *err)
{
	const struct option_row *row = bound->row;
	bool words = row->type == OPTION_STRING || row->type == OPTION_LIST;
	if (words && argument[0] == '\0' && argument != row->without && !row->may_be_empty)
		return err_set(err, "%s takes %s, not ''", name, row->argument);
	if (bound->argument && row->type != OPTION_LIST && strcmp(bound->argument, argument) != 0)
		return err_set(err, "%s is given twice: '%s' and '%s'", name, bound->argument,
			       argument);
	bound->argument = argument;
	return true;
}

static void store_flag(const struct bound_row *bound)
{
	void *value = bound->values + bound->row->offset;
	if (bound->row->type == OPTION_FLAG)
		*(bool *)value = true;
	else
		++*(unsigned *)value;
}

static bool store(struct bound_row *bound, const char *argument, struct err *err)
{
	const struct option_row *row = bound->row;
	void *value = bound->values + row->offset;
	char name[64];
	if (row->long_name)
		snprintf(name, sizeof name, "--%s", row->long_name);
	else
		snprintf(name, sizeof name, "-%c", row->short_name);
	if (!note_argument(bound, name, argument, err))
		return false;

	switch (row->type) {
	case OPTION_FLAG:
	case OPTION_COUNT:
		break;
	case OPTION_STRING:
		*(const char **)value = argument;
		return true;
	case OPTION_LIST: {
		struct option_list *list = value;
		if (list->count == OPTION_LIST_MAX)
			return err_set(err, "%s can be given %d times at most", name,
				       OPTION_LIST_MAX);
		list->items[list->count++] = argument;
		return true;
	}
	case OPTION_NUMBER:
		if (!number_parse(argument, row->minimum, row->maximum, value))
			return err_set(
			    err, "%s takes a number from %" PRIu64 " to %" PRIu64 ", not '%s'",
			    name, row->minimum, row->maximum, argument);
		return true;
	case OPTION_NUMBERS:
		return store_numbers(row, name, argument, value, err);
	case OPTION_CHOICE:
		for (int i = 0; row->choices[i]; i++)
			if (strcmp(row->choices[i], argument) == 0) {
				*(int *)value = i;
				return true;
			}
		return list_choices(row, name, argument, err);
	}
	return err_set(err, "%s has no type", name);
}

static struct bound_row *row_of(struct bound_row *bound, size_t count, int found)
{
	if (found >= LONG_ONLY)
		return &bound[found - LONG_ONLY];
	for (size_t i = 0; i < count; i++)
		if (bound[i].row->short_name == found)
			return &bound[i];
	return NULL;
}

/* What getopt_long did not like, in the user's own words. */
static bool refuse(const struct bound_row *bound, size_t count, int found, char **argv,
		   struct err *err)
{
	const char *word = argv[optind - 1];
	if (found == ':')
		return err_set(err, "option '%s' needs an argument", word);
	if (optopt >= LONG_ONLY)
		return err_set(err, "option '%s' takes no argument", word);
	if (optopt != 0)
		return err_set(err, "unknown option '-%c'", optopt);
	return option_refuse_long(bound, count, word, err);
}

bool option_parse(const struct program *program, int argc, char **argv, int *first_operand,
		  struct err *err)
{
	struct bound_row bound[ROWS_MAX];
	size_t count = bind_rows(program, bound);
	char letters[2 * ROWS_MAX + 2];
	struct option longs[2 * ROWS_MAX + 1];
	describe(bound, count, letters, longs);

	opterr = 0;
	optind = 0; /* start anew: option_parse() may be called more than once */
	int found;
	while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		struct bound_row *row = row_of(bound, count, found);
		if (found == '?' || found == ':' || !row)
			return refuse(bound, count, found, argv, err);
		row->given = true;
		row->by_letter = found < LONG_ONLY;
		if (!takes_argument(row->row))
			store_flag(row);
		else if (!store(row, optarg ? optarg : row->row->without, err))
			return false;
	}
	if (optind < argc && !program->operands)
		return err_set(err, "unexpected argument '%s'", argv[optind]);
	*first_operand = optind;
	return option_rules_hold(program, bound, count, err);
}

/* "  -p, --port=PORT", as long as it is. */
static size_t help_name(const struct option_row *row, struct text *text)
{
	size_t before = text->length;
	const char *argument = row->argument;
	if (row->short_name && row->long_name)
		text_format(text, "  -%c, --%s", row->short_name, row->long_name);
	else if (row->short_name)
		text_format(text, "  -%c", row->short_name);
	else
		text_format(text, "      --%s", row->long_name);
	if (!takes_argument(row))
		return text->length - before;
	if (row->without)
		text_char(text, '[');
	text_char(text, row->long_name ? '=' : ' ');
	if (argument)
		text_string(text, argument);
	else
		for (size_t i = 0; row->choices[i]; i++)
			text_format(text, "%s%s", i ? "|" : "", row->choices[i]);
	if (row->without)
		text_char(text, ']');
	return text->length - before;
}

static void help_row(const struct option_row *row, struct text *text)
{
	size_t column = help_name(row, text);
	if (column + 1 > HELP_COLUMN) {
		text_char(text, '\n');
		column = 0;
	}
	for (const char *line = row->help; line;) {
		const char *end = strchr(line, '\n');
		text_format(text, "%*s", (int)(HELP_COLUMN - column), "");
		text_bytes(text, line, end ? (size_t)(end - line) : strlen(line));
		text_char(text, '\n');
		column = 0;
		line = end ? end + 1 : NULL;
	}
}

void option_help(const struct program *program, struct text *text)
{
	text_format(text, "Usage: %s%s [options]%s%s\n\n%s\n", invocation_prefix(program->name),
		    program->name, program->operands ? " " : "",
		    program->operands ? program->operands : "", program->summary);
	for (size_t g = 0; g < program->group_count; g++) {
		text_format(text, "\n%s:\n", program->groups[g].title);
		for (size_t r = 0; r < program->groups[g].count; r++)
			help_row(&program->groups[g].rows[r], text);
	}
	if (program->examples) {
		text_char(text, '\n');
		option_examples(program, text);
	}
}
