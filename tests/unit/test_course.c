/* SPDX-License-Identifier: MIT */
#include "course.h"

#include "event_fixture.h"
#include "unit.h"

static struct course course_with(enum fate fate, enum fate_grade grade)
{
	return (struct course){.fate = (uint8_t)fate, .grade = (uint8_t)grade};
}

static void expect_words(const struct course *course, label_set labels, enum lang lang,
			 const char *expected)
{
	struct text text;
	text_init(&text);
	text_course(&text, lang, course, labels);
	assert_text(&text, expected);
	assert_int_equal(course_is_remarkable(course, labels), *expected != '\0');
	text_release(&text);
}

static void says_what_became_of_a_segment(void **state)
{
	(void)state;
	struct course course = course_with(FATE_LOST, FATE_PROBABLY);
	expect_words(&course, 0, LANG_EN, "probably lost");
	expect_words(&course, 0, LANG_ZH, "可能丢失");
	expect_words(&course, label_bit(LABEL_RETRANSMISSION), LANG_EN,
		     "retransmission, probably lost");
	expect_words(&course, label_bit(LABEL_RETRANSMISSION), LANG_ZH, "重传，可能丢失");
	course = course_with(FATE_LOST_OR_ANSWER, FATE_FOLLOWS);
	expect_words(&course, 0, LANG_EN, "it or its answer was lost, or late");
	course.grade = FATE_PROBABLY; /* the words leave that open */
	expect_words(&course, 0, LANG_EN, "it or its answer was lost, or late");
	course.syn_ack = true;
	expect_words(&course, 0, LANG_EN, "no valid ACK captured before it was sent again");
	expect_words(&course, 0, LANG_ZH, "重发前没有捕获到有效确认");
	course = course_with(FATE_ARRIVED, FATE_FOLLOWS);
	expect_words(&course, 0, LANG_EN, "");
	course.crossed = true;
	expect_words(&course, 0, LANG_EN, "crossed on the way");
	expect_words(&course, label_bit(LABEL_RETRANSMISSION), LANG_ZH, "重传，途中交叉");
	course = (struct course){.fate = COURSE_UNTOLD};
	expect_words(&course, 0, LANG_EN, "");
	expect_words(&course, label_bit(LABEL_RETRANSMISSION), LANG_EN, "retransmission");
	const struct course late = {.fate = FATE_OVERTAKEN, .grade = FATE_FOLLOWS};
	const label_set again = label_bit(LABEL_RETRANSMISSION); /* what was overtaken is none */
	expect_words(&late, again, LANG_EN, "overtaken (on the way or in the capture)");
	expect_words(&late, again, LANG_ZH, "后面的报文段后发先至（在途中或在捕获中）");
}

/* Whatever does not arrive, or may not, is seen to differ; all that differs is said. */
static void draws_what_does_not_arrive_otherwise(void **state)
{
	(void)state;
	static const enum arrow arrows[] = {
	    [FATE_ARRIVED] = ARROW_ARRIVES,       [FATE_LOST] = ARROW_LOST,
	    [FATE_LOST_OR_ANSWER] = ARROW_UNSURE, [FATE_OVERTAKEN] = ARROW_ARRIVES,
	    [FATE_DISCARDED] = ARROW_DISCARDED,   [FATE_CAPTURE_DUPLICATE] = ARROW_ARRIVES,
	    [FATE_DUPLICATE] = ARROW_ARRIVES,     [FATE_UNKNOWN] = ARROW_UNSURE,
	    [COURSE_UNTOLD] = ARROW_ARRIVES,
	};
	for (unsigned fate = 0; fate < COUNT_OF(arrows); fate++) {
		struct course course = course_with((enum fate)fate, FATE_FOLLOWS);
		assert_int_equal(course_arrow(&course), arrows[fate]);
		if (arrows[fate] != ARROW_ARRIVES)
			assert_true(course_is_remarkable(&course, 0));
	}
}

static void takes_what_a_file_tells(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	assert_int_equal(course_of(&fixture.event).fate, COURSE_UNTOLD);
	struct evidence_step evidence = {0};
	fixture.event.evidence = &evidence;
	assert_int_equal(course_of(&fixture.event).fate, COURSE_UNTOLD);
	evidence.has_fate = true;
	evidence.fate = FATE_CAPTURE_DUPLICATE;
	evidence.by = 3;
	struct course course = course_of(&fixture.event);
	assert_true(course_is_captured_again(&course));
	assert_int_equal(course.other, 3);
	assert_false(course.crossed);
	evidence.fate = FATE_ARRIVED;
	evidence.crossed = 5;
	course = course_of(&fixture.event);
	assert_true(course.crossed);
	assert_int_equal(course.other, 5);
}

/* Of a file the events are those on the way to what is known at its end. */
static void takes_events_only_live(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	const struct fate_event events[] = {
	    {.frame = 3, .fate = FATE_LOST},
	    {.frame = 4, .by = 2, .fate = FATE_CAPTURE_DUPLICATE, .grade = FATE_SEEN},
	    {.frame = 4, .kind = FATE_EVENT_MISSED, .fate = FATE_LOST},
	};
	struct evidence_step evidence = {.events = events, .event_count = COUNT_OF(events)};
	fixture.event.evidence = &evidence;
	assert_int_equal(course_of(&fixture.event).fate, COURSE_UNTOLD);
	evidence.live = true;
	struct course course = course_of(&fixture.event);
	assert_true(course_is_captured_again(&course));
	assert_int_equal(course.grade, FATE_SEEN);
	assert_int_equal(course.other, 2);
	course_learn(&course, &(struct fate_event){.kind = FATE_EVENT_CROSSED, .by = 7});
	assert_true(course.crossed);
	assert_int_equal(course.other, 7);
	course_learn(&course, &(struct fate_event){.fate = FATE_ARRIVED, .by = 9});
	assert_int_equal(course.fate, FATE_ARRIVED);
	assert_int_equal(course.other, 7);
}

static void counts_captures(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_captured(&text, LANG_EN, 2, FATE_SEEN);
	text_char(&text, ';');
	text_captured(&text, LANG_EN, 3, FATE_PROBABLY);
	text_char(&text, ';');
	text_captured(&text, LANG_ZH, 2, FATE_SEEN);
	text_char(&text, ';');
	text_captured(&text, LANG_ZH, 3, FATE_PROBABLY);
	assert_text(&text, "captured twice;probably captured 3 times;被捕获两次;可能被捕获3次");
	text_release(&text);
}

static void says_what_is_corrected_only_live(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	assert_null(correction_of(&fixture.event));
	struct evidence_step evidence = {
	    .ends.correction = {
		.frame = 3, .end = SIDE_SERVER, .was = TCP_ESTABLISHED, .state = TCP_SYN_RECEIVED}};
	fixture.event.evidence = &evidence;
	assert_null(correction_of(&fixture.event));
	evidence.live = true;
	assert_ptr_equal(correction_of(&fixture.event), &evidence.ends.correction);
	struct text text;
	text_init(&text);
	text_correction(&text, LANG_EN, &evidence.ends.correction);
	assert_text(&text, "correction: the server was not ESTABLISHED but SYN-RECEIVED");
	text_clear(&text);
	text_correction(&text, LANG_ZH, &evidence.ends.correction);
	assert_text(&text, "更正：服务端不是ESTABLISHED，而是SYN-RECEIVED");
	text_release(&text);
	evidence.ends.correction.frame = 0;
	assert_null(correction_of(&fixture.event));
}

int test_course(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_became_of_a_segment),
	    cmocka_unit_test(draws_what_does_not_arrive_otherwise),
	    cmocka_unit_test(takes_what_a_file_tells),
	    cmocka_unit_test(takes_events_only_live),
	    cmocka_unit_test(counts_captures),
	    cmocka_unit_test(says_what_is_corrected_only_live),
	};
	return run_group(tests, NULL, NULL);
}
