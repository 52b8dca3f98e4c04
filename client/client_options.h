/* SPDX-License-Identifier: MIT */
/* The rows of the client's command line. */
#ifndef CLIENT_OPTIONS_H
#define CLIENT_OPTIONS_H

#include "client_settings.h"
#include "err.h"
#include "option.h"

/* What a client is for; and what makes its connection show more of TCP. Bound to SETTINGS. */
struct option_group client_option_group(struct client_settings *settings);
struct option_group client_experiment_group(struct client_settings *settings);

/* What of all the client's options goes together. */
extern const struct option_rule client_option_rules[];

/* The same of values: false with the reason where one does not fit another. */
bool client_options_check(const struct client_settings *settings, struct err *err);

#endif
