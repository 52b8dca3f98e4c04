/* SPDX-License-Identifier: MIT */
#include "difference_words.h"

#include <string.h>

#include "difference_messages.h"
#include "difference_reason.h"
#include "messages.h"

/* The segment of that NUMBER in list WHICH. */
static bool append_place(const struct difference_filling *fill, int which, uint32_t number)
{
	const struct compare_list *list = fill->style->lists[which];
	uint64_t frame = list && number > 0 ? list->segments[number - 1].frame : 0;
	text_decimal(fill->text, frame > 0 ? frame : number);
	return number > 0;
}

static bool append_number(const struct difference_filling *fill, int which)
{
	return append_place(fill, which, fill->difference->segment[which]);
}

static bool append_words(const struct difference_filling *fill, const char *words)
{
	text_string(fill->text, words ? words : "");
	return words;
}

static bool append_reason(const struct difference_filling *fill, int which)
{
	const struct difference *difference = fill->difference;
	enum lang lang = fill->style->lang;
	unsigned reason = which == difference->in ? difference->reason : difference->other_reason;
	if (difference->id == DIFFERENCE_PROBE && reason == REASON_NONE)
		return append_words(fill,
				    lang == LANG_ZH ? "保活或窗口探测" : "keep-alive or window");
	return append_words(fill, difference_says_reason(difference)
				      ? difference_reason_words(lang, (enum compare_reason)reason)
				      : NULL);
}

static bool append_fate(const struct difference_filling *fill)
{
	const struct difference *difference = fill->difference;
	unsigned fate = difference->fate, syn_ack = TCP_FLAG_SYN | TCP_FLAG_ACK;
	/* Who asked for no connection may answer nothing. */
	if (fate == FATE_LOST_OR_ANSWER && (difference->flags[difference->in] & syn_ack) == syn_ack)
		return append_words(fill, fill->style->lang == LANG_ZH
					      ? "再次发送之前没有捕获到对第一次的有效确认"
					      : "no valid ACK of the first was captured before "
						"that");
	return append_words(fill, fate < FATE_COUNT
				      ? difference_fate_words(fill->style->lang, (enum fate)fate)
				      : NULL);
}

/* What became of a RST. */
static bool append_outcome(const struct difference_filling *fill)
{
	/* Before and behind who took it, or sent it. */
	static const char *const words[][2][2] = {
	    [OUTCOME_NOT_TAKEN] = {{"", "没有接受它"}, {"the ", " did not take it"}},
	    [OUTCOME_PROBABLY_NOT_TAKEN] = {{"", "可能没有接受它"},
					    {"the ", " probably did not take it"}},
	    [OUTCOME_CANNOT_TELL] = {{"", "是否接受它，无从判断"},
				     {"whether the ", " took it cannot be told"}},
	    [OUTCOME_NO_CONNECTION] = {{"", "没有这个连接"}, {"the ", " knows no such connection"}},
	};
	const struct difference *difference = fill->difference;
	enum side from = (enum side)difference->side;
	enum side who = difference->outcome == OUTCOME_NO_CONNECTION ? from : side_other(from);
	if (difference->outcome == OUTCOME_NOT_TOLD)
		return false;
	const char *const *around = words[difference->outcome][fill->style->lang];
	text_format(fill->text, "%s%s%s", around[0], side_name(fill->style->lang, who), around[1]);
	return true;
}

/* Whether its sentence has one name for the segments of both lists, which are not alike. */
static bool is_of_unlike(const struct difference *difference)
{
	static const unsigned shape = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST;
	switch (difference->id) {
	case DIFFERENCE_ORDER:
	case DIFFERENCE_FLAGS:
	case DIFFERENCE_SEQ:
	case DIFFERENCE_ACK:
	case DIFFERENCE_LABELS:
	case DIFFERENCE_FATE:
	case DIFFERENCE_STATES:
	case DIFFERENCE_TIME:
		return difference->length[0] != difference->length[1] ||
		       ((difference->flags[0] ^ difference->flags[1]) & shape);
	default:
		return false;
	}
}

static bool append_what_is(const struct difference_filling *fill, int which)
{
	const struct difference *difference = fill->difference;
	bool zh = fill->style->lang == LANG_ZH;
	append_difference_what(fill, which);
	if (is_of_unlike(difference)) {
		text_format(fill->text, zh ? "（%s里是" : " (in %s ", fill->style->names[!which]);
		append_difference_what(fill, !which);
		text_string(fill->text, zh ? "）" : ")");
	}
	return difference->segment[which] > 0;
}

/* Of whom, or in whose name: what its sender may not have sent. */
static void append_whose(const struct difference_filling *fill)
{
	const struct difference *difference = fill->difference;
	const char *name = side_name(fill->style->lang, (enum side)difference->side);
	bool named = difference->answered;
	if (fill->style->lang == LANG_ZH)
		text_format(fill->text, named ? "以%s名义发送的" : "%s的", name);
	else
		text_format(fill->text, named ? "in the %s's name" : "of the %s", name);
}

/* What stands for NAME of LENGTH; false: it is not known. */
static bool append_placeholder(const struct difference_filling *fill, const char *name,
			       size_t length)
{
	const struct difference *difference = fill->difference;
	static const struct {
		const char *name;
		enum { LIST, NUMBER, WHAT, AGAIN, LENGTH, VALUE, FIRST, REASON, FATE, TAKEN } kind;
		int which; /* 0, 1: A, B; 2, 3: the list that has it, the other one */
	} rows[] = {{"a", LIST, 0},        {"b", LIST, 1},         {"in", LIST, 2},
		    {"not", LIST, 3},      {"na", NUMBER, 0},      {"nb", NUMBER, 1},
		    {"n", NUMBER, 2},      {"m", NUMBER, 3},       {"va", VALUE, 0},
		    {"vb", VALUE, 1},      {"v", VALUE, 2},        {"w", VALUE, 3},
		    {"what", WHAT, 2},     {"other", WHAT, 3},     {"first", FIRST, 2},
		    {"reason", REASON, 2}, {"fate", FATE, 2},      {"taken", TAKEN, 2},
		    {"la", LENGTH, 0},     {"lb", LENGTH, 1},      {"againa", AGAIN, 0},
		    {"againb", AGAIN, 1},  {"reasona", REASON, 0}, {"reasonb", REASON, 1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strlen(rows[i].name) != length || memcmp(rows[i].name, name, length) != 0)
			continue;
		int which =
		    rows[i].which < 2 ? rows[i].which : difference->in ^ (rows[i].which - 2);
		if (rows[i].kind == LIST)
			text_string(fill->text, fill->style->names[which]);
		else if (rows[i].kind == NUMBER)
			return append_number(fill, which);
		else if (rows[i].kind == WHAT)
			return append_what_is(fill, which);
		else if (rows[i].kind == LENGTH)
			text_decimal(fill->text, difference->length[which]);
		else if (rows[i].kind == AGAIN)
			append_difference_again(fill, which);
		else if (rows[i].kind == FIRST)
			return append_place(fill, which, difference->first);
		else if (rows[i].kind == REASON)
			return append_reason(fill, which);
		else if (rows[i].kind == FATE)
			return append_fate(fill);
		else if (rows[i].kind == TAKEN)
			return append_outcome(fill);
		else
			append_difference_value(fill, which);
		return true;
	}
	if (strncmp(name, "from", length) == 0)
		text_string(fill->text, side_name(fill->style->lang, (enum side)difference->side));
	else if (strncmp(name, "whose", length) == 0)
		append_whose(fill);
	else if (strncmp(name, "to", length) == 0)
		text_string(fill->text,
			    side_name(fill->style->lang, side_other((enum side)difference->side)));
	else if (strncmp(name, "options", length) == 0)
		append_difference_options(fill);
	else if (strncmp(name, "range", length) == 0)
		text_format(fill->text, "%u", difference->range);
	else
		append_difference_wait(fill->text, difference->wait_ns);
	return difference->wait_ns >= 0 || strncmp(name, "wait", length) != 0;
}

static void fill_in(const struct difference_filling *fill, const char *message)
{
	size_t begin = 0;
	bool known = true;
	for (const char *at = message; *at; at++) {
		size_t length = strcspn(at + 1, "}");
		if (*at == '[' || *at == '<') {
			begin = fill->text->length;
			known = *at == '[' || fill->difference->answered;
		} else if (*at == ']' || *at == '>') {
			if (!known)
				fill->text->length = begin;
		} else if (*at == '{') {
			known = append_placeholder(fill, at + 1, length) && known;
			at += length + 1;
		} else {
			text_char(fill->text, *at);
		}
	}
}

static void append_rest(const struct difference_filling *fill)
{
	const struct difference *difference = fill->difference;
	enum lang lang = fill->style->lang;
	if (difference->count > 1 && lang == LANG_ZH)
		text_format(fill->text, "；这样的还有%u处", difference->count - 1);
	else if (difference->count > 1)
		text_format(fill->text, "; %u more like it", difference->count - 1);
	if (difference->closes)
		text_format(fill->text,
			    lang == LANG_ZH ? "；于是断开方式在%s里是“%s”，在%s里是“%s”"
					    : "; so the close in %s is: %s; in %s: %s",
			    fill->style->names[0], compared_close_words(lang, difference->close[0]),
			    fill->style->names[1],
			    compared_close_words(lang, difference->close[1]));
}

static void append_connection(const struct difference_filling *fill)
{
	const uint32_t *number = fill->difference->connection;
	bool zh = fill->style->lang == LANG_ZH;
	if (number[0] > 0)
		text_format(fill->text, zh ? "连接%u" : "connection %u", number[0]);
	else
		text_format(fill->text, zh ? "%2$s的连接%1$u" : "connection %u of %s", number[1],
			    fill->style->names[1]);
	if (number[0] > 0 && number[1] > 0 && number[0] != number[1])
		text_format(fill->text, zh ? "（%s里是%u）" : " (in %s %u)", fill->style->names[1],
			    number[1]);
	text_string(fill->text, zh ? "：" : ": ");
}

void text_difference(struct text *text, const struct difference_style *style,
		     const struct difference *difference)
{
	const struct difference_filling fill = {text, style, difference};
	if (style->connections)
		append_connection(&fill);
	if (difference->time && !style->headed)
		text_string(text, style->lang == LANG_ZH ? "只是时间不同：" : "only in time: ");
	fill_in(&fill, difference_messages[difference->id].words[style->lang]);
	if (difference->id != DIFFERENCE_PATH_TIME)
		append_rest(&fill);
}

bool differences_name_connections(const struct compare_list *a, const struct compare_list *b)
{
	const struct compare_list *lists[] = {a, b};
	for (int which = 0; which < 2; which++) {
		for (size_t i = 0; i < lists[which]->segment_count; i++)
			if (lists[which]->segments[i].connection > 1)
				return true;
		for (size_t i = 0; i < lists[which]->connection_count; i++)
			if (lists[which]->connections[i].number > 1)
				return true;
	}
	return false;
}
