/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

#include "common_options.h"
#include "unit.h"

#include "redirect.h"

struct answer {
	struct common_options values;
	enum start start;
	int first_operand;
	struct text out, err;
};

static struct answer start(int argc, char **argv)
{
	struct answer answer = {.values = {0}};
	const struct option_group group = common_option_group(&answer.values);
	const struct program program = {
	    .name = "prog", .summary = "Does it.", .groups = &group, .group_count = 1};
	struct redirect out, err;
	text_init(&answer.out);
	text_init(&answer.err);
	redirect_begin(&out, STDOUT_FILENO);
	redirect_begin(&err, STDERR_FILENO);
	answer.start = common_start(&program, &answer.values, "1.2.3\nlib 4", argc, argv,
				    &answer.first_operand);
	redirect_end(&err, &answer.err);
	redirect_end(&out, &answer.out);
	return answer;
}

static struct answer start_with(const char *word)
{
	char name[] = "prog", argument[64];
	strcpy(argument, word ? word : "");
	char *argv[] = {name, word ? argument : NULL, NULL};
	return start(word ? 2 : 1, argv);
}

static void release(struct answer *answer)
{
	text_release(&answer->out);
	text_release(&answer->err);
}

static void goes_on_without_an_option(void **state)
{
	(void)state;
	struct answer answer = start_with(NULL);
	assert_int_equal(answer.start, START_RUN);
	assert_int_equal(answer.values.color, COLOR_AUTO);
	assert_int_equal(answer.first_operand, 1);
	assert_text(&answer.out, "");
	assert_text(&answer.err, "");
	release(&answer);
}

static void answers_help_on_stdout(void **state)
{
	(void)state;
	struct answer answer = start_with("-h");
	assert_int_equal(answer.start, START_DONE);
	release(&answer);
	answer = start_with("--help");
	assert_int_equal(answer.start, START_DONE);
	assert_text(&answer.err, "");
	assert_non_null(strstr(text_c_string(&answer.out), "Usage: prog [options]\n"));
	assert_non_null(strstr(text_c_string(&answer.out), "--lang=zh|en"));
	assert_non_null(strstr(text_c_string(&answer.out), "--color=auto|always|never"));
	assert_non_null(strstr(text_c_string(&answer.out), "--version"));
	release(&answer);
}

static void answers_with_its_table_on_stdout(void **state)
{
	(void)state;
	struct answer answer = start_with("--help=table");
	assert_int_equal(answer.start, START_DONE);
	assert_text(&answer.err, "");
	assert_non_null(strstr(text_c_string(&answer.out), "program\tprog\t\tDoes it.\n"));
	assert_non_null(strstr(text_c_string(&answer.out), "option\t\tlang\tchoice\t\tzh|en\t\t"));
	release(&answer);
	answer = start_with("--help=tables");
	assert_int_equal(answer.start, START_USAGE);
	release(&answer);
}

static void answers_version_on_stdout(void **state)
{
	(void)state;
	struct answer answer = start_with("--version");
	assert_int_equal(answer.start, START_DONE);
	assert_text(&answer.out, "prog 1.2.3\nlib 4\n");
	assert_text(&answer.err, "");
	release(&answer);
}

static void tells_wrong_usage_in_one_line(void **state)
{
	(void)state;
	struct answer answer = start_with("--lang=fr");
	assert_int_equal(answer.start, START_USAGE);
	assert_text(&answer.out, "");
	assert_text(&answer.err, "prog: --lang takes one of zh, en, not 'fr': see 'prog --help'\n");
	release(&answer);
}

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* The first of LC_ALL, LC_MESSAGES and LANG that says anything. */
static void takes_the_language_of_the_environment(void **state)
{
	(void)state;
	static const struct {
		const char *all, *messages, *lang;
		enum lang expected;
	} rows[] = {
	    {NULL, NULL, NULL, LANG_ZH},
	    {NULL, NULL, "en_US.UTF-8", LANG_EN},
	    {NULL, NULL, "C.UTF-8", LANG_ZH},
	    {NULL, NULL, "de_DE.UTF-8", LANG_ZH},
	    {NULL, "en_GB", "zh_CN.UTF-8", LANG_EN},
	    {NULL, "zh_CN.UTF-8", "en_US.UTF-8", LANG_ZH},
	    {"C", "en_US", "en_US", LANG_ZH},
	    {"", "", "en", LANG_EN},
	    {"en_US.UTF-8", "zh_CN", "zh_CN", LANG_EN},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		set_or_unset("LC_ALL", rows[i].all);
		set_or_unset("LC_MESSAGES", rows[i].messages);
		set_or_unset("LANG", rows[i].lang);
		assert_int_equal(lang_of_environment(), rows[i].expected);
		struct answer answer = start_with(NULL);
		assert_int_equal(answer.values.lang, rows[i].expected);
		assert_int_equal(answer.values.listing_lang, LANG_ZH);
		release(&answer);
		answer = start_with("--lang=zh");
		assert_int_equal(answer.values.lang, LANG_ZH);
		release(&answer);
	}
	set_or_unset("LC_ALL", NULL);
	set_or_unset("LC_MESSAGES", NULL);
	set_or_unset("LANG", NULL);
}

static void reads_the_language_and_the_colour(void **state)
{
	(void)state;
	struct answer answer = start_with("--lang=en");
	assert_int_equal(answer.values.lang, LANG_EN);
	assert_int_equal(answer.values.listing_lang, LANG_EN);
	release(&answer);
	answer = start_with("--color=never");
	assert_int_equal(answer.values.color, COLOR_NEVER);
	release(&answer);
	answer = start_with("--color=always");
	assert_int_equal(answer.values.color, COLOR_ALWAYS);
	release(&answer);
}

static enum start help_to(int fd, struct text *errors)
{
	struct common_options values = {0};
	const struct option_group group = common_option_group(&values);
	const struct program program = {
	    .name = "prog", .summary = "Does it.", .groups = &group, .group_count = 1};
	char name[] = "prog", help[] = "--help";
	char *argv[] = {name, help, NULL};
	int saved = dup(STDOUT_FILENO), first;
	struct redirect redirect;
	fflush(NULL);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	redirect_begin(&redirect, STDERR_FILENO);
	enum start start = common_start(&program, &values, "", 2, argv, &first);
	redirect_end(&redirect, errors);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	return start;
}

static void tells_when_help_cannot_be_written(void **state)
{
	(void)state;
	struct text errors;
	int full = open("/dev/full", O_WRONLY);
	if (full < 0)
		skip();
	text_init(&errors);
	assert_int_equal(help_to(full, &errors), START_FAILED);
	assert_text(&errors, "prog: cannot write output: No space left on device\n");
	text_release(&errors);
	close(full);
}

static void is_quiet_when_the_reader_of_help_left(void **state)
{
	(void)state;
	struct text errors;
	int ends[2];
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	text_init(&errors);
	assert_int_equal(help_to(ends[1], &errors), START_DONE);
	assert_text(&errors, "");
	text_release(&errors);
	close(ends[1]);
}

static void has_the_documented_exit_codes(void **state)
{
	(void)state;
	assert_int_equal(common_exit_code(START_DONE), 0);
	assert_int_equal(common_exit_code(START_FAILED), 1);
	assert_int_equal(common_exit_code(START_USAGE), 2);
}

static void colours_a_terminal_only(void **state)
{
	(void)state;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	int file = open("/dev/null", O_RDWR);
	if (terminal < 0)
		skip();
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	assert_true(color_wanted(COLOR_AUTO, terminal));
	assert_false(color_wanted(COLOR_AUTO, file));
	assert_true(color_wanted(COLOR_ALWAYS, file));
	assert_false(color_wanted(COLOR_NEVER, terminal));

	setenv("NO_COLOR", "", 1);
	assert_true(color_wanted(COLOR_AUTO, terminal));
	setenv("NO_COLOR", "1", 1);
	assert_false(color_wanted(COLOR_AUTO, terminal));
	assert_true(color_wanted(COLOR_ALWAYS, file));
	unsetenv("NO_COLOR");

	setenv("TERM", "dumb", 1);
	assert_false(color_wanted(COLOR_AUTO, terminal));
	unsetenv("TERM");
	assert_false(color_wanted(COLOR_AUTO, terminal));
	close(terminal);
	close(file);
}

int test_common_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(goes_on_without_an_option),
	    cmocka_unit_test(answers_help_on_stdout),
	    cmocka_unit_test(answers_with_its_table_on_stdout),
	    cmocka_unit_test(answers_version_on_stdout),
	    cmocka_unit_test(tells_wrong_usage_in_one_line),
	    cmocka_unit_test(takes_the_language_of_the_environment),
	    cmocka_unit_test(reads_the_language_and_the_colour),
	    cmocka_unit_test(tells_when_help_cannot_be_written),
	    cmocka_unit_test(is_quiet_when_the_reader_of_help_left),
	    cmocka_unit_test(has_the_documented_exit_codes),
	    cmocka_unit_test(colours_a_terminal_only),
	};
	return run_group(tests, NULL, NULL);
}
