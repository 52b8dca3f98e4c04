/* SPDX-License-Identifier: MIT */
/* A sweep's result, shown and kept as was asked for. */
#ifndef SWEEP_RESULT_H
#define SWEEP_RESULT_H

#include "playing.h"
#include "scenario.h"
#include "sweep.h"

/* EXCHANGES are sorted. To show: the table goes to standard output, and why it went this way behind
 * the verdict in OUTCOME, which says, too, what cannot be kept. */
void sweep_result_show(const struct playing_options *options, const struct scenario *scenario,
		       const struct sweep_exchanges *exchanges, struct outcome *outcome);

#endif
