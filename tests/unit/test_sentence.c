/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include "causes.h"
#include "event_fixture.h"

static void expect_sentence(const struct segment_event *event, enum lang lang, const char *expected)
{
	struct text text;
	text_init(&text);
	text_sentence(&text, lang, event);
	assert_string_equal(text_c_string(&text), expected);
	text_release(&text);
}

static void says_what_is_claimed(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	expect_sentence(&fixture.event, LANG_EN, "the client sends 11 bytes (1-11)");
	expect_sentence(&fixture.event, LANG_ZH, "客户端发送11字节（1–11）");
}

static void joins_claims(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.claims.claim[fixture.claims.count++] =
	    (struct claim){.id = CLAIM_URGENT, .unit = UNIT_SEQ, .value = 11};
	expect_sentence(&fixture.event, LANG_EN,
			"the client sends 11 bytes (1-11); byte 11 is urgent (URG and the urgent "
			"pointer, RFC 6093)");
}

/* It may go back before each segment of a capture. */
static void says_once_how_far_the_clock_went(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	struct causes causes = {.clock_frame = (uint32_t)fixture.segment.frame};
	fixture.flow.causes = &causes;
	fixture.claims.claim[fixture.claims.count++] =
	    (struct claim){.id = CLAIM_CLOCK_BACK, .unit = UNIT_US, .value = 5};
	expect_sentence(&fixture.event, LANG_EN,
			"the client sends 11 bytes (1-11) (since the connection's segment before, "
			"the capture's times went back, by 5 µs)");
	causes.clock_frame++;
	expect_sentence(&fixture.event, LANG_EN, "the client sends 11 bytes (1-11)");
}

static void says_nothing_that_nobody_asked_for(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.event.claims = NULL;
	expect_sentence(&fixture.event, LANG_EN, "");
}

int test_sentence(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_is_claimed),
	    cmocka_unit_test(joins_claims),
	    cmocka_unit_test(says_once_how_far_the_clock_went),
	    cmocka_unit_test(says_nothing_that_nobody_asked_for),
	};
	return run_group(tests, NULL, NULL);
}
