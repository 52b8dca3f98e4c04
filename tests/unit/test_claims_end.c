/* SPDX-License-Identifier: MIT */
/* How a connection was closed, and what happened before. */
#include "claims_fixture.h"
#include "sentence.h"

#define CLOSE(after_us)                                                                            \
	{5, C, FA, 1, 1}, {after_us, V, FA, 1, 2},                                                 \
	{                                                                                          \
		5, C, A, 2, 2                                                                      \
	}

static const struct claim_case closings[] = {
    {"three", CLAIM_CLOSED_3, true, {HANDSHAKE(100), CLOSE(90)}},
    {"behind numbers that were not captured",
     CLAIM_CLOSED_3,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 501, 2}, {5, C, A, 2, 502}}},
    {"behind numbers that were acknowledged, not captured",
     CLAIM_CLOSED_NO_ACK,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, C, A, 2, 501}, {90, V, FA, 501, 2}, {5, C, A, 2, 502}}},
    {"a RST answers, and a FIN was perhaps not captured",
     CLAIM_ENDED_BY_ANSWER,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 2}, {5, C, FA, 1, 2}, {90, V, R, 2, 0}}},
    {"the number before its first one was not captured",
     CLAIM_ONE_FIN_CAPTURED,
     true,
     {{0, V, FA, 1, 1}, {90, C, A, 2, 2}}},
    {"a RST one number on: its FIN may not have been captured",
     CLAIM_RESET_BEHIND_UNSEEN,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {5, V, A, 1, 11}, {5, C, RA, 12, 1}}},
    {"two numbers on, and it has got all",
     CLAIM_RESET_BEHIND_UNSEEN,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {5, V, A, 1, 11}, {5, C, RA, 13, 1}}},
    {"two numbers on, and it has not",
     CLAIM_RESET_BEHIND_UNSEEN,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {5, V, A, 1, 11, 10}, {5, C, RA, 13, 1}}},
    {"two numbers on, without ACK",
     CLAIM_RESET_BEHIND_UNSEEN,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {5, V, A, 1, 11}, {5, C, R, 13, 0}}},
    {"in the same microsecond", CLAIM_MAY_DELAY, true, {HANDSHAKE(100), CLOSE(0)}},
    {"at once: general knowledge", CLAIM_MAY_DELAY, true, {HANDSHAKE(100), CLOSE(90)}},
    {"at once on a path of 300 ms", CLAIM_MAY_DELAY, false, {HANDSHAKE(300000), CLOSE(300200)}},
    {"at once on a path of 300 ms", CLAIM_CLOSED_AT_ONCE, true, {HANDSHAKE(300000), CLOSE(300200)}},
    {"20 ms later", CLAIM_CLOSED_AT_ONCE, false, {HANDSHAKE(300000), CLOSE(320000)}},
    {"20 ms later: general knowledge", CLAIM_MAY_DELAY, true, {HANDSHAKE(300000), CLOSE(320000)}},
    {"less than a twentieth of the path more",
     CLAIM_CLOSED_AT_ONCE,
     true,
     {HANDSHAKE(300000), CLOSE(314999)}},
    {"a twentieth more", CLAIM_CLOSED_AT_ONCE, false, {HANDSHAKE(300000), CLOSE(315000)}},
    {"a millisecond more", CLAIM_CLOSED_AT_ONCE, false, {HANDSHAKE(3000), CLOSE(4000)}},
    {"less than that", CLAIM_CLOSED_AT_ONCE, true, {HANDSHAKE(3000), CLOSE(3999)}},
    {"on a path that hides nothing", CLAIM_CLOSED_AT_ONCE, false, {HANDSHAKE(100), CLOSE(90)}},
    {"an ACK does not wait for 2.5 s", CLAIM_CLOSED_3, false, {HANDSHAKE(100), CLOSE(2500000)}},
    {"an ACK does not wait for 2.5 s", CLAIM_CLOSED_NO_ACK, true, {HANDSHAKE(100), CLOSE(2500000)}},
    {"601 ms on a path of 600", CLAIM_CLOSED_3, true, {HANDSHAKE(600000), CLOSE(601000)}},
    {"just below 40 ms more than a round trip",
     CLAIM_MAY_DELAY,
     true,
     {HANDSHAKE(100), CLOSE(40099)}},
    {"just 40 ms more", CLAIM_MAY_DELAY, false, {HANDSHAKE(100), CLOSE(40100)}},
    {"40 ms more than a round trip", CLAIM_MAY_DELAY, false, {HANDSHAKE(100), CLOSE(40200)}},
    {"40 ms more than a round trip", CLAIM_CLOSED_NO_ACK, true, {HANDSHAKE(100), CLOSE(40200)}},
    {"hardly less", CLAIM_CLOSED_3, true, {HANDSHAKE(100), CLOSE(40000)}},
    {"the FIN was sent again",
     CLAIM_MAY_DELAY,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {10000, C, FA, 1, 1}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"no round trip known",
     CLAIM_MAY_DELAY,
     false,
     {{0, C, FA, 1, 1}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"the FIN was sent again",
     CLAIM_FIN_UNANSWERED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {200000, C, FA, 1, 1}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"the FIN was answered before it was sent again",
     CLAIM_FIN_UNANSWERED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}, {200000, C, FA, 1, 1}, {5, C, A, 2, 2}}},
    {"the FIN was answered before it was sent again",
     CLAIM_FIN_REPEATED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}, {200000, C, FA, 1, 1}, {5, C, A, 2, 2}}},
    {"the FIN was captured again: the same packet",
     CLAIM_FIN_REPEATED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1, .id = 7}, {90, V, FA, 1, 2}, {5, C, FA, 1, 1, .id = 7}}},
    {"much sooner than a round trip",
     CLAIM_CLOSED_AT_ONCE,
     false,
     {HANDSHAKE(67700), CLOSE(29400)}},
    {"hardly sooner than a round trip",
     CLAIM_CLOSED_AT_ONCE,
     true,
     {HANDSHAKE(67700), CLOSE(67500)}},
    {"2.5 s without a repetition", CLAIM_ACK_MISSED, true, {HANDSHAKE(100), CLOSE(2500000)}},
    {"1 s without one", CLAIM_ACK_MISSED, false, {HANDSHAKE(100), CLOSE(1000000)}},
    {"2.5 s on a path of 1 s", CLAIM_ACK_MISSED, false, {HANDSHAKE(1000000), CLOSE(2500000)}},
    {"2.5 s with repetitions",
     CLAIM_ACK_MISSED,
     false,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {200000, C, FA, 1, 1},
      {2300000, V, FA, 1, 2},
      {5, C, A, 2, 2}}},
    {"four",
     CLAIM_CLOSED_4,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"four, a FIN twice",
     CLAIM_FIN_REPEATED,
     true,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {200000, C, FA, 1, 1},
      {90, V, A, 1, 2},
      {90, V, FA, 1, 2},
      {5, C, A, 2, 2}}},
    {"four, each FIN once",
     CLAIM_FIN_REPEATED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"crossed",
     CLAIM_CLOSED_SIMULTANEOUSLY,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}, {5, C, A, 2, 2}, {5, V, A, 2, 2}}},
    {"crossed, but one FIN twice",
     CLAIM_CLOSED_SIMULTANEOUSLY,
     false,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {5, V, FA, 1, 1},
      {200000, C, FA, 1, 2},
      {5, V, A, 2, 2},
      {5, C, A, 2, 2}}},
    {"crossed, but one FIN twice",
     CLAIM_CLOSED_BOTH,
     true,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {5, V, FA, 1, 1},
      {200000, C, FA, 1, 2},
      {5, V, A, 2, 2},
      {5, C, A, 2, 2}}},
    {"data that the second FIN overtook, by their identifications",
     CLAIM_CLOSED_HALF,
     true,
     {HANDSHAKE(100),
      {5, V, FA, 1, 1},
      {200, C, FA, 101, 2, 0, 0, {0}, 0, 22},
      {5, V, A, 2, 1},
      {5, C, A, 1, 2, 100, 0, {0}, 0, 21},
      {5, V, A, 2, 102}}},
    {"half",
     CLAIM_CLOSED_HALF,
     true,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {90, V, A, 1, 2, 50},
      {90, V, FA, 51, 2},
      {5, C, A, 2, 52}}},
    {"one FIN, acknowledged",
     CLAIM_ONE_FIN_ACKED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}}},
    {"one FIN, not acknowledged", CLAIM_ONE_FIN_ACKED, false, {HANDSHAKE(100), {5, C, FA, 1, 1}}},
    {"one FIN, not acknowledged", CLAIM_ONE_FIN, true, {HANDSHAKE(100), {5, C, FA, 1, 1}}},
    {"one FIN, the other may not have been captured",
     CLAIM_ONE_FIN_CAPTURED,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 2}, {5, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"one FIN, the other may not have been captured",
     CLAIM_ONE_FIN_ACKED,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 2}, {5, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"one FIN, what was acknowledged early was captured then",
     CLAIM_ONE_FIN_CAPTURED,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 2}, {5, C, A, 1, 1, 1}, {5, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"one FIN, nothing of the other side was captured",
     CLAIM_ONE_FIN_CAPTURED,
     true,
     {{0, C, S, 0, 0}, {100, C, A, 1, 1}, {5, C, FA, 1, 1}, {90, C, A, 2, 2}}},
    {"one FIN, and the other side's beginning was not captured",
     CLAIM_ONE_FIN_ACKED,
     false,
     {{0, V, A, 1, 5}, {5, C, A, 5, 1}, {5, V, FA, 1, 5}, {90, C, A, 5, 2}}},
    {"one FIN, and the other side acknowledges it with a number that was not captured",
     CLAIM_ONE_FIN_CAPTURED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 2, 2}}},
    {"nothing of the other side was captured",
     CLAIM_CLOSE_ONE_WAY,
     true,
     {{0, V, SA, 0, 1}, {90, V, A, 1, 1, 10}}},
    {"nothing of the other side was captured",
     CLAIM_NOT_CLOSED,
     false,
     {{0, V, SA, 0, 1}, {90, V, A, 1, 1, 10}}},
    {"an ACK of what was not captured may be that of a FIN",
     CLAIM_CLOSE_UNSEEN,
     true,
     {HANDSHAKE(100), {900, C, A, 1, 2}}},
    {"an ACK of what was not captured may be that of a FIN",
     CLAIM_NOT_CLOSED,
     false,
     {HANDSHAKE(100), {900, C, A, 1, 2}}},
    {"a RST, and nothing of the other side",
     CLAIM_RESET_ONE_WAY,
     true,
     {{0, V, SA, 0, 1}, {90, V, A, 1, 1, 10}, {5, V, RA, 11, 1}}},
    {"both FINs, the last one not acknowledged",
     CLAIM_FINS_LEFT,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}}},
    {"both FINs, the last one not acknowledged",
     CLAIM_NOT_CLOSED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}}},
    {"a FIN beyond the window may be behind what was not captured",
     CLAIM_CLOSE_DROPPED,
     true,
     {HANDSHAKE(100), {50, C, FA, 9000000, 1}}},
    {"open", CLAIM_NOT_CLOSED, true, {HANDSHAKE(100)}},
    {"two RSTs, and one of them changed nothing",
     CLAIM_ABORTED_BOTH,
     false,
     {HANDSHAKE(100), {50, C, R, 9000000, 0}, {50, C, A, 1, 1, 10}, {50, V, R, 1, 0}}},
    {"open", CLAIM_ONE_FIN, false, {HANDSHAKE(100)}},
    {"clock back", CLAIM_TIMES_ODD, true, {HANDSHAKE(100), {-50, C, A, 1, 1, 1}}},
    {"clock on", CLAIM_TIMES_ODD, false, {HANDSHAKE(100)}},
};

static void tells_closings(void **state)
{
	(void)state;
	EXPECT_CASES(closings);
}

/* Given up to make room for others: nothing is said to be missing that may have come later. */
static void tells_what_was_given_up_early(void **state)
{
	(void)state;
	static const struct {
		struct row rows[ROWS_MAX];
		enum claim_id told, missing;
		const char *says;
	} cases[] = {
	    {{{0, C, S, 0, 0}}, CLAIM_GIVEN_UP, CLAIM_NOT_OPENED_UNANSWERED, "given up early: "},
	    {{{0, C, S, 0, 0}, {90, V, SA, 0, 1}},
	     CLAIM_GIVEN_UP,
	     CLAIM_NOT_OPENED_INCOMPLETE,
	     "given up early: "},
	    {{HANDSHAKE(100)}, CLAIM_OPENED, CLAIM_NOT_CLOSED, "; given up early: "},
	    {{HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}},
	     CLAIM_ONE_FIN_ACKED,
	     CLAIM_NOT_CLOSED,
	     "in CLOSE-WAIT then; no FIN of the server was captured; given up early: "},
	    {{HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}},
	     CLAIM_GIVEN_UP,
	     CLAIM_FINS_LEFT,
	     "; given up early: "},
	    {{HANDSHAKE(100), {5, C, A, 1, 1, 9}, {900000, C, A, 1, 1, 9}},
	     CLAIM_GIVEN_UP,
	     CLAIM_NEVER_ACKED,
	     "; given up early: "},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct played played;
		struct text text;
		text_init(&text);
		play(&played, cases[i].rows);
		assert_null(claim_find(&played.connection, CLAIM_GIVEN_UP));
		played.walk.flow.flags |= FLOW_EVICTED;
		claims_of_connection(&played.walk.flow, played.walk.flow.causes,
				     &played.connection);
		text_verdict(&text, LANG_EN, &played.walk.flow, true);
		if (!claim_find(&played.connection, CLAIM_GIVEN_UP) ||
		    !claim_find(&played.connection, cases[i].told) ||
		    claim_find(&played.connection, cases[i].missing) ||
		    !strstr(text_c_string(&text), cases[i].says))
			fail_msg("%zu: %s", i, text_c_string(&text));
		text_release(&text);
		play_end(&played);
	}
}

/* What is more than the round trip, and that. */
static void takes_the_round_trip_off(void **state)
{
	(void)state;
	static const struct row at_once[ROWS_MAX] = {HANDSHAKE(300000), CLOSE(300200)};
	static const struct row later[ROWS_MAX] = {HANDSHAKE(300000), CLOSE(320000)};
	struct played played;
	const struct claim *claim = claim_of(&played, at_once, CLAIM_CLOSED_AT_ONCE);
	assert_int_equal(claim->value, 200);
	assert_int_equal(claim->more, 300000);
	play_end(&played);
	claim = claim_of(&played, later, CLAIM_CLOSED_3);
	assert_int_equal(claim->value, 320000);
	assert_int_equal(claim->more, 300000);
	play_end(&played);
}

/* 53 years. */
static void tells_how_far_the_clock_went(void **state)
{
	(void)state;
	const int64_t step = INT64_C(1700000000) * 1000000;
	const struct row jump[ROWS_MAX] = {HANDSHAKE(100), {step, C, A, 1, 1, 1}};
	const struct row back[ROWS_MAX] = {HANDSHAKE(100), {-500, C, A, 1, 1, 1}};
	struct played played;
	const struct claim *claim = claim_of(&played, jump, CLAIM_TIMES_ODD);
	assert_int_equal(claim->value, step);
	assert_int_equal(claim->frames[0], 4);
	assert_int_equal(claim_find(&played.claims, CLAIM_CLOCK_JUMP)->value, step);
	play_end(&played);
	assert_int_equal(claim_of(&played, back, CLAIM_TIMES_ODD)->value, 500);
	assert_int_equal(claim_find(&played.claims, CLAIM_CLOCK_BACK)->value, 500);
	play_end(&played);
}

/* Times of more than 2^32 microseconds. */
static void counts_hours(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100),
						  {5, C, FA, 1, 1},
						  {90, V, A, 1, 2},
						  {INT64_C(7000000000), V, FA, 1, 2},
						  {5, C, A, 2, 2}};
	struct played played;
	play(&played, rows);
	const struct claim *claim = claim_find(&played.connection, CLAIM_CLOSED_4);
	assert_non_null(claim);
	assert_int_equal(claim->value, 90);
	assert_int_equal(claim->more, INT64_C(7000000000));
	play_end(&played);
}

/* No delay across a clock that went back. */
static void a_time_that_is_not_known_is_no_figure(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100), {5, C, FA, 1, 1}, {-90, V, FA, 1, 2}, {5, C, A, 2, 2}};
	struct played played;
	play(&played, rows);
	const struct claim *claim = claim_find(&played.connection, CLAIM_CLOSED_3);
	assert_non_null(claim);
	assert_int_equal(claim->unit, UNIT_NONE);
	play_end(&played);
}

/* Losses that the evidence tells add up; then nothing about the FIN is left to ask. */
static void counts_losses(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100),
						  {5, C, FA, 1, 1},
						  {200000, C, FA, 1, 1},
						  {90, V, FA, 1, 2},
						  {5, C, A, 2, 2}};
	struct played played;
	struct claim_set set;
	play(&played, rows);
	assert_non_null(claim_find(&played.connection, CLAIM_FIN_UNANSWERED));
	assert_null(claim_find(&played.connection, CLAIM_LOSSES));
	causes_lost(played.walk.flow.causes, SIDE_CLIENT);
	claims_of_connection(&played.walk.flow, played.walk.flow.causes, &set);
	assert_null(claim_find(&set, CLAIM_FIN_UNANSWERED));
	assert_int_equal(claim_find(&set, CLAIM_LOSSES)->value, 1);
	assert_int_equal(claim_find(&set, CLAIM_FIN_REPEATED)->value, 2);
	play_end(&played);
}

int test_claims_end(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_closings),
	    cmocka_unit_test(tells_what_was_given_up_early),
	    cmocka_unit_test(takes_the_round_trip_off),
	    cmocka_unit_test(tells_how_far_the_clock_went),
	    cmocka_unit_test(counts_hours),
	    cmocka_unit_test(counts_losses),
	    cmocka_unit_test(a_time_that_is_not_known_is_no_figure),
	};
	return run_group(tests, NULL, NULL);
}
