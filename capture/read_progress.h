/* SPDX-License-Identifier: MIT */
/* The line on a terminal that shows how far a file is read, when that takes more than a second; it
 * goes when something else is shown there. */
#ifndef READ_PROGRESS_H
#define READ_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang.h"
#include "output.h"
#include "source.h"
#include "text.h"

struct read_progress {
	int fd; /* a terminal; -1: nothing is shown */
	enum lang lang;
	unsigned reading, readings; /* the first of one, the second of three: see read_progress.c */
	int64_t next_ns;            /* CLOCK_MONOTONIC; the line may be drawn from then on */
	bool shared;                /* output goes to a terminal, too */
	bool drawn;
};

/* On FD, where that is a terminal that can draw over a line; -1: on none. It goes before OUTPUT
 * writes to a terminal, and comes again when nothing was written for a second; where OUTPUT goes to
 * a pipe, whose reader may have the terminal by then, it does not come again. */
void read_progress_init(struct read_progress *progress, int fd, enum lang lang,
			struct output *output);

/* SOURCE is read for the READING-th of so many READINGS: at most three, which is known with the
 * second. */
void read_progress_begin(struct read_progress *progress, unsigned reading, unsigned readings);

/* Draws the line, five times a second and not within the first one. Cheap, but looks at the clock:
 * not to be called for every frame. */
void read_progress_draw(struct read_progress *progress, const struct source *source);

/* Erases the line; it is not drawn again before read_progress_begin(). */
void read_progress_clear(struct read_progress *progress);

/* Appends the line: of the size 0 nobody knows it.
 *
 *   first of two readings: 45 of 120 MB, 37%
 */
void read_progress_text(const struct read_progress *progress, uint64_t position, uint64_t size,
			struct text *text);

#endif
