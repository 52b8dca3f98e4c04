/* SPDX-License-Identifier: MIT */
/* Whether others have done all that there is for them to do. That nothing comes of it cannot be
 * waited for; that they sleep can. */
#ifndef ASLEEP_H
#define ASLEEP_H

#include <dirent.h>
#include <stdio.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"

/* 'S': it waits for something to happen. 0: it has ended. */
static inline char task_state(pid_t process, const char *task)
{
	char path[64], stat[512] = "";
	snprintf(path, sizeof path, "/proc/%d/task/%.16s/stat", (int)process, task);
	FILE *file = fopen(path, "r");
	if (!file)
		return 0;
	size_t length = fread(stat, 1, sizeof stat - 1, file);
	fclose(file);
	stat[length] = '\0';
	const char *name_ends = strrchr(stat, ')');
	return name_ends && name_ends[1] ? name_ends[2] : 0;
}

/* All threads of PROCESS, but for the one that asks. */
static inline bool is_asleep(pid_t process)
{
	char path[32];
	snprintf(path, sizeof path, "/proc/%d/task", (int)process);
	DIR *tasks = opendir(path);
	assert_non_null(tasks);
	bool asleep = true;
	const struct dirent *task;
	while (asleep && (task = readdir(tasks)) != NULL) {
		if (task->d_name[0] == '.' || strtol(task->d_name, NULL, 10) == gettid())
			continue;
		char state = task_state(process, task->d_name);
		asleep = state == 'S' || state == 0;
	}
	closedir(tasks);
	return asleep;
}

static inline void until_asleep(pid_t process)
{
	while (!is_asleep(process))
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

#endif
