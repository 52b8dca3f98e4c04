/* SPDX-License-Identifier: MIT */
#include "event_pipe.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "page_record.h"

enum {
	WRITE_AT = 32 * 1024,    /* bytes for one write */
	WAITING_MAX = 1 << 20,   /* bytes beyond which records are left out */
	PATIENCE_MS = 10 * 1000, /* a reader that takes nothing for so long is taken for gone */
};

void event_pipe_init(struct event_pipe *pipe, int fd, bool patient)
{
	*pipe = (struct event_pipe){.fd = fd, .patient = patient};
	text_init(&pipe->waiting);
}

void event_pipe_release(struct event_pipe *pipe)
{
	close(pipe->fd);
	text_release(&pipe->waiting);
}

static void give_up(struct event_pipe *pipe)
{
	pipe->gone = true;
	pipe->written = 0;
	text_clear(&pipe->waiting);
}

bool event_pipe_waits(const struct event_pipe *pipe)
{
	return !pipe->gone && pipe->waiting.length > 0;
}

static void tell_left_out(struct event_pipe *pipe)
{
	if (pipe->gone || pipe->left_out == 0 || pipe->waiting.length > WAITING_MAX)
		return;
	text_page_lost(&pipe->waiting, pipe->left_out);
	pipe->left_out = 0;
}

struct text *event_pipe_take(struct event_pipe *pipe)
{
	if (pipe->gone)
		return NULL;
	if (pipe->waiting.length > WAITING_MAX) {
		event_pipe_flush(pipe);
		if (pipe->waiting.length > WAITING_MAX) {
			pipe->left_out++;
			return NULL;
		}
	}
	tell_left_out(pipe);
	return &pipe->waiting;
}

void event_pipe_put(struct event_pipe *pipe)
{
	if (pipe->waiting.failed) /* half a record is none, and no memory no reason to stop */
		give_up(pipe);
	else if (pipe->waiting.length - pipe->written >= WRITE_AT)
		event_pipe_flush(pipe);
}

/* Whether there is more to write, and to try it again is worth while. */
static bool write_some(struct event_pipe *pipe)
{
	size_t left = pipe->waiting.length - pipe->written;
	ssize_t written = write(pipe->fd, pipe->waiting.bytes + pipe->written, left);
	if (written >= 0) {
		pipe->written += (size_t)written;
		return pipe->written < pipe->waiting.length;
	}
	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK) {
		give_up(pipe);
		return false;
	}
	struct pollfd writable = {.fd = pipe->fd, .events = POLLOUT};
	if (!pipe->patient)
		return false;
	int ready = poll(&writable, 1, PATIENCE_MS);
	if (ready == 0)
		give_up(pipe);
	return ready > 0;
}

void event_pipe_flush(struct event_pipe *pipe)
{
	tell_left_out(pipe);
	if (!event_pipe_waits(pipe))
		return;
	while (write_some(pipe))
		;
	struct text *waiting = &pipe->waiting;
	if (pipe->written >= waiting->length / 2 && pipe->written > 0) {
		waiting->length -= pipe->written;
		memmove(waiting->bytes, waiting->bytes + pipe->written, waiting->length);
		pipe->written = 0;
	}
}
