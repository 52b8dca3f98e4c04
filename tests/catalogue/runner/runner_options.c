/* SPDX-License-Identifier: MIT */
#include "runner_options.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "log.h"
#include "number.h"
#include "option.h"
#include "playing.h"
#include "version.h"

enum { PATIENCE_MAX_S = 3600, LIMIT_OF_PATIENCE = 30 };

static const struct option_row rows[] = {
    {.long_name = "check",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, check),
     .help = "print a verdict for each (all when none is named): PASS, DIFFERS, INCONCLUSIVE\n"
	     "(this machine was too slow, or packets were dropped), SKIP (cannot be played here)"},
    {.long_name = "update",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, update),
     .help = "make what is played the new golden output"},
    {.long_name = "list",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, list),
     .help = "list the scenarios"},
    {.long_name = "tap",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, tap),
     .help = "verdicts in the Test Anything Protocol, version 13"},
    {.long_name = "ktap",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, ktap),
     .help = "the same in the kernel's form of it"},
    {.long_name = "junit",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, junit),
     .help = "the same as a JUnit report, when all are played"},
    {.long_name = "strict",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, strict),
     .help = "SKIP and INCONCLUSIVE are failures, too"},
    {.long_name = "bisect",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, bisect),
     .help = "exit statuses for 'git bisect run': 0 PASS, 1 DIFFERS, 125 it cannot be told,\n"
	     "255 wrong usage"},
    {.long_name = "explain",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, explain),
     .help = "a sentence and both ends' states under each segment"},
    {.long_name = "ladder",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, ladder),
     .help = "the exchange as arrows between two lifelines in place of the listing"},
    {.long_name = "versus",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, versus),
     .help = "play NAME twice, the second time with the changes that follow it, and say what\n"
	     "differs: NAME=VALUE (a sysctl), client:--OPTION, server:--OPTION, set-up:LINE,\n"
	     "path:LINE; or another scenario, which is played the second time"},
    {.long_name = "times",
     .type = OPTION_FLAG,
     .offset = offsetof(struct runner_options, times),
     .help = "compare (--check) or make (--update) golden times of the kernel's timers, too: in\n"
	     "guests of tests/kernels/run.sh alone, whose clock counts instructions"},
    {.long_name = "bin",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct runner_options, programs),
     .help = "where sniffer, server and client are (default build/bin)"},
    {.long_name = "scenarios",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct runner_options, scenarios),
     .help = "where the scenarios are (default tests/catalogue/scenarios)"},
    {.long_name = "golden",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct runner_options, goldens),
     .help = "where the golden outputs are (default tests/catalogue/golden)"},
    {.long_name = "keep",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct runner_options, keep),
     .help = "keep capture, listing and outputs there (of several scenarios each in a folder of\n"
	     "its name)"},
    {.long_name = "jobs",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct runner_options, jobs),
     .minimum = 1,
     .maximum = 256,
     .help = "check so many at a time (default: two for each processor, and one)"},
    {.long_name = "runs",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct runner_options, runs),
     .minimum = 1,
     .maximum = 1000,
     .help = "connections for each delay of a sweep (default 50; with --check 20)"},
    {.long_name = "patience",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct runner_options, patience),
     .minimum = 1,
     .maximum = PATIENCE_MAX_S,
     .help = "seconds that any step may take before a scenario is given up\n"
	     "(default 10, or what HANDSHAKE_PATIENCE says)"},
    {.long_name = "limit",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct runner_options, limit),
     .minimum = 1,
     .maximum = LIMIT_OF_PATIENCE * PATIENCE_MAX_S,
     .help = "seconds that a scenario may take as a whole with --check and --update\n"
	     "(default: 30 times the patience)"},
};

static const struct option_rule rules[] = {
    {"tap ktap junit strict bisect jobs", OPTION_NEEDS, "check", "needs --check"},
    {"times", OPTION_NEEDS, "check update", "needs --check or --update"},
    {"check", OPTION_EXCLUDES, "update list", "cannot be combined with --update or --list"},
    {"update", OPTION_EXCLUDES, "list", "cannot be combined with --list"},
    {"bisect", OPTION_EXCLUDES, "strict", "cannot be combined with --strict"},
    {"keep", OPTION_EXCLUDES, "list", "cannot be combined with --list"},
    {"tap", OPTION_EXCLUDES, "ktap junit", "cannot be combined with --ktap or --junit"},
    {"ktap", OPTION_EXCLUDES, "junit", "cannot be combined with --junit"},
    {"explain ladder", OPTION_EXCLUDES, "check update list versus", "goes with a listing alone"},
    {"versus", OPTION_EXCLUDES, "check update list",
     "cannot be combined with --check, --update or --list"},
    {0},
};

static enum start parse(struct runner_options *options, struct common_options *common, int argc,
			char **argv, int *first)
{
	const struct option_group groups[] = {
	    {"Options:", rows, sizeof rows / sizeof *rows, options},
	    common_option_group(common),
	};
	const struct program program = {
	    .name = program_invocation_short_name,
	    .operands = "[NAME... | all]",
	    .summary =
		"Plays TCP exchanges between client and server on this machine's kernel, each "
		"in a\nnetwork of its own, and holds what the sniffer saw against the golden "
		"output.",
	    .groups = groups,
	    .group_count = sizeof groups / sizeof *groups,
	    .rules = rules,
	    .examples =
		"Exit status: 0 done, 1 failed or DIFFERS, 2 wrong usage, 77 --check had to "
		"skip them all.\n",
	};
	return common_start(&program, common, HANDSHAKE_VERSION, argc, argv, first);
}

static void set_defaults(struct runner_options *options)
{
	*options = (struct runner_options){
	    .programs = "build/bin",
	    .scenarios = "tests/catalogue/scenarios",
	    .goldens = "tests/catalogue/golden",
	    .jobs = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN) * 2 + 1,
	    .patience = PATIENCE_S,
	};
}

enum start runner_options_read(struct runner_options *options, struct common_options *common,
			       int argc, char **argv, int *first)
{
	const char *patience = getenv("HANDSHAKE_PATIENCE");
	set_defaults(options);
	if (patience && !number_parse(patience, 1, PATIENCE_MAX_S, &options->patience)) {
		log_error(program_invocation_short_name,
			  "HANDSHAKE_PATIENCE: a whole number of seconds from 1 to %d, not '%s'",
			  PATIENCE_MAX_S, patience);
		return START_USAGE;
	}
	enum start start = parse(options, common, argc, argv, first);
	if (options->limit == 0)
		options->limit = LIMIT_OF_PATIENCE * options->patience;
	return start;
}
