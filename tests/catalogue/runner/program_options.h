/* SPDX-License-Identifier: MIT */
/* The options that a program of a scenario is started with. */
#ifndef PROGRAM_OPTIONS_H
#define PROGRAM_OPTIONS_H

#include "steps.h"
#include "words.h"

/* The options of the scenario's key for PROGRAM and then those of its STEP's text. Of one that
 * stands there again only the last is left, for the programs refuse to guess; but
 * --send-before-close and --address may be given again. */
void program_options(const struct scenario *scenario, const struct scenario_step *step,
		     struct words *options);

/* The status that PROGRAM is expected to end with. */
int program_status(const struct scenario *scenario, enum program_id program);

#endif
