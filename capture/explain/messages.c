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

/* "once", "twice", "3 times"; in Chinese the message has the measure word. */
static void fill_times(struct filling *fill, int64_t times)
{
	static const char *const words[] = {"", "once", "twice"};
	if (times >= 1 && times <= 2) {
		text_string(fill->text, words[times]);
		return;
	}
	text_decimal(fill->text, (uint64_t)times);
	text_string(fill->text, " times");
}

/* Numbers from FIRST to LAST: "5" or "5-9", "5–9"; with NOUN "byte 5", "bytes 5-9". */
static void fill_range(struct filling *fill, uint32_t first, uint32_t last, bool noun)
{
	bool zh = fill->lang == LANG_ZH;
	if (noun && !zh)
		text_string(fill->text, first == last ? "byte " : "bytes ");
	text_decimal(fill->text, first);
	if (first != last) {
		text_string(fill->text, zh ? "–" : "-");
		text_decimal(fill->text, last);
	}
	if (noun && zh)
		text_string(fill->text, "号字节");
}

/* The frames that a claim rests on besides its own: "segment 3", or of VALUE in all "segment 3 or
 * 4". */
static void fill_frames(struct filling *fill, const struct claim *claim)
{
	bool zh = fill->lang == LANG_ZH, many = claim->frame_count > 2 && claim->value > 2;
	text_string(fill->text, zh ? "第" : many ? "one of segments " : "segment ");
	text_decimal(fill->text, claim->frame_count > 1 ? claim->frames[1] : 0);
	if (claim->frame_count > 2) {
		text_string(fill->text, many ? (zh ? "至" : " to ") : zh ? "或" : " or ");
		text_decimal(fill->text, claim->frames[2]);
	}
	if (zh)
		text_string(fill->text, many ? "个报文段之一" : "个报文段");
}

enum { YEAR_S = 31556952 };

static void fill_duration(struct filling *fill, int64_t us)
{
	int64_t years = us / 1000000 / YEAR_S;
	if (years == 0) {
		text_duration(fill->text, (uint64_t)us);
		return;
	}
	text_decimal(fill->text, (uint64_t)years);
	text_string(fill->text, fill->lang == LANG_ZH ? "年" : years == 1 ? " year" : " years");
}

static void fill_figure(struct filling *fill, unsigned unit, int64_t value)
{
	if (unit == UNIT_NONE || (unit == UNIT_US && fill->values->timeless))
		fill->missing = true;
	else if (unit == UNIT_US)
		fill_duration(fill, value);
	else
		text_decimal(fill->text, (uint64_t)value);
}

/* Cut to what text_duration() shows, it is still no less than US. */
static int64_t duration_at_most(int64_t us)
{
	int64_t unit = us < 1000 ? 1 : us < 1000000 ? 100 : 10000;
	return (us + unit - 1) / unit * unit;
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

/* What the connection was seen to the end of, or given up for. */
static const char *end_words(const struct filling *fill)
{
	static const char *const words[3][2] = {
	    {"捕获结束时", "when the capture ended"},
	    {"同一对端口之间开始另一个连接时",
	     "when another connection began between the same ends"},
	    {"停止跟踪时", "when it was given up"}};
	uint32_t given_up = fill->values->given_up;
	return words[given_up & FLOW_EVICTED ? 2 : given_up != 0][fill->lang];
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
		       {"ack", values->ack},
		       {"acked", values->ack - 1}};
	static const char *const up_to[] = {[LANG_ZH] = "最多", [LANG_EN] = "up to "};
	uint32_t last = values->seq + values->length - (values->length > 0);
	bool no_times = is_name(name, length, "times") && claim->unit == UNIT_NONE;
	bool no_range = is_name(name, length, "range") && values->length == 0;
	if (fill_side(fill, name, length))
		return;
	if (no_times || no_range)
		fill->missing = true;
	else if (is_name(name, length, "value"))
		fill_figure(fill, claim->unit, claim->value);
	else if (is_name(name, length, "most"))
		fill_figure(fill, claim->unit, duration_at_most(claim->value));
	else if (is_name(name, length, "more"))
		fill_figure(fill, claim->more_unit, claim->more);
	else if (is_name(name, length, "s"))
		text_string(fill->text, claim->value == 1 ? "" : "s");
	else if (is_name(name, length, "ms"))
		text_string(fill->text, claim->more == 1 ? "" : "s");
	else if (is_name(name, length, "them"))
		text_string(fill->text, values->length == 1 ? "it" : "them");
	else if (is_name(name, length, "upto"))
		text_string(fill->text, claim->value == 1 ? "" : up_to[fill->lang]);
	else if (is_name(name, length, "times"))
		fill_times(fill, claim->value);
	else if (is_name(name, length, "syn"))
		text_string(fill->text, values->syn_ack ? "SYN+ACK" : "SYN");
	else if (is_name(name, length, "flag"))
		text_string(fill->text, values->fin ? "FIN" : "SYN");
	else if (is_name(name, length, "end"))
		text_string(fill->text, end_words(fill));
	else if (is_name(name, length, "frames"))
		fill_frames(fill, claim);
	else if (is_name(name, length, "figures"))
		fill_range(fill, (uint32_t)claim->value, (uint32_t)claim->more, false);
	else if (is_name(name, length, "range") || is_name(name, length, "span"))
		fill_range(fill, values->seq, last, length == strlen("range"));
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
	static const char *const attached[] = {",", ":", " ", "，", "：", "（", "和"};
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
