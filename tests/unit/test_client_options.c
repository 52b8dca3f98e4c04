/* SPDX-License-Identifier: MIT */
#include "client_options.h"

#include "common_options.h"
#include "load_options.h"
#include "option_line.h"

static void expect(const struct option_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct client_settings settings = {.port = 0};
		struct common_options common = {0};
		const struct option_group groups[] = {
		    client_option_group(&settings),     load_option_group(&settings),
		    client_experiment_group(&settings), socket_option_group(&settings.socket),
		    common_option_group(&common),
		};
		const struct program program = {.name = "client",
						.groups = groups,
						.group_count = COUNT_OF(groups),
						.rules = client_option_rules};
		expect_lines(&program, &lines[i], 1);
	}
}

static void takes_what_goes_together(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"", NULL},
	    {"-H a -H a -m '' -m '' --close=half --hold", NULL},
	    {"--hold --message= --close=reset", NULL},
	    {"--message= --newline --wait-echo --nodelay", NULL},
	    {"--message= --write-after-close --nodelay", NULL},
	    {"--message= --wait-echo --connections=1", NULL},
	    {"--writes=2 --gap=5 --rounds=3 --newline --interval=5 --nodelay", NULL},
	    {"--write-after-close --interval=100 --wait-echo", NULL},
	    {"--write-again --interval=100", NULL}, /* its former name */
	    {"--urgent --fast-open --size=5 --newline --cork", NULL},
	    {"--close=unread --hold --timeout=9", NULL},
	    {"--connections=2 --wait-echo --size=100 --newline --json -q", NULL},
	    {"--rate=2 --reconnect --wait-echo --no-newline --close=half", NULL},
	    {"--requests=2 --no-newline --local-address=127.0.0.1 --cork", NULL},
	    {"-q --color=never --quickack=on", NULL},
	    {"--gap=5 --version", NULL},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_what_is_for_the_other_mode(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"--rounds=2 --connections=2",
	     "--rounds is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--interval=1 --requests=2",
	     "--interval is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--writes=2 --duration=2",
	     "--writes is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--gap=1 --rate=2",
	     "--gap is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--hold --connections=2",
	     "--hold is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--write-after-close --requests=2", "--write-after-close is for one connection: it "
						 "does not go with --connections, --requests, "
						 "--duration or --rate"},
	    {"--urgent --duration=2",
	     "--urgent is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--fast-open --rate=2",
	     "--fast-open is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--local-port=7 --connections=2",
	     "--local-port is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--close=unread --requests=2",
	     "--close=unread is for one connection: it does not go with --connections, --requests, "
	     "--duration or --rate"},
	    {"--json",
	     "--json is for load mode: give --connections, --requests, --duration or --rate, "
	     "too"},
	    {"--reconnect",
	     "--reconnect is for load mode: give --connections, --requests, --duration or --rate, "
	     "too"},
	    {"--no-newline",
	     "--no-newline is for load mode: give --connections, --requests, --duration or --rate, "
	     "too"},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_what_could_not_act(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"--rate=1 --newline --no-newline", "--newline and --no-newline contradict each other"},
	    {"--rate=1 --reconnect --no-newline",
	     "--no-newline has no effect on --reconnect without --wait-echo: no newline is added"},
	    {"-m x --size=3", "-m and --size exclude each other: each says what is sent"},
	    {"--gap=1", "--gap goes with --writes of 2 or more: it is the wait between two pieces"},
	    {"--gap=1 --writes=1",
	     "--gap goes with --writes of 2 or more: it is the wait between two pieces"},
	    {"--interval=1",
	     "--interval goes with --rounds of 2 or more or with --write-after-close: it "
	     "is the wait before the next one"},
	    {"--interval=1 --rounds=1", "--interval goes with --rounds of 2 or more or with "
					"--write-after-close: it is the wait before the next one"},
	    {"--write-after-close --close=fin",
	     "--close and --write-after-close exclude each other: it writes "
	     "until it is reset, and does not close"},
	    {"--write-after-close --hold",
	     "--hold and --write-after-close exclude each other: it writes until "
	     "it is reset, and does not close"},
	    {"--wait-echo --close=unread",
	     "--wait-echo and --close=unread exclude each other: the echo is not read"},
	    {"--rounds=1 --close=unread",
	     "--rounds and --close=unread exclude each other: the echo is not read"},
	    {"--cork --nodelay",
	     "--nodelay has no effect on --cork, which holds small segments back to the end"},
	    {"--message= --urgent", "--urgent has no effect on an empty message"},
	    {"--message= --fast-open", "--fast-open has no effect on an empty message"},
	    {"--message= --writes=2", "--writes has no effect on an empty message"},
	    {"--message= --rounds=2", "--rounds has no effect on an empty message"},
	    {"--message= --wait-echo", "--wait-echo has no effect on an empty message"},
	    {"--message= --nodelay", "--nodelay has no effect on an empty message"},
	    {"--message= --cork", "--cork has no effect on an empty message"},
	    {"--message= --sndbuf=1", "--sndbuf has no effect on an empty message"},
	    {"-q --color=always", "--color=always has no effect on -q"},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_two_values_and_empty_ones(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"-p 1 -p 2", "--port is given twice: '1' and '2'"},
	    {"-m a -m b", "--message is given twice: 'a' and 'b'"},
	    {"-H a --host=b", "--host is given twice: 'a' and 'b'"},
	    {"--close=fin --close=half", "--close is given twice: 'fin' and 'half'"},
	    {"--connections=1 --connections=2", "--connections is given twice: '1' and '2'"},
	    {"-H ''", "--host takes HOST, not ''"},
	    {"--local-address=''", "--local-address takes ADDRESS, not ''"},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_values_that_do_not_fit(void **state)
{
	(void)state;
	static const char newline[] = "--no-newline has no effect on a message that ends with a "
				      "newline: none is added";
	static const struct {
		struct client_settings settings;
		const char *want; /* NULL: it is taken */
	} rows[] = {
	    {{.message = "abc", .writes = 3}, NULL},
	    {{.message = "abc", .writes = 4, .newline = true}, NULL},
	    {{.message = "abc", .writes = 26, .size = 26, .newline = true}, NULL},
	    {{.message = "abc\n", .size = 5, .load = {.rate = 1, .no_newline = true}}, NULL},
	    {{.message = "", .load = {.rate = 1, .no_newline = true}}, NULL},
	    {{.message = "abc", .load = {.rate = 1, .no_newline = true}}, NULL},
	    {{.message = "abc", .writes = 4},
	     "--writes=4 is more than the 3 bytes of the message: a write takes one at least"},
	    {{.message = "abc", .writes = 27, .size = 26, .newline = true},
	     "--writes=27 is more than the 26 bytes of the message: a write takes one at least"},
	    {{.message = "abc\n", .load = {.rate = 1, .no_newline = true}}, newline},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err = {.text = ""};
		bool taken = client_options_check(&rows[i].settings, &err);
		assert_int_equal(taken, rows[i].want == NULL);
		assert_string_equal(err.text, rows[i].want ? rows[i].want : "");
	}
}

int test_client_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_goes_together),
	    cmocka_unit_test(refuses_what_is_for_the_other_mode),
	    cmocka_unit_test(refuses_what_could_not_act),
	    cmocka_unit_test(refuses_two_values_and_empty_ones),
	    cmocka_unit_test(refuses_values_that_do_not_fit),
	};
	return run_group(tests, NULL, NULL);
}
