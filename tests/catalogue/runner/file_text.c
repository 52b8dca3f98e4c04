/* SPDX-License-Identifier: MIT */
#include "file_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "needed_memory.h"

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

bool file_replace(const char *path, const struct text *text, struct err *err)
{
	char *fresh = memory_format("%s.new.%d", path, (int)getpid());
	int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool done = fd >= 0 && write_all(fd, text->bytes, text->length);
	if (fd >= 0)
		done = close(fd) == 0 && done && rename(fresh, path) == 0;
	if (!done)
		err_set(err, "cannot write %s: %s", path, strerror(errno));
	if (!done && fd >= 0)
		unlink(fresh);
	free(fresh);
	return done;
}
