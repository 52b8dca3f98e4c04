/* SPDX-License-Identifier: MIT */
#include "server_options.h"

#include "common_options.h"
#include "option_line.h"

static void expect(const struct option_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct server_settings settings = {.port = 0};
		struct common_options common = {0};
		const struct option_group groups[] = {
		    server_option_group(&settings),
		    server_experiment_group(&settings),
		    socket_option_group(&settings.socket),
		    common_option_group(&common),
		};
		const struct program program = {.name = "server",
						.groups = groups,
						.group_count = COUNT_OF(groups),
						.rules = server_option_rules};
		expect_lines(&program, &lines[i], 1);
	}
}

static void takes_what_goes_together(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"", NULL},
	    {"-p 1 -p 1 -a ::1 -a 127.0.0.1 --echo=off --echo=off", NULL},
	    {"--send-before-close=a --send-before-close=b --gap=5", NULL},
	    {"--echo=bytes --echo-delay=5", NULL},
	    {"--close-first=message --echo=off --quickack --read-delay=3", NULL},
	    {"--hang-up=message --farewell=x --gap=5", NULL}, /* their former names */
	    {"--close-first=accept --send-before-close=x --nagle --sndbuf=4096 --close-delay=5",
	     NULL},
	    {"--echo=off --send-before-close=x --nagle", NULL},
	    {"--echo=message --nagle --sndbuf=1", NULL},
	    {"--accept-on-usr1 --backlog=0 --read-delay=5", NULL},
	    {"--reset --quickack --reuse=off --threads=2", NULL},
	    {"-q --color=never", NULL},
	    {"--gap=5 --help", NULL},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_what_could_not_act(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"--gap=5",
	     "--gap goes with --send-before-close: it is the wait after each part of it"},
	    {"--echo-delay=5 --echo=off",
	     "--echo-delay and --echo=off exclude each other: nothing is echoed"},
	    {"--close-first=accept --echo=bytes",
	     "--echo and --close-first=accept exclude each other: nothing is read"},
	    {"--close-first=accept --echo-delay=1",
	     "--echo-delay and --close-first=accept exclude each other: nothing is read"},
	    {"--close-first=accept --read-delay=1",
	     "--read-delay and --close-first=accept exclude each other: nothing is read"},
	    {"--quickack --close-first=accept",
	     "--quickack and --close-first=accept exclude each other: nothing is read"},
	    {"--accept-on-usr1 --accept-delay=1",
	     "--accept-delay and --accept-on-usr1 exclude each other: each says when clients are "
	     "accepted"},
	    {"--nagle --echo=off",
	     "--nagle has no effect on --echo=off without --send-before-close: nothing is sent"},
	    {"--sndbuf=1 --echo=off",
	     "--sndbuf has no effect on --echo=off without --send-before-close: nothing is sent"},
	    {"--nagle --close-first=accept", "--nagle has no effect on --close-first=accept "
					     "without --send-before-close: nothing is sent"},
	    {"-q --color=always", "--color=always has no effect on -q"},
	};
	expect(lines, COUNT_OF(lines));
}

static void refuses_two_values_and_empty_ones(void **state)
{
	(void)state;
	static const struct option_line lines[] = {
	    {"-p 1 --port=2", "--port is given twice: '1' and '2'"},
	    {"--echo=off --echo=bytes", "--echo is given twice: 'off' and 'bytes'"},
	    {"--close-delay=1 --close-delay=2", "--close-delay is given twice: '1' and '2'"},
	    {"--mss=100 --mss=200", "--mss is given twice: '100' and '200'"},
	    {"--keepalive=1,1,1 --keepalive=1,1,2",
	     "--keepalive is given twice: '1,1,1' and '1,1,2'"},
	    {"--lang=en --lang=zh", "--lang is given twice: 'en' and 'zh'"},
	    {"-a ''", "--address takes ADDRESS, not ''"},
	    {"--send-before-close=''", "--send-before-close takes TEXT, not ''"},
	};
	expect(lines, COUNT_OF(lines));
}

int test_server_options(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_goes_together),
	    cmocka_unit_test(refuses_what_could_not_act),
	    cmocka_unit_test(refuses_two_values_and_empty_ones),
	};
	return run_group(tests, NULL, NULL);
}
