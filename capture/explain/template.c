/* SPDX-License-Identifier: MIT */
#include "template.h"

#include <string.h>

#include "duration.h"

static void text_value(struct text *text, const char *name, size_t length,
		       const struct template_values *values)
{
	const struct {
		const char *name, *string;
	} strings[] = {{"from", values->from},
		       {"to", values->to},
		       {"first", values->first},
		       {"second", values->second}};
	const struct {
		const char *name;
		uint32_t number;
	} numbers[] = {{"length", values->length},
		       {"seq", values->seq},
		       {"last", values->last},
		       {"ack", values->ack}};
	for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++)
		if (strlen(strings[i].name) == length && !memcmp(strings[i].name, name, length))
			text_string(text, strings[i].string);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strlen(numbers[i].name) == length && !memcmp(numbers[i].name, name, length))
			text_decimal(text, numbers[i].number);
	if (length == 5 && !memcmp(name, "delay", length))
		text_duration(text, values->delay_us);
	if (length == 5 && !memcmp(name, "close", length))
		text_duration(text, values->close_us);
}

void text_template(struct text *text, const char *template, const struct template_values *values)
{
	bool skipping = false;
	for (const char *at = template; *at; at++) {
		const char *end = *at == '{' ? strchr(at, '}') : NULL;
		if (*at == '[') {
			skipping = values->timeless;
		} else if (*at == ']') {
			skipping = false;
		} else if (end && !skipping) {
			text_value(text, at + 1, (size_t)(end - at - 1), values);
			at = end;
		} else if (!skipping) {
			text_char(text, *at);
		}
	}
}
