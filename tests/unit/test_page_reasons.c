/* SPDX-License-Identifier: MIT */
#include "page_reasons.h"

#include <string.h>

#include "ends_row.h"
#include "unit.h"

static void check(struct text *text, enum lang lang, const char *reason, const char *expected)
{
	text_clear(text);
	text_page_reason(text, lang, reason);
	assert_text(text, expected);
}

static void reasons_are_told_in_both_languages(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	check(&text, LANG_EN, "figure 13: FINs cross", "figure 13: FINs cross");
	check(&text, LANG_ZH, "figure 13: FINs cross", "图13：两个FIN交叉");
	check(&text, LANG_ZH, "3.10.4: CLOSE in ESTABLISHED", "3.10.4：在ESTABLISHED状态下CLOSE");
	check(&text, LANG_ZH, "figure 6: SYN+ACK arrives", "图6：SYN+ACK到达");
	text_release(&text);
}

/* What is not known stays as it is: a word of lower case. */
static void no_reason_stays_in_english(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	for (int from = 0; from < ENDS_STATE_COUNT; from++)
		for (int event = 0; event < ENDS_EVENT_COUNT; event++) {
			const char *reason = ends_rows[from][event].reason;
			if (!reason)
				continue;
			text_clear(&text);
			text_page_reason(&text, LANG_ZH, reason);
			const char *words = text_c_string(&text);
			if (strpbrk(words, "abcdefghijklmnopqrstuvwxyz"))
				fail_msg("not in Chinese: %s", words);
		}
	text_release(&text);
}

int test_page_reasons(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reasons_are_told_in_both_languages),
	    cmocka_unit_test(no_reason_stays_in_english),
	};
	return run_group(tests, NULL, NULL);
}
