/* SPDX-License-Identifier: MIT */
#include "junit.h"

#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "xml.h"

/* The value of an attribute, in one line. */
static void append_value(struct text *out, const char *bytes, size_t length)
{
	struct text shown;
	text_init(&shown);
	text_printable(&shown, bytes, length);
	text_xml(out, shown.bytes, shown.length);
	text_release(&shown);
}

static void append_lines(struct text *out, const struct text *lines)
{
	struct text shown;
	text_init(&shown);
	text_printable_lines(&shown, "", lines->bytes, lines->length);
	text_xml(out, shown.bytes, shown.length);
	text_release(&shown);
}

/* "1.234": seconds. */
static void append_time(struct text *out, int64_t ms)
{
	text_format(out, " time=\"%" PRId64 ".%03" PRId64 "\"", ms / 1000, ms % 1000);
}

/* What is told of one that passed: nothing, or the border that it is on a side of. */
static void append_passed(struct text *cases, const struct outcome *outcome)
{
	if (!outcome->at_border) {
		text_string(cases, "/>\n");
		return;
	}
	text_string(cases, ">\n      <properties>\n        <property name=\"border\" value=\"");
	append_value(cases, outcome->reason.bytes, outcome->reason.length);
	text_string(cases, "\"/>\n      </properties>\n    </testcase>\n");
}

void junit_case(struct text *cases, const char *name, struct outcome *outcome, bool strict)
{
	const char *element = outcome->word == OUTCOME_FAILED ? "error" : "failure";
	bool untold = outcome->word == OUTCOME_SKIP || outcome->word == OUTCOME_INCONCLUSIVE;
	text_string(cases, "    <testcase classname=\"handshake\" name=\"");
	append_value(cases, name, strlen(name));
	text_char(cases, '"');
	append_time(cases, outcome->took_ms);
	if (outcome->word == OUTCOME_PASS) {
		append_passed(cases, outcome);
		return;
	}
	if (untold && !strict)
		text_format(cases, ">\n      <skipped message=\"%s",
			    outcome->word == OUTCOME_SKIP ? "" : "inconclusive: ");
	else
		text_format(cases, ">\n      <%s type=\"%s\" message=\"", element,
			    outcome_name(outcome->word));
	append_value(cases, outcome->reason.bytes, outcome->reason.length);
	if (untold && !strict) {
		text_string(cases, "\"/>\n    </testcase>\n");
		return;
	}
	text_string(cases, "\">");
	append_lines(cases, &outcome->detail);
	text_format(cases, "</%s>\n    </testcase>\n", element);
}

static void append_counts(struct text *out, const struct junit_totals *totals)
{
	text_format(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\"", totals->tests,
		    totals->failures, totals->errors);
	append_time(out, totals->took_ms);
}

void junit_report(struct text *out, const struct text *cases, const struct junit_totals *totals,
		  const char *kernel, unsigned left)
{
	text_string(out,
		    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"handshake\"");
	append_counts(out, totals);
	text_string(out, ">\n  <testsuite name=\"handshake\"");
	append_counts(out, totals);
	text_format(out, " skipped=\"%u\">\n    <properties>\n", totals->skipped);
	text_string(out, "      <property name=\"kernel\" value=\"");
	append_value(out, kernel, strlen(kernel));
	text_string(out, "\"/>\n    </properties>\n");
	text_bytes(out, cases->bytes, cases->length);
	if (left > 0)
		text_format(
		    out, "    <system-err>interrupted: %u not played to their end</system-err>\n",
		    left);
	text_string(out, "  </testsuite>\n</testsuites>\n");
}
