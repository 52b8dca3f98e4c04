/* SPDX-License-Identifier: MIT */
/* Private to live_view: the process that serves. */
#ifndef VIEW_PROCESS_H
#define VIEW_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "lang.h"
#include "origin.h"
#include "view_address.h"

struct view_process {
	const struct view_address *address;
	int listener; /* a listening socket, non-blocking */
	int records;  /* where records come from, a line each; non-blocking */
	uint32_t pace_ms;
	enum lang lang;
	struct origin origin;
	const char
	    *policy;  /* NULL: the page of records is served; else a document, which RECORDS is */
	int ready;    /* a pipe: one byte, when it serves and its end is bound to its parent's */
	pid_t parent; /* whose end ends it, if the end of the records does not: it may be stopped */
};

/* Gives up all rights and serves until the records end. False when it could not. */
bool view_process_run(const struct view_process *process);

#endif
