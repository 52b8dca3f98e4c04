/* SPDX-License-Identifier: MIT */
/* Why bytes are sent again. */
#include "claims_fixture.h"

#define THREE                                                                                      \
	{50, C, A, 1, 1, 1000}, {5, C, A, 1001, 1, 1000},                                          \
	{                                                                                          \
		5, C, A, 2001, 1, 1000                                                             \
	}
#define FIVE                                                                                       \
	THREE, {5, C, A, 3001, 1, 1000},                                                           \
	{                                                                                          \
		5, C, A, 4001, 1, 1000                                                             \
	}
#define DUPACK                                                                                     \
	{                                                                                          \
		5, V, A, 1, 1                                                                      \
	}

static const struct claim_case reported[] = {
    {"a SACK above it",
     CLAIM_AGAIN_SACK,
     true,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 3001}}, {5, C, A, 1, 1, 1000}}},
    {"at the time of the SACK",
     CLAIM_AGAIN_SACK,
     true,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 3001}}, {0, C, A, 1, 1, 1000}}},
    {"a microsecond after the only one that is outstanding",
     CLAIM_AGAIN_TIMER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {1, C, A, 1, 1, 100}}},
    {"at the time of that one",
     CLAIM_AGAIN_TIMER,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {0, C, A, 1, 1, 100}}},
    {"no SACK", CLAIM_AGAIN_SACK, false, {HANDSHAKE(100), THREE, DUPACK, {5, C, A, 1, 1, 1000}}},
    {"a SACK below it",
     CLAIM_AGAIN_SACK,
     false,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 2001}}, {5, C, A, 2001, 1, 1000}}},
    {"a SACK long ago",
     CLAIM_AGAIN_SACK,
     false,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 3001}}, {300000, C, A, 1, 1, 1000}}},
    {"the same SACK again, and a timer",
     CLAIM_AGAIN_SACK,
     false,
     {HANDSHAKE(100),
      THREE,
      {100, V, A, 1, 1, 0, 0, {1001, 3001}},
      {100000, V, A, 1, 1, 0, 0, {1001, 3001}},
      {100000, C, A, 1, 1, 1000}}},
    {"the same SACK once more",
     CLAIM_AGAIN_SACK,
     false,
     {HANDSHAKE(100),
      THREE,
      {100, V, A, 1, 1, 0, 0, {1001, 3001}},
      {5, C, A, 1, 1, 1000},
      {5, C, A, 1, 1, 1000}}},
    {"three duplicate ACKs",
     CLAIM_AGAIN_DUPACKS,
     true,
     {HANDSHAKE(100), FIVE, DUPACK, DUPACK, DUPACK, {5, C, A, 1, 1, 1000}}},
    {"one duplicate ACK",
     CLAIM_AGAIN_DUPACKS,
     false,
     {HANDSHAKE(100), FIVE, DUPACK, {5, C, A, 1, 1, 1000}}},
    {"three of them for other bytes",
     CLAIM_AGAIN_DUPACKS,
     false,
     {HANDSHAKE(100), FIVE, DUPACK, DUPACK, DUPACK, {5, C, A, 2001, 1, 1000}}},
    {"a partial ACK",
     CLAIM_AGAIN_PARTIAL,
     true,
     {HANDSHAKE(100),
      FIVE,
      DUPACK,
      DUPACK,
      DUPACK,
      {5, C, A, 1, 1, 1000},
      {100, V, A, 1, 2001},
      {5, C, A, 2001, 1, 1000}}},
    {"an ACK of all that was missing",
     CLAIM_AGAIN_PARTIAL,
     false,
     {HANDSHAKE(100),
      THREE,
      DUPACK,
      DUPACK,
      DUPACK,
      {5, C, A, 1, 1, 1000},
      {100, V, A, 1, 3001},
      {5, C, A, 3001, 1, 1000}}},
    {"acknowledged before",
     CLAIM_AGAIN_ACKED,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, C, A, 1, 1, 11}}},
    {"acknowledged before it was captured",
     CLAIM_AGAIN_ACKED,
     false,
     {{0, V, A, 1, 12, 4}, {5, C, A, 1, 1, 11}}},
    {"not acknowledged",
     CLAIM_AGAIN_ACKED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {200000, C, A, 1, 1, 11}}},
};

static const struct claim_case timed[] = {
    {"several outstanding, 250 ms",
     CLAIM_AGAIN_TIMEOUT,
     true,
     {HANDSHAKE(100), THREE, {250000, C, A, 1, 1, 1000}}},
    {"several outstanding, 100 ms",
     CLAIM_AGAIN_TIMEOUT,
     false,
     {HANDSHAKE(100), THREE, {100000, C, A, 1, 1, 1000}}},
    {"one outstanding, 250 ms",
     CLAIM_AGAIN_TIMEOUT,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {250000, C, A, 1, 1, 11}}},
    {"one outstanding, 250 ms",
     CLAIM_AGAIN_TIMER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {250000, C, A, 1, 1, 11}}},
    {"one outstanding, 5 ms",
     CLAIM_AGAIN_TIMER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5000, C, A, 1, 1, 11}}},
    {"several outstanding",
     CLAIM_AGAIN_TIMER,
     false,
     {HANDSHAKE(100), THREE, {250000, C, A, 1, 1, 1000}}},
    {"twice the silence before",
     CLAIM_AGAIN_DOUBLED,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {200000, C, A, 1, 1, 11}, {400000, C, A, 1, 1, 11}}},
    {"the same silence again",
     CLAIM_AGAIN_DOUBLED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {200000, C, A, 1, 1, 11}, {200000, C, A, 1, 1, 11}}},
    {"twice as long, but short",
     CLAIM_AGAIN_DOUBLED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {2000, C, A, 1, 1, 11}, {4000, C, A, 1, 1, 11}}},
    {"twice as long, after an answer",
     CLAIM_AGAIN_DOUBLED,
     false,
     {HANDSHAKE(100),
      THREE,
      {200000, C, A, 1, 1, 1000},
      {100, V, A, 1, 1001},
      {400000, C, A, 1001, 1, 1000}}},
    {"the last of several, 10 ms",
     CLAIM_AGAIN_PROBE,
     true,
     {HANDSHAKE(100), THREE, {10000, C, A, 2001, 1, 1000}}},
    {"the last of several, 250 ms",
     CLAIM_AGAIN_PROBE,
     false,
     {HANDSHAKE(100), THREE, {250000, C, A, 2001, 1, 1000}}},
    {"the last of several, after less than a round trip",
     CLAIM_AGAIN_PROBE,
     false,
     {HANDSHAKE(50000), THREE, {10000, C, A, 2001, 1, 1000}}},
    {"the first of several",
     CLAIM_AGAIN_PROBE,
     false,
     {HANDSHAKE(100), THREE, {10000, C, A, 1, 1, 1000}}},
    {"the last of several, with a SACK",
     CLAIM_AGAIN_PROBE,
     false,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 2001}}, {10000, C, A, 2001, 1, 1000}}},
    {"the only one",
     CLAIM_AGAIN_PROBE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {10000, C, A, 1, 1, 11}}},
    {"one byte, not acknowledged",
     CLAIM_AGAIN_TIMER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 1}, {300000, C, A, 1, 1, 1}}},
};

static const struct claim_case mixed[] = {
    {"only the SYN acknowledged",
     CLAIM_AGAIN_SYN_ONLY,
     true,
     {{0, C, S, 0, 0, 100}, {100, V, SA, 0, 1}, {30, C, A, 1, 1, 100}}},
    {"its data, too",
     CLAIM_AGAIN_SYN_ONLY,
     false,
     {{0, C, S, 0, 0, 100}, {100, V, SA, 0, 101}, {30, C, A, 101, 1, 100}}},
    {"new bytes with the old",
     CLAIM_AGAIN_NEW,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, A, 1, 1, 300}}},
    {"only the old",
     CLAIM_AGAIN_NEW,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, A, 1, 1, 100}}},
    {"the FIN for the first time",
     CLAIM_AGAIN_FIN,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {250000, C, FA, 1, 1, 100}}},
    {"the FIN again",
     CLAIM_AGAIN_FIN,
     false,
     {HANDSHAKE(100), {50, C, FA, 1, 1, 100}, {250000, C, FA, 1, 1, 100}}},
    {"skipped", CLAIM_JUMP, true, {HANDSHAKE(100), {50, C, A, 101, 1, 100}}},
    {"nothing skipped", CLAIM_JUMP, false, {HANDSHAKE(100), {50, C, A, 1, 1, 100}}},
    {"skipped before",
     CLAIM_LATE,
     true,
     {HANDSHAKE(100), {50, C, A, 101, 1, 100}, {5, C, A, 1, 1, 100}}},
    {"skipped before, late",
     CLAIM_LATE,
     true,
     {HANDSHAKE(100), {50, C, A, 101, 1, 100}, {500000, C, A, 1, 1, 100}}},
    {"sent before",
     CLAIM_LATE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {5, C, A, 1, 1, 100}}},
    {"repaired",
     CLAIM_REPAIRED_FAST,
     true,
     {HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 3001}}, {5, C, A, 1, 1, 1000}}},
    {"no repair", CLAIM_REPAIRED_FAST, false, {HANDSHAKE(100), THREE}},
    {"repaired after a timeout",
     CLAIM_REPAIRED_TIMEOUT,
     true,
     {HANDSHAKE(100), THREE, {250000, C, A, 1, 1, 1000}}},
    {"repaired by a timer",
     CLAIM_REPAIRED_TIMER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {250000, C, A, 1, 1, 11}}},
    {"repaired by a probe",
     CLAIM_REPAIRED_PROBE,
     true,
     {HANDSHAKE(100), THREE, {10000, C, A, 2001, 1, 1000}}},
    {"got twice",
     CLAIM_NEEDLESS,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 11},
      {250000, C, A, 1, 1, 11},
      {5, V, A, 1, 12},
      {5, V, A, 1, 12, 0, 0, {1, 12}}}},
    {"got twice, what was captured once",
     CLAIM_NEEDLESS,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 11},
      {250000, C, A, 1, 1, 11},
      {5, C, FA, 12, 1},
      {5, V, A, 1, 13},
      {5, V, A, 1, 13, 0, 0, {12, 13}}}},
    {"never acknowledged",
     CLAIM_NEVER_ACKED,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {250000, C, A, 1, 1, 11}}},
    {"under way at the end", CLAIM_NEVER_ACKED, false, {HANDSHAKE(100), {50, C, A, 1, 1, 11}}},
    {"acknowledged",
     CLAIM_NEVER_ACKED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {250000, C, A, 1, 1, 11}, {5, V, A, 1, 12}}},
};

static void tells_what_reported_a_loss(void **state)
{
	(void)state;
	EXPECT_CASES(reported);
}

static void tells_timers_apart(void **state)
{
	(void)state;
	EXPECT_CASES(timed);
}

static void tells_new_from_old(void **state)
{
	(void)state;
	EXPECT_CASES(mixed);
}

/* What became of it, from a file; and live, of the frame itself. */
static void a_copy_has_the_fate_that_is_told(void **state)
{
	(void)state;
	static const struct {
		enum fate fate;
		enum claim_id id;
		bool hole;
		enum fate_grade grade;
	} rows[] = {{FATE_OVERTAKEN, CLAIM_OVERTAKEN, true},
		    {FATE_ARRIVED, CLAIM_LATE, true},
		    {FATE_LOST, CLAIM_LOST, false},
		    {FATE_LOST_OR_ANSWER, CLAIM_LOST_OR_ANSWER, false},
		    {FATE_DISCARDED, CLAIM_DISCARDED, false},
		    {FATE_DUPLICATE, CLAIM_DOUBLED, false},
		    {FATE_CAPTURE_DUPLICATE, CLAIM_CAPTURED_TWICE, false, FATE_PROBABLY},
		    {FATE_CAPTURE_DUPLICATE, CLAIM_CAPTURED_ELSEWHERE, false, FATE_SEEN}};
	static const struct row exchange[ROWS_MAX] = {HANDSHAKE(100), {50, C, A, 1, 1, 100}};
	for (size_t i = 0; i < COUNT_OF(rows) * 2; i++) {
		struct played played;
		struct claim_set set;
		play(&played, exchange);
		struct cause cause = {.fills_hole = rows[i / 2].hole};
		struct fate_event event = {.frame = played.frame,
					   .by = 3,
					   .kind = FATE_EVENT_FATE,
					   .fate = (uint8_t)rows[i / 2].fate,
					   .grade = (uint8_t)rows[i / 2].grade};
		struct evidence_step evidence = {.has_fate = i & 1,
						 .fate = rows[i / 2].fate,
						 .grade = rows[i / 2].grade,
						 .by = 3,
						 .events = &event,
						 .event_count = 1};
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		input.evidence = &evidence;
		claims_of_segment(&input, &set);
		assert_non_null(claim_find(&set, rows[i / 2].id));
		event.frame = 1; /* another one's */
		evidence.has_fate = false;
		claims_of_segment(&input, &set);
		assert_int_equal(claim_find(&set, rows[i / 2].id) != NULL,
				 rows[i / 2].id == CLAIM_LATE);
		play_end(&played);
	}
}

static void what_was_lost_before_is_told(void **state)
{
	(void)state;
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 101, 1, 100}, {5, C, A, 1, 1, 100}};
	struct played played;
	struct claim_set set;
	play(&played, exchange);
	struct cause cause = {.fills_hole = true};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	input.lost_before = true;
	claims_of_segment(&input, &set);
	assert_int_equal(set.claim[0].id, CLAIM_LOST_BEFORE);
	play_end(&played);
}

static void a_crossing_is_told(void **state)
{
	(void)state;
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}};
	struct played played;
	struct claim_set set;
	play(&played, exchange);
	struct cause cause = {0};
	struct evidence_step evidence = {.crossed = 4};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_CROSSED));
	input.evidence = &evidence;
	claims_of_segment(&input, &set);
	assert_int_equal(claim_find(&set, CLAIM_CROSSED)->frames[1], 4);
	play_end(&played);
}

/* The figures, and the frames that a claim rests on. */
static void a_sack_is_named(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100), THREE, {100, V, A, 1, 1, 0, 0, {1001, 3001}}, {5, C, A, 1, 1, 1000}};
	struct played played;
	play(&played, rows);
	const struct claim *claim = &played.claims.claim[0];
	assert_int_equal(claim->id, CLAIM_AGAIN_SACK);
	assert_int_equal(claim->value, 1001);
	assert_int_equal(claim->more, 3000);
	assert_int_equal(claim->frame_count, 3);
	assert_int_equal(claim->frames[0], 8); /* itself */
	assert_int_equal(claim->frames[1], 7); /* the SACK */
	assert_int_equal(claim->frames[2], 4); /* the first copy */
	play_end(&played);
}

int test_claims_loss(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_reported_a_loss),
	    cmocka_unit_test(tells_timers_apart),
	    cmocka_unit_test(tells_new_from_old),
	    cmocka_unit_test(a_copy_has_the_fate_that_is_told),
	    cmocka_unit_test(what_was_lost_before_is_told),
	    cmocka_unit_test(a_crossing_is_told),
	    cmocka_unit_test(a_sack_is_named),
	};
	return run_group(tests, NULL, NULL);
}
