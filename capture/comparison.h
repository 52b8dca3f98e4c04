/* SPDX-License-Identifier: MIT */
/* One run with --compare: reads the captures, and tells what differs. */
#ifndef COMPARISON_H
#define COMPARISON_H

#include <signal.h>

#include "common_options.h"
#include "options.h"

/* As diff(1) exits. */
enum comparison_result {
	COMPARISON_SAME = 0, /* in all but times */
	COMPARISON_DIFFERENT = 1,
	COMPARISON_FAILED = 2, /* err says why; of wrong usage, too */
};

/* OPTIONS have `compare`. STOP: set by the handler of SIGINT and SIGTERM. READY is called when all
 * is open: until then a signal may end us as any program. */
enum comparison_result comparison_run(const struct sniffer_options *options,
				      const struct common_options *common, void (*ready)(void),
				      const volatile sig_atomic_t *stop, struct err *err);

#endif
