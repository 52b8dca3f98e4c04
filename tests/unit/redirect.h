/* SPDX-License-Identifier: MIT */
/* What a function prints to a standard stream, as text. */
#ifndef REDIRECT_H
#define REDIRECT_H

#include <stdio.h>
#include <unistd.h>

#include "text.h"

struct redirect {
	int fd, saved;
	FILE *file;
};

/* From now on what is written to FD goes to a file. */
static inline void redirect_begin(struct redirect *redirect, int fd)
{
	fflush(NULL);
	*redirect = (struct redirect){.fd = fd, .saved = dup(fd), .file = tmpfile()};
	assert_true(redirect->saved >= 0);
	assert_non_null(redirect->file);
	assert_int_equal(dup2(fileno(redirect->file), fd), fd);
}

/* Back to normal; appends what was written. */
static inline void redirect_end(struct redirect *redirect, struct text *text)
{
	char bytes[4096];
	ssize_t length;
	fflush(NULL);
	assert_int_equal(dup2(redirect->saved, redirect->fd), redirect->fd);
	close(redirect->saved);
	assert_int_equal(lseek(fileno(redirect->file), 0, SEEK_SET), 0);
	while ((length = read(fileno(redirect->file), bytes, sizeof bytes)) > 0)
		text_bytes(text, bytes, (size_t)length);
	fclose(redirect->file);
}

#endif
