/* SPDX-License-Identifier: MIT */
#include "dump_file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.h"
#include "source_private.h"

/* A lease to write is given only to a process that alone has the file open. Where there are no
 * leases, or none for this user, nobody can tell. */
static bool is_open_elsewhere(int fd)
{
	/* Who opens it meanwhile would have this signal sent, and waits for the lease to end. */
	void (*before)(int) = signal(SIGIO, SIG_IGN);
	bool leased = fcntl(fd, F_SETLEASE, F_WRLCK) == 0;
	bool elsewhere = !leased && (errno == EAGAIN || errno == EBUSY);
	if (leased)
		fcntl(fd, F_SETLEASE, F_UNLCK);
	signal(SIGIO, before);
	return elsewhere;
}

static bool is_source(const struct stat *about, const struct source *source)
{
	return S_ISREG(about->st_mode) && about->st_dev == source->device &&
	       about->st_ino == source->inode;
}

/* Waits until it has something to read, or has ended. False with the reason when a signal comes
 * first. */
static bool await_input(const struct source *source, struct err *err)
{
	struct pollfd readable = {.fd = source->pipe, .events = POLLIN};
	return poll(&readable, 1, -1) >= 0 ||
	       err_set(err, "cannot read %s: interrupted before a capture began", source->name);
}

static bool check(int fd, bool standard, const struct source *source, const char *name,
		  struct err *err)
{
	struct stat about;
	if (fstat(fd, &about) != 0)
		return err_set(err, "cannot write %s: %s", name, strerror(errno));
	if (is_source(&about, source))
		return err_set(err, "cannot write %s: it is the file that is being read", name);
	if (isatty(fd))
		return err_set(err,
			       "cannot write %s: refusing to write binary packets to a "
			       "terminal: use a file or a pipe",
			       name);
	if (standard || source->pipe < 0 || !S_ISREG(about.st_mode) || about.st_size == 0)
		return true;
	if (!await_input(source, err))
		return false;
	return !is_open_elsewhere(fd) ||
	       err_set(err,
		       "cannot write %s: another program has it open, and %s may come from it: "
		       "write to another file",
		       name, source->name);
}

int dump_file_open(const struct source *source, const char *path, const char *name, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	if (standard && process_stream_is_closed(STDOUT_FILENO)) {
		err_set(err, "cannot write standard output: it is closed");
		return -1;
	}
	int fd = standard ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
			  : open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	if (fd < 0)
		err_set(err, "cannot write %s: %s", name, strerror(errno));
	else if (check(fd, standard, source, name, err))
		return fd;
	else
		close(fd);
	return -1;
}
