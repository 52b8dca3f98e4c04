/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "option.h"
#include "unit.h"

struct values {
	bool flag, verbose;
	unsigned tally;
	const char *string, *optional, *empty;
	struct option_list list;
	uint64_t number;
	uint64_t numbers[3];
	int choice;
};

static const char *const words[] = {"line", "json", "none", NULL};

static const struct option_row rows[] = {
    {'f', "flag", OPTION_FLAG, .offset = offsetof(struct values, flag), .help = "a flag"},
    {'v', NULL, OPTION_FLAG, .offset = offsetof(struct values, verbose), .help = "short only"},
    {'t', "tally", OPTION_COUNT, .offset = offsetof(struct values, tally), .help = "a count"},
    {'s', "string", OPTION_STRING, "FILE", offsetof(struct values, string), .help = "a string"},
    {0, "at", OPTION_STRING, "PLACE", offsetof(struct values, optional), .without = "here",
     .help = "a string that can be left out"},
    {0, "empty", OPTION_STRING, "WORD", offsetof(struct values, empty), .may_be_empty = true,
     .help = "a string that can be empty"},
    {'a', NULL, OPTION_LIST, "ITEM", offsetof(struct values, list), .help = "a list"},
    {0, "number", OPTION_NUMBER, "N", offsetof(struct values, number), 1, 100,
     .former_name = "numeral", .help = "a number\nin two lines"},
    {0, "three", OPTION_NUMBERS, "A,B,C", offsetof(struct values, numbers), 1, 100, .count = 3,
     .help = "numbers"},
    {'c', "choice-with-a-long-name", OPTION_CHOICE, NULL, offsetof(struct values, choice),
     .choices = words, .help = "a choice"},
};

static const struct option_row other_rows[] = {
    {0, "other", OPTION_FLAG, .offset = 0, .help = "in another struct"},
};

struct fixture {
	struct values values;
	bool other;
	int first_operand;
	struct err err;
	bool parsed;
	char *argv[24];
	int argc;
};

static struct program describe(const struct option_group groups[2], const char *operands)
{
	return (struct program){
	    .name = "prog",
	    .operands = operands,
	    .summary = "Does it.",
	    .groups = groups,
	    .group_count = 2,
	    .examples = "Examples:\n  prog -f\n",
	};
}

/* Parses the words of LINE, which are separated by single spaces. */
static struct fixture parse(const char *line, const char *operands)
{
	struct fixture fixture = {.values = {.number = 7, .string = "default"}};
	static char buffer[512];
	strcpy(buffer, line);
	static char name[] = "prog";
	fixture.argv[fixture.argc++] = name;
	for (char *at = buffer; *at;) {
		fixture.argv[fixture.argc++] = at;
		at += strcspn(at, " ");
		if (*at)
			*at++ = '\0';
	}
	const struct option_group groups[2] = {{"Some", rows, COUNT_OF(rows), &fixture.values},
					       {"Others", other_rows, 1, &fixture.other}};
	struct program program = describe(groups, operands);
	fixture.parsed = option_parse(&program, fixture.argc, fixture.argv, &fixture.first_operand,
				      &fixture.err);
	return fixture;
}

static void expect_refused(const char *line, const char *reason)
{
	struct fixture fixture = parse(line, NULL);
	assert_false(fixture.parsed);
	assert_string_equal(fixture.err.text, reason);
}

static void leaves_the_defaults(void **state)
{
	(void)state;
	struct fixture fixture = parse("", NULL);
	assert_true(fixture.parsed);
	assert_int_equal(fixture.first_operand, 1);
	assert_false(fixture.values.flag);
	assert_true(fixture.values.number == 7);
	assert_string_equal(fixture.values.string, "default");
	assert_int_equal(fixture.values.list.count, 0);
}

static void fills_every_type(void **state)
{
	(void)state;
	struct fixture fixture =
	    parse("--flag -v --string=x -a one -a two --number 100 --three=1,20,100 -c json "
		  "--other",
		  NULL);
	assert_true(fixture.parsed);
	assert_true(fixture.values.flag);
	assert_true(fixture.values.verbose);
	assert_string_equal(fixture.values.string, "x");
	assert_int_equal(fixture.values.list.count, 2);
	assert_string_equal(fixture.values.list.items[0], "one");
	assert_string_equal(fixture.values.list.items[1], "two");
	assert_true(fixture.values.number == 100);
	assert_true(fixture.values.numbers[0] == 1);
	assert_true(fixture.values.numbers[1] == 20);
	assert_true(fixture.values.numbers[2] == 100);
	assert_int_equal(fixture.values.choice, 1);
	assert_true(fixture.other);
}

static void understands_what_getopt_long_does(void **state)
{
	(void)state;
	struct fixture fixture = parse("-vfs- --num=3 --choice-with-a-long-name=none", NULL);
	assert_true(fixture.parsed);
	assert_true(fixture.values.flag);
	assert_true(fixture.values.verbose);
	assert_string_equal(fixture.values.string, "-");
	assert_true(fixture.values.number == 3);
	assert_int_equal(fixture.values.choice, 2);
}

static void takes_a_former_name(void **state)
{
	(void)state;
	static const char *const lines[] = {"--numeral=5", "--numeral 5", "--numer=5", "--num=5"};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct fixture fixture = parse(lines[i], NULL);
		assert_true(fixture.parsed);
		assert_true(fixture.values.number == 5);
	}
	expect_refused("--numeral=5 --number=6", "--number is given twice: '5' and '6'");
	expect_refused("--numeral=0", "--number takes a number from 1 to 100, not '0'");
}

static void an_argument_can_be_left_out(void **state)
{
	(void)state;
	assert_null(parse("-f", NULL).values.optional);
	assert_string_equal(parse("--at -f", NULL).values.optional, "here");
	assert_string_equal(parse("--at=there", NULL).values.optional, "there");
	struct fixture fixture = parse("--at there", "[WORDS]");
	assert_string_equal(fixture.values.optional, "here");
	assert_string_equal(fixture.argv[fixture.first_operand], "there");
}

static void counts(void **state)
{
	(void)state;
	assert_int_equal(parse("-v", NULL).values.tally, 0);
	assert_int_equal(parse("-t", NULL).values.tally, 1);
	assert_int_equal(parse("-ttt -vt --tally", NULL).values.tally, 5);
}

static void takes_what_is_given_again_only_with_its_value(void **state)
{
	(void)state;
	assert_true(parse("-f -f -s x --string=x --at --at=here -a 1 -a 2", NULL).parsed);
	expect_refused("-s x --string y", "--string is given twice: 'x' and 'y'");
	expect_refused("-c json -c line",
		       "--choice-with-a-long-name is given twice: 'json' and 'line'");
	expect_refused("--at --at=there", "--at is given twice: 'here' and 'there'");
	expect_refused("--number=1 --number=2", "--number is given twice: '1' and '2'");
	expect_refused("--three=1,2,3 --three=1,2,4",
		       "--three is given twice: '1,2,3' and '1,2,4'");
	assert_true(parse("--number=1 --number=1", NULL).values.number == 1);
}

static void finds_the_operands(void **state)
{
	(void)state;
	struct fixture fixture = parse("tcp -f port 80", "[WORDS ...]");
	assert_true(fixture.parsed);
	assert_true(fixture.values.flag);
	assert_int_equal(fixture.argc - fixture.first_operand, 3);
	assert_string_equal(fixture.argv[fixture.first_operand], "tcp");
	assert_string_equal(fixture.argv[fixture.first_operand + 2], "80");
	fixture = parse("-- -f", "[WORDS ...]");
	assert_true(fixture.parsed);
	assert_false(fixture.values.flag);
	assert_string_equal(fixture.argv[fixture.first_operand], "-f");
}

static void says_what_was_wrong(void **state)
{
	(void)state;
	expect_refused("--nonsense", "unknown option '--nonsense'");
	expect_refused("--falg", "unknown option '--falg' (did you mean --flag?)");
	expect_refused("--nubmer=5", "unknown option '--nubmer=5' (did you mean --number?)");
	expect_refused("--f=1", "option '--f=1' takes no argument");
	expect_refused("--=1", "unknown option '--=1'");
	expect_refused("--t", "option '--t' is ambiguous: --tally, --three");
	expect_refused("-x", "unknown option '-x'");
	expect_refused("-vx", "unknown option '-x'");
	expect_refused("-s", "option '-s' needs an argument");
	expect_refused("--number", "option '--number' needs an argument");
	expect_refused("--flag=1", "option '--flag=1' takes no argument");
	expect_refused("--number=0", "--number takes a number from 1 to 100, not '0'");
	expect_refused("--number=101", "--number takes a number from 1 to 100, not '101'");
	expect_refused("--number=-1", "--number takes a number from 1 to 100, not '-1'");
	expect_refused("--number=abc", "--number takes a number from 1 to 100, not 'abc'");
	expect_refused("--number=", "--number takes a number from 1 to 100, not ''");
	static const char *const no_three[] = {"",      "1,2",   "1,2,3,4", "1,2,", "1,,3",
					       "1,2,0", "1,2,x", "1,2,101", "1;2;3"};
	for (size_t i = 0; i < COUNT_OF(no_three); i++) {
		char line[64], reason[128];
		snprintf(line, sizeof line, "--three=%s", no_three[i]);
		snprintf(reason, sizeof reason,
			 "--three takes A,B,C, numbers from 1 to 100, not '%s'", no_three[i]);
		expect_refused(line, reason);
	}
	expect_refused("-c xml",
		       "--choice-with-a-long-name takes one of line, json, none, not 'xml'");
	expect_refused("-f word", "unexpected argument 'word'");
	expect_refused("--string=", "--string takes FILE, not ''");
	expect_refused("--at=", "--at takes PLACE, not ''");
	assert_string_equal(parse("--empty=", NULL).values.empty, "");
}

static void takes_no_more_than_a_list_holds(void **state)
{
	(void)state;
	char line[256] = "";
	for (int i = 0; i < OPTION_LIST_MAX; i++)
		strcat(line, "-ax ");
	line[strlen(line) - 1] = '\0';
	struct fixture fixture = parse(line, NULL);
	assert_true(fixture.parsed);
	assert_int_equal(fixture.values.list.count, OPTION_LIST_MAX);
	strcat(line, " -ay");
	expect_refused(line, "-a can be given 16 times at most");
}

static void helps(void **state)
{
	(void)state;
	struct values values;
	const struct option_group groups[2] = {{"Some", rows, COUNT_OF(rows), &values},
					       {"Others", other_rows, 1, &values}};
	struct program program = describe(groups, "[WORDS ...]");
	struct text text;
	text_init(&text);
	option_help(&program, &text);
	assert_text(&text, "Usage: prog [options] [WORDS ...]\n"
			   "\n"
			   "Does it.\n"
			   "\n"
			   "Some:\n"
			   "  -f, --flag                a flag\n"
			   "  -v                        short only\n"
			   "  -t, --tally               a count\n"
			   "  -s, --string=FILE         a string\n"
			   "      --at[=PLACE]          a string that can be left out\n"
			   "      --empty=WORD          a string that can be empty\n"
			   "  -a ITEM                   a list\n"
			   "      --number=N            a number\n"
			   "                            in two lines\n"
			   "      --three=A,B,C         numbers\n"
			   "  -c, --choice-with-a-long-name=line|json|none\n"
			   "                            a choice\n"
			   "\n"
			   "Others:\n"
			   "      --other               in another struct\n"
			   "\n"
			   "Examples:\n"
			   "  prog -f\n");
	program.operands = program.examples = NULL;
	program.group_count = 0;
	text_clear(&text);
	option_help(&program, &text);
	assert_text(&text, "Usage: prog [options]\n\nDoes it.\n");
	text_release(&text);
}

int test_option(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(leaves_the_defaults),
	    cmocka_unit_test(fills_every_type),
	    cmocka_unit_test(understands_what_getopt_long_does),
	    cmocka_unit_test(takes_a_former_name),
	    cmocka_unit_test(an_argument_can_be_left_out),
	    cmocka_unit_test(counts),
	    cmocka_unit_test(takes_what_is_given_again_only_with_its_value),
	    cmocka_unit_test(finds_the_operands),
	    cmocka_unit_test(says_what_was_wrong),
	    cmocka_unit_test(takes_no_more_than_a_list_holds),
	    cmocka_unit_test(helps),
	};
	return run_group(tests, NULL, NULL);
}
