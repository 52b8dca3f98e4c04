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
    {"the first of two that were acknowledged before they were captured",
     CLAIM_ACKED_BEFORE,
     true,
     {HANDSHAKE(100), {50, V, A, 1, 12}, {5, V, A, 1, 23}, {5, C, A, 1, 1, 11}}},
    {"the second one",
     CLAIM_ACKED_BEFORE,
     true,
     {HANDSHAKE(100),
      {50, V, A, 1, 12},
      {5, V, A, 1, 23},
      {5, C, A, 1, 1, 11},
      {5, C, A, 12, 1, 11}}},
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
     {HANDSHAKE(100), {50, C, A, 601, 1, 200}, {5, C, A, 201, 1, 200}, {5, C, A, 401, 1, 200}}},
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

/* All blocks are told where there is room for more (RFC 2018 section 4): then so are the gaps. */
static void tells_what_a_sack_shows_to_be_missing(void **state)
{
	(void)state;
	static const struct {
		uint8_t count;
		uint32_t blocks[3][2], gaps[2][2]; /* relative; the last number of a gap */
	} rows[] = {
	    {1, {{101, 201}}, {{1, 100}}},
	    {2, {{301, 401}, {101, 201}}, {{1, 100}, {201, 300}}},
	    {2, {{101, 201}, {301, 401}}, {{1, 100}, {201, 300}}},
	    {2, {{201, 301}, {101, 201}}, {{1, 100}}},
	    {3, {{501, 601}, {301, 401}, {101, 201}}, {{0}}},
	};
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 700}, {5, V, A, 1, 1, 0, 0, {101, 201}}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct played played;
		struct claim_set set;
		uint8_t option[28] = {1, 1, 5, (uint8_t)(2 + 8 * rows[i].count)};
		play(&played, exchange);
		for (int at = 0; at < rows[i].count * 8; at++) {
			uint32_t number = CLIENT_ISN + rows[i].blocks[at / 8][at / 4 % 2];
			option[4 + at] = (uint8_t)(number >> (24 - 8 * (at % 4)));
		}
		played.segment.options = option;
		played.segment.options_length = (uint8_t)(4 + 8 * rows[i].count);
		struct cause cause = {.sack_above = true, .peer_frame = 4};
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		claims_of_segment(&input, &set);
		static const enum claim_id ids[] = {CLAIM_ACK_LACKS, CLAIM_ACK_LACKS_TOO};
		for (size_t k = 0; k < COUNT_OF(ids); k++) {
			const struct claim *claim = claim_find(&set, ids[k]);
			assert_int_equal(claim != NULL, rows[i].gaps[k][0] != 0);
			assert_int_equal(claim ? claim->value : 0, rows[i].gaps[k][0]);
			assert_int_equal(claim ? claim->more : 0, rows[i].gaps[k][1]);
		}
		assert_int_equal(claim_find(&set, CLAIM_ACK_LACKS_FROM) != NULL,
				 rows[i].gaps[0][0] == 0);
		play_end(&played);
	}
}

/* What waits so long is no timer of TCP; and what came between, unseen, may be why. */
static const struct claim_case untold[] = {
    {"after longer than any timer of TCP waits",
     CLAIM_AGAIN_TIMER,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {125000001, C, A, 1, 1, 100}}},
    {"with an ACK of what was not captured",
     CLAIM_AGAIN_TIMER,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {300000, C, A, 1, 51, 100}}},
    {"with an ACK of what was not captured",
     CLAIM_AGAIN,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {300000, C, A, 1, 51, 100}}},
    {"nothing of the other side was captured",
     CLAIM_AGAIN_TIMER,
     false,
     {{0, C, S, 0, 0}, {200, C, A, 1, 1, 100}, {300000, C, A, 1, 1, 100}}},
};

static void tells_no_timer_where_more_was_heard(void **state)
{
	(void)state;
	EXPECT_CASES(untold);
}

int test_claims_late(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_was_captured_before),
	    cmocka_unit_test(tells_no_timer_where_more_was_heard),
	    cmocka_unit_test(names_the_new_part),
	    cmocka_unit_test(tells_what_a_sack_shows_to_be_missing),
	};
	return run_group(tests, NULL, NULL);
}
