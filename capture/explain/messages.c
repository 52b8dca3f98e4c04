/* SPDX-License-Identifier: MIT */
#include "messages_private.h"

#include <string.h>

#include "duration.h"

const char *message_of(enum claim_id id, enum lang lang)
{
	static const message_pair *const parts[] = {messages_open_close, messages_data,
						    messages_reset, messages_connection};
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

static void fill_side(struct filling *fill, enum side side)
{
	text_string(fill->text, side_name(fill->lang, side));
}

/* One of VALUE segments of the other side, between which stand some of its own. */
static void fill_some(struct filling *fill, const struct claim *claim)
{
	bool zh = fill->lang == LANG_ZH;
	text_string(fill->text, zh ? "第" : "one of ");
	text_decimal(fill->text, zh ? claim->frames[1] : (uint64_t)claim->value);
	text_string(fill->text, zh ? "至" : " segments of the ");
	if (zh)
		text_decimal(fill->text, claim->frames[2]);
	text_string(fill->text, zh ? "个报文段里" : "");
	fill_side(fill, side_other((enum side)claim->side));
	text_string(fill->text, zh ? "的" : " from ");
	text_decimal(fill->text, zh ? (uint64_t)claim->value : claim->frames[1]);
	text_string(fill->text, zh ? "个报文段之一" : " to ");
	if (!zh)
		text_decimal(fill->text, claim->frames[2]);
}

/* The frames that a claim rests on besides its own: "segment 3", or of VALUE in all "segment 3 or
 * 4". */
static void fill_frames(struct filling *fill, const struct claim *claim)
{
	bool zh = fill->lang == LANG_ZH, many = claim->frame_count > 2 && claim->value > 2;
	if (many && claim->frames[2] - claim->frames[1] >= (uint64_t)claim->value) {
		fill_some(fill, claim);
		return;
	}
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

/* What the connection was seen to the end of, or given up for. */
static const char *end_words(const struct filling *fill)
{
	static const char *const words[3][2] = {
	    {"捕获结束前", "before the capture ended"},
	    {"同一对端口之间开始另一个连接前",
	     "before another connection began between the same ends"},
	    {"停止跟踪前", "before it was given up"}};
	uint32_t given_up = fill->values->given_up;
	return words[given_up & FLOW_EVICTED ? 2 : given_up != 0][fill->lang];
}

/* What depends on the claim. */
static void fill_claimed(struct filling *fill, enum message_field field)
{
	const struct claim *claim = fill->claim;
	static const char *const up_to[] = {[LANG_ZH] = "最多", [LANG_EN] = "up to "};
	switch (field) {
	case FIELD_FROM:
		fill_side(fill, (enum side)claim->side);
		break;
	case FIELD_TO:
		fill_side(fill, side_other((enum side)claim->side));
		break;
	case FIELD_VALUE:
		fill_figure(fill, claim->unit, claim->value);
		break;
	case FIELD_MOST:
		fill_figure(fill, claim->unit, duration_at_most(claim->value));
		break;
	case FIELD_MORE:
		fill_figure(fill, claim->more_unit, claim->more);
		break;
	case FIELD_S:
		text_string(fill->text, claim->value == 1 ? "" : "s");
		break;
	case FIELD_MS:
		text_string(fill->text, claim->more == 1 ? "" : "s");
		break;
	case FIELD_UPTO:
		text_string(fill->text, claim->value == 1 ? "" : up_to[fill->lang]);
		break;
	case FIELD_TIMES:
		if (claim->unit == UNIT_NONE)
			fill->missing = true;
		else
			fill_times(fill, claim->value);
		break;
	case FIELD_FRAMES:
		fill_frames(fill, claim);
		break;
	case FIELD_FIGURES:
		fill_range(fill, (uint32_t)claim->value, (uint32_t)claim->more, false);
		break;
	default:
		break;
	}
}

static void fill_value(struct filling *fill, enum message_field field)
{
	const struct message_values *values = fill->values;
	uint32_t last = values->seq + values->length - (values->length > 0);
	switch (field) {
	case FIELD_FIRST:
		fill_side(fill, values->first);
		break;
	case FIELD_SECOND:
		fill_side(fill, side_other(values->first));
		break;
	case FIELD_LENGTH:
		text_decimal(fill->text, values->length);
		break;
	case FIELD_SEQ:
		text_decimal(fill->text, values->seq);
		break;
	case FIELD_ACK:
		text_decimal(fill->text, values->ack);
		break;
	case FIELD_ACKED:
		text_decimal(fill->text, values->ack - 1);
		break;
	case FIELD_RANGE:
		if (values->length == 0)
			fill->missing = true;
		else
			fill_range(fill, values->seq, last, true);
		break;
	case FIELD_SPAN:
		fill_range(fill, values->seq, last, false);
		break;
	case FIELD_THEM:
		text_string(fill->text, values->length == 1 ? "it" : "them");
		break;
	case FIELD_SYN:
		text_string(fill->text, values->syn_ack ? "SYN+ACK" : "SYN");
		break;
	case FIELD_FLAG:
		text_string(fill->text, values->fin ? "FIN" : "SYN");
		break;
	case FIELD_END:
		text_string(fill->text, end_words(fill));
		break;
	default:
		fill_claimed(fill, field);
	}
}

/* The field whose name AT begins, and where it ends. */
static enum message_field read_field(const char *at, const char **end)
{
	uint32_t letters = 0;
	for (; *at != '}' && *at != '\0'; at++)
		letters = letters << 8 | (unsigned char)*at;
	*end = at;
	return (enum message_field)letters;
}

static void fill_message(struct filling *fill, const char *message)
{
	const char *mark = strchrnul(message, '['); /* the next bracket; most have none */
	size_t begin = 0;                           /* where the text stood at the last one */
	for (const char *at = message; *at;) {
		const char *brace = strchrnul(at, '{'), *next = brace < mark ? brace : mark;
		text_bytes(fill->text, at, (size_t)(next - at));
		at = next;
		if (*at == '{') {
			fill_value(fill, read_field(at + 1, &at));
		} else if (*at == '[') {
			mark = strchrnul(at, ']');
			begin = fill->text->length;
			fill->missing = false;
		} else if (*at == ']') {
			mark = strchrnul(at, '[');
			if (fill->missing)
				fill->text->length = begin;
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
