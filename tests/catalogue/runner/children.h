/* SPDX-License-Identifier: MIT */
/* Programs as processes, told by numbers from 0 on: each in a session of its own, as in a terminal
 * of its own (a kernel that shares the processors by session lets it wait less for busy
 * neighbours), and ended by SIGTERM when the runner is. What they print comes as events, a line
 * each; so does their end. */
#ifndef CHILDREN_H
#define CHILDREN_H

#include <event2/event.h>
#include <stdbool.h>
#include <sys/types.h>

#include "err.h"
#include "text.h"

enum { STREAM_OUT, STREAM_ERR, STREAMS };

struct children_owner {
	/* A line that PROGRAM printed, without its newline; valid during the call. */
	void (*line)(void *context, unsigned program, int stream, const char *line);
	/* It has ended and closed its streams. STATUS: its exit status, or 128 and the signal. */
	void (*ended)(void *context, unsigned program, int status);
};

struct child_stream {
	int fd;              /* owned; -1: closed */
	struct event *event; /* owned */
	struct text said;    /* all that it printed */
	size_t told;         /* bytes of it that came as lines */
};

struct children;

struct child {
	struct children *children;
	pid_t pid; /* 0: it does not run */
	bool reaped;
	bool started; /* ever */
	int status;
	struct child_stream streams[STREAMS];
};

struct children {
	struct event_base *base;   /* borrowed */
	struct event *child_ended; /* owned: SIGCHLD */
	const struct children_owner *owner;
	void *context;
	struct child *items; /* owned */
	unsigned count;
};

/* COUNT of them, none of which runs yet. */
void children_init(struct children *children, unsigned count, struct event_base *base,
		   const struct children_owner *owner, void *context);

/* Starts ARGUMENTS[0] as PROGRAM, which must not be running. False with the reason. */
bool children_start(struct children *children, unsigned program, const char *const arguments[],
		    struct err *err);

static inline bool children_run(const struct children *children, unsigned program)
{
	return children->items[program].pid != 0;
}

/* Whether PROGRAM has ended though its end was not told yet, and how. */
bool children_died(const struct children *children, unsigned program, int *status);

void children_signal(const struct children *children, unsigned program, int signal);

/* Ends what still runs: SIGTERM, and SIGKILL for what is left after three seconds; nobody is told.
 */
void children_end(struct children *children);
void children_release(struct children *children); /* after children_end() */

#endif
