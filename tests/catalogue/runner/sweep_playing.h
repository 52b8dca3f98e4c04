/* SPDX-License-Identifier: MIT */
/* Plays a scenario with `kind: sweep`: a server for each close delay, many clients one after the
 * other. */
#ifndef SWEEP_PLAYING_H
#define SWEEP_PLAYING_H

#include "playing.h"
#include "scenario.h"

/* In this process's network, as playing_run(). There is no golden output to be updated. */
void sweep_playing_run(const struct playing_options *options, const struct scenario *scenario,
		       struct outcome *outcome);

#endif
