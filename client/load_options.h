/* SPDX-License-Identifier: MIT */
/* The rows of load mode, and what follows from them. */
#ifndef LOAD_OPTIONS_H
#define LOAD_OPTIONS_H

#include <stdbool.h>

#include "client_settings.h"
#include "err.h"
#include "option.h"

/* Bound to the `load` of SETTINGS. */
struct option_group load_option_group(struct client_settings *settings);

/* Fills what was left out in, in load mode. False with the reason when its numbers do not fit each
 * other: wrong usage. */
bool load_options_complete(struct client_settings *settings, struct err *err);

#endif
