/* SPDX-License-Identifier: MIT */
#include "versus.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "log.h"
#include "nearest_name.h"
#include "needed_memory.h"
#include "scenario_change.h"
#include "work_folder.h"

enum { RUNS = 2 };

static const char *const folders[RUNS] = {"as-is", "changed"};

/* The kernel has it, and it is given once. */
static bool check_sysctl(const struct words *changes, size_t at, struct err *err)
{
	const char *word = changes->items[at];
	char *file = scenario_change_file(word);
	const bool there = !file || access(file, F_OK) == 0;
	free(file);
	for (size_t i = 0; i < at; i++)
		if (scenario_change_is_again(word, changes->items[i]))
			return err_set(err, "which of two is meant: %s or %s?", changes->items[i],
				       word);
	return there ||
	       err_set(err, "%s: this kernel has no such sysctl: see /proc/sys/net/ipv4", word);
}

/* The only word is the name of another scenario, not a change; NULL: it is not. */
static const char *other_scenario(const struct words *changes)
{
	const char *word = changes && changes->count == 1 ? changes->items[0] : "=";
	return word[strcspn(word, "=:/")] == '\0' ? word : NULL;
}

/* OTHER is there, and one exchange. False with the reason. */
static bool check_other(const char *scenarios, const char *name, const char *other, struct err *err)
{
	struct scenario scenario;
	struct words all = {0};
	bool known = false;
	bool good = scenario_names(scenarios, &all, err);
	for (size_t i = 0; good && i < all.count; i++)
		known |= strcmp(all.items[i], other) == 0;
	const char *nearest = nearest_name((const char *const *)all.items, all.count, other);
	if (good && strcmp(name, other) == 0)
		good =
		    err_set(err, "%s is compared with itself: name a change, or another one", name);
	else if (good && !known)
		good = err_set(
		    err,
		    "'%s' is no change (SYSCTL=VALUE, client:--OPTION, server:--OPTION, "
		    "client:SYSCTL=VALUE, set-up:LINE, path:LINE or kernel=VERSION), nor "
		    "another scenario%s%s%s",
		    other, nearest ? ": is it '" : "", nearest ? nearest : "", nearest ? "'?" : "");
	words_release(&all);
	good = good && scenario_read(&scenario, scenarios, other, err);
	if (!good)
		return false;
	good = scenario_change_check(&scenario, err);
	scenario_release(&scenario);
	return good;
}

bool versus_check(const char *scenarios, const char *name, const struct words *changes,
		  struct err *err)
{
	struct scenario scenario;
	const char *other = other_scenario(changes);
	bool good = scenario_read(&scenario, scenarios, name, err);
	if (good && other) {
		good = scenario_change_check(&scenario, err) &&
		       check_other(scenarios, name, other, err);
		scenario_release(&scenario);
		return good;
	}
	for (size_t i = 0; good && i < changes->count; i++)
		good = scenario_change(&scenario, changes->items[i], err) &&
		       check_sysctl(changes, i, err);
	scenario_release(&scenario);
	return good;
}

/* PROGRAM with OPTION: it reads all of its command line before it prints its help. */
static bool check_option(const char *programs, const char *program, const char *option,
			 struct err *err)
{
	struct text help, why;
	char *file = memory_format("%s/%s", programs, program);
	const char *const words[] = {file, "--help", option, NULL};
	text_init(&help);
	text_init(&why);
	const bool good = command_run(words, NULL, &help, &why) == EXIT_SUCCESS;
	const char *text = text_c_string(&why);
	const char *reason = strstr(text, ": "), *end = strstr(text, ": see '");
	if (!good && reason && end && end > reason)
		err_set(err, "%s:%s: %.*s", program, option, (int)(end - reason - 2), reason + 2);
	else if (!good)
		err_set(err, "%s:%s: %s does not take it", program, option, program);
	text_release(&help);
	text_release(&why);
	free(file);
	return good;
}

bool versus_check_options(const char *programs, const struct words *changes, struct err *err)
{
	static const char *const sides[] = {"client", "server"};
	for (size_t i = 0; i < changes->count; i++)
		for (size_t j = 0; j < sizeof sides / sizeof *sides; j++) {
			const char *word = changes->items[i];
			const size_t length = strlen(sides[j]);
			if (strncmp(word, sides[j], length) == 0 &&
			    strncmp(word + length, ":--", 3) == 0 &&
			    !check_option(programs, sides[j], word + length + 1, err))
				return false;
		}
	return true;
}

/* Which end failed is told already. */
static int check_captured(const char *folder, const char *name)
{
	enum { PCAP_HEADER = 24 };
	struct stat about;
	char *capture = memory_format("%s/capture.pcap", folder);
	const bool there = stat(capture, &about) == 0;
	free(capture);
	if (there && about.st_size > PCAP_HEADER)
		return EXIT_SUCCESS;
	if (there)
		log_error(program_invocation_short_name,
			  "%s: no segment was captured: nothing is compared", name);
	return EXIT_FAILURE;
}

/* 0: there is a capture. */
static int play(const struct side_by_side_options *given, const char *folder,
		const struct words *changes)
{
	struct side_by_side_options options = *given;
	const unsigned *counts = options.tally->counts;
	const char *other = other_scenario(changes);
	char *names[] = {(char *)other};
	options.playing.keep = folder;
	options.playing.changes = other ? NULL : changes;
	if (other)
		options.names = names;
	memset(options.tally->counts, 0, sizeof options.tally->counts);
	const int status = side_by_side_run(&options);
	if (counts[OUTCOME_SKIP] > 0)
		return EXIT_ALL_SKIPPED;
	if (status != EXIT_SUCCESS && (status > 128 || counts[OUTCOME_FAILED] > 0))
		return status;
	return check_captured(folder, options.names[0]);
}

/* What a capture is called that is not kept: "ecn as it is", "ecn with tcp_ecn=0". */
static char *label(const char *name, const struct words *changes)
{
	enum { LABEL_MAX = 200 };
	char *joined = changes ? words_joined(changes, 0) : NULL;
	const bool fits = joined && !strchr(joined, '/') && strlen(joined) < LABEL_MAX;
	char *made = !joined ? memory_format("%s as it is", name)
		     : fits  ? memory_format("%s with %s", name, joined)
			     : memory_format("%s, changed", name);
	free(joined);
	return made;
}

/* What was changed is how much may be buffered: windows are what it is about. Else they hang on
 * chance, and of two folders they are not compared. */
static bool asks_windows(const struct words *changes)
{
	static const char *const about[] = {"mem=", "window", "win_scale", "rcvbuf", "buffer"};
	for (size_t i = 0; i < changes->count; i++)
		for (size_t j = 0; j < sizeof about / sizeof *about; j++)
			if (strstr(changes->items[i], about[j]))
				return true;
	return false;
}

/* A link of that name in the folder WORK to what is KEPT in it of a run. False with the reason. */
static bool link_label(const char *work, const char *name, const char *kept, struct err *err)
{
	char *link = memory_format("%s/%s", work, name);
	const bool linked = symlink(kept, link) == 0;
	if (!linked)
		err_set(err, "cannot make %s: %s", link, strerror(errno));
	free(link);
	return linked;
}

/* ABOVE: the folder where what is compared is; NULL: this one. */
static int compare(const struct playing_options *playing, const char *above,
		   const char *const kept[RUNS])
{
	struct text errors;
	char *given = memory_format("%s/sniffer", playing->programs);
	char *sniffer = memory_needed(realpath(given, NULL));
	free(given);
	if (above && chdir(above) != 0)
		return EXIT_FAILURE;
	const char *const words[] = {sniffer, "--compare",        kept[0],
				     kept[1], playing->lang_word, NULL};
	text_init(&errors);
	const int status = command_run_shown(words, &errors);
	if (errors.length > 0)
		log_error(program_invocation_short_name, "%.*s",
			  (int)strcspn(text_c_string(&errors), "\n"), errors.bytes);
	text_release(&errors);
	free(sniffer);
	return status == EXIT_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Nobody is told of folders that are gone when it is over. */
static int compare_labelled(const struct side_by_side_options *options, const char *work,
			    const struct words *changes, const char *const kept[RUNS])
{
	struct err err;
	const char *other = other_scenario(changes);
	char *labels[RUNS] = {
	    other ? memory_format("%s", options->names[0]) : label(options->names[0], NULL),
	    other ? memory_format("%s", other) : label(options->names[0], changes)};
	int status = EXIT_FAILURE;
	if (link_label(work, labels[0], kept[0], &err) &&
	    link_label(work, labels[1], kept[1], &err))
		status =
		    compare(&options->playing, work, (const char *const[]){labels[0], labels[1]});
	else
		log_error(program_invocation_short_name, "%s", err.text);
	for (int i = 0; i < RUNS; i++)
		free(labels[i]);
	return status;
}

int versus_run(const struct side_by_side_options *options, const struct words *changes)
{
	char work[WORK_FOLDER_SIZE] = "";
	char *kept[RUNS];
	struct err err;
	int status = EXIT_SUCCESS;
	const char *folder = options->playing.keep;
	if (!folder && !work_folder_make(work, &err)) {
		log_error(program_invocation_short_name, "%s", err.text);
		return EXIT_FAILURE;
	}
	for (int i = 0; i < RUNS; i++) {
		kept[i] = memory_format("%s/%s", folder ? folder : work, folders[i]);
		if (status == EXIT_SUCCESS)
			status = play(options, kept[i], i > 0 ? changes : NULL);
	}
	const char *file = asks_windows(changes) ? "/capture.pcap" : "";
	char *a = memory_format("%s%s", kept[0], file), *b = memory_format("%s%s", kept[1], file);
	const char *const compared[] = {a, b};
	if (status == EXIT_SUCCESS && folder)
		status = compare(&options->playing, NULL, compared);
	else if (status == EXIT_SUCCESS)
		status = compare_labelled(options, work, changes, compared);
	free(a);
	free(b);
	for (int i = 0; i < RUNS; i++) {
		if (!folder)
			work_folder_remove(kept[i]);
		free(kept[i]);
	}
	if (!folder)
		work_folder_remove(work);
	return status;
}
