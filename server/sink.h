/* SPDX-License-Identifier: MIT */
/* Writes to a descriptor without waiting for whoever reads it. The descriptor is standard output:
 * its flags are shared with every other process that has it (a shell, the rest of a pipeline), and
 * so O_NONBLOCK is not ours to set. */
#ifndef SINK_H
#define SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum sink_kind {
	SINK_FILE,   /* takes everything at once: a file, /dev/null */
	SINK_SOCKET, /* can be told with each write */
	SINK_OWN,    /* pipe or terminal, opened once more for ourselves and made non-blocking */
	SINK_ASKED,  /* the same where that is not allowed: asked before each write, which is small
		      */
};

struct sink {
	enum sink_kind kind;
	int fd; /* to write to, and to wait for until it is writable */
};

void sink_open(struct sink *sink, int fd); /* FD is borrowed, and stays open */
void sink_close(struct sink *sink);

/* As write(2) on a descriptor that does not block: EAGAIN while nothing is taken. */
ssize_t sink_write(const struct sink *sink, const void *bytes, size_t length);

/* Whether FD takes a short line without waiting, or will within so many milliseconds. Where nobody
 * reads standard error either, a complaint is not worth waiting for. */
bool sink_takes_line(int fd, int patience_ms);

#endif
