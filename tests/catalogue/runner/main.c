/* SPDX-License-Identifier: MIT */
/* catalogue_runner: plays scenarios of the catalogue and says whether this kernel still does what
 * their golden outputs have. run_demo.sh calls it, by its own name (argv[0]), for what it says. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common_options.h"
#include "file_text.h"
#include "golden_version.h"
#include "kept.h"
#include "log.h"
#include "nearest_name.h"
#include "needed_memory.h"
#include "output.h"
#include "process.h"
#include "runner_options.h"
#include "scenario.h"
#include "scenario_groups.h"
#include "side_by_side.h"
#include "timers.h"
#include "version.h"
#include "versus.h"

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

static bool tell_unknown(const struct words *all, const char *name, struct err *err)
{
	const char *nearest = nearest_name((const char *const *)all->items, all->count, name);
	if (!nearest)
		return err_set_usage(err, "there is no scenario '%s': --list lists them", name);
	return err_set_usage(err, "there is no scenario '%s': is it '%s'? --list lists them", name,
			     nearest);
}

/* The names that were asked for: those of the scenarios in place of `all` and of none. */
static bool take_names(struct words *names, const struct runner_options *options, char **asked,
		       int count, struct err *err)
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
			good = tell_unknown(&all, asked[i], err);
		else if (strcmp(asked[i], "all") != 0)
			text_format(&text, "%s ", asked[i]);
	}
	words_release(&all);
	words_split(names, text_c_string(&text));
	text_release(&text);
	return good;
}

/* A sweep has no listing, and no exchange of its own: what is about these needs another name beside
 * it. */
static bool check_drawn(const struct runner_options *options, const struct words *names,
			struct err *err)
{
	const char *option = options->update    ? "--update"
			     : options->explain ? "--explain"
			     : options->ladder  ? "--ladder"
						: NULL;
	for (size_t i = 0; option && i < names->count; i++) {
		struct scenario scenario;
		bool read = scenario_read(&scenario, options->scenarios, names->items[i], NULL);
		bool sweep = read && scenario_value(&scenario, KEY_KIND);
		scenario_release(&scenario);
		if (!sweep)
			return true;
	}
	return !option ||
	       err_set_usage(err,
			     "%s measures many exchanges: %s cannot act on it: see '%s --help'",
			     names->items[0], option, program_invocation_short_name);
}

/* Elsewhere a timer is as late as the machine is busy. */
static bool check_clock(const struct runner_options *options, struct err *err)
{
	struct text line;
	text_init(&line);
	bool counts = !options->times || (file_read("/proc/cmdline", &line, NULL) &&
					  timers_clock_counts(text_c_string(&line)));
	text_release(&line);
	return counts || err_set_usage(err,
				       "--times: this machine's clock does not count instructions, "
				       "as in a guest of tests/kernels/run.sh --times: see '%s "
				       "--help'",
				       program_invocation_short_name);
}

/* Those of --versus, which stand behind the name; *COUNT of arguments is without them then. */
static void take_changes(struct words *changes, char **asked, int *count)
{
	changes->items = asked;
	while (asked[changes->count])
		changes->count++;
	*count -= (int)changes->count;
}

static bool check_changes(const struct runner_options *options, const struct words *names,
			  const struct words *changes, struct err *err)
{
	struct err why;
	if (changes->count == 0)
		return true;
	if (names->count != 1)
		return err_set_usage(err, "--versus takes one scenario");
	return (versus_check(options->scenarios, names->items[0], changes, &why) &&
		versus_check_options(options->programs, changes, &why)) ||
	       err_set_usage(err, "--versus: %s", why.text);
}

/* Names and titles; one that is not as it should be is told, and the others are listed. */
static int list(const struct runner_options *options, const struct common_options *common,
		const struct words *names)
{
	struct output output;
	struct text errors;
	struct err err = {0};
	output_init(&output, STDOUT_FILENO);
	text_init(&errors);
	scenario_groups_list(&output.text, &errors, options->scenarios, names,
			     (enum lang)common->lang);
	bool all = errors.length == 0;
	for (char *line = (char *)text_c_string(&errors), *rest;
	     (line = strtok_r(line, "\n", &rest)); line = NULL)
		log_error(program_invocation_short_name, "%s", line);
	bool written = output_flush(&output, &err) || output.closed;
	if (!written)
		log_error(program_invocation_short_name, "%s", err.text);
	output_release(&output);
	text_release(&errors);
	return all && written ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* What the environment says the programs know themselves. English that was asked for changes the
 * listing. */
static const char *lang_word(const struct common_options *common)
{
	if (common->listing_lang == LANG_EN)
		return "--lang=en";
	return common->lang == LANG_ZH ? "--lang=zh" : NULL;
}

static void tell_golden_version(const struct runner_options *options)
{
	struct text told;
	text_init(&told);
	if (golden_version_differs(options->goldens, HANDSHAKE_VERSION, &told))
		log_error(program_invocation_short_name, "%s", text_c_string(&told));
	text_release(&told);
}

static enum report_form report_form(const struct runner_options *options)
{
	return options->tap     ? REPORT_TAP
	       : options->ktap  ? REPORT_KTAP
	       : options->junit ? REPORT_JUNIT
				: REPORT_LINES;
}

static int play(const struct runner_options *options, const struct common_options *common,
		const struct words *names, const struct words *changes)
{
	struct text cases;
	struct tally tally = {
	    .program = program_invocation_short_name,
	    .form = report_form(options),
	    .cases = &cases,
	    .check = options->check,
	    .strict = options->strict,
	    .bisect = options->bisect,
	};
	/* On the machine's own lo they would meet. */
	const bool host = geteuid() == 0 && private_network_probe() == NETWORK_NONE;
	if (host)
		log_error(program_invocation_short_name,
			  "this system gives no private network: playing on this "
			  "machine's own lo");
	const bool show = !options->check && !options->update && !options->versus;
	if (options->check)
		tell_golden_version(options);
	const struct side_by_side_options all = {
	    .playing = {.programs = options->programs,
			.scenarios = options->scenarios,
			.goldens = options->goldens,
			.keep = options->keep,
			.keep_folders = names->count > 1,
			.patience_s = (unsigned)options->patience,
			.runs = (unsigned)options->runs,
			.limit_s = show ? 0 : (unsigned)options->limit,
			.network = host ? NETWORK_HOST : NETWORK_NONE,
			.check = options->check,
			.times = options->times,
			.update = options->update,
			.explain = options->explain,
			.ladder = options->ladder,
			.lang = (enum lang)common->lang,
			.lang_word = lang_word(common),
			.show = show},
	    .names = names->items,
	    .count = names->count,
	    .jobs = options->check && !host ? (unsigned)options->jobs : 1,
	    .again = options->check,
	    .tally = &tally,
	};
	text_init(&cases);
	int status = changes->count > 0 ? versus_run(&all, changes) : side_by_side_run(&all);
	text_release(&cases);
	/* What --check would call inconclusive becomes no golden output. */
	if (status == EXIT_SUCCESS && options->update && tally.counts[OUTCOME_INCONCLUSIVE] > 0)
		return EXIT_FAILURE;
	return status;
}

int main(int argc, char **argv)
{
	struct runner_options options;
	struct common_options common = {0};
	struct words names = {0}, changes = {0};
	struct err err = {0};
	int first, status = EXIT_FAILURE;
	if (!process_begin(&err)) {
		log_error(program_invocation_short_name, "%s", err.text);
		return EXIT_FAILURE;
	}
	enum start start = runner_options_read(&options, &common, argc, argv, &first);
	if (start != START_RUN)
		return common_exit_code(start);
	if (options.bisect)
		status = EXIT_UNTOLD;
	extend_path();
	if (options.versus && argc - first > 1)
		take_changes(&changes, argv + first + 1, &argc);
	if ((options.update && first == argc) || (options.list && first < argc))
		err_set_usage(&err, "%s: see '%s --help'",
			      options.list ? "--list takes no name"
					   : "--update wants the NAME of a scenario",
			      program_invocation_short_name);
	if (options.versus && changes.count == 0)
		err_set_usage(&err, "--versus wants the NAME of a scenario, and what is changed");
	if (err.usage || !take_names(&names, &options, argv + first, argc - first, &err) ||
	    !check_drawn(&options, &names, &err) || !check_clock(&options, &err) ||
	    !check_changes(&options, &names, &changes, &err))
		log_error(program_invocation_short_name, "%s", err.text);
	else if (options.keep && !kept_try(options.keep, &err))
		log_error(program_invocation_short_name, "%s", err.text);
	else if (options.list)
		status = list(&options, &common, &names);
	else
		status = play(&options, &common, &names, &changes);
	words_release(&names);
	if (err.usage)
		return options.bisect ? EXIT_STOP_BISECT : 2;
	return status;
}
