/* SPDX-License-Identifier: MIT */
/* Values of differences, in words. */
#include "difference_messages.h"
#include "duration.h"
#include "messages.h"

void text_flag_names(struct text *text, unsigned flags)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {{TCP_FLAG_SYN, "SYN"}, {TCP_FLAG_FIN, "FIN"}, {TCP_FLAG_RST, "RST"},
		     {TCP_FLAG_PSH, "PSH"}, {TCP_FLAG_ACK, "ACK"}, {TCP_FLAG_URG, "URG"},
		     {TCP_FLAG_ECE, "ECE"}, {TCP_FLAG_CWR, "CWR"}, {TCP_FLAG_AE, "AE"}};
	const char *between = "";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (flags & names[i].bit) {
			text_format(text, "%s%s", between, names[i].name);
			between = "+";
		}
	if (!*between)
		text_string(text, "—");
}

const char *compared_close_words(enum lang lang, enum close_name name)
{
	bool zh = lang == LANG_ZH;
	if (name == CLOSE_OPEN)
		return zh ? "没有捕获到完整的关闭" : "no whole close captured";
	if (name == CLOSE_ONE_FIN)
		return zh ? "只捕获到一个FIN" : "only one FIN captured";
	if (name == CLOSE_NONE)
		return zh ? "没有可关闭的连接" : "no connection to close";
	return close_words(lang, name);
}

static void append_labels(struct text *text, enum lang lang, label_set labels)
{
	const char *between = "";
	for (unsigned label = 0; label < LABEL_COUNT; label++)
		if (labels & label_bit((enum label)label)) {
			text_format(text, "%s%s", between, label_words(lang, (enum label)label));
			between = lang == LANG_ZH ? "、" : ", ";
		}
	if (!*between)
		text_string(text, lang == LANG_ZH ? "普通报文段" : "nothing");
}

static void append_times(struct text *text, enum lang lang, int64_t times)
{
	if (lang == LANG_ZH)
		text_format(text, "%lld次", (long long)times);
	else if (times == 0)
		text_string(text, "not at all");
	else if (times == 1 || times == 2)
		text_string(text, times == 1 ? "once" : "twice");
	else
		text_format(text, "%lld times", (long long)times);
}

void append_difference_wait(struct text *text, int64_t ns)
{
	if (ns < 0)
		text_char(text, '-');
	text_duration(text, (uint64_t)(ns < 0 ? -ns : ns) / 1000);
}

static void append_states(struct text *text, int64_t packed)
{
	for (int side = 0; side < 2; side++) {
		const struct end_state state = {.state = (uint8_t)(packed >> 16 * side),
						.proven = packed >> (16 * side + 8) & 1};
		text_format(text, "%s%s", side ? "/" : "", end_state_name(state));
	}
}

static const char *fate_words(enum lang lang, enum fate fate)
{
	static const char *const words[FATE_COUNT + 1][2] = {
	    [FATE_ARRIVED] = {"已到达", "arrived"},
	    [FATE_LOST] = {"可能丢失", "probably lost"},
	    [FATE_PART_LOST] = {"可能有一部分丢失", "probably lost in part"},
	    [FATE_LOST_OR_ANSWER] = {"它或对它的响应丢失或迟到", "it or its answer lost, or late"},
	    [FATE_OVERTAKEN] = {"被后发的超过", "overtaken by later ones"},
	    [FATE_DISCARDED] = {"可能被接收方丢弃", "probably discarded by its receiver"},
	    [FATE_CAPTURE_DUPLICATE] = {"可能是同一个数据包被捕获两次", "probably captured twice"},
	    [FATE_DUPLICATE] = {"可能被网络复制", "probably doubled by the network"},
	    [FATE_UNKNOWN] = {"无从判断", "cannot be told"},
	    [FATE_COUNT] = {"没有说明", "nothing told"},
	};
	return words[fate][lang];
}

void append_difference_value(const struct difference_filling *fill, int which)
{
	struct text *text = fill->text;
	enum lang lang = fill->style->lang;
	int64_t value = fill->difference->value[which];
	switch (difference_messages[fill->difference->id].unit) {
	case VALUE_PLAIN:
		text_format(text, "%lld", (long long)value);
		break;
	case VALUE_TIMES:
		append_times(text, lang, value);
		break;
	case VALUE_SEGMENTS:
		text_format(text, "%lld", (long long)value);
		text_string(text, lang == LANG_ZH ? "个报文段"
				  : value == 1    ? " segment"
						  : " segments");
		break;
	case VALUE_SET_OF_FLAGS:
		if (value != 0)
			text_flag_names(text, (unsigned)value);
		else
			text_string(text, lang == LANG_ZH ? "无" : "none");
		break;
	case VALUE_SET_OF_LABELS:
		append_labels(text, lang, (label_set)value);
		break;
	case VALUE_FATE:
		text_string(text, fate_words(lang, (enum fate)value));
		break;
	case VALUE_STATES:
		append_states(text, value);
		break;
	case VALUE_OPEN:
		text_string(text, open_words(lang, (enum open_name)value));
		break;
	case VALUE_CLOSE:
		text_string(text, compared_close_words(lang, (enum close_name)value));
		break;
	case VALUE_CLOSER:
		text_string(text, closer_words(lang, (enum closer)value));
		break;
	case VALUE_WAIT:
		append_difference_wait(text, value);
		break;
	}
}

/* "11 bytes of data", "FIN", "SYN+ACK". */
void append_difference_what(const struct difference_filling *fill, int which)
{
	const struct difference *difference = fill->difference;
	unsigned flags = difference->flags[which];
	uint32_t length = difference->length[which];
	bool zh = fill->style->lang == LANG_ZH;
	unsigned shown = flags & (TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST);
	if ((flags & TCP_FLAG_SYN) || (shown == 0 && length == 0))
		shown |= flags & TCP_FLAG_ACK;
	if (shown)
		text_flag_names(fill->text, shown);
	if (length == 0)
		return;
	if (shown)
		text_string(fill->text, zh ? "和" : " with ");
	if (zh)
		text_format(fill->text, "%u字节数据", length);
	else
		text_format(fill->text, "%u byte%s of data", length, length == 1 ? "" : "s");
}

void append_difference_again(const struct difference_filling *fill, int which)
{
	uint32_t seq = fill->difference->seq[which], length = fill->difference->length[which];
	bool zh = fill->style->lang == LANG_ZH;
	if (length > 0 && !(fill->difference->flags[which] & (TCP_FLAG_SYN | TCP_FLAG_FIN))) {
		text_format(fill->text, zh ? "字节%u-%u" : "bytes %u-%u", seq, seq + length - 1);
		return;
	}
	text_string(fill->text, zh ? "" : "its ");
	append_difference_what(fill, which);
}

static void append_option(const struct difference_filling *fill, unsigned option,
			  const char *between)
{
	static const char *const names[COMPARE_OPTION_BITS][2] = {
	    {"MSS", "MSS"},
	    {"窗口扩大因子", "window scale"},
	    {"允许SACK", "SACK permitted"},
	    {"时间戳", "timestamps"},
	    {"快速打开", "Fast Open"},
	};
	const struct difference *difference = fill->difference;
	const char *const *lists = fill->style->names;
	bool zh = fill->style->lang == LANG_ZH;
	text_format(fill->text, "%s%s", between, names[option][fill->style->lang]);
	for (int in = 0; in < 2; in++) {
		bool here = difference->value[in] >> (8 + option) & 1;
		bool there = difference->value[!in] >> (8 + option) & 1;
		int64_t value = option == 0 ? difference->value[in] >> 16 & 0xffff
					    : difference->value[in] >> 32 & 0xff;
		if (here && !there)
			text_format(fill->text, zh ? "只在%s里有" : " only in %s", lists[in]);
		else if (here && zh)
			text_format(fill->text, "%s在%s里是%lld", in ? "，" : "", lists[in],
				    (long long)value);
		else if (here)
			text_format(fill->text, "%s %lld in %s", in ? "," : "", (long long)value,
				    lists[in]);
	}
}

void append_difference_options(const struct difference_filling *fill)
{
	const char *between = "";
	for (unsigned option = 0; option < COMPARE_OPTION_BITS; option++)
		if (fill->difference->value[0] >> option & 1) {
			append_option(fill, option, between);
			between = fill->style->lang == LANG_ZH ? "；" : "; ";
		}
}
