/* SPDX-License-Identifier: MIT */
/* Borders between kernels: where a version of Linux does something else than the newest, and why.
 * A scenario names them (border, border-zh, border-en); each has a golden output of its own, which
 * is this kernel's in place of NAME.txt where its condition holds. */
#ifndef BORDER_H
#define BORDER_H

#include "lang.h"
#include "scenario.h"
#include "text.h"

struct border {
	const char *condition; /* "before 6.5" or "since 7.2"; of the scenario */
	const char *reason;    /* what it does there; of the scenario */
};

/* Whether the kernel called RELEASE (uname -r: "6.1.0-49-cloud-amd64", "7.3.4+deb13") is of a
 * version before VERSION, "6.5"; a release candidate of it is not. False where RELEASE does not
 * begin with a version. */
bool border_is_before(const char *release, const char *version);

/* Whether CONDITION, as a scenario has it, is true of the kernel called RELEASE. */
bool border_holds(const char *condition, const char *release);

/* The border number INDEX from 0 of SCENARIO, its reason in LANG; false: there are no more. */
bool border_at(struct border *border, const struct scenario *scenario, size_t index,
	       enum lang lang);

/* Appends "before Linux 6.5: REASON". */
void border_words(struct text *words, const struct border *border, enum lang lang);

/* The golden output at BORDER of the scenario called NAME, FOLDER/NAME.before-6.5.txt; NULL: the
 * one of all other kernels. Owned by the caller. */
char *border_golden(const char *folder, const char *name, const struct border *border);

#endif
