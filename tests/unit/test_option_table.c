/* SPDX-License-Identifier: MIT */
#include "option_table.h"
#include "unit.h"

static const char *const words[] = {"line", "json", NULL};

static const struct option_row rows[] = {
    {'f', "flag", OPTION_FLAG, .help = "a flag"},
    {'t', NULL, OPTION_COUNT, .help = "a count"},
    {0, "at", OPTION_STRING, "PLACE", .without = "here", .help = "two\nlines"},
    {0, "item", OPTION_LIST, "ITEM", .former_name = "thing", .help = "a \\ and a\ttab"},
    {'n', "number", OPTION_NUMBER, "N", 0, 1, 100, .help = "a number"},
    {0, "pair", OPTION_NUMBERS, "A,B", .count = 2, .help = "numbers"},
    {'c', "choice", OPTION_CHOICE, .choices = words, .help = "a choice"},
};

static void append_keys(struct text *text)
{
	text_string(text, "key\tclose\tname\treset|none\n");
}

static void has_a_line_for_each_row(void **state)
{
	(void)state;
	const struct option_group groups[] = {
	    {"First", rows, 4, NULL},
	    {"Second", rows + 4, COUNT_OF(rows) - 4, NULL},
	};
	const struct program program = {.name = "prog",
					.operands = "[NAME ...]",
					.summary = "Does it.\nAll.",
					.groups = groups,
					.group_count = COUNT_OF(groups),
					.keys = append_keys};
	struct text text;
	text_init(&text);
	option_table(&program, &text);
	assert_text(&text, "program\tprog\t[NAME ...]\tDoes it.\\nAll.\n"
			   "key\tclose\tname\treset|none\n"
			   "group\tFirst\n"
			   "option\tf\tflag\tflag\t\t\t\ta flag\n"
			   "option\tt\t\tcount\t\t\t\ta count\n"
			   "option\t\tat\tstring\tPLACE\t\toptional\ttwo\\nlines\n"
			   "option\t\titem\tlist\tITEM\t\t\ta \\\\ and a\\ttab\n"
			   "group\tSecond\n"
			   "option\tn\tnumber\tnumber\tN\t\t\ta number\n"
			   "option\t\tpair\tnumbers\tA,B\t\t\tnumbers\n"
			   "option\tc\tchoice\tchoice\t\tline|json\t\ta choice\n");
	text_release(&text);
}

int test_option_table(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_a_line_for_each_row),
	};
	return run_group(tests, NULL, NULL);
}
