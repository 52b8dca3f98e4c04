/* SPDX-License-Identifier: MIT */
#include "page_reasons.h"

#include <string.h>

/* What stands behind the section of RFC 9293. %s: a state. */
static const struct {
	const char *english, *chinese;
} rows[] = {
    {"CLOSE in %s", "在%s状态下CLOSE"},
    {"ABORT in %s", "在%s状态下ABORT"},
    {"active OPEN", "主动打开"},
    {"a passive OPEN returns to LISTEN", "被动打开的一端回到LISTEN"},
    {"it answers a SYN", "它回应SYN"},
    {"simultaneous open", "同时打开"},
    {"SYN+ACK arrives", "SYN+ACK到达"},
    {"its SYN is acknowledged", "它的SYN已被确认"},
    {"it acknowledges the SYN+ACK", "它确认SYN+ACK"},
    {"it is synchronized", "它已同步"},
    {"its FIN is acknowledged", "它的FIN已被确认"},
    {"FIN arrives", "FIN到达"},
    {"FINs cross", "两个FIN交叉"},
    {"the other side closes too", "对方也关闭"},
    {"it has no such connection", "它没有这个连接"},
    {"it probably has no such connection", "它可能没有这个连接"},
    {"it sends a RST", "它发送RST"},
    {"it has given the connection up", "它已放弃这个连接"},
    {"connection reset", "连接被复位"},
    {"connection refused", "连接被拒绝"},
    {"closed", "已关闭"},
};

/* Whether REASON is the row's, and then what it has for %s, which comes last. */
static bool is_row(const char *english, const char *reason, const char **state)
{
	while (*english == *reason && *english != '\0') {
		english++;
		reason++;
	}
	*state = reason;
	return *english == '%' || *english == *reason;
}

static void chinese_words(struct text *text, const char *reason)
{
	const char *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!is_row(rows[i].english, reason, &state))
			continue;
		const char *chinese = rows[i].chinese, *hole = strstr(chinese, "%s");
		text_bytes(text, chinese, hole ? (size_t)(hole - chinese) : strlen(chinese));
		if (hole) {
			text_string(text, state);
			text_string(text, hole + 2);
		}
		return;
	}
	text_string(text, reason);
}

void text_page_reason(struct text *text, enum lang lang, const char *reason)
{
	static const char figure[] = "figure ", colon[] = ": ";
	const char *words = strstr(reason, colon);
	if (lang == LANG_EN || !words) {
		text_string(text, reason);
		return;
	}
	if (strncmp(reason, figure, sizeof figure - 1) == 0) {
		text_string(text, "图");
		reason += sizeof figure - 1;
	}
	text_bytes(text, reason, (size_t)(words - reason));
	text_string(text, "：");
	chinese_words(text, words + sizeof colon - 1);
}
