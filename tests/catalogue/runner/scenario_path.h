/* SPDX-License-Identifier: MIT */
/* The path of a scenario (its lines `path`, see scenario_forms.h) as the plan of tests/path. */
#ifndef SCENARIO_PATH_H
#define SCENARIO_PATH_H

#include "carrier.h"
#include "scenario.h"
#include "text.h"

/* Appends the plan: all happens on the first of the two hops. */
void scenario_path_plan(const struct scenario *scenario, struct text *plan);

/* At which end the capture is taken; the client's where the scenario says nothing. */
enum carrier_end scenario_path_capture(const struct scenario *scenario);

/* The longest that a frame is on its way, in milliseconds; 0 without a path. */
uint32_t scenario_path_longest_ms(const struct scenario *scenario);

#endif
