/* SPDX-License-Identifier: MIT */
/* Whether the options of a command line go together: the rules of a struct program. */
#ifndef OPTION_RULES_H
#define OPTION_RULES_H

#include "option.h"

/* A row with the struct that it writes to, and what the command line said of it. */
struct bound_row {
	const struct option_row *row;
	char *values;
	bool given, by_letter;
	const char *argument; /* the last one; NULL without one */
};

/* BOUND: every row of PROGRAM. False with the reason when a rule is broken. Nothing is when a row
 * that `answers` was given. */
bool option_rules_hold(const struct program *program, const struct bound_row *bound, size_t count,
		       struct err *err);

#endif
