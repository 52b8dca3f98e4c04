/* SPDX-License-Identifier: MIT */
/* Buffered output to a file descriptor, in whole lines, that never hides an error. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

struct output {
	int fd;           /* borrowed */
	struct text text; /* what was not written yet: writers append here */
	/* Called before something is written; NULL: nobody has to know. */
	void (*before)(void *context);
	void *context;
	bool closed; /* the reader went away (EPIPE): no error, nothing more is written */
	int error;   /* errno of a write that failed: what came before it is not whole */
};

void output_init(struct output *output, int fd);
void output_release(struct output *output); /* does not flush */

/* Why standard output could not be written, from errno. Always returns false. */
bool output_failed(int error, struct err *err);

/* Writes all that is buffered. False with the reason when it could not be written, when memory had
 * run out while it was built, or when the reader is gone (`closed`, and no reason set). After a
 * failure every flush fails, with the same reason. SIGPIPE must be ignored. */
bool output_flush(struct output *output, struct err *err);

/* Call between lines: flushes only when enough has gathered for one large write. */
bool output_commit(struct output *output, struct err *err);

/* Writes all that is buffered, then takes over what is in TEXT, which may be long, and leaves that
 * empty. What fails here the next flush tells. */
void output_take_over(struct output *output, struct text *text);

/* Whether FD takes a short line without waiting, or will within so many milliseconds: for a message
 * on standard error that is not worth waiting for when nobody reads that either. */
bool output_takes_line(int fd, int ms);

#endif
