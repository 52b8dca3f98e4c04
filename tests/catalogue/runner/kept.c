/* SPDX-License-Identifier: MIT */
#include "kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_text.h"
#include "needed_memory.h"

/* The folder NAME of FOLDER, which is made when it is not there; never a link to another. -1 with
 * the reason in errno. */
static int open_own(int folder, const char *name)
{
	bool made = mkdirat(folder, name, 0777) == 0;
	if (!made && errno != EEXIST)
		return -1;
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		errno = EEXIST;
	else if (made)
		file_give_to_sudo_user(fd);
	return fd;
}

/* PATH, which is made with what is missing above it. What is there, links and all, is where the
 * user wants it. */
static int open_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	size_t length = strlen(path);
	if (fd >= 0 || errno != ENOENT || length == 0)
		return fd;
	while (length > 1 && path[length - 1] == '/')
		length--;
	size_t begin = length;
	while (begin > 0 && path[begin - 1] != '/')
		begin--;
	char *above = begin == 0 ? memory_format(".") : memory_format("%.*s", (int)begin, path);
	char *name = memory_format("%.*s", (int)(length - begin), path + begin);
	int folder = open_folder(above);
	if (folder >= 0)
		fd = open_own(folder, name);
	int error = errno;
	if (folder >= 0)
		close(folder);
	free(above);
	free(name);
	errno = error;
	return fd;
}

/* The folder where SCENARIO's files go. */
static int open_place(const char *path, const char *scenario)
{
	int folder = open_folder(path);
	if (folder < 0 || !scenario)
		return folder;
	int own = open_own(folder, scenario), error = errno;
	close(folder);
	errno = error;
	return own;
}

static bool keep(const char *folder, const char *scenario, const char *name,
		 const struct text *text, struct err *err)
{
	int fd = open_place(folder, scenario);
	bool kept = fd >= 0 && file_replace_at(fd, name, text);
	if (!kept)
		err_set(err, "--keep: cannot write to %s: %s", folder, strerror(errno));
	if (fd >= 0)
		close(fd);
	return kept;
}

bool kept_try(const char *folder, struct err *err)
{
	enum { NEEDED = 65536 }; /* a scenario needs some ten times that */
	static const char name[] = ".room";
	struct text room;
	text_init(&room);
	for (int i = 0; i < NEEDED; i++)
		text_char(&room, ' ');
	bool kept = keep(folder, NULL, name, &room, err);
	int fd = kept ? open_folder(folder) : -1;
	if (fd >= 0) {
		unlinkat(fd, name, 0);
		close(fd);
	}
	text_release(&room);
	return kept;
}

bool kept_text(const char *folder, const char *scenario, const char *name, const struct text *text,
	       struct err *err)
{
	return text->length == 0 || keep(folder, scenario, name, text, err);
}

bool kept_copy(const char *folder, const char *scenario, const char *name, const char *path,
	       struct err *err)
{
	struct text bytes;
	text_init(&bytes);
	bool kept = file_read(path, &bytes, err) && kept_text(folder, scenario, name, &bytes, err);
	text_release(&bytes);
	return kept;
}
