/* SPDX-License-Identifier: MIT */
/* What is told live of segments that were shown before. */
#include "event_fixture.h"
#include "news.h"
#include "unit.h"

static void expect_news(struct news *news, const struct fate_event *events, size_t count,
			uint64_t frame, enum lang lang, const char *want)
{
	struct event_fixture fixture;
	struct evidence_step evidence = {.live = true, .events = events, .event_count = count};
	struct text text;
	event_fixture_init(&fixture);
	fixture.segment.frame = frame;
	fixture.event.evidence = &evidence;
	text_init(&text);
	text_news(&text, lang, news, &fixture.event);
	assert_text(&text, want);
	text_release(&text);
}

/* Of earlier frames, what is remarkable; of the frame itself its own words tell. */
static void news_are_of_earlier_frames(void **state)
{
	(void)state;
	static const struct fate_event events[] = {
	    {.frame = 4, .kind = FATE_EVENT_FATE, .fate = FATE_LOST, .grade = FATE_PROBABLY},
	    {.frame = 5, .kind = FATE_EVENT_FATE, .fate = FATE_ARRIVED, .grade = FATE_FOLLOWS},
	    {.frame = 6, .kind = FATE_EVENT_FATE, .fate = FATE_UNKNOWN, .grade = FATE_CANNOT},
	    {.frame = 7, .kind = FATE_EVENT_MISSED, .fate = FATE_LOST, .grade = FATE_FOLLOWS},
	    {.frame = 8, .kind = FATE_EVENT_FATE, .fate = FATE_DUPLICATE, .grade = FATE_FOLLOWS},
	};
	struct news news = {.next = 0};
	expect_news(&news, events, COUNT_OF(events), 9, LANG_EN,
		    "frame 4: probably lost; frame 8: doubled by the network");
	news = (struct news){.next = 0};
	expect_news(&news, events, COUNT_OF(events), 8, LANG_ZH, "第4帧：可能丢失");
	news = (struct news){.next = 0};
	expect_news(&news, events + 1, 3, 9, LANG_EN, "");
}

/* Also where its own words told it. */
static void what_was_told_is_taken_back(void **state)
{
	(void)state;
	static const struct fate_event doubled = {
	    .frame = 8, .kind = FATE_EVENT_FATE, .fate = FATE_DUPLICATE};
	static const struct fate_event lost = {
	    .frame = 4, .kind = FATE_EVENT_FATE, .fate = FATE_LOST_OR_ANSWER};
	static const struct fate_event better[] = {
	    {.frame = 4, .kind = FATE_EVENT_FATE, .fate = FATE_ARRIVED},
	    {.frame = 8, .kind = FATE_EVENT_FATE, .fate = FATE_UNKNOWN},
	};
	static const struct fates_event last = {.events = better, .count = 2};
	struct news news = {.next = 0};
	assert_false(news_are_there(&news, &last));
	expect_news(&news, &doubled, 1, 8, LANG_EN, "");
	expect_news(&news, &lost, 1, 9, LANG_EN, "frame 4: it or its answer was lost, or late");
	assert_true(news_are_there(&news, &last));
	struct text text;
	text_init(&text);
	text_last_news(&text, LANG_EN, &news, &last);
	assert_text(&text, "frame 4: arrived; frame 8: arrival unknown");
	text_release(&text);
	assert_false(news_are_there(&news, &last));
}

static void the_oldest_are_forgotten(void **state)
{
	(void)state;
	struct news news = {.next = 0};
	for (uint64_t frame = 1; frame <= NEWS_TOLD_MAX + 1; frame++) {
		const struct fate_event lost = {
		    .frame = frame, .kind = FATE_EVENT_FATE, .fate = FATE_LOST};
		expect_news(&news, &lost, 1, frame, LANG_EN, "");
	}
	static const struct fate_event arrived[] = {
	    {.frame = 1, .kind = FATE_EVENT_FATE, .fate = FATE_ARRIVED},
	    {.frame = 2, .kind = FATE_EVENT_FATE, .fate = FATE_ARRIVED},
	};
	expect_news(&news, arrived, 2, 99, LANG_EN, "frame 2: arrived");
}

int test_news(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(news_are_of_earlier_frames),
	    cmocka_unit_test(what_was_told_is_taken_back),
	    cmocka_unit_test(the_oldest_are_forgotten),
	};
	return run_group(tests, NULL, NULL);
}
