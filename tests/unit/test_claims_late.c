/* SPDX-License-Identifier: MIT */
/* Bytes that were captured once, or for the first time, after others that follow them. */
#include "claims_fixture.h"
#include "sentence.h"

static const struct claim_case cases[] = {
    {"acknowledged before it was captured",
     CLAIM_ACKED_BEFORE,
     true,
     {{0, V, A, 1, 12, 4}, {5, C, A, 1, 1, 11}}},
    {"acknowledged after it was captured",
     CLAIM_ACKED_BEFORE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, C, A, 1, 1, 11}}},
    {"below the first that was captured",
     CLAIM_LATE,
     true,
     {{0, C, A, 1001, 1, 100}, {5, C, A, 901, 1, 100}}},
    {"the same, when it comes again",
     CLAIM_LATE,
     false,
     {{0, C, A, 1001, 1, 100}, {5, C, A, 901, 1, 100}, {300000, C, A, 901, 1, 100}}},
    {"behind a hole that was filled in its middle",
     CLAIM_LATE,
     true,
     {HANDSHAKE(100),
      {50, C, A, 3001, 1, 1000},
      {5, C, A, 1001, 1, 1000},
      {5, C, A, 2001, 1, 1000}}},
    {"more than was sent before",
     CLAIM_AGAIN_NEW,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, A, 1, 1, 300}}},
    {"as much as was sent before",
     CLAIM_AGAIN_NEW,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, A, 1, 1, 100}}},
};

static void tells_what_was_captured_before(void **state)
{
	(void)state;
	EXPECT_CASES(cases);
}

/* The part that is new, and only that. */
static void names_the_new_part(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, A, 1, 1, 300}};
	struct played played;
	play(&played, rows);
	assert_int_equal(played.claims.claim[0].id, CLAIM_AGAIN_TIMER);
	const struct claim *claim = claim_find(&played.claims, CLAIM_AGAIN_NEW);
	assert_int_equal(claim->value, 101);
	assert_int_equal(claim->more, 300);
	struct text text;
	text_init(&text);
	text_sentence(&text, LANG_EN, &played.event);
	assert_string_equal(
	    text_c_string(&text),
	    "the client sends bytes 1-100 again after 250.0 ms of silence (sent 2 "
	    "times so far): by a timer; whether a timeout or a tail loss probe, cannot "
	    "be told; 101-300 in the same segment new");
	text_release(&text);
	play_end(&played);
}

int test_claims_late(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_was_captured_before),
	    cmocka_unit_test(names_the_new_part),
	};
	return run_group(tests, NULL, NULL);
}
