/* SPDX-License-Identifier: MIT */
#include "compare_paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "array.h"
#include "text.h"

/* As tests/catalogue/runner keeps it. */
static const char kept_capture[] = "capture.pcap", kept_sweep[] = "sweep.table";

static char *join(const char *folder, const char *name)
{
	struct text text;
	text_init(&text);
	text_format(&text, "%s/%s", folder, name);
	char *path = text.failed ? NULL : strdup(text_c_string(&text));
	text_release(&text);
	return path;
}

static bool is_folder(const char *path)
{
	struct stat about;
	return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The capture of FOLDER; NULL: it has none, or there is no memory. */
static char *capture_in(const char *folder)
{
	struct stat about;
	char *path = join(folder, kept_capture);
	if (path && stat(path, &about) == 0 && !S_ISDIR(about.st_mode))
		return path;
	free(path);
	return NULL;
}

static struct compare_path *add(struct compare_paths *paths, const char *name)
{
	struct compare_path *items =
	    array_room(paths->items, &paths->capacity, paths->count, sizeof *items);
	if (!items)
		return NULL;
	paths->items = items;
	items[paths->count] = (struct compare_path){.name = name ? strdup(name) : NULL};
	return name && !items[paths->count].name ? NULL : &items[paths->count++];
}

static bool no_memory(struct err *err)
{
	return err_set(err, "out of memory");
}

/* FOLDER has a measurement: exchanges by the hundred, of which no two runs have the same. */
static bool is_sweep(const char *folder)
{
	char *table = join(folder, kept_sweep);
	bool is = table && access(table, F_OK) == 0;
	free(table);
	return is;
}

/* The folders in FOLDER, which is list WHICH, that have a capture of one exchange. */
static bool add_folders(struct compare_paths *paths, int which, const char *folder, struct err *err)
{
	DIR *all = opendir(folder);
	if (!all)
		return err_set(err, "cannot read %s: %s", folder, strerror(errno));
	bool done = true;
	for (const struct dirent *entry; done && (entry = readdir(all)) != NULL;) {
		if (entry->d_name[0] == '.')
			continue;
		char *below = join(folder, entry->d_name);
		char *capture = below && !is_sweep(below) ? capture_in(below) : NULL;
		struct compare_path *path = capture ? add(paths, entry->d_name) : NULL;
		done = below && (path || !capture);
		if (path)
			path->files[which] = capture;
		else
			free(capture);
		free(below);
	}
	closedir(all);
	return done || no_memory(err);
}

static int by_name(const void *first, const void *second)
{
	return strcmp(((const struct compare_path *)first)->name,
		      ((const struct compare_path *)second)->name);
}

/* Those of the same name become one. */
static void join_pairs(struct compare_paths *paths)
{
	size_t kept = 0;
	qsort(paths->items, paths->count, sizeof *paths->items, by_name);
	for (size_t i = 0; i < paths->count; i++) {
		struct compare_path *path = &paths->items[i];
		struct compare_path *last = kept > 0 ? &paths->items[kept - 1] : NULL;
		if (!last || strcmp(last->name, path->name) != 0) {
			paths->items[kept++] = *path;
			continue;
		}
		for (int which = 0; which < 2; which++)
			if (path->files[which])
				last->files[which] = path->files[which];
		free(path->name);
	}
	paths->count = kept;
}

static bool find_folders(struct compare_paths *paths, const char *const given[2], struct err *err)
{
	for (int which = 0; which < 2; which++) {
		size_t before = paths->count;
		if (!add_folders(paths, which, given[which], err))
			return false;
		if (paths->count == before)
			return err_set(err,
				       "there is no capture in %s: a folder of run_demo.sh --keep "
				       "has a %s, or folders with one",
				       given[which], kept_capture);
	}
	join_pairs(paths);
	return true;
}

/* FOLDER has no capture, and OTHER is one. */
static bool refuse_folder(const char *folder, const char *other, struct err *err)
{
	struct compare_paths inside = {0};
	struct err ignored;
	bool several = add_folders(&inside, 0, folder, &ignored) && inside.count > 0;
	if (several)
		err_set(err,
			"%s holds several scenarios, %s is one capture: name one of %s, as %s/%s",
			folder, other, folder, folder, inside.items[0].name);
	else
		err_set(err, "there is no %s in %s", kept_capture, folder);
	compare_paths_release(&inside);
	return false;
}

/* GIVEN is no file, and called as scenarios are: whoever asks may mean that. */
static bool refuse_name(const char *const given[2], int which, struct err *err)
{
	const char *name = given[which];
	if (strcmp(name, "-") == 0 || name[strcspn(name, "./")] != '\0' || access(name, F_OK) == 0)
		return true;
	return err_set(err,
		       "there is no file %s: two scenarios are played and compared by "
		       "run_demo.sh --versus NAME NAME, or 'handshake compare NAME NAME'",
		       name);
}

/* One capture each: files, or folders that have one. */
static bool find_files(struct compare_paths *paths, const char *const given[2],
		       const bool folder[2], struct err *err)
{
	struct compare_path *path = add(paths, NULL);
	if (path)
		path->plays = folder[0] && folder[1];
	for (int which = 0; path && which < 2; which++) {
		if (!refuse_name(given, which, err))
			return false;
		path->files[which] =
		    folder[which] ? capture_in(given[which]) : strdup(given[which]);
		if (!path->files[which])
			return folder[which] ? refuse_folder(given[which], given[!which], err)
					     : no_memory(err);
	}
	return path || no_memory(err);
}

bool compare_paths_find(struct compare_paths *paths, const char *a, const char *b, struct err *err)
{
	const char *const given[2] = {a, b};
	bool folder[2], several[2];
	*paths = (struct compare_paths){0};
	for (int which = 0; which < 2; which++) {
		folder[which] = is_folder(given[which]);
		char *capture = folder[which] ? capture_in(given[which]) : NULL;
		several[which] = folder[which] && !capture;
		free(capture);
	}
	return several[0] && several[1] ? find_folders(paths, given, err)
					: find_files(paths, given, folder, err);
}

void compare_paths_release(struct compare_paths *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		free(paths->items[i].name);
		free(paths->items[i].files[0]);
		free(paths->items[i].files[1]);
	}
	free(paths->items);
	*paths = (struct compare_paths){0};
}
