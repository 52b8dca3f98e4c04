/* SPDX-License-Identifier: MIT */
#include "check_progress.h"
#include "junit.h"
#include "tally.h"
#include "unit.h"

static const struct {
	enum outcome_word word;
	const char *reason, *detail;
} came[] = {
    {OUTCOME_PASS, "the same", ""},
    {OUTCOME_DIFFERS, "1 more", "-a\n+b\n"},
    {OUTCOME_INCONCLUSIVE, "too slow", ""},
    {OUTCOME_SKIP, "no nft", ""},
    {OUTCOME_FAILED, "the server died", "  server: oh\n"},
};

/* One that passed as older kernels do, in FORM; EXPECTED is what stands for it. */
static void expect_border(enum report_form form, const char *expected)
{
	struct tally tally = {.check = true, .form = form, .program = "catalogue_runner"};
	struct outcome outcome;
	struct text out, errors, cases, border;
	text_init(&out);
	text_init(&errors);
	text_init(&cases);
	text_init(&border);
	outcome_init(&outcome);
	text_string(&border, "before Linux 6.5: 0 & 1 s");
	outcome_set_border(&outcome, &border);
	tally.cases = &cases;
	tally_add(&tally, "x", &outcome, &out, &errors);
	assert_text(form == REPORT_JUNIT ? &cases : &out, expected);
	assert_text(&errors, "");
	assert_int_equal(tally_exit(&tally), 0);
	outcome_release(&outcome);
	text_release(&out);
	text_release(&errors);
	text_release(&cases);
	text_release(&border);
}

static void tells_the_border(void **state)
{
	(void)state;
	expect_border(REPORT_LINES, "PASS x: before Linux 6.5: 0 & 1 s\n");
	expect_border(REPORT_TAP, "ok 1 - x\n# PASS x: before Linux 6.5: 0 & 1 s\n");
	expect_border(REPORT_KTAP, "ok 1 x\n# PASS x: before Linux 6.5: 0 & 1 s\n");
	expect_border(
	    REPORT_JUNIT,
	    "    <testcase classname=\"handshake\" name=\"x\" time=\"0.000\">\n"
	    "      <properties>\n"
	    "        <property name=\"border\" value=\"before Linux 6.5: 0 &amp; 1 s\"/>\n"
	    "      </properties>\n    </testcase>\n");
}

static void add(struct tally *tally, size_t which, struct text *out, struct text *errors)
{
	struct outcome outcome;
	outcome_init(&outcome);
	outcome_set(&outcome, came[which].word, "%s", came[which].reason);
	text_string(&outcome.detail, came[which].detail);
	tally_add(tally, "x", &outcome, out, errors);
	outcome_release(&outcome);
}

static void expect(struct tally tally, unsigned left, const char *expected,
		   const char *expected_errors)
{
	struct text out, errors, cases;
	text_init(&out);
	text_init(&errors);
	text_init(&cases);
	tally.cases = &cases;
	tally.program = "catalogue_runner";
	tally_begin(&tally, COUNT_OF(came), "Linux 6", &out);
	for (size_t i = 0; i < COUNT_OF(came); i++)
		add(&tally, i, &out, &errors);
	tally_end(&tally, left, &out);
	assert_text(&out, expected);
	assert_text(&errors, expected_errors);
	assert_int_equal(tally_exit(&tally), 1);
	text_release(&out);
	text_release(&errors);
	text_release(&cases);
}

static void writes_lines(void **state)
{
	(void)state;
	expect((struct tally){.check = true}, 0,
	       "Linux 6\n"
	       "PASS x: the same\n"
	       "DIFFERS x: 1 more\n-a\n+b\n"
	       "INCONCLUSIVE x: too slow\n"
	       "SKIP x: no nft\n"
	       "1 passed, 1 differ, 1 inconclusive, 1 skipped, 1 failed\n",
	       "catalogue_runner: x: the server died\n  server: oh\n");
}

static void writes_tap(void **state)
{
	(void)state;
	expect((struct tally){.check = true, .form = REPORT_TAP}, 0,
	       "TAP version 13\n1..5\n# Linux 6\n"
	       "ok 1 - x\n"
	       "not ok 2 - x\n# DIFFERS x: 1 more\n# -a\n# +b\n"
	       "ok 3 - x # SKIP inconclusive: too slow\n"
	       "ok 4 - x # SKIP no nft\n"
	       "not ok 5 - x\n# FAILED x: the server died\n#   server: oh\n",
	       "");
}

static void writes_ktap_and_is_strict(void **state)
{
	(void)state;
	expect((struct tally){.check = true, .strict = true, .form = REPORT_KTAP}, 2,
	       "KTAP version 1\n1..5\n# Linux 6\n"
	       "ok 1 x\n"
	       "not ok 2 x\n# DIFFERS x: 1 more\n# -a\n# +b\n"
	       "not ok 3 x\n# INCONCLUSIVE x: too slow\n"
	       "not ok 4 x\n# SKIP x: no nft\n"
	       "not ok 5 x\n# FAILED x: the server died\n#   server: oh\n"
	       "# 1 passed, 1 differ, 1 inconclusive, 1 skipped, 1 failed\n"
	       "# interrupted: 2 not played to their end\n",
	       "");
}

#define JUNIT_BEGIN(counts, skipped)                                                               \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                             \
	"<testsuites name=\"handshake\" " counts " time=\"0.000\">\n"                              \
	"  <testsuite name=\"handshake\" " counts " time=\"0.000\" skipped=\"" skipped "\">\n"     \
	"    <properties>\n"                                                                       \
	"      <property name=\"kernel\" value=\"Linux 6\"/>\n"                                    \
	"    </properties>\n"
#define JUNIT_CASE "    <testcase classname=\"handshake\" name=\"x\" time=\"0.000\""

static void writes_junit(void **state)
{
	(void)state;
	expect(
	    (struct tally){.check = true, .form = REPORT_JUNIT}, 0,
	    JUNIT_BEGIN("tests=\"5\" failures=\"1\" errors=\"1\"", "2") JUNIT_CASE
	    "/>\n" JUNIT_CASE ">\n      <failure type=\"DIFFERS\" message=\"1 more\">-a\n+b\n"
	    "</failure>\n    </testcase>\n" JUNIT_CASE
	    ">\n      <skipped message=\"inconclusive: too slow\"/>\n    </testcase>\n" JUNIT_CASE
	    ">\n      <skipped message=\"no nft\"/>\n    </testcase>\n" JUNIT_CASE
	    ">\n      <error type=\"FAILED\" message=\"the server died\">  server: oh\n"
	    "</error>\n    </testcase>\n  </testsuite>\n</testsuites>\n",
	    "");
	expect((struct tally){.check = true, .strict = true, .form = REPORT_JUNIT}, 3,
	       JUNIT_BEGIN("tests=\"5\" failures=\"3\" errors=\"1\"", "0") JUNIT_CASE
	       "/>\n" JUNIT_CASE ">\n      <failure type=\"DIFFERS\" message=\"1 more\">-a\n+b\n"
	       "</failure>\n    </testcase>\n" JUNIT_CASE
	       ">\n      <failure type=\"INCONCLUSIVE\" message=\"too slow\"></failure>\n"
	       "    </testcase>\n" JUNIT_CASE
	       ">\n      <failure type=\"SKIP\" message=\"no nft\"></failure>\n"
	       "    </testcase>\n" JUNIT_CASE
	       ">\n      <error type=\"FAILED\" message=\"the server died\">  server: oh\n"
	       "</error>\n    </testcase>\n"
	       "    <system-err>interrupted: 3 not played to their end</system-err>\n"
	       "  </testsuite>\n</testsuites>\n",
	       "");
}

/* XML 1.0 knows no control characters but tab, newline and return, and no bytes that are no UTF-8.
 */
static void junit_takes_any_bytes(void **state)
{
	(void)state;
	struct outcome outcome;
	struct text cases;
	text_init(&cases);
	outcome_init(&outcome);
	outcome_set(&outcome, OUTCOME_DIFFERS, "%s", "a<b&\"c'\x01\n");
	text_string(&outcome.detail, "-\x1b[31m\xff]]>\n+\xef\xbf\xbe\xed\xa0\x80你好\n");
	outcome.took_ms = 1203;
	junit_case(&cases, "x", &outcome, false);
	assert_text(&cases,
		    "    <testcase classname=\"handshake\" name=\"x\" time=\"1.203\">\n"
		    "      <failure type=\"DIFFERS\" message=\"a&lt;b&amp;&quot;c&#39;\\x01\\n\">"
		    "-\\x1b[31m\\xff]]&gt;\n"
		    "+\\xef\\xbf\\xbe\\xed\\xa0\\x80你好\n</failure>\n    </testcase>\n");
	outcome_release(&outcome);
	text_release(&cases);
}

static void a_note_beside_a_listing(void **state)
{
	(void)state;
	expect((struct tally){0}, 0, "",
	       "PASS x: the same\nDIFFERS x: 1 more\n-a\n+b\nINCONCLUSIVE x: too slow\nSKIP x: no "
	       "nft\ncatalogue_runner: x: the server died\n  server: oh\n");
}

static void exits_as_the_counts_ask(void **state)
{
	(void)state;
	static const struct {
		size_t which[2];
		bool check, strict;
		int status;
		bool bisect;
	} rows[] = {
	    {{0, 0}, true, false, 0, false},  {{0, 1}, true, false, 1, false},
	    {{0, 4}, true, false, 1, false},  {{0, 2}, true, false, 0, false},
	    {{0, 2}, true, true, 1, false},   {{0, 3}, true, false, 0, false},
	    {{0, 3}, true, true, 1, false},   {{3, 3}, true, false, 77, false},
	    {{3, 3}, true, true, 1, false},   {{3, 3}, false, false, 0, false},
	    {{2, 3}, true, false, 0, false},  {{2, 2}, true, false, 0, false},
	    {{0, 0}, true, false, 0, true},   {{0, 1}, true, false, 1, true},
	    {{0, 2}, true, false, 125, true}, {{0, 3}, true, false, 125, true},
	    {{0, 4}, true, false, 125, true}, {{1, 3}, true, false, 1, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct tally tally = {
		    .check = rows[i].check, .strict = rows[i].strict, .bisect = rows[i].bisect};
		struct text text;
		text_init(&text);
		add(&tally, rows[i].which[0], &text, &text);
		add(&tally, rows[i].which[1], &text, &text);
		if (tally_exit(&tally) != rows[i].status)
			fail_msg("row %zu: %d", i, tally_exit(&tally));
		text_release(&text);
	}
}

static void shows_how_far_it_is(void **state)
{
	(void)state;
	struct text line;
	text_init(&line);
	check_progress_line(&line, 3, 42, " cork abort");
	check_progress_away(&line);
	assert_text(&line, "\r\033[K3/42: cork abort\r\033[K");
	text_clear(&line);
	check_progress_line(&line, 0, 1,
			    " 3456789 123456789 123456789 123456789 123456789 123456789 12");
	assert_int_equal(line.length, strlen("\r\033[K0/1:") + PROGRESS_NAMES_MAX);
	text_release(&line);
}

int test_tally(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_lines),
	    cmocka_unit_test(writes_tap),
	    cmocka_unit_test(tells_the_border),
	    cmocka_unit_test(writes_ktap_and_is_strict),
	    cmocka_unit_test(writes_junit),
	    cmocka_unit_test(junit_takes_any_bytes),
	    cmocka_unit_test(a_note_beside_a_listing),
	    cmocka_unit_test(exits_as_the_counts_ask),
	    cmocka_unit_test(shows_how_far_it_is),
	};
	return run_group(tests, NULL, NULL);
}
