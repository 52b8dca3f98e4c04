/* SPDX-License-Identifier: MIT */
/* What is counted of all segments of a connection. */
#include "claims_fixture.h"

/* Each repetition counts once, for how it came about. */
static void counts_repairs_by_their_kind(void **state)
{
	(void)state;
	static const struct {
		enum claim_id id;
		int64_t count;
		uint8_t frames;
	} expected[] = {
	    {CLAIM_REPAIRED_FAST, 1 + 2, 2},   {CLAIM_REPAIRED_PARTIAL, 4, 1},
	    {CLAIM_REPAIRED_TIMEOUT, 8, 1},    {CLAIM_REPAIRED_BACKOFF, 16, 1},
	    {CLAIM_REPAIRED_PROBE, 32, 1},     {CLAIM_REPAIRED_TIMER, 64, 1},
	    {CLAIM_REPAIRED_SYN_ONLY, 128, 1}, {CLAIM_REPAIRED, 5, 1},
	};
	static const uint8_t counts[AGAIN_COUNT] = {
	    [AGAIN_BY_SACK] = 1,    [AGAIN_BY_DUPACKS] = 2,  [AGAIN_BY_PARTIAL_ACK] = 4,
	    [AGAIN_BY_TIMEOUT] = 8, [AGAIN_BY_BACKOFF] = 16, [AGAIN_BY_PROBE] = 32,
	    [AGAIN_BY_TIMER] = 64,  [AGAIN_SYN_ONLY] = 128,  [AGAIN_UNTOLD] = 5,
	};
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100), {50, C, A, 1, 1, 100}};
	struct played played;
	play(&played, rows);
	struct causes_side *client = &played.walk.flow.causes->side[C];
	for (int how = 0; how < AGAIN_COUNT; how++) {
		client->repaired[how] = counts[how];
		client->repaired_frame[how] = (uint32_t)how + 1;
	}
	claims_of_connection(&played.walk.flow, played.walk.flow.causes, &played.connection);
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		const struct claim *claim = claim_find(&played.connection, expected[i].id);
		assert_non_null(claim);
		if (claim->value != expected[i].count || claim->frame_count != expected[i].frames)
			fail_msg("%s: %jd on %d frames", claim_name(expected[i].id),
				 (intmax_t)claim->value, claim->frame_count);
	}
	play_end(&played);
}

/* A FIN takes a number, but is no byte. */
static void counts_bytes_that_were_never_acknowledged(void **state)
{
	(void)state;
	static const struct row data_and_fin[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, FA, 1, 1, 100}, {300000, C, FA, 1, 1, 100}};
	static const struct row fin[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, FA, 1, 1}, {300000, C, FA, 1, 1}};
	static const struct row beyond[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, FA, 1, 1}, {5, C, A, 2, 1, 5}, {5, V, R, 1, 0}};
	/* The last one may be an ACK of it. */
	static const struct row anew[ROWS_MAX] = {HANDSHAKE(100),     {50, C, A, 1, 1, 100},
						  {5, C, RA, 101, 1}, {100, V, SA, 70000, 2},
						  {5, C, R, 2, 0},    {5, V, A, 1, 51}};
	struct played played;
	const struct claim *claim = claim_of(&played, data_and_fin, CLAIM_NEVER_ACKED);
	assert_int_equal(claim->value, 100);
	assert_int_equal(claim->more, 2);
	play_end(&played);
	play(&played, fin);
	assert_null(claim_find(&played.connection, CLAIM_NEVER_ACKED));
	play_end(&played);
	play(&played, anew);
	assert_null(claim_find(&played.connection, CLAIM_NEVER_ACKED));
	play_end(&played);
	claim = claim_of(&played, beyond, CLAIM_NO_ACK_BEFORE_RST);
	assert_int_equal(claim->value, 5);
	play_end(&played);
}

/* Only what was sent again came twice needlessly: a D-SACK (RFC 2883) of other bytes counts none.
 */
static void counts_what_was_needless(void **state)
{
	(void)state;
	static const struct claim_case cases[] = {
	    {"of the bytes that were sent again",
	     CLAIM_NEEDLESS,
	     true,
	     {HANDSHAKE(100),
	      THREE,
	      {100, V, A, 1, 3001},
	      {500000, C, A, 1001, 1, 1000},
	      {100, V, A, 1, 3001, 0, 0, {1001, 2001}}}},
	    {"of those below them",
	     CLAIM_NEEDLESS,
	     false,
	     {HANDSHAKE(100),
	      THREE,
	      {100, V, A, 1, 3001},
	      {500000, C, A, 1001, 1, 1000},
	      {100, V, A, 1, 3001, 0, 0, {1, 1001}}}},
	    {"got twice, a FIN, which is no data",
	     CLAIM_NEEDLESS,
	     false,
	     {HANDSHAKE(100),
	      {50, C, FA, 1, 1},
	      {250000, C, FA, 1, 1},
	      {5, V, A, 1, 2},
	      {5, V, A, 1, 2, 0, 0, {1, 2}}}},
	    {"with data in front of it",
	     CLAIM_NEEDLESS,
	     true,
	     {HANDSHAKE(100),
	      {50, C, FA, 1, 1, 11},
	      {250000, C, FA, 1, 1, 11},
	      {5, V, A, 1, 13},
	      {5, V, A, 1, 13, 0, 0, {1, 13}}}},
	};
	EXPECT_CASES(cases);
}

/* Acknowledged, with what lies behind it; of a hole that stands there still, or that its sender may
 * have filled with a FIN, nothing is known. */
static void tells_what_was_not_captured(void **state)
{
	(void)state;
	static const struct claim_case cases[] = {
	    {"jumped over",
	     CLAIM_NOT_CAPTURED,
	     true,
	     {HANDSHAKE(100), {50, C, A, 1001, 1, 500}, {100, V, A, 1, 1501}}},
	    {"acknowledged, then jumped over",
	     CLAIM_NOT_CAPTURED,
	     true,
	     {HANDSHAKE(100), {100, V, A, 1, 1001}, {50, C, A, 1001, 1, 500}}},
	    {"not acknowledged",
	     CLAIM_NOT_CAPTURED,
	     false,
	     {HANDSHAKE(100), {50, C, A, 1001, 1, 500}, {100, V, A, 1, 1}}},
	    {"captured late",
	     CLAIM_NOT_CAPTURED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1001, 1, 500},
	      {50, C, A, 1, 1, 1000},
	      {100, V, A, 1, 1501}}},
	    {"perhaps a FIN",
	     CLAIM_NOT_CAPTURED,
	     false,
	     {HANDSHAKE(100), {100, V, A, 1, 2}, {50, C, A, 2, 1}}},
	    {"perhaps of another connection",
	     CLAIM_NOT_CAPTURED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 10},
	      {100, V, SA, 90000, 5001},
	      {50, C, A, 5001, 90001, 500},
	      {100, V, A, 90001, 5501}}},
	    {"before the capture began",
	     CLAIM_NOT_CAPTURED,
	     false,
	     {{0, V, A, 1, 501},
	      {100, C, A, 1, 1, 100},
	      {5, V, A, 1, 501},
	      {50, C, A, 501, 1, 500}}},
	};
	EXPECT_CASES(cases);
	static const struct row twice[ROWS_MAX] = {
	    HANDSHAKE(100),          {50, C, A, 1001, 1, 500}, {100, V, A, 1, 1501},
	    {50, C, A, 1801, 1, 10}, {100, V, A, 1, 1811},
	};
	struct played played;
	assert_int_equal(claim_of(&played, twice, CLAIM_NOT_CAPTURED)->value, 1300);
	play_end(&played);
}

/* A frame counts once, whatever was lost of it. */
static void counts_what_was_lost_in_part_or_before(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100), {50, C, A, 1001, 1, 500}};
	struct played played;
	play(&played, rows);
	struct causes *causes = played.walk.flow.causes;
	causes_part_lost(causes, SIDE_CLIENT, 4);
	causes_part_lost(causes, SIDE_CLIENT, 4);
	causes_part_lost(causes, SIDE_CLIENT, 7);
	play_row(&played, &(struct row){20000, C, A, 1, 1, 1000});
	causes_brought_again(causes, SIDE_CLIENT);
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	assert_int_equal(claim_find(&played.connection, CLAIM_LOSSES_IN_PART)->value, 2);
	const struct claim *before = claim_find(&played.connection, CLAIM_LOSSES_BEFORE);
	assert_int_equal(before->value, 1);
	assert_int_equal(before->more, 20000);
	assert_int_equal(before->frames[0], 5);
	/* The clock went back since: no time is known. */
	causes->side[SIDE_CLIENT].hole_us += 50000;
	causes->side[SIDE_CLIENT].before_us = 0;
	causes_brought_again(causes, SIDE_CLIENT);
	assert_int_equal(causes->side[SIDE_CLIENT].before_us, 0);
	causes_not_brought_again(causes, SIDE_CLIENT);
	causes_not_brought_again(causes, SIDE_CLIENT);
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	assert_null(claim_find(&played.connection, CLAIM_LOSSES_BEFORE));
	play_end(&played);
}

/* Of all segments, not of one of them. */
static void tells_that_many_were_captured_twice(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100)};
	struct played played;
	play(&played, rows);
	struct causes *causes = played.walk.flow.causes;
	for (int i = 0; i < 20; i++)
		causes_captured_twice(causes);
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	const struct claim *claim = claim_find(&played.connection, CLAIM_MANY_TWICE);
	assert_non_null(claim);
	assert_int_equal(claim->value, 20);
	assert_int_equal(claim->frame_count, 0);
	play_end(&played);
}

/* Surely, on another interface, or probably: both are counted, and doubled on the way is neither.
 */
static void counts_what_was_captured_twice(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100)};
	static const struct {
		enum fate fate;
		enum fate_grade grade;
		int count;
	} copies[] = {{FATE_CAPTURE_DUPLICATE, FATE_SEEN, 1},
		      {FATE_CAPTURE_DUPLICATE, FATE_PROBABLY, 2},
		      {FATE_DUPLICATE, FATE_PROBABLY, 2}};
	struct played played;
	play(&played, rows);
	for (size_t i = 0; i < COUNT_OF(copies); i++) {
		struct evidence_step evidence = {
		    .has_fate = true, .fate = copies[i].fate, .grade = copies[i].grade, .by = 3};
		played.evidence = &evidence;
		play_row(&played, &(struct row){5, C, A, 1, 1});
		assert_int_equal(played.walk.flow.causes->captured_twice, copies[i].count);
	}
	play_end(&played);
}

/* Repetitions, not segments; the first may be a probe, those behind it double. */
static void counts_repetitions(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100),
						  {50, C, A, 1, 1, 100},
						  {200000, C, A, 1, 1, 100},
						  {400000, C, A, 1, 1, 100},
						  {800000, C, A, 1, 1, 100},
						  {1600000, C, A, 1, 1, 100}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_BACKED_OFF);
	assert_int_equal(claim->value, 4);
	assert_int_equal(claim->more, 3000000);
	assert_int_equal(claim->frames[0], 5);
	assert_int_equal(claim->frames[1], 6);
	assert_null(claim_find(&played.connection, CLAIM_REPAIRED_TIMER));
	assert_null(claim_find(&played.connection, CLAIM_REPAIRED_BACKOFF));
	/* More than one kind of first repetition is more than one story. */
	played.walk.flow.causes->side[C].repaired[AGAIN_BY_SACK] = 1;
	claims_of_connection(&played.walk.flow, played.walk.flow.causes, &played.connection);
	assert_null(claim_find(&played.connection, CLAIM_BACKED_OFF));
	assert_int_equal(claim_find(&played.connection, CLAIM_REPAIRED_BACKOFF)->value, 3);
	assert_int_equal(claim_find(&played.connection, CLAIM_REPAIRED_TIMER)->value, 1);
	play_end(&played);
}

/* What changed nothing is told with who answered it, unless a RST ended the connection later. */
static void tells_what_changed_nothing(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100),  {5, C, A, 1, 1, 5}, {5, V, A, 1, 6},  {5, C, R, 106, 0},
	    {5, V, A, 1, 6}, {5, C, A, 6, 1, 5}, {5, C, R, 206, 0}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_RESET_PASSED);
	assert_int_equal(claim->side, C);
	assert_int_equal(claim->frames[0], 6); /* the first one */
	claim = claim_find(&played.connection, CLAIM_CHALLENGED);
	assert_non_null(claim);
	assert_int_equal(claim->side, V);
	struct causes *causes = played.walk.flow.causes;
	causes->side[V].flags |= CAUSE_RST; /* it may have got the other's */
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	assert_null(claim_find(&played.connection, CLAIM_RESET_PASSED));
	causes->side[V].flags &= ~(uint32_t)CAUSE_RST;
	causes->side[V].flags &= ~(uint32_t)CAUSE_CHALLENGES;
	causes->side[C].flags ^= CAUSE_RST_PASSED | CAUSE_SYN_PASSED;
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	assert_non_null(claim_find(&played.connection, CLAIM_SYN_PASSED));
	assert_null(claim_find(&played.connection, CLAIM_CHALLENGED));
	play_row(&played, &(struct row){5, C, RA, 11, 1});
	assert_int_equal(causes->reset_frame, 10);
	claims_of_connection(&played.walk.flow, causes, &played.connection);
	assert_null(claim_find(&played.connection, CLAIM_SYN_PASSED));
	play_end(&played);
}

/* What a window held, or the application wrote later, waited for no ACK. The window is 1000 bytes
 * where nothing else is said. */
static void counts_waits_of_what_nothing_else_held(void **state)
{
	(void)state;
	static const struct claim_case cases[] = {
	    {"sent at once, when the ACK came",
	     CLAIM_WAITED,
	     true,
	     {HANDSHAKE(100), {50, C, A, 1, 1, 2}, {41000, V, A, 1, 3}, {30, C, A, 3, 1, 3}}},
	    {"both fill the window",
	     CLAIM_WAITED,
	     true,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 500},
	      {41000, V, A, 1, 501},
	      {30, C, A, 501, 1, 500}}},
	    {"it would not have let the second one out",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 500},
	      {41000, V, A, 1, 501},
	      {30, C, A, 501, 1, 501}}},
	    {"the first one filled it",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 1000},
	      {41000, V, A, 1, 1001},
	      {30, C, A, 1001, 1, 2}}},
	    {"the ACK shuts it",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 1000},
	      {41000, V, A, 1, 1001, 0, SHUT},
	      {200000, C, A, 1000, 1},
	      {30, V, A, 1, 1001, 0, SHUT},
	      {800000, V, A, 1, 1001, 0, 4000},
	      {10, C, A, 1001, 1, 2}}},
	    {"the window opens between them",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 2},
	      {41000, V, A, 1, 3},
	      {10, V, A, 1, 3, 0, 4000},
	      {10, C, A, 3, 1, 2}}},
	    {"sent later",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100), {50, C, A, 1, 1, 2}, {41000, V, A, 1, 3}, {2000, C, A, 3, 1, 3}}},
	    {"sent later, at once behind an ACK of its own",
	     CLAIM_WAITED,
	     false,
	     {HANDSHAKE(100),
	      {50, C, A, 1, 1, 2},
	      {41000, V, A, 1, 3},
	      {2000, C, A, 3, 1},
	      {10, C, A, 3, 1, 3}}},
	    {"the scale of its window is not known",
	     CLAIM_WAITED,
	     true,
	     {{0, V, A, 1, 1},
	      {50, C, A, 1, 1, 500},
	      {100, V, A, 1, 501},
	      {50, C, A, 501, 1, 501},
	      {41000, V, A, 1, 1002},
	      {30, C, A, 1002, 1, 501}}},
	};
	EXPECT_CASES(cases);
}

int test_claims_counts(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_repairs_by_their_kind),
	    cmocka_unit_test(counts_bytes_that_were_never_acknowledged),
	    cmocka_unit_test(counts_what_was_needless),
	    cmocka_unit_test(counts_waits_of_what_nothing_else_held),
	    cmocka_unit_test(tells_what_was_not_captured),
	    cmocka_unit_test(counts_what_was_lost_in_part_or_before),
	    cmocka_unit_test(tells_that_many_were_captured_twice),
	    cmocka_unit_test(counts_what_was_captured_twice),
	    cmocka_unit_test(counts_repetitions),
	    cmocka_unit_test(tells_what_changed_nothing),
	};
	return run_group(tests, NULL, NULL);
}
