/* SPDX-License-Identifier: MIT */
/* One run of the sniffer: opens what the options name, runs the pipeline, tells the totals. */
#ifndef SESSION_H
#define SESSION_H

#include <signal.h>
#include <stdbool.h>

#include "err.h"
#include "options.h"

struct session;

/* Opens what the OPTIONS name (borrowed until session_close()) and compiles the filter: it may
 * wait, for a FIFO or for the address of a host. NULL with the reason. */
struct session *session_open(const struct sniffer_options *options,
			     const struct common_options *common, struct err *err);

/* STOP: set by the handler of SIGINT and SIGTERM. RESIZED: by that of SIGWINCH. False with the
 * reason. A reader of our output that goes away ends the run, and is no failure. */
bool session_run(struct session *session, const volatile sig_atomic_t *stop,
		 volatile sig_atomic_t *resized, struct err *err);

void session_close(struct session *session); /* NULL is allowed */

#endif
