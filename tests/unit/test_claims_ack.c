/* SPDX-License-Identifier: MIT */
/* Delayed and other ACKs. */
#include "claims_fixture.h"

/* RFC 9293 section 3.8.6.3: one segment outstanding, nothing else that explains it, 10 to 500 ms
 * more than a round trip, which two samples in a row do not share. */
static const struct claim_case delays[] = {
    {"40 ms on a path of 100 us",
     CLAIM_ACK_DELAYED,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {40000, V, A, 1, 12}}},
    {"40 ms more than a path of 80 ms, without timestamps",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(80000), {50, C, A, 1, 1, 11}, {120000, V, A, 1, 12}}},
    {"a path of 120 ms",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(120000), {50, C, A, 1, 1, 11}, {120100, V, A, 1, 12}}},
    {"34 ms more",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {34000, V, A, 1, 12}}},
    {"501 ms more",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {501200, V, A, 1, 12}}},
    {"no round trip known", CLAIM_ACK_DELAYED, false, {{0, C, A, 1, 1, 11}, {40000, V, A, 1, 12}}},
    {"two segments outstanding",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, C, A, 12, 1, 11}, {40000, V, A, 1, 23}}},
    {"its own data under way",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, V, A, 1, 1, 5}, {5, C, A, 1, 1, 11}, {40000, V, A, 6, 12}}},
    {"the window grew",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, V, A, 1, 1}, {50, C, A, 1, 1, 11}, {40000, V, A, 1, 12, 0, 2000}}},
    {"sent twice",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {20000, C, A, 1, 1, 11}, {40000, V, A, 1, 12}}},
    {"an ACK came in between, and may have made it go out",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {39980, C, A, 12, 1}, {20, V, A, 1, 12}}},
    {"with data",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {40000, V, A, 1, 12, 11}}},
    {"a path that grew: the second time",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 11},
      {50000, V, A, 1, 12},
      {50, C, A, 12, 1, 11},
      {51000, V, A, 1, 23}}},
    {"after numbers were skipped",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 12, 1, 11}, {40000, V, A, 1, 23}}},
    {"the clock went back before",
     CLAIM_ACK_DELAYED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {-40000, V, A, 1, 12}}},
    {"the handshake's",
     CLAIM_ACK_DELAYED,
     false,
     {{0, C, S, 0, 0, 0}, {100, V, SA, 0, 1, 0}, {50000, C, A, 1, 1, 0}}},
    {"why it is late, is said to be unknown",
     CLAIM_ACK_LATE,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {600000, V, A, 1, 12}}},
};

static const struct claim_case others[] = {
    {"nothing of it was seen", CLAIM_ACK_OF_NOTHING, true, {{0, C, A, 1, 4001}}},
    {"duplicate, with something outstanding",
     CLAIM_ACK_DUPLICATE,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 1}, {5, V, A, 1, 1}}},
    {"duplicate, with nothing outstanding",
     CLAIM_ACK_DUPLICATE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, V, A, 1, 12}}},
    {"once more",
     CLAIM_ACK_ONCE_MORE,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, V, A, 1, 12}}},
    {"its first ACK, of what was not captured, with the window of its SYN",
     CLAIM_ACK_ONCE_MORE,
     false,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 2}, {5, C, A, 1, 5001}}},
    {"SACK",
     CLAIM_ACK_SACK,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, C, A, 12, 1, 11}, {5, V, A, 1, 1, 0, 0, {12, 23}}}},
    {"what it lacks",
     CLAIM_ACK_LACKS,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, C, A, 12, 1, 11}, {5, V, A, 1, 1, 0, 0, {12, 23}}}},
    /* RFC 2018 section 8: its ACK would cover that, if it had it still. */
    {"no more of what it had by a SACK",
     CLAIM_RENEGED,
     true,
     {HANDSHAKE(100),
      THREE,
      {5, V, A, 1, 1, 0, 0, {1001, 3001}},
      {300000, C, A, 1, 1, 1000},
      {5, V, A, 1, 1001}}},
    {"all of that",
     CLAIM_RENEGED,
     false,
     {HANDSHAKE(100),
      THREE,
      {5, V, A, 1, 1, 0, 0, {1001, 3001}},
      {300000, C, A, 1, 1, 1000},
      {5, V, A, 1, 3001}}},
    {"another gap before that",
     CLAIM_RENEGED,
     false,
     {HANDSHAKE(100),
      THREE,
      {5, V, A, 1, 1, 0, 0, {2001, 3001}},
      {300000, C, A, 1, 1, 1000},
      {5, V, A, 1, 1001}}},
    {"D-SACK is no SACK",
     CLAIM_ACK_SACK,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, V, A, 1, 12, 0, 0, {1, 12}}}},
    {"D-SACK",
     CLAIM_ACK_TWICE,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}, {5, V, A, 1, 12, 0, 0, {1, 12}}}},
    {"D-SACK of a FIN",
     CLAIM_ACK_FIN_TWICE,
     true,
     {HANDSHAKE(100), {50, C, FA, 1, 1}, {5, V, A, 1, 2}, {5, V, A, 1, 2, 0, 0, {1, 2}}}},
    {"D-SACK of data before a FIN",
     CLAIM_ACK_FIN_TWICE,
     false,
     {HANDSHAKE(100), {50, C, FA, 1, 1, 11}, {5, V, A, 1, 13}, {5, V, A, 1, 13, 0, 0, {1, 12}}}},
    {"D-SACK of one byte",
     CLAIM_ACK_FIN_TWICE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 1}, {5, V, A, 1, 2}, {5, V, A, 1, 2, 0, 0, {1, 2}}}},
    {"bytes not captured", CLAIM_ACK_UNSEEN, true, {HANDSHAKE(100), {50, V, A, 1, 12}}},
    {"all captured",
     CLAIM_ACK_UNSEEN,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}}},
    {"urgent", CLAIM_URGENT, false, {HANDSHAKE(100), {50, C, A, 1, 1, 11}}},
    {"no ACK", CLAIM_NO_ACK, true, {HANDSHAKE(100), {50, C, 0, 1, 0, 0}}},
    {"the same packet, soon",
     CLAIM_SAME_PACKET,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11, 0, {0}, 0, 7}, {5, C, A, 1, 1, 11, 0, {0}, 0, 7}}},
    {"another identification",
     CLAIM_SAME_PACKET,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11, 0, {0}, 0, 7}, {5, C, A, 1, 1, 11, 0, {0}, 0, 8}}},
    {"identification 0",
     CLAIM_SAME_PACKET,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, C, A, 1, 1, 11}}},
    {"an identification that its side's packets share",
     CLAIM_SAME_PACKET,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 11, 0, {0}, 0, 7},
      {5, C, A, 12, 1, 11, 0, {0}, 0, 7},
      {5, C, A, 12, 1, 11, 0, {0}, 0, 7}}},
    {"an identification that both sides use",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0, 0, 0, {0}, 0, 1},
      {100, V, RA, 0, 1, 0, 0, {0}, 0, 1},
      {5, C, S, 0, 0, 0, 0, {0}, 0, 1}}},
    {"the same identification a second later",
     CLAIM_SAME_PACKET,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 11, 0, {0}, 0, 7}, {1000000, C, A, 1, 1, 11, 0, {0}, 0, 7}}},
    {"clock back", CLAIM_CLOCK_BACK, true, {HANDSHAKE(100), {-1, C, A, 1, 1, 11}}},
    {"clock on", CLAIM_CLOCK_BACK, false, {HANDSHAKE(100), {0, C, A, 1, 1, 11}}},
    {"clock jumps",
     CLAIM_CLOCK_JUMP,
     true,
     {HANDSHAKE(100), {INT64_C(40000000000000), C, A, 1, 1, 11}}},
    {"a long pause",
     CLAIM_CLOCK_JUMP,
     false,
     {HANDSHAKE(100), {INT64_C(86400000000), C, A, 1, 1, 11}}},
};

static void tells_delayed_acks(void **state)
{
	(void)state;
	EXPECT_CASES(delays);
}

static void tells_other_acks(void **state)
{
	(void)state;
	EXPECT_CASES(others);
}

/* An ACK that comes 50 ms behind what it acknowledges, on a path of 100 us; and what is known of
 * it. */
static const struct row late_rows[ROWS_MAX] = {
    HANDSHAKE(100), {50, C, A, 1, 1, 11}, {50000, V, A, 1, 12}};
static const struct cause late = {.moves_ack = true,
				  .covers_all = true,
				  .peer_before = 1,
				  .peer_frame = 4,
				  .asked_frame = 4,
				  .answer_us = 50000,
				  .stamped_us = CAUSE_UNKNOWN,
				  .least_us = 100,
				  .last_sample_us = CAUSE_UNKNOWN};

/* Both neighbours count, where the one behind is known. */
static void the_sample_behind_counts(void **state)
{
	(void)state;
	struct played played;
	play(&played, late_rows);
	struct cause cause = late;
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	struct claim_set set;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_DELAYED));
	assert_int_equal(claim_find(&set, CLAIM_ACK_DELAYED)->value, 49900);
	input.sample_after_us = 55000;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.sample_after_us = 100 + 49900 + 9980; /* as far as a fifth of it */
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.sample_after_us++;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_DELAYED));
	/* Far away, timestamps tell whether it left late, and the time is that of Linux's timer. */
	cause.own_us = 60000;
	cause.stamped_us = 58000;
	input.round_trip_us[SIDE_SERVER] = 5000;
	claims_of_segment(&input, &set); /* but here the next one was as late: the path */
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.sample_after_us = 5000 + 22500;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.sample_after_us--;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.sample_after_us = 0; /* both in one microsecond */
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_DELAYED));
	cause.answer_us = 65000;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	cause.answer_us = 50000;
	cause.stamped_us = 10000;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	cause.stamped_us = CAUSE_UNKNOWN;
	input.round_trip_us[SIDE_SERVER] = 2001;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.round_trip_us[SIDE_SERVER] = 2000; /* so near that no path holds anything back */
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_DELAYED));
	input.round_trip_us[SIDE_SERVER] = CAUSE_UNKNOWN;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_DELAYED));
	play_end(&played);
}

static bool is_told_as_late(const struct played *played, const struct cause *cause)
{
	struct claim_set set;
	struct claim_input input =
	    claim_input_of(&played->segment, &played->walk.flow, &played->walk.step, cause);
	claims_of_segment(&input, &set);
	return claim_find(&set, CLAIM_ACK_DELAYED) || claim_find(&set, CLAIM_ACK_LATE);
}

/* A gap, SACK, repetition or window each explain an ACK that comes late, or make it another
 * segment's. */
static void what_else_explains_it_is_no_delay(void **state)
{
	(void)state;
	struct played played;
	play(&played, late_rows);
	assert_true(is_told_as_late(&played, &late));
	enum { REASONS = 12 };
	for (int i = 0; i < REASONS; i++) {
		struct cause cause = late;
		bool *const reasons[] = {
		    &cause.sack_above,    &cause.sack_twice, &cause.window_grew, &cause.peer_hole,
		    &cause.peer_repeated, &cause.acks_more,  &cause.peer_unsure};
		if (i < (int)COUNT_OF(reasons))
			*reasons[i] = true;
		cause.peer_again = i == 7;
		cause.peer_frame += i == 8;
		cause.peer_before += i == 9;
		cause.own_before = i == 10;
		cause.moves_ack = i != 11;
		if (is_told_as_late(&played, &cause))
			fail_msg("reason %d", i);
	}
	play_end(&played);
}

/* Far from the capture, the path may have held what an ACK answers: only its own timestamp tells
 * that the ACK left as late as the timer of Linux has it. */
static void tells_a_delayed_ack_from_far(void **state)
{
	(void)state;
	enum { RTT_US = 20000 };
	static const struct {
		const char *name;
		int64_t answer_us, stamped_us, own_us;
		bool delayed;
		bool only_syn; /* no other sample is of payload */
	} rows[] = {
	    {"that the SYN's way was short tells little", RTT_US + 40000, 44000, 45000, false,
	     true},
	    {"by its timestamp", RTT_US + 40000, 44000, 45000, true},
	    {"by its timestamp, as far as it is exact", RTT_US + 40000, 40000, 45000, true},
	    {"it left before", RTT_US + 40000, 39999, 45000, false},
	    {"without timestamps", RTT_US + 40000, CAUSE_UNKNOWN, 10, false},
	    {"the clock went back", RTT_US + 40000, 44000, CAUSE_UNKNOWN, false},
	    {"neither", RTT_US + 40000, CAUSE_UNKNOWN, CAUSE_UNKNOWN, false},
	    {"the first that the timer allows", RTT_US + 38000, 44000, 45000, true},
	    {"sooner", RTT_US + 37999, 44000, 45000, false},
	    {"the last", RTT_US + 50000, 44000, 45000, true},
	    {"later", RTT_US + 50001, 44000, 45000, false},
	};
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(RTT_US), {50, C, A, 1, 1, 10}, {RTT_US + 40000, V, A, 1, 11}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct played played;
		play(&played, exchange);
		struct cause cause = {
		    .least_us = RTT_US,
		    .peer_least_us = 30,
		    .last_sample_us = CAUSE_UNKNOWN,
		    .answer_us = rows[i].answer_us,
		    .stamped_us = rows[i].stamped_us,
		    .own_us = rows[i].own_us,
		    .peer_before = 1,
		    .peer_frame = 4,
		    .asked_frame = 4,
		    .moves_ack = true,
		    .covers_all = true,
		    .spoke = true,
		};
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		struct claim_set claims;
		struct causes_side *server = &played.walk.flow.causes->side[SIDE_SERVER];
		uint32_t *told = &server->flags;
		server->data_least_us = (uint32_t)(rows[i].only_syn ? rows[i].answer_us : RTT_US);
		*told &= ~(uint32_t)CAUSE_LATE_TOLD;
		claims_of_segment(&input, &claims);
		enum claim_id id = rows[i].delayed ? CLAIM_ACK_DELAYED : CLAIM_ACK_LATE;
		const struct claim *claim = claim_find(&claims, id);
		if (!claim)
			fail_msg("%s: %s is not claimed", rows[i].name, claim_name(id));
		else
			assert_int_equal(claim->value, rows[i].answer_us - RTT_US);
		/* That nothing tells why, is told once. */
		*told |= CAUSE_LATE_TOLD;
		claims_of_segment(&input, &claims);
		assert_non_null(claim_find(&claims, rows[i].delayed ? CLAIM_ACK_DELAYED
								    : CLAIM_ACK_LATE_AGAIN));
		play_end(&played);
	}
}

int test_claims_ack(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_a_delayed_ack_from_far),
	    cmocka_unit_test(tells_delayed_acks),
	    cmocka_unit_test(tells_other_acks),
	    cmocka_unit_test(the_sample_behind_counts),
	    cmocka_unit_test(what_else_explains_it_is_no_delay),
	};
	return run_group(tests, NULL, NULL);
}
