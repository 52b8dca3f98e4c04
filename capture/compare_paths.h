/* SPDX-License-Identifier: MIT */
/* --compare: which capture of A is compared with which of B. */
#ifndef COMPARE_PATHS_H
#define COMPARE_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct compare_path {
	char *name;     /* owned; of the scenario, in folders of several; NULL: there is but one */
	char *files[2]; /* owned; A's, B's; NULL: it is not there */
	bool plays;     /* both are of folders, whose names are what is shown */
};

struct compare_paths {
	struct compare_path *items; /* owned; by name */
	size_t count, capacity;
};

/* A and B: capture files, "-", or folders that run_demo.sh --keep has left: one scenario's, with
 * its capture.pcap, or such folders in one. To be released in any case. False with the reason. */
bool compare_paths_find(struct compare_paths *paths, const char *a, const char *b, struct err *err);
void compare_paths_release(struct compare_paths *paths);

#endif
