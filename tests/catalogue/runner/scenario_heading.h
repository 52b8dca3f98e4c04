/* SPDX-License-Identifier: MIT */
/* Of several scenarios that are played, each has its name and title above it. */
#ifndef SCENARIO_HEADING_H
#define SCENARIO_HEADING_H

#include "output.h"
#include "playing.h"

/* Writes "== NAME: title", behind an empty line when it FOLLOWS another; without a title where the
 * scenario cannot be read, which is told when it is played. That nobody reads OUTPUT the next flush
 * tells. */
void scenario_heading(const struct playing_options *options, const char *name, bool follows,
		      struct output *output);

#endif
