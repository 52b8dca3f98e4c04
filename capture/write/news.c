/* SPDX-License-Identifier: MIT */
#include "news.h"

#include "course.h"

/* Its place in told[]; NEWS_TOLD_MAX: it is not there. */
static unsigned find_told(const struct news *news, uint64_t frame)
{
	unsigned i = 0;
	while (i < NEWS_TOLD_MAX && news->told[i] != frame)
		i++;
	return i;
}

/* That it arrived is what one expects, and that nothing tells is no news. */
static bool is_plain(const struct fate_event *event)
{
	return event->fate == FATE_ARRIVED || event->fate == FATE_UNKNOWN;
}

static bool is_news(const struct news *news, const struct fate_event *event)
{
	return event->kind == FATE_EVENT_FATE &&
	       (!is_plain(event) || find_told(news, event->frame) < NEWS_TOLD_MAX);
}

static void remember(struct news *news, const struct fate_event *event)
{
	unsigned place = find_told(news, event->frame);
	bool told = place < NEWS_TOLD_MAX;
	if (told && is_plain(event)) {
		news->told[place] = 0;
	} else if (!told && !is_plain(event)) {
		news->told[news->next] = event->frame;
		news->next = (news->next + 1) % NEWS_TOLD_MAX;
	}
}

static void text_one(struct text *text, enum lang lang, const struct fate_event *event)
{
	text_string(text, lang == LANG_ZH ? "第" : "frame ");
	text_decimal(text, event->frame);
	text_string(text, lang == LANG_ZH ? "帧：" : ": ");
	text_doubt(text, lang, event->fate, (enum fate_grade)event->grade);
	text_string(text, fate_words(lang, (enum fate)event->fate));
}

/* Of FRAME itself its own words tell. */
static void text_events(struct text *text, enum lang lang, struct news *news,
			const struct fate_event *events, size_t count, uint64_t frame)
{
	size_t before = text->length;
	for (size_t i = 0; i < count; i++) {
		if (!is_news(news, &events[i]))
			continue;
		remember(news, &events[i]);
		if (events[i].frame == frame)
			continue;
		if (text->length > before)
			text_string(text, lang == LANG_ZH ? "；" : "; ");
		text_one(text, lang, &events[i]);
	}
}

void text_news(struct text *text, enum lang lang, struct news *news,
	       const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (evidence && evidence->live)
		text_events(text, lang, news, evidence->events, evidence->event_count,
			    event->segment->frame);
}

void text_last_news(struct text *text, enum lang lang, struct news *news,
		    const struct fates_event *event)
{
	text_events(text, lang, news, event->events, event->count, 0);
}

bool news_are_there(const struct news *news, const struct fates_event *event)
{
	for (size_t i = 0; i < event->count; i++)
		if (is_news(news, &event->events[i]))
			return true;
	return false;
}
