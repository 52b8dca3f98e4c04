/* SPDX-License-Identifier: MIT */
/* One run of the sniffer: opens what the options name, runs the pipeline, tells the totals. */
#ifndef SESSION_H
#define SESSION_H

#include <signal.h>
#include <stdbool.h>

#include "err.h"
#include "options.h"

/* STOP: set by the handler of SIGINT and SIGTERM. False with the reason. A reader of our output
 * that goes away ends the run, and is no failure. */
bool session_run(const struct sniffer_options *options, const struct common_options *common,
		 const volatile sig_atomic_t *stop, struct err *err);

#endif
