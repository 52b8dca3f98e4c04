/* SPDX-License-Identifier: MIT */
#include "common_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "invocation.h"
#include "log.h"
#include "option_table.h"
#include "output.h"

static const char *const lang_words[] = {"zh", "en", NULL};
static const char *const color_words[] = {"auto", "always", "never", NULL};

static const struct option_row rows[] = {
    {.long_name = "lang",
     .type = OPTION_CHOICE,
     .choices = lang_words,
     .offset = offsetof(struct common_options, lang),
     .help = "language of what is said about TCP (default: English where LC_ALL,\n"
	     "LC_MESSAGES or LANG say en, else Chinese) and, only when given, of the\n"
	     "documented line"},
    {.long_name = "color",
     .type = OPTION_CHOICE,
     .choices = color_words,
     .offset = offsetof(struct common_options, color),
     .help = "colour the output (default auto: on a terminal)"},
    {.short_name = 'h',
     .long_name = "help",
     .type = OPTION_FLAG,
     .offset = offsetof(struct common_options, help),
     .answers = true,
     .help = "print this and exit"},
    {.long_name = "version",
     .type = OPTION_FLAG,
     .offset = offsetof(struct common_options, version),
     .answers = true,
     .help = "print the versions of this program and its libraries and exit"},
};

struct option_group common_option_group(struct common_options *values)
{
	return (struct option_group){"Common options", rows, sizeof rows / sizeof rows[0], values};
}

enum lang lang_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "en", 2) == 0 ? LANG_EN : LANG_ZH;
	}
	return LANG_ZH;
}

bool color_wanted(enum color_mode mode, int fd)
{
	if (mode != COLOR_AUTO)
		return mode == COLOR_ALWAYS;
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0)
		return false;
	return isatty(fd) == 1;
}

static enum start answer(const struct program *program, struct output *output)
{
	struct err err = {0};
	bool written = output_flush(output, &err);
	if (!written && !output->closed)
		log_error(program->name, "%s", err.text);
	output_release(output);
	return written || output->closed ? START_DONE : START_FAILED;
}

enum start common_start(const struct program *program, struct common_options *values,
			const char *versions, int argc, char **argv, int *first_operand)
{
	struct err err;
	values->lang = -1;
	/* Of no use to a person: what is made from the rows when they are built asks for it. */
	bool table = argc == 2 && strcmp(argv[1], "--help=table") == 0;
	if (!table && !option_parse(program, argc, argv, first_operand, &err))
		return common_refuse(program->name, &err);
	values->listing_lang = values->lang < 0 ? LANG_ZH : values->lang;
	if (values->lang < 0)
		values->lang = (int)lang_of_environment();
	if (!table && !values->help && !values->version)
		return START_RUN;

	struct output output;
	output_init(&output, STDOUT_FILENO);
	if (table)
		option_table(program, &output.text);
	else if (values->help)
		option_help(program, &output.text);
	else
		text_format(&output.text, "%s %s\n", program->name, versions);
	return answer(program, &output);
}

enum start common_refuse(const char *name, const struct err *err)
{
	log_error(name, "%s: see '%s%s --help'", err->text, invocation_prefix(name), name);
	return START_USAGE;
}

enum start common_fail(const char *name, const struct err *err)
{
	if (err->usage)
		return common_refuse(name, err);
	log_error(name, "%s", err->text);
	return START_FAILED;
}

int common_exit_code(enum start start)
{
	static const int codes[] = {
	    [START_RUN] = 0, [START_DONE] = 0, [START_USAGE] = 2, [START_FAILED] = 1};
	return codes[start];
}
