/* SPDX-License-Identifier: MIT */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The lowest number that is free is the one that open(2) gives. */
static bool fill_place(int fd, struct err *err)
{
	if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
		return true;
	int wrong_way = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
	return open("/dev/null", wrong_way) == fd ||
	       err_set(err, "cannot open /dev/null in place of a standard stream: %s",
		       strerror(errno));
}

bool process_begin(struct err *err)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	return fill_place(STDIN_FILENO, err) && fill_place(STDOUT_FILENO, err) &&
	       fill_place(STDERR_FILENO, err);
}

bool process_stream_is_closed(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	int wrong_way = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
	return flags < 0 || (flags & O_ACCMODE) == wrong_way;
}
