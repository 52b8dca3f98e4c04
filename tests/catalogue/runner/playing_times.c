/* SPDX-License-Identifier: MIT */
/* The times of a kernel's timers, where its clock counts instructions (--times). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

#include "file_text.h"
#include "needed_memory.h"
#include "playing_private.h"
#include "timers.h"

/* This kernel's: its coarse clock goes on with each. */
static int64_t jiffy_us(void)
{
	struct timespec jiffy = {0};
	clock_getres(CLOCK_MONOTONIC_COARSE, &jiffy);
	return jiffy.tv_nsec / 1000;
}

/* The rows of the file PATH: this scenario's, and those of the others. */
struct rows {
	struct text all, before, own, behind;
	bool found; /* there is such a file */
};

static void read_rows(struct rows *rows, const char *path, const char *scenario)
{
	text_init(&rows->all);
	text_init(&rows->before);
	text_init(&rows->own);
	text_init(&rows->behind);
	rows->found = file_read(path, &rows->all, NULL);
	timers_split(text_c_string(&rows->all), scenario, &rows->before, &rows->own, &rows->behind);
}

static void release_rows(struct rows *rows)
{
	text_release(&rows->all);
	text_release(&rows->before);
	text_release(&rows->own);
	text_release(&rows->behind);
}

static void update(struct outcome *outcome, const char *path, struct rows *rows,
		   const struct text *came)
{
	struct err err;
	char *folder = memory_format("%.*s", (int)(strrchr(path, '/') - path), path);
	text_bytes(&rows->before, came->bytes, came->length);
	text_bytes(&rows->before, rows->behind.bytes, rows->behind.length);
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		outcome_set(outcome, OUTCOME_FAILED, "cannot make %s: %s", folder, strerror(errno));
	else if (!file_replace(path, &rows->before, &err))
		outcome_set(outcome, OUTCOME_FAILED, "%s", err.text);
	free(folder);
}

static void check(struct outcome *outcome, const char *path, struct rows *rows, struct text *came)
{
	struct text words;
	if (!rows->found) {
		outcome_set(
		    outcome, OUTCOME_FAILED,
		    "there are no golden times of this kernel, %s: --update --times makes them",
		    path);
		return;
	}
	text_init(&words);
	timers_difference(&words, text_c_string(&rows->own), text_c_string(came), jiffy_us());
	if (words.length > 0)
		outcome_set(outcome, OUTCOME_DIFFERS, "%s", text_c_string(&words));
	text_release(&words);
}

void playing_times(struct playing *playing, const struct observed *observed)
{
	struct outcome *outcome = playing->outcome;
	const struct playing_options *options = playing->options;
	struct utsname kernel = {0};
	struct text came;
	struct rows rows;
	if (!options->times || outcome->word != OUTCOME_PASS)
		return;
	uname(&kernel);
	char *path = timers_path(options->goldens, kernel.release, kernel.machine);
	text_init(&came);
	timers_rows(&came, &playing->scenario, observed);
	read_rows(&rows, path, playing->scenario.name);
	if (options->update)
		update(outcome, path, &rows, &came);
	else if (came.length > 0 || rows.own.length > 0)
		check(outcome, path, &rows, &came);
	release_rows(&rows);
	text_release(&came);
	free(path);
}
