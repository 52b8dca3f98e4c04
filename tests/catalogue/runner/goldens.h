/* SPDX-License-Identifier: MIT */
/* The golden outputs of a scenario, and which of them is the one of this kernel. */
#ifndef GOLDENS_H
#define GOLDENS_H

#include "border.h"

struct golden {
	char *path;         /* owned */
	const char *bytes;  /* NULL: there is no such file */
	struct text text;   /* owned: what bytes points to */
	struct text border; /* owned: of which kernels, in words; empty: of all others */
};

struct goldens {
	struct golden *items; /* owned; NAME.txt, then one for each border */
	size_t count;
	size_t own;           /* the kernel's: of the first border that holds, or NAME.txt */
	struct golden second; /* NAME.2.txt, see golden-2 in scenario.h */
	const char *release;  /* of the kernel; borrowed */
};

/* Reads those in FOLDER. False with the reason where one of them is no file; to be released then,
 * too. */
bool goldens_read(struct goldens *goldens, const char *folder, const struct scenario *scenario,
		  const char *release, enum lang lang, struct err *err);
void goldens_release(struct goldens *goldens);

#endif
