/* SPDX-License-Identifier: MIT */
#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static enum sink_kind kind_of(int fd)
{
	struct stat status;
	if (fstat(fd, &status) != 0)
		return SINK_FILE; /* write() will say what is wrong */
	if (S_ISSOCK(status.st_mode))
		return SINK_SOCKET;
	return S_ISFIFO(status.st_mode) || isatty(fd) ? SINK_OWN : SINK_FILE;
}

void sink_open(struct sink *sink, int fd)
{
	*sink = (struct sink){kind_of(fd), fd};
	if (sink->kind != SINK_OWN)
		return;
	char path[sizeof "/proc/self/fd/" + 3 * sizeof fd];
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	int own = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (own >= 0)
		sink->fd = own;
	else
		sink->kind = SINK_ASKED;
}

void sink_close(struct sink *sink)
{
	if (sink->kind == SINK_OWN)
		close(sink->fd);
	*sink = (struct sink){.fd = -1};
}

bool sink_takes_line(int fd, int patience_ms)
{
	struct pollfd writable = {.fd = fd, .events = POLLOUT};
	return poll(&writable, 1, patience_ms) == 1;
}

/* So much goes into a pipe whole when poll() says that it is writable (pipe(7)). */
static ssize_t write_if_writable(int fd, const void *bytes, size_t length)
{
	if (sink_takes_line(fd, 0))
		return write(fd, bytes, length < PIPE_BUF ? length : PIPE_BUF);
	errno = EAGAIN;
	return -1;
}

ssize_t sink_write(const struct sink *sink, const void *bytes, size_t length)
{
	switch (sink->kind) {
	case SINK_FILE:
	case SINK_OWN:
		return write(sink->fd, bytes, length);
	case SINK_SOCKET:
		return send(sink->fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
	case SINK_ASKED:
		return write_if_writable(sink->fd, bytes, length);
	}
	errno = EINVAL;
	return -1;
}
