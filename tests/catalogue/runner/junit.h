/* SPDX-License-Identifier: MIT */
/* The verdicts of a check as a JUnit report: the XML that Jenkins, GitLab and others read. A
 * difference is a <failure>, what could not be played to its end an <error>. */
#ifndef JUNIT_H
#define JUNIT_H

#include "outcome.h"

/* Appends the element of one verdict. STRICT: SKIP and INCONCLUSIVE are failures, too. Whatever
 * bytes a reason has, the XML is well-formed: control characters are escaped as in escape.h. */
void junit_case(struct text *cases, const char *name, struct outcome *outcome, bool strict);

struct junit_totals {
	unsigned tests, failures, errors, skipped;
	int64_t took_ms; /* all of them together */
};

/* Appends the document. KERNEL: whose verdicts they are; LEFT: how many were not played because of
 * an interruption. */
void junit_report(struct text *out, const struct text *cases, const struct junit_totals *totals,
		  const char *kernel, unsigned left);

#endif
