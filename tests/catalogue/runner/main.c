/* SPDX-License-Identifier: MIT */
/* catalogue_runner: plays scenarios of the catalogue and says whether this kernel still does what
 * their golden outputs have. It stands beside tests/demo, which run_demo.sh plays with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common_options.h"
#include "log.h"
#include "needed_memory.h"
#include "number.h"
#include "output.h"
#include "process.h"
#include "scenario.h"
#include "side_by_side.h"
#include "version.h"

struct options {
	bool check, update, list, tap, ktap, strict, explain;
	const char *programs, *scenarios, *goldens, *keep;
	uint64_t jobs, patience;
};

static const struct option_row rows[] = {
    {.long_name = "check",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, check),
     .help = "print a verdict for each (all when none is named): PASS, DIFFERS, INCONCLUSIVE\n"
	     "(this machine was too slow, or packets were dropped), SKIP (cannot be played here)"},
    {.long_name = "update",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, update),
     .help = "make what is played the new golden output"},
    {.long_name = "list",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, list),
     .help = "list the scenarios"},
    {.long_name = "tap",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, tap),
     .help = "verdicts in the Test Anything Protocol, version 13"},
    {.long_name = "ktap",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, ktap),
     .help = "the same in the kernel's form of it"},
    {.long_name = "strict",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, strict),
     .help = "SKIP and INCONCLUSIVE are failures, too"},
    {.long_name = "explain",
     .type = OPTION_FLAG,
     .offset = offsetof(struct options, explain),
     .help = "a sentence and both ends' states under each segment, and why it went this way"},
    {.long_name = "bin",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct options, programs),
     .help = "where sniffer, server and client are (default build/bin)"},
    {.long_name = "scenarios",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct options, scenarios),
     .help = "where the scenarios are (default tests/scenarios)"},
    {.long_name = "golden",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct options, goldens),
     .help = "where the golden outputs are (default tests/golden)"},
    {.long_name = "keep",
     .type = OPTION_STRING,
     .argument = "DIR",
     .offset = offsetof(struct options, keep),
     .help = "keep capture, listing and outputs there, in a folder for each scenario"},
    {.long_name = "jobs",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct options, jobs),
     .minimum = 1,
     .maximum = 256,
     .help = "check so many at a time (default: two for each processor, and one)"},
    {.long_name = "patience",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct options, patience),
     .minimum = 1,
     .maximum = 3600,
     .help = "seconds that any step may take before a scenario is given up\n"
	     "(default 10, or what HANDSHAKE_PATIENCE says)"},
};

static const struct option_rule rules[] = {
    {"tap ktap strict jobs", OPTION_NEEDS, "check", "needs --check"},
    {"check", OPTION_EXCLUDES, "update list", "cannot be combined with --update or --list"},
    {"update", OPTION_EXCLUDES, "list", "cannot be combined with --list"},
    {"tap", OPTION_EXCLUDES, "ktap", "cannot be combined with --ktap"},
    {"explain", OPTION_EXCLUDES, "check update list", "goes with a listing alone"},
    {0},
};

static enum start read_options(struct options *options, struct common_options *common, int argc,
			       char **argv, int *first)
{
	const struct option_group groups[] = {
	    {"Options:", rows, sizeof rows / sizeof *rows, options},
	    common_option_group(common),
	};
	const struct program program = {
	    .name = "catalogue_runner",
	    .operands = "[NAME... | all]",
	    .summary =
		"Plays TCP exchanges between client and server on this machine's kernel, each "
		"in a\nnetwork of its own, and holds what the sniffer saw against the golden "
		"output.",
	    .groups = groups,
	    .group_count = sizeof groups / sizeof *groups,
	    .rules = rules,
	    .examples = "Exit code: 0 done, 1 failed or DIFFERS, 2 wrong usage, 77 --check had to "
			"skip them all.\n",
	};
	return common_start(&program, common, HANDSHAKE_VERSION, argc, argv, first);
}

static void set_defaults(struct options *options)
{
	const char *patience = getenv("HANDSHAKE_PATIENCE");
	*options = (struct options){
	    .programs = "build/bin",
	    .scenarios = "tests/scenarios",
	    .goldens = "tests/golden",
	    .jobs = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN) * 2 + 1,
	    .patience = PATIENCE_S,
	};
	if (patience)
		number_parse(patience, 1, 3600, &options->patience);
}

/* An ordinary user's PATH may lack where ip, nft and tc are. */
static void extend_path(void)
{
	struct text path;
	const char *given = getenv("PATH");
	text_init(&path);
	text_format(&path, "%s:/usr/local/sbin:/usr/sbin:/sbin", given ? given : "/usr/bin:/bin");
	setenv("PATH", text_c_string(&path), 1);
	text_release(&path);
}

/* The names that were asked for: those of the scenarios in place of `all` and of none. */
static bool take_names(struct words *names, const struct options *options, char **asked, int count,
		       struct err *err)
{
	struct text text;
	struct words all = {0};
	bool good = scenario_names(options->scenarios, &all, err);
	text_init(&text);
	for (size_t i = 0; good && i < all.count && (count == 0 || strcmp(asked[0], "all") == 0);
	     i++)
		text_format(&text, "%s ", all.items[i]);
	for (int i = 0; good && i < count; i++) {
		bool known = strcmp(asked[i], "all") == 0;
		for (size_t j = 0; j < all.count && !known; j++)
			known = strcmp(all.items[j], asked[i]) == 0;
		if (!known)
			good =
			    err_set_usage(err, "there is no scenario '%s': see --list", asked[i]);
		else if (strcmp(asked[i], "all") != 0)
			text_format(&text, "%s ", asked[i]);
	}
	words_release(&all);
	words_split(names, text_c_string(&text));
	text_release(&text);
	return good;
}

/* Names and titles; one that is not as it should be is told, and the others are listed. */
static int list(const struct options *options, const struct common_options *common,
		const struct words *names)
{
	const enum scenario_key title = common->lang == LANG_EN ? KEY_TITLE_EN : KEY_TITLE_ZH;
	int status = EXIT_SUCCESS;
	struct output output;
	struct err err;
	output_init(&output, STDOUT_FILENO);
	for (size_t i = 0; i < names->count; i++) {
		struct scenario scenario;
		if (scenario_read(&scenario, options->scenarios, names->items[i], &err)) {
			const char *value = scenario_value(&scenario, title);
			text_format(&output.text, "%-20s %s\n", names->items[i],
				    value ? value : "");
		} else {
			log_error("catalogue_runner", "%s", err.text);
			status = EXIT_FAILURE;
		}
		scenario_release(&scenario);
	}
	err.text[0] = '\0';
	if (!output_flush(&output, &err) && !output.closed) {
		log_error("catalogue_runner", "%s", err.text);
		status = EXIT_FAILURE;
	}
	output_release(&output);
	return status;
}

/* What the environment says the programs know themselves. English that was asked for changes the
 * listing. */
static const char *lang_word(const struct common_options *common)
{
	if (common->listing_lang == LANG_EN)
		return "--lang=en";
	return common->lang == LANG_ZH ? "--lang=zh" : NULL;
}

static int play(const struct options *options, const struct common_options *common,
		const struct words *names)
{
	struct tally tally = {
	    .form = options->tap    ? REPORT_TAP
		    : options->ktap ? REPORT_KTAP
				    : REPORT_LINES,
	    .check = options->check,
	    .strict = options->strict,
	};
	/* On the machine's own lo they would meet. */
	const bool host = geteuid() == 0 && private_network_probe() == NETWORK_NONE;
	if (host)
		log_error("catalogue_runner",
			  "this system gives no private network: playing on this "
			  "machine's own lo");
	const struct side_by_side_options all = {
	    .playing = {.programs = options->programs,
			.scenarios = options->scenarios,
			.goldens = options->goldens,
			.keep = options->keep,
			.patience_s = (unsigned)options->patience,
			.network = host ? NETWORK_HOST : NETWORK_NONE,
			.update = options->update,
			.explain = options->explain,
			.lang = (enum lang)common->lang,
			.lang_word = lang_word(common),
			.show = !options->check && !options->update},
	    .names = names->items,
	    .count = names->count,
	    .jobs = options->check && !host ? (unsigned)options->jobs : 1,
	    .again = options->check,
	    .tally = &tally,
	};
	int status = side_by_side_run(&all);
	/* What --check would call inconclusive becomes no golden output. */
	if (status == EXIT_SUCCESS && options->update && tally.counts[OUTCOME_INCONCLUSIVE] > 0)
		return EXIT_FAILURE;
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	struct common_options common = {0};
	struct words names = {0};
	struct err err = {0};
	int first, status = EXIT_FAILURE;
	set_defaults(&options);
	if (!process_begin(&err)) {
		log_error("catalogue_runner", "%s", err.text);
		return EXIT_FAILURE;
	}
	enum start start = read_options(&options, &common, argc, argv, &first);
	if (start != START_RUN)
		return common_exit_code(start);
	extend_path();
	if (!take_names(&names, &options, argv + first, argc - first, &err))
		log_error("catalogue_runner", "%s", err.text);
	else if (options.list)
		status = list(&options, &common, &names);
	else
		status = play(&options, &common, &names);
	words_release(&names);
	return err.usage ? 2 : status;
}
