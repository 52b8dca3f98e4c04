/* SPDX-License-Identifier: MIT */
/* Private to live_view: the sniffer's end of the pipe to the process that serves the view. Whole
 * lines go in; when that process does not keep up, records are left out and counted, so that the
 * capture waits for nobody. */
#ifndef EVENT_PIPE_H
#define EVENT_PIPE_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

struct event_pipe {
	int fd;              /* owned; non-blocking */
	bool patient;        /* a file: nothing is lost by waiting, so nothing is left out */
	bool gone;           /* nobody reads any more: everything is left out from now on */
	struct text waiting; /* lines that were not written yet */
	size_t written;      /* of these, bytes that were */
	uint64_t left_out;   /* records since the last one that went in */
};

void event_pipe_init(struct event_pipe *pipe, int fd, bool patient);
void event_pipe_release(struct event_pipe *pipe); /* what waits is lost */

/* Where to append the next record; NULL: it is left out. Then call event_pipe_put(). */
struct text *event_pipe_take(struct event_pipe *pipe);

/* A record was appended: on its way when enough has gathered. */
void event_pipe_put(struct event_pipe *pipe);

/* Writes what can be written now (patient: all of it). */
void event_pipe_flush(struct event_pipe *pipe);

/* Whether something waits for a reader who is there. */
bool event_pipe_waits(const struct event_pipe *pipe);

#endif
