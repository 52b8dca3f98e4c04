/* SPDX-License-Identifier: MIT */
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "junit.h"

void tally_begin(struct tally *tally, unsigned total, const char *kernel, struct text *out)
{
	snprintf(tally->kernel, sizeof tally->kernel, "%s", kernel);
	if (!tally->check || tally->form == REPORT_JUNIT)
		return;
	if (tally->form == REPORT_TAP)
		text_format(out, "TAP version 13\n1..%u\n# %s\n", total, kernel);
	else if (tally->form == REPORT_KTAP)
		text_format(out, "KTAP version 1\n1..%u\n# %s\n", total, kernel);
	else
		text_format(out, "%s\n", kernel);
}

/* What cannot be told here is no failure, so it counts as skipped; but where it has to be told. */
static void append_tap(const struct tally *tally, const char *name, struct outcome *outcome,
		       struct text *out)
{
	const char *reason = text_c_string(&outcome->reason);
	bool skipped = outcome->word == OUTCOME_SKIP || outcome->word == OUTCOME_INCONCLUSIVE;
	bool good = outcome->word == OUTCOME_PASS || (skipped && !tally->strict);
	text_format(out, "%s %u %s%s", good ? "ok" : "not ok", tally->shown,
		    tally->form == REPORT_TAP ? "- " : "", name);
	if (good && skipped)
		text_format(out, " # SKIP %s%s",
			    outcome->word == OUTCOME_SKIP ? "" : "inconclusive: ", reason);
	text_char(out, '\n');
	if (good && !outcome->at_border)
		return;
	text_format(out, "# %s %s: %s\n", outcome_name(outcome->word), name, reason);
	text_printable_lines(out, "# ", outcome->detail.bytes, outcome->detail.length);
}

static void append_lines(const char *program, const char *name, struct outcome *outcome,
			 struct text *out, struct text *errors)
{
	bool failed = outcome->word == OUTCOME_FAILED;
	struct text *text = failed ? errors : out;
	if (failed)
		text_format(text, "%s: %s: ", program, name);
	else
		text_format(text, "%s %s%s", outcome_name(outcome->word), name,
			    outcome->reason.length > 0 ? ": " : "");
	text_printable(text, outcome->reason.bytes, outcome->reason.length);
	text_char(text, '\n');
	text_printable_lines(text, "", outcome->detail.bytes, outcome->detail.length);
}

void tally_add(struct tally *tally, const char *name, struct outcome *outcome, struct text *out,
	       struct text *errors)
{
	tally->counts[outcome->word]++;
	tally->shown++;
	tally->took_ms += outcome->took_ms;
	if (tally->form == REPORT_JUNIT)
		junit_case(tally->cases, name, outcome, tally->strict);
	else if (tally->form != REPORT_LINES)
		append_tap(tally, name, outcome, out);
	else
		append_lines(tally->program, name, outcome, tally->check ? out : errors, errors);
}

static void append_junit(const struct tally *tally, unsigned left, struct text *out)
{
	const unsigned *counts = tally->counts;
	const unsigned untold = counts[OUTCOME_SKIP] + counts[OUTCOME_INCONCLUSIVE];
	const struct junit_totals totals = {
	    .tests = tally->shown,
	    .failures = counts[OUTCOME_DIFFERS] + (tally->strict ? untold : 0),
	    .errors = counts[OUTCOME_FAILED],
	    .skipped = tally->strict ? 0 : untold,
	    .took_ms = tally->took_ms,
	};
	junit_report(out, tally->cases, &totals, tally->kernel, left);
}

void tally_end(const struct tally *tally, unsigned left, struct text *out)
{
	const unsigned *counts = tally->counts;
	const char *comment = tally->form == REPORT_LINES ? "" : "# ";
	if (!tally->check)
		return;
	if (tally->form == REPORT_JUNIT) {
		append_junit(tally, left, out);
		return;
	}
	if (tally->form == REPORT_LINES || left > 0)
		text_format(out, "%s%u passed, %u differ, %u inconclusive, %u skipped, %u failed\n",
			    comment, counts[OUTCOME_PASS], counts[OUTCOME_DIFFERS],
			    counts[OUTCOME_INCONCLUSIVE], counts[OUTCOME_SKIP],
			    counts[OUTCOME_FAILED]);
	if (left > 0)
		text_format(out, "%sinterrupted: %u not played to their end\n", comment, left);
}

int tally_exit(const struct tally *tally)
{
	const unsigned *counts = tally->counts;
	unsigned untold = counts[OUTCOME_INCONCLUSIVE] + counts[OUTCOME_SKIP];
	if (tally->bisect && counts[OUTCOME_DIFFERS] == 0 && untold + counts[OUTCOME_FAILED] > 0)
		return EXIT_UNTOLD;
	if (counts[OUTCOME_FAILED] > 0 || counts[OUTCOME_DIFFERS] > 0 ||
	    (tally->strict && untold > 0))
		return EXIT_FAILURE;
	if (tally->check && counts[OUTCOME_SKIP] > 0 && counts[OUTCOME_SKIP] == tally->shown)
		return EXIT_ALL_SKIPPED;
	return EXIT_SUCCESS;
}
