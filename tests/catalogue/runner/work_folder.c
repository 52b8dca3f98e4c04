/* SPDX-License-Identifier: MIT */
#include "work_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A scenario needs some ten times that. */
static bool has_room(const char *folder)
{
	static const char room[65536];
	char path[WORK_FOLDER_SIZE + 8];
	snprintf(path, sizeof path, "%s/room", folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t put = fd >= 0 ? write(fd, room, sizeof room) : -1;
	int error = put < 0 ? errno : ENOSPC;
	if (fd >= 0) {
		close(fd);
		unlink(path);
	}
	errno = error;
	return put == (ssize_t)sizeof room;
}

bool work_folder_make(char path[WORK_FOLDER_SIZE], struct err *err)
{
	const char *given = getenv("TMPDIR");
	const char *above = given && *given ? given : "/tmp";
	const int length =
	    snprintf(path, WORK_FOLDER_SIZE, "%s/%s.XXXXXX", above, program_invocation_short_name);
	if (length >= WORK_FOLDER_SIZE)
		errno = ENAMETOOLONG;
	else if (mkdtemp(path) && has_room(path))
		return true;
	err_set(err, "cannot write temporary files to %s: %s (TMPDIR names another place)", above,
		strerror(errno));
	if (length < WORK_FOLDER_SIZE)
		rmdir(path);
	path[0] = '\0';
	return false;
}

void work_folder_remove(const char *path)
{
	DIR *folder = opendir(path);
	for (const struct dirent *file; folder && (file = readdir(folder));)
		unlinkat(dirfd(folder), file->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(path);
}
