/* SPDX-License-Identifier: MIT */
/* What two captures have in common. */
#include <inttypes.h>

#include "comparison_event.h"
#include "difference_words.h"
#include "messages.h"

struct common {
	struct text *text;
	enum lang lang;
	const char *between; /* what stands before the next part */
};

static void begin_part(struct common *common)
{
	text_string(common->text, common->between);
	common->between = common->lang == LANG_ZH ? "；" : "; ";
}

static void append_bytes(struct common *common, const struct compare_connection *a,
			 const struct compare_connection *b)
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		uint64_t bytes = a->bytes[side];
		const char *name = side_name(common->lang, (enum side)side);
		if (bytes == 0 || bytes != b->bytes[side])
			continue;
		begin_part(common);
		if (common->lang == LANG_ZH)
			text_format(common->text, "%s发送%" PRIu64 "字节", name, bytes);
		else
			text_format(common->text, "the %s sends %" PRIu64 " byte%s", name, bytes,
				    bytes == 1 ? "" : "s");
	}
}

static void append_close(struct common *common, const struct compare_connection *a,
			 const struct compare_connection *b)
{
	bool zh = common->lang == LANG_ZH;
	bool named = (a->closed_first == CLOSER_CLIENT || a->closed_first == CLOSER_SERVER) &&
		     (a->close == CLOSE_RESET) == (b->close == CLOSE_RESET);
	if (a->closed_first == b->closed_first && named) {
		begin_part(common);
		text_format(common->text, zh ? "%s先关闭" : "the %s closes first",
			    closer_words(common->lang, a->closed_first));
	}
	if (a->close == b->close && a->close != CLOSE_NONE) {
		begin_part(common);
		text_format(common->text, zh ? "断开方式：%s" : "close: %s",
			    compared_close_words(common->lang, a->close));
	}
}

/* There is one in each. */
static void append_connection(struct common *common, const struct compare_connection *a,
			      const struct compare_connection *b)
{
	if (a->open == b->open) {
		begin_part(common);
		text_format(common->text, common->lang == LANG_ZH ? "建立方式：%s" : "opening: %s",
			    open_words(common->lang, a->open));
	}
	append_bytes(common, a, b);
	append_close(common, a, b);
}

static size_t segments_in_both(const struct comparison_event *event)
{
	size_t count = 0;
	for (size_t i = 0; i < event->lists[0]->segment_count; i++)
		count += event->differences->mates[i] > 0;
	return count;
}

static void append_segments(struct common *common, const struct comparison_event *event)
{
	size_t count = segments_in_both(event);
	size_t a = event->lists[0]->segment_count, b = event->lists[1]->segment_count;
	begin_part(common);
	if (common->lang == LANG_ZH)
		text_format(common->text, "两边都有的报文段：%zu个", count);
	else
		text_format(common->text, "segments in both: %zu", count);
	if (a == 0 && b == 0)
		return;
	if (count == a && count == b)
		text_string(common->text, common->lang == LANG_ZH ? "（全部）" : " (all)");
	else if (common->lang == LANG_ZH)
		text_format(common->text, "（A有%zu个，B有%zu个）", a, b);
	else
		text_format(common->text, " (of %zu in A, %zu in B)", a, b);
}

void text_in_common(struct text *text, enum lang lang, const struct comparison_event *event)
{
	struct common common = {text, lang, ""};
	const struct compare_list *a = event->lists[0], *b = event->lists[1];
	const struct differences *differences = event->differences;
	if (a->connection_count == 1 && b->connection_count == 1) {
		append_connection(&common, &a->connections[0], &b->connections[0]);
	} else if (differences->pairs > 0) {
		begin_part(&common);
		text_format(text,
			    lang == LANG_ZH ? "%2$" PRIu32 "对连接中%1$" PRIu32 "对相同"
					    : "%" PRIu32 " of %" PRIu32 " pairs of connections",
			    differences->same, differences->pairs);
	}
	append_segments(&common, event);
}
