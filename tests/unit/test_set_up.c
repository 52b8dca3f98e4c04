/* SPDX-License-Identifier: MIT */
#include "command.h"
#include "set_up.h"
#include "unit.h"

static void make_rule(struct text *rule, const char *line)
{
	struct words words;
	text_init(rule);
	words_split(&words, line);
	set_up_rule(&words, 3, rule);
	words_release(&words);
}

static void expect_in_rule(const char *line, const char *expected, bool there)
{
	struct text rule;
	make_rule(&rule, line);
	if ((strstr(text_c_string(&rule), expected) != NULL) != there)
		fail_msg("%s: '%s' in:\n%s", line, expected, text_c_string(&rule));
	text_release(&rule);
}

static void writes_rules(void **state)
{
	(void)state;
	static const struct {
		const char *line, *expected;
		bool there;
	} rows[] = {
	    {"drop client syn", "table inet demo3 {", true},
	    {"drop client syn", "numgen inc mod 1000000 < 1 counter drop;", true},
	    {"drop client syn", "hook input", true},
	    {"drop client syn", "tcp dport 8079 tcp flags & (syn | ack) == syn jump met", true},
	    {"drop client syn", "meta length", false},
	    {"drop server fin 4", "tcp sport 8079 tcp flags & fin == fin jump met", true},
	    {"drop server fin 4", "< 4 counter drop", true},
	    {"drop client data:5", "numgen inc mod 1000000 == 4 counter drop", true},
	    {"drop client data:5", "meta nfproto ipv4 @th,96,4 8 meta length > 52 jump met", true},
	    {"drop client data:5", "meta nfproto ipv6 @th,96,4 15 meta length > 100 jump met",
	     true},
	    {"drop client data:5", "jump length", true},
	    {"drop client ack all", "numgen", false},
	    {"drop client ack all", "meta nfproto ipv4 @th,96,4 5 meta length == 40 jump met",
	     true},
	    {"mark-ce client data", "ip ecn set ce", true},
	    {"mark-ce client data", "hook prerouting", true},
	    {"clamp-mss server 536",
	     "tcp sport 8079 tcp flags & syn == syn tcp option maxseg size set 536", true},
	    {"clamp-mss server 536", "hook output", true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect_in_rule(rows[i].line, rows[i].expected, rows[i].there);
}

static void reads_how_many_wait(void **state)
{
	(void)state;
	assert_int_equal(
	    set_up_backlog("qdisc tbf 8001: root refcnt 2 rate 8bit\n"
			   " Sent 50 bytes 1 pkt (dropped 0, overlimits 3 requeues 0)\n"
			   " backlog 132b 2p requeues 0\n"),
	    2);
	assert_int_equal(set_up_backlog("qdisc noqueue 0: root refcnt 2\n"), 0);
	assert_int_equal(set_up_backlog(" backlog 1b"), 0);
}

static void says_what_was_refused(void **state)
{
	(void)state;
	struct set_up set_up = {0};
	struct words words;
	struct text refused;
	text_init(&refused);
	words_split(&words, "sysctl net.ipv4.no_such_setting 1");
	assert_false(set_up_words(&set_up, &words, &refused));
	assert_text(&refused, "sysctl net.ipv4.no_such_setting: network namespaces of this kernel "
			      "have no such setting");
	words_release(&words);
	text_release(&refused);
}

static void runs_commands(void **state)
{
	(void)state;
	static const char *const echo[] = {"sh", "-c", "cat; echo no >&2; exit 3", NULL};
	static const char *const absent[] = {"no-such-command-here", NULL};
	struct text out, errors;
	text_init(&out);
	text_init(&errors);
	assert_int_equal(command_run(echo, "input", &out, &errors), 3);
	assert_text(&out, "input");
	assert_text(&errors, "no\n");
	assert_int_equal(command_run(absent, NULL, NULL, NULL), 127);
	static const char *const slow[] = {"sh", "-c", "echo one; exec sleep 600", NULL};
	text_clear(&out);
	text_clear(&errors);
	assert_int_equal(command_run_within(1000, slow, NULL, &out, &errors), 128 + 9);
	assert_text(&out, "one\n");
	assert_text(&errors, "not done after 1000 ms\n");
	assert_true(command_exists("sh"));
	assert_false(command_exists("no-such-command-here"));
	text_release(&out);
	text_release(&errors);
}

static void tells_what_its_rules_dropped(void **state)
{
	(void)state;
	static const char ruleset[] =
	    "table inet demo1 {\n"
	    "\tchain met {\n\t\tnumgen inc mod 1000000 < 1 counter packets 3 bytes 60 drop\n\t}\n"
	    "\tchain where {\n\t\ttype filter hook input priority filter; policy accept;\n"
	    "\t\ttcp dport 8079 tcp flags & (syn | ack) == syn jump met\n\t}\n}\n"
	    "table inet demo2 {\n\tchain met {\n\t\tcounter packets 2 bytes 90 drop\n\t}\n"
	    "\tchain where {\n\t\ttcp sport 8079 jump met\n\t}\n}\n"
	    "table inet demo3 {\n\tchain where {\n\t\ttcp sport 8079 ip ecn set ce\n\t}\n}\n";
	unsigned dropped[2] = {1, 0};
	set_up_dropped(ruleset, dropped);
	assert_int_equal(dropped[0], 4);
	assert_int_equal(dropped[1], 2);
}

int test_set_up(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_its_rules_dropped),
	    cmocka_unit_test(writes_rules),
	    cmocka_unit_test(reads_how_many_wait),
	    cmocka_unit_test(says_what_was_refused),
	    cmocka_unit_test(runs_commands),
	};
	return run_group(tests, NULL, NULL);
}
