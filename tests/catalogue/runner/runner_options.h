/* SPDX-License-Identifier: MIT */
/* The runner's command line. */
#ifndef RUNNER_OPTIONS_H
#define RUNNER_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "common_options.h"

struct runner_options {
	bool check, update, list, tap, ktap, junit, strict, bisect, explain, ladder, versus, times;
	const char *programs, *scenarios, *goldens, *keep;
	uint64_t jobs, patience, limit, runs;
};

/* Fills OPTIONS and COMMON from the arguments and the environment; argv[*FIRST] is the first name.
 */
enum start runner_options_read(struct runner_options *options, struct common_options *common,
			       int argc, char **argv, int *first);

#endif
