/* SPDX-License-Identifier: MIT */
#include "versus.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "log.h"
#include "needed_memory.h"
#include "scenario_change.h"
#include "work_folder.h"

enum { RUNS = 2 };

static const char *const folders[RUNS] = {"as-is", "changed"};

bool versus_check(const char *scenarios, const char *name, const struct words *changes,
		  struct err *err)
{
	struct scenario scenario;
	bool good = scenario_read(&scenario, scenarios, name, err);
	for (size_t i = 0; good && i < changes->count; i++)
		good = scenario_change(&scenario, changes->items[i], err);
	scenario_release(&scenario);
	return good;
}

/* 0: there is a capture. */
static int play(const struct side_by_side_options *given, const char *folder,
		const struct words *changes)
{
	struct side_by_side_options options = *given;
	const unsigned *counts = options.tally->counts;
	options.playing.keep = folder;
	options.playing.changes = changes;
	memset(options.tally->counts, 0, sizeof options.tally->counts);
	const int status = side_by_side_run(&options);
	if (counts[OUTCOME_SKIP] > 0)
		return EXIT_ALL_SKIPPED;
	return status != EXIT_SUCCESS && (status > 128 || counts[OUTCOME_FAILED] > 0) ? status : 0;
}

/* ABOVE: where the folders are that nobody asked for: there, so that they have short names. */
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
	if (status == EXIT_SUCCESS)
		status = compare(&options->playing, folder ? NULL : work,
				 folder ? (const char *const[]){kept[0], kept[1]} : folders);
	for (int i = 0; i < RUNS; i++) {
		if (!folder)
			work_folder_remove(kept[i]);
		free(kept[i]);
	}
	if (!folder)
		work_folder_remove(work);
	return status;
}
