/* SPDX-License-Identifier: MIT */
/* The verdicts as they are shown, and what they come to. */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>

#include "outcome.h"

enum report_form {
	REPORT_LINES, /* PASS NAME: REASON */
	REPORT_TAP,   /* Test Anything Protocol, version 13 */
	REPORT_KTAP,  /* the kernel's form of it: Documentation/dev-tools/ktap.rst */
	REPORT_JUNIT, /* one document of XML, when all were played */
};

struct tally {
	const char *program; /* that says what failed */
	enum report_form form;
	bool check;  /* the verdicts are the product; else they stand beside a listing */
	bool strict; /* SKIP and INCONCLUSIVE are failures, too */
	bool bisect; /* what could not be told has an exit status of its own */
	unsigned counts[OUTCOME_COUNT];
	unsigned shown;
	char kernel[200];   /* whose verdicts they are */
	int64_t took_ms;    /* all of them together */
	struct text *cases; /* of REPORT_JUNIT: what was played so far; borrowed */
};

/* What stands above TOTAL verdicts: whose they are. */
void tally_begin(struct tally *tally, unsigned total, const char *kernel, struct text *out);

/* Counts OUTCOME of NAME, and appends it to OUT, what went wrong in playing it to ERRORS. */
void tally_add(struct tally *tally, const char *name, struct outcome *outcome, struct text *out,
	       struct text *errors);

/* What stands below them; LEFT: how many were not played because of an interruption. */
void tally_end(const struct tally *tally, unsigned left, struct text *out);

/* The last two are those of 'git bisect run' (git-bisect(1)): it skips this version, or stops. */
enum { EXIT_ALL_SKIPPED = 77, EXIT_UNTOLD = 125, EXIT_STOP_BISECT = 255 };

/* The exit status that the counts ask for: 1 for what differs or failed, 77 when a check had to
 * skip them all; of a bisection 1 for what differs alone, and 125 when anything was not told. */
int tally_exit(const struct tally *tally);

#endif
