/* SPDX-License-Identifier: MIT */
#include "messages_private.h"

#include "duration.h"

const char *message_of(enum claim_id id, enum lang lang)
{
	const message_pair *const parts[] = {messages_open_close, messages_data, messages_reset,
					     messages_connection};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i][id][lang])
			return parts[i][id][lang];
	return "";
}

/* One message on its way into the text. */
struct filling {
	struct text *text;
	enum lang lang;
	const struct claim *claim;
	const struct message_values *values;
	bool missing; /* a figure was not known, or not to be shown */
};

static bool is_name(const char *name, size_t length, const char *known)
{
	return strlen(known) == length && !memcmp(name, known, length);
}

static void fill_figure(struct filling *fill, unsigned unit, int64_t value)
{
	if (unit == UNIT_NONE || (unit == UNIT_US && fill->values->timeless))
		fill->missing = true;
	else if (unit == UNIT_US)
		text_duration(fill->text, (uint64_t)value);
	else
		text_decimal(fill->text, (uint64_t)value);
}

static bool fill_side(struct filling *fill, const char *name, size_t length)
{
	enum side side = (enum side)fill->claim->side, first = fill->values->first;
	const struct {
		const char *name;
		enum side side;
	} sides[] = {{"from", side},
		     {"to", side_other(side)},
		     {"first", first},
		     {"second", side_other(first)}};
	for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		if (!is_name(name, length, sides[i].name))
			continue;
		text_string(fill->text, side_name(fill->lang, sides[i].side));
		return true;
	}
	return false;
}

static void fill_value(struct filling *fill, const char *name, size_t length)
{
	const struct claim *claim = fill->claim;
	const struct message_values *values = fill->values;
	const struct {
		const char *name;
		uint32_t number;
	} numbers[] = {{"length", values->length},
		       {"seq", values->seq},
		       {"last", values->seq + values->length - (values->length > 0)},
		       {"ack", values->ack},
		       {"acked", values->ack - 1}};
	if (fill_side(fill, name, length))
		return;
	if (is_name(name, length, "value"))
		fill_figure(fill, claim->unit, claim->value);
	else if (is_name(name, length, "more"))
		fill_figure(fill, claim->more_unit, claim->more);
	else if (is_name(name, length, "s"))
		text_string(fill->text, claim->value == 1 ? "" : "s");
	else if (is_name(name, length, "ms"))
		text_string(fill->text, claim->more == 1 ? "" : "s");
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (is_name(name, length, numbers[i].name))
			text_decimal(fill->text, numbers[i].number);
}

static void fill_message(struct filling *fill, const char *message)
{
	size_t bracket = 0; /* where the text stood when it began */
	for (const char *at = message; *at;) {
		size_t plain = strcspn(at, "{[]");
		text_bytes(fill->text, at, plain);
		at += plain;
		if (*at == '{') {
			size_t length = strcspn(at + 1, "}");
			fill_value(fill, at + 1, length);
			at += 1 + length;
		} else if (*at == '[') {
			bracket = fill->text->length;
			fill->missing = false;
		} else if (*at == ']' && fill->missing) {
			fill->text->length = bracket;
		}
		at += *at != '\0';
	}
}

/* What stands before a message that is not the first one. */
static const char *joint(enum lang lang, const char *message)
{
	static const char *const attached[] = {",", ":", "，", "：", "（"};
	const char *begin = *message == '[' ? message + 1 : message;
	for (size_t i = 0; i < sizeof attached / sizeof attached[0]; i++)
		if (strncmp(begin, attached[i], strlen(attached[i])) == 0)
			return "";
	if (*begin == '(')
		return " ";
	return lang == LANG_ZH ? "；" : "; ";
}

void text_claims(struct text *text, enum lang lang, const struct claim_set *set,
		 const struct message_values *values)
{
	for (size_t i = 0; i < set->count; i++) {
		const char *message = message_of(set->claim[i].id, lang);
		size_t before = text->length;
		if (i > 0)
			text_string(text, joint(lang, message));
		size_t begin = text->length;
		struct filling fill = {text, lang, &set->claim[i], values, false};
		fill_message(&fill, message);
		if (text->length == begin)
			text->length = before; /* nothing of it is to be shown */
	}
}
