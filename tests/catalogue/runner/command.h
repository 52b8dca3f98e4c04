/* SPDX-License-Identifier: MIT */
/* Commands of the system: ip, nft, tc, diff. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "text.h"

enum { COMMAND_LIMIT_MS = 10000 };

/* Runs ARGUMENTS[0], found by PATH, with INPUT (NULL: none) as its standard input, and waits for
 * its end. Appends what it printed to OUT and ERRORS (either may be NULL). Returns its exit status,
 * 127 when it could not be started; one that takes longer than LIMIT_MS is killed, which ERRORS
 * says. */
int command_run_within(int limit_ms, const char *const arguments[], const char *input,
		       struct text *out, struct text *errors);

/* The same within COMMAND_LIMIT_MS. */
int command_run(const char *const arguments[], const char *input, struct text *out,
		struct text *errors);

/* The same, with this process's standard output as its own, and as long as it takes. */
int command_run_shown(const char *const arguments[], struct text *errors);

/* Whether PATH has a program of this name. */
bool command_exists(const char *name);

#endif
