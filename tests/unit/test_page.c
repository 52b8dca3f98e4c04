/* SPDX-License-Identifier: MIT */
/* The page around the records; what it does is tests/browser/'s. */
#include "claim.h"
#include "classify.h"
#include "fate.h"
#include "page.h"
#include "unit.h"

static struct text page_of(bool live)
{
	struct text text;
	text_init(&text);
	page_begin(&text, live);
	text_string(&text, "RECORDS");
	page_finish(&text);
	return text;
}

static void the_records_stand_in_a_script_that_is_not_run(void **state)
{
	(void)state;
	struct text text = page_of(false);
	const char *page = text_c_string(&text);
	assert_int_equal(strncmp(page, "<!doctype html>\n", 16), 0);
	assert_non_null(strstr(page, "<script type=\"application/json\" id=\"records\">\nRECORDS"
				     "</script>\n</body>\n</html>\n"));
	text_release(&text);
}

static void the_policy_names_style_and_script_by_their_hashes(void **state)
{
	(void)state;
	struct text policy;
	text_init(&policy);
	page_policy(&policy, false);
	const char *words = text_c_string(&policy);
	assert_int_equal(strncmp(words, "default-src 'none'; script-src 'sha256-", 39), 0);
	assert_non_null(strstr(words, "'; style-src 'sha256-"));
	assert_null(strstr(words, "connect-src"));
	assert_null(strstr(words, "unsafe"));
	assert_null(strchr(words, '@'));
	struct text text = page_of(false);
	assert_non_null(strstr(text_c_string(&text), words));
	text_release(&policy);
	text_release(&text);
}

static void only_a_live_page_may_ask_where_it_came_from(void **state)
{
	(void)state;
	struct text text = page_of(true);
	assert_non_null(strstr(text_c_string(&text), "; connect-src 'self'\">"));
	text_release(&text);
}

/* Nothing is loaded from anywhere. */
static void it_refers_to_nothing_outside(void **state)
{
	(void)state;
	struct text text = page_of(false);
	const char *page = text_c_string(&text);
	for (const char *at = page; (at = strstr(at, "://")); at++)
		assert_true(strncmp(at, "://www.w3.org/2000/svg", 22) == 0 ||
			    strncmp(at, "://www.iana.org/", 16) == 0); /* a name; a comment */
	assert_null(strstr(page, "src=\""));
	assert_null(strstr(page, "@import"));
	assert_null(strstr(page, "innerHTML"));
	text_release(&text);
}

/* words.js, `names`: a line that begins with NAME, in quotation marks where JavaScript wants them.
 */
static void expect_word(const char *page, const char *name)
{
	struct text key;
	text_init(&key);
	const char *mark = strpbrk(name, "-0123456789") ? "\"" : "";
	text_format(&key, "\n\t\t%s%s%s: [\"", mark, name, mark);
	if (!strstr(page, text_c_string(&key)))
		fail_msg("the page has no words for %s", name);
	text_release(&key);
}

static void it_has_words_for_every_grade(void **state)
{
	(void)state;
	struct text text = page_of(false);
	const char *page = text_c_string(&text);
	for (int grade = 0; grade < GRADE_COUNT; grade++)
		expect_word(page, grade_name((enum grade)grade));
	for (int grade = 0; grade < FATE_GRADES; grade++)
		expect_word(page, fate_grade_name((enum fate_grade)grade));
	text_release(&text);
}

int test_page(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_records_stand_in_a_script_that_is_not_run),
	    cmocka_unit_test(the_policy_names_style_and_script_by_their_hashes),
	    cmocka_unit_test(only_a_live_page_may_ask_where_it_came_from),
	    cmocka_unit_test(it_refers_to_nothing_outside),
	    cmocka_unit_test(it_has_words_for_every_grade),
	};
	return run_group(tests, NULL, NULL);
}
