/* SPDX-License-Identifier: MIT */
#include "file_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "needed_memory.h"
#include "number.h"

bool file_read(const char *path, struct text *text, struct err *err)
{
	char bytes[16384];
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, "cannot open %s: %s", path, strerror(errno));
	while ((got = read(fd, bytes, sizeof bytes)) > 0)
		text_bytes(text, bytes, (size_t)got);
	int error = errno;
	close(fd);
	if (got < 0)
		return err_set(err, "cannot read %s: %s", path, strerror(error));
	return !text->failed || err_set(err, "out of memory");
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);
		if (put < 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

void file_give_to_sudo_user(int fd)
{
	const char *user = getenv("SUDO_UID"), *group = getenv("SUDO_GID");
	uint64_t uid, gid;
	if (geteuid() != 0 || !user || !group || !number_parse(user, 0, INT32_MAX, &uid) ||
	    !number_parse(group, 0, INT32_MAX, &gid))
		return;
	/* In a user namespace that does not know this user, nothing can be given. */
	int given = fchown(fd, (uid_t)uid, (gid_t)gid);
	(void)given;
}

bool file_replace_at(int folder, const char *name, const struct text *text)
{
	char *fresh = memory_format("%s.new.%d", name, (int)getpid());
	int fd = openat(folder, fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool done = fd >= 0 && write_all(fd, text->bytes, text->length);
	int error = errno;
	if (fd >= 0) {
		file_give_to_sudo_user(fd);
		close(fd);
	}
	if (done) {
		done = renameat(folder, fresh, folder, name) == 0;
		error = errno;
	}
	if (!done && fd >= 0)
		unlinkat(folder, fresh, 0);
	free(fresh);
	errno = error;
	return done;
}

bool file_replace(const char *path, const struct text *text, struct err *err)
{
	return file_replace_at(AT_FDCWD, path, text) ||
	       err_set(err, "cannot write %s: %s", path, strerror(errno));
}
