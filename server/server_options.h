/* SPDX-License-Identifier: MIT */
/* The rows of the server's command line. */
#ifndef SERVER_OPTIONS_H
#define SERVER_OPTIONS_H

#include "server_settings.h"

/* What a server is for; and what makes its connections show more of TCP. Bound to SETTINGS. */
struct option_group server_option_group(struct server_settings *settings);
struct option_group server_experiment_group(struct server_settings *settings);

/* What of all the server's options goes together. */
extern const struct option_rule server_option_rules[];

#endif
