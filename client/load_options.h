/* SPDX-License-Identifier: MIT */
/* The rows of load mode, and what goes together. */
#ifndef LOAD_OPTIONS_H
#define LOAD_OPTIONS_H

#include <stdbool.h>

#include "client_settings.h"
#include "err.h"
#include "option.h"

/* Bound to the `load` of SETTINGS. */
struct option_group load_option_group(struct client_settings *settings);

/* Fills what was left out in. False with the reason when options contradict each other or are for
 * the other mode: wrong usage. Without load mode only that is checked. */
bool load_options_complete(struct client_settings *settings, struct err *err);

#endif
