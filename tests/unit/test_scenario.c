/* SPDX-License-Identifier: MIT */
#include "scenario.h"
#include "scenario_path.h"
#include "unit.h"

#include <stdio.h>

static const char small[] = "# a comment\n"
			    "title-en: one\n"
			    "\n"
			    "server:\n"
			    "client: --hold\n"
			    "client:   --message=\n"
			    "step: server\n"
			    "step: await server says hello  world\n"
			    "late-after-ms: 34\n";

static bool parses(const char *text, struct err *err)
{
	struct scenario scenario;
	*err = (struct err){0};
	bool good = scenario_parse(&scenario, "x", text, strlen(text), err);
	scenario_release(&scenario);
	return good;
}

static void keeps_values_in_order(void **state)
{
	(void)state;
	struct scenario scenario;
	struct err err = {0};
	struct words words;
	size_t at = 0;
	assert_true(scenario_parse(&scenario, "small", small, strlen(small), &err));
	assert_string_equal(scenario.name, "small");
	assert_string_equal(scenario_value(&scenario, KEY_TITLE_EN), "one");
	assert_null(scenario_value(&scenario, KEY_TITLE_ZH));
	assert_string_equal(scenario_next(&scenario, KEY_STEP, &at), "server");
	assert_string_equal(scenario_next(&scenario, KEY_STEP, &at),
			    "await server says hello  world");
	assert_null(scenario_next(&scenario, KEY_STEP, &at));
	scenario_words(&scenario, KEY_CLIENT, &words);
	assert_int_equal(words.count, 2);
	assert_string_equal(words.items[1], "--message=");
	words_release(&words);
	assert_int_equal(scenario_number(&scenario, KEY_LATE_AFTER_MS, 1), 34);
	assert_int_equal(scenario_number(&scenario, KEY_UNTIL_PHASES, 7), 7);
	scenario_release(&scenario);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text, *why;
	} rows[] = {
	    {"title-en: x\n", "it has neither a step nor until-phases"},
	    {"nonsense\n", "line 1: 'nonsense' is no key of a scenario"},
	    {"step: server\nSTEP: x\n", "line 2: 'STEP' is no key of a scenario"},
	    {"kind: sweep\nkind: sweep\n", "line 2: kind is given twice"},
	    {"until-phases: 3\ttab\n", "line 1: a control character"},
	    {"until-phases: \xc2\x85\n", "line 1: a control character"},
	    {"unwitnessed: client CLOSED LISTEN so\n",
	     "line 1: 'unwitnessed' is called 'kernel-differs' now"},
	    {"step: dance\n", "step 'dance': a word of the vocabulary, not 'dance'"},
	    {"step: await godot ended\n",
	     "step 'await godot ended': client, client2, client3, server or server2, not 'godot'"},
	    {"step: await server\n", "step 'await server': 'ended' is missing"},
	    {"step: pause\n", "step 'pause': a whole number of milliseconds is missing"},
	    {"step: pause 0\n", "step 'pause 0': a whole number of milliseconds, not '0'"},
	    {"step: slow lo now\n", "step 'slow lo now': nothing more, not 'now'"},
	    {"step: set-up lo colour 3\n", "step 'set-up lo colour 3': 'mtu', not 'colour'"},
	    {"set-up: sysctl kernel.hostname x\n",
	     "set-up 'sysctl kernel.hostname x': a setting of net.ipv4. or net.ipv6., not "
	     "'kernel.hostname'"},
	    {"set-up: drop client\n",
	     "set-up 'drop client': syn, syn-ack, ack, data, fin or any, or "
	     "one of these with :N is missing"},
	    {"client: --hold;reboot\n",
	     "client '--hold;reboot': an option --NAME or --NAME=VALUE, not '--hold;reboot'"},
	    {"client-exit: 256\n", "client-exit '256': an exit status, not '256'"},
	    {"path: rule client data 2-x lose\n", "path 'rule client data 2-x lose': a number, "
						  "FIRST-LAST or FIRST-, not '2-x'"},
	    {"path: delay client 40\nset-up: lo mtu 1500\nuntil-phases: 3\n",
	     "it has both a path and a set-up, which is lo's"},
	    {"until-phases: 1\nborder: before 6.5\nborder-en: x\n",
	     "each border wants its border-zh and its border-en"},
	    {"border: before 6.5.1\n",
	     "border 'before 6.5.1': a version of Linux such as 6.5, not '6.5.1'"},
	    {"border: in 6.5\n", "border 'in 6.5': before or since, not 'in'"},
	    {"compare: colours\n",
	     "compare 'colours': listing, segments, sides or totals, not 'colours'"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err;
		assert_false(parses(rows[i].text, &err));
		assert_string_equal(err.text, rows[i].why);
	}
}

static void takes_what_the_vocabulary_has(void **state)
{
	(void)state;
	static const char *const lines[] = {
	    "set-up: sysctl net.ipv4.tcp_rmem 4096 8192 16384",
	    "set-up: drop client data:5 all",
	    "set-up: mark-ce server any 3",
	    "set-up: clamp-mss server 536",
	    "set-up: lo gso-max-segs 1",
	    "step: server2! --reuse=off",
	    "step: await client3 says a b c",
	    "step: set-up drop client any all",
	    "step: tell client2 USR1",
	    "silences: 75 any 1150",
	    "expect: 3-way half-close client",
	    "kernel-differs: client FIN-WAIT-1 ESTABLISHED because",
	    "proof: netstat TcpExtSyncookiesSent 1",
	    "counter: both TcpRetransSegs 0",
	    "path: rule server any 3- lose",
	    "path: rule client data 1 hold 2",
	    "path: rule client data 1-4 inject-rst -100 50",
	    "golden-2: it may",
	    "border: before 6.5\nborder-zh: x\nborder-en: x",
	    ("border: since 7.2\nborder-en: x y\nborder-zh: z\n"
	     "border: before 6.10\nborder-en: x y\nborder-zh: z"),
	    "server:",
	};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct err err;
		char text[256];
		snprintf(text, sizeof text, "until-phases: 1\n%s", lines[i]);
		if (!parses(text, &err))
			fail_msg("%s: %s", lines[i], err.text);
	}
}

static void makes_a_plan_of_its_path(void **state)
{
	(void)state;
	static const char file[] = "until-phases: 3\npath: delay client 40\npath: capture server\n"
				   "path: delay server 30\npath: sysctl client tcp_sack 0\n"
				   "path: rule server ack 1 delay 400\n"
				   "path: rule client data 2 hold 3 50\n";
	struct scenario scenario;
	struct text plan;
	struct err err;
	text_init(&plan);
	assert_true(scenario_parse(&scenario, "x", file, strlen(file), &err));
	scenario_path_plan(&scenario, &plan);
	assert_string_equal(text_c_string(&plan), "ip 4\ndelay client 1 40\ndelay server 1 30\n"
						  "sysctl client tcp_sack 0\n"
						  "rule server 1 ack 1 delay 400\n"
						  "rule client 1 data 2 hold 3 50\n");
	assert_int_equal(scenario_path_capture(&scenario), CARRIER_SERVER);
	assert_int_equal(scenario_path_longest_ms(&scenario), 440);
	text_release(&plan);
	scenario_release(&scenario);
}

static void refuses_a_long_line_and_a_nul(void **state)
{
	(void)state;
	struct scenario scenario;
	struct err err;
	char line[4100];
	memset(line, 'x', sizeof line);
	memcpy(line, "title-en: ", 10);
	assert_false(scenario_parse(&scenario, "x", line, 4001, &err));
	assert_string_equal(err.text, "line 1: longer than 4000 bytes");
	scenario_release(&scenario);
	memcpy(line, "until-phases: 1\0", 16);
	assert_false(scenario_parse(&scenario, "x", line, 16, &err));
	assert_string_equal(err.text, "line 1: a control character");
	scenario_release(&scenario);
}

static void tells_a_file_that_is_not_there(void **state)
{
	(void)state;
	struct scenario scenario;
	struct words names;
	struct err err;
	assert_false(scenario_read(&scenario, "/nonexistent", "x", &err));
	assert_string_equal(err.text, "scenarios/x.txt: cannot be read");
	scenario_release(&scenario);
	assert_false(scenario_names("/nonexistent", &names, &err));
}

int test_scenario(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_values_in_order),
	    cmocka_unit_test(says_what_is_wrong),
	    cmocka_unit_test(takes_what_the_vocabulary_has),
	    cmocka_unit_test(makes_a_plan_of_its_path),
	    cmocka_unit_test(refuses_a_long_line_and_a_nul),
	    cmocka_unit_test(tells_a_file_that_is_not_there),
	};
	return run_group(tests, NULL, NULL);
}
