/* SPDX-License-Identifier: MIT */
#include "scenario_change.h"

#include <stdlib.h>

#include "unit.h"

static const char on_lo[] = "server: --echo=off\nuntil-phases: 3\n";
static const char in_steps[] = "client: --hold\nset-up: sysctl net.ipv4.tcp_sack 0\n"
			       "step: server --echo=off\nstep: client\nstep: client2 --port=1\n"
			       "step: server2!\nstep: await client ended\n";
static const char over_path[] = "path: delay client 5\nuntil-phases: 3\n";

static void parse(struct scenario *scenario, const char *file)
{
	struct err err;
	if (!scenario_parse(scenario, "x", file, strlen(file), &err))
		fail_msg("%s", err.text);
}

/* All values of KEY, each with a newline. */
static void expect_values(const struct scenario *scenario, enum scenario_key key,
			  const char *expected)
{
	struct text text;
	size_t at = 0;
	text_init(&text);
	for (const char *value; (value = scenario_next(scenario, key, &at));)
		text_format(&text, "%s\n", value);
	assert_text(&text, expected);
	text_release(&text);
}

static void changes_one_thing(void **state)
{
	(void)state;
	static const struct {
		const char *file, *word;
		enum scenario_key key;
		const char *values;
	} rows[] = {
	    {on_lo, "tcp_ecn=1", KEY_SET_UP, "sysctl net.ipv4.tcp_ecn 1\n"},
	    {on_lo, "net.ipv4.tcp_rmem=4096,8192,16384", KEY_SET_UP,
	     "sysctl net.ipv4.tcp_rmem 4096 8192 16384\n"},
	    {on_lo, "net.ipv6.conf.lo.mtu=1500", KEY_SET_UP, "sysctl net.ipv6.conf.lo.mtu 1500\n"},
	    {on_lo, "set-up:drop client fin", KEY_SET_UP, "drop client fin\n"},
	    {on_lo, "client:--size=9", KEY_CLIENT, "--size=9\n"},
	    {on_lo, "server:--echo=on", KEY_SERVER, "--echo=off\n--echo=on\n"},
	    {in_steps, "tcp_sack=1", KEY_SET_UP,
	     "sysctl net.ipv4.tcp_sack 0\nsysctl net.ipv4.tcp_sack 1\n"},
	    {in_steps, "client:--size=9", KEY_STEP,
	     "server --echo=off\nclient --size=9\nclient2 --port=1 --size=9\nserver2!\n"
	     "await client ended\n"},
	    {in_steps, "client:--size=9", KEY_CLIENT, "--hold\n"},
	    {in_steps, "server:--echo=on", KEY_STEP,
	     "server --echo=off --echo=on\nclient\nclient2 --port=1\nserver2! --echo=on\n"
	     "await client ended\n"},
	    {over_path, "tcp_ecn=1", KEY_PATH,
	     "delay client 5\nsysctl client tcp_ecn 1\nsysctl server tcp_ecn 1\n"},
	    {over_path, "tcp_congestion_control=reno", KEY_PATH,
	     "delay client 5\nsysctl client tcp_congestion_control reno\n"
	     "sysctl server tcp_congestion_control reno\n"},
	    {over_path, "client:tcp_rmem=4096,8192,16384", KEY_PATH,
	     "delay client 5\nsysctl client tcp_rmem 4096 8192 16384\n"},
	    {over_path, "server:tcp_ecn=1", KEY_PATH, "delay client 5\nsysctl server tcp_ecn 1\n"},
	    {over_path, "path:rule server data 1 lose", KEY_PATH,
	     "delay client 5\nrule server data 1 lose\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scenario scenario;
		struct err err;
		parse(&scenario, rows[i].file);
		if (!scenario_change(&scenario, rows[i].word, &err))
			fail_msg("%s: %s", rows[i].word, err.text);
		expect_values(&scenario, rows[i].key, rows[i].values);
		scenario_release(&scenario);
	}
}

static void says_what_cannot_be_changed(void **state)
{
	(void)state;
	static const struct {
		const char *file, *word, *why;
	} rows[] = {
	    {on_lo, "ecn",
	     "'ecn' is no change: SYSCTL=VALUE, client:--OPTION, server:--OPTION, "
	     "client:SYSCTL=VALUE, set-up:LINE, path:LINE or kernel=VERSION"},
	    {on_lo, "=1",
	     "'=1' is no change: SYSCTL=VALUE, client:--OPTION, server:--OPTION, "
	     "client:SYSCTL=VALUE, set-up:LINE, path:LINE or kernel=VERSION"},
	    {on_lo, "client:nodelay",
	     "client:nodelay is no change: did you mean client:--nodelay?"},
	    {on_lo, "client:close=reset",
	     "client:close=reset is no change: did you mean client:--close=reset?"},
	    {on_lo, "client:--message=a b",
	     "client:--message=a b: a value of a scenario has no space"},
	    {on_lo, "client:", "client:: an option --NAME or a sysctl NAME=VALUE is missing"},
	    {on_lo, "path:", "path:: a line of a scenario file is missing"},
	    {on_lo, "client:tcp_sack=0",
	     "client:tcp_sack=0: both ends of x are on lo and share their sysctls: give it without "
	     "'client:'"},
	    {on_lo, "client:--hold;reboot",
	     "client '--hold;reboot': an option --NAME or --NAME=VALUE, not '--hold;reboot'"},
	    {in_steps, "client:--hold;reboot",
	     "client '--hold;reboot': an option --NAME or --NAME=VALUE, not '--hold;reboot'"},
	    {on_lo, "../../kernel/x=1",
	     "set-up 'sysctl net.ipv4.../../kernel/x 1': a setting of net.ipv4. or net.ipv6., not "
	     "'net.ipv4.../../kernel/x'"},
	    {on_lo, "net.core.somaxconn=1",
	     "set-up 'sysctl net.core.somaxconn 1': a setting of net.ipv4. or net.ipv6., not "
	     "'net.core.somaxconn'"},
	    {on_lo, "path:delay client 5",
	     "path:delay client 5: x is played on lo, not over a path"},
	    {over_path, "set-up:lo mtu 576",
	     "set-up:lo mtu 576: x is played over a path, not on lo"},
	    {over_path, "net.core.somaxconn=1",
	     "net.core.somaxconn=1: the ends of a path have settings of net.ipv4 alone"},
	    {over_path, "client:tcp_rmem=4096/8192",
	     "client:tcp_rmem=4096/8192: a value of letters and digits, a comma for each space"},
	    {"kind: sweep\n", "tcp_ecn=1", "x measures many exchanges: it cannot be compared"},
	    {"compare: totals\nuntil-phases: 3\n", "tcp_ecn=1",
	     "x has other segments each time, only its totals are the same: it cannot be compared"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scenario scenario;
		struct err err = {0};
		parse(&scenario, rows[i].file);
		assert_false(scenario_change(&scenario, rows[i].word, &err));
		assert_string_equal(err.text, rows[i].why);
		scenario_release(&scenario);
	}
}

static void knows_a_sysctl_again(void **state)
{
	(void)state;
	static const struct {
		const char *word, *other;
		bool again;
	} rows[] = {
	    {"tcp_ecn=1", "tcp_ecn=0", true},
	    {"tcp_ecn=1", "net.ipv4.tcp_ecn=0", true},
	    {"tcp_ecn=1", "tcp_sack=0", false},
	    {"tcp_ecn=1", "client:tcp_ecn=0", false},
	    {"client:tcp_ecn=1", "client:tcp_ecn=0", true},
	    {"client:tcp_ecn=1", "server:tcp_ecn=0", false},
	    {"client:--message=a", "client:--message=b", false},
	    {"path:delay client 5", "path:delay client 6", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(scenario_change_is_again(rows[i].word, rows[i].other),
				 rows[i].again);
}

static void finds_the_file_of_a_sysctl(void **state)
{
	(void)state;
	static const struct {
		const char *word, *file;
	} rows[] = {
	    {"tcp_ecn=1", "/proc/sys/net/ipv4/tcp_ecn"},
	    {"server:tcp_ecn=1", "/proc/sys/net/ipv4/tcp_ecn"},
	    {"net.ipv6.conf.all.mtu=1", "/proc/sys/net/ipv6/conf/all/mtu"},
	    {"client:--message=a", NULL},
	    {"set-up:sysctl net.ipv4.tcp_ecn 1", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *file = scenario_change_file(rows[i].word);
		if (rows[i].file)
			assert_string_equal(file, rows[i].file);
		else
			assert_null(file);
		free(file);
	}
}

int test_scenario_change(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(changes_one_thing),
	    cmocka_unit_test(says_what_cannot_be_changed),
	    cmocka_unit_test(knows_a_sysctl_again),
	    cmocka_unit_test(finds_the_file_of_a_sysctl),
	};
	return run_group(tests, NULL, NULL);
}
