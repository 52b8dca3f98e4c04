/* SPDX-License-Identifier: MIT */
#include "option_line.h"

struct values {
	bool flag, letter, help;
	uint64_t number;
	const char *word;
};

static const char *const words[] = {"on", "off", NULL};

static const struct option_row rows[] = {
    {'f', "flag", OPTION_FLAG, .offset = offsetof(struct values, flag), .help = ""},
    {'x', NULL, OPTION_FLAG, .offset = offsetof(struct values, letter), .help = ""},
    {'h', "help", OPTION_FLAG, .offset = offsetof(struct values, help), .answers = true,
     .help = ""},
    {0, "number", OPTION_NUMBER, "N", offsetof(struct values, number), 0, 100, .help = ""},
    {0, "mode", OPTION_CHOICE, NULL, offsetof(struct values, number), .choices = words, .help = ""},
    {0, "word", OPTION_STRING, "WORD", offsetof(struct values, word), .may_be_empty = true,
     .help = ""},
};

/* RULE alone, on each of LINES. */
static void expect_rule(const struct option_rule *rule, const struct option_line *lines,
			size_t count)
{
	struct values values;
	const struct option_group group = {"Some", rows, COUNT_OF(rows), &values};
	const struct option_rule list[] = {*rule, {0}};
	const struct program program = {
	    .name = "prog", .groups = &group, .group_count = 1, .rules = list};
	expect_lines(&program, lines, count);
}

static void an_option_excludes_others(void **state)
{
	(void)state;
	static const struct option_rule rule = {"flag x", OPTION_EXCLUDES, "number mode=off",
						"does not go with it"};
	static const struct option_line lines[] = {
	    {"", NULL},
	    {"-f -x", NULL},
	    {"--number=1 --mode=off", NULL},
	    {"-f --mode=on", NULL},
	    {"-f --number=0", "-f does not go with it"},
	    {"--number=1 -x", "-x does not go with it"},
	    {"--mode=off --flag", "--flag does not go with it"},
	};
	expect_rule(&rule, lines, COUNT_OF(lines));
}

static void an_option_needs_one_of_others(void **state)
{
	(void)state;
	static const struct option_rule rule = {"flag", OPTION_NEEDS, "number>9 mode=on",
						"lacks them"};
	static const struct option_line lines[] = {
	    {"--number=1", NULL},
	    {"-f --number=10", NULL},
	    {"-f --mode=on --number=1", NULL},
	    {"-f", "-f lacks them"},
	    {"--fl --number=9", "--flag lacks them"},
	    {"-f --mode=off", "-f lacks them"},
	};
	expect_rule(&rule, lines, COUNT_OF(lines));
}

static void conditions_can_be_turned_round_and_have_values(void **state)
{
	(void)state;
	static const struct option_rule rule = {"flag mode=off", OPTION_NEEDS, "!word= number",
						"has no effect"};
	static const struct option_line lines[] = {
	    {"-f", NULL},
	    {"-f --word=a", NULL},
	    {"-f --word= --number=1", NULL},
	    {"--mode=on --word=", NULL},
	    {"-f --word=", "-f has no effect"},
	    {"--mode=off --word=", "--mode=off has no effect"},
	};
	expect_rule(&rule, lines, COUNT_OF(lines));
}

static void whoever_asks_for_help_gets_it(void **state)
{
	(void)state;
	static const struct option_rule rule = {"flag", OPTION_NEEDS, "number", "lacks it"};
	static const struct option_line lines[] = {
	    {"-f", "-f lacks it"}, {"-f -h", NULL}, {"--help -f", NULL}};
	expect_rule(&rule, lines, COUNT_OF(lines));
}

int test_option_rules(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_option_excludes_others),
	    cmocka_unit_test(an_option_needs_one_of_others),
	    cmocka_unit_test(conditions_can_be_turned_round_and_have_values),
	    cmocka_unit_test(whoever_asks_for_help_gets_it),
	};
	return run_group(tests, NULL, NULL);
}
