/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { LARGE_WRITE = 64 * 1024 };

void output_init(struct output *output, int fd)
{
	*output = (struct output){.fd = fd};
	text_init(&output->text);
}

void output_release(struct output *output)
{
	text_release(&output->text);
}

/* Writes it all, or finds that the reader is gone (`closed`) or why it fails (`error`). */
static void write_all(struct output *output)
{
	const char *at = output->text.bytes;
	size_t left = output->text.length;
	if (left > 0 && output->before)
		output->before(output->context);
	while (left > 0) {
		ssize_t written = write(output->fd, at, left);
		if (written >= 0) {
			at += written;
			left -= (size_t)written;
		} else if (errno == EPIPE) {
			output->closed = true;
			return;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			/* a terminal or pipe that another program made non-blocking */
			struct pollfd writable = {.fd = output->fd, .events = POLLOUT};
			poll(&writable, 1, -1);
		} else if (errno != EINTR) {
			output->error = errno;
			return;
		}
	}
}

bool output_failed(int error, struct err *err)
{
	return err_set(err, "cannot write output: %s",
		       error == EBADF ? "standard output is closed" : strerror(error));
}

bool output_flush(struct output *output, struct err *err)
{
	if (!output->closed && output->error == 0)
		write_all(output);
	text_clear(&output->text);
	if (output->closed)
		return false;
	if (output->error != 0)
		return output_failed(output->error, err);
	if (output->text.failed)
		return err_set(err, "cannot write output: out of memory");
	return true;
}

void output_take_over(struct output *output, struct text *text)
{
	output_flush(output, NULL);
	struct text shown = output->text;
	output->text = *text;
	output->text.failed |= shown.failed;
	*text = shown;
}

bool output_takes_line(int fd, int ms)
{
	struct pollfd writable = {.fd = fd, .events = POLLOUT};
	return poll(&writable, 1, ms) == 1;
}

bool output_commit(struct output *output, struct err *err)
{
	return output->text.length < LARGE_WRITE || output_flush(output, err);
}
