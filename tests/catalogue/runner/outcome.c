/* SPDX-License-Identifier: MIT */
#include "outcome.h"

const char *outcome_name(enum outcome_word word)
{
#define OUTCOME_NAME(id, name) name,
	static const char *const names[] = {OUTCOMES(OUTCOME_NAME)};
#undef OUTCOME_NAME
	return names[word];
}

void outcome_init(struct outcome *outcome)
{
	outcome->took_ms = 0;
	outcome->unread = false;
	outcome->at_border = false;
	outcome->word = OUTCOME_FAILED;
	text_init(&outcome->reason);
	text_init(&outcome->detail);
}

void outcome_release(struct outcome *outcome)
{
	text_release(&outcome->reason);
	text_release(&outcome->detail);
}

void outcome_set(struct outcome *outcome, enum outcome_word word, const char *format, ...)
{
	va_list arguments;
	outcome->word = word;
	text_clear(&outcome->reason);
	va_start(arguments, format);
	text_vformat(&outcome->reason, format, arguments);
	va_end(arguments);
}

void outcome_set_border(struct outcome *outcome, const struct text *border)
{
	outcome_set(outcome, OUTCOME_PASS, "%.*s", (int)border->length, border->bytes);
	outcome->at_border = true;
}
