/* SPDX-License-Identifier: MIT */
/* Segments with FIN, and what acknowledges them. */
#include "claims_fixture.h"

static const struct claim_case closings[] = {
    {"FIN", CLAIM_FIN, true, {HANDSHAKE(100), {5, C, FA, 1, 1}}},
    {"FIN with data", CLAIM_FIN_DATA, true, {HANDSHAKE(100), {5, C, FA, 1, 1, 11}}},
    {"FIN without ACK is dropped", CLAIM_NO_ACK, true, {HANDSHAKE(100), {5, C, F, 1, 0}}},
    {"FIN with the ACK",
     CLAIM_FIN_WITH_ACK,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}}},
    {"40 ms after the round trip: no ACK waits for longer on Linux",
     CLAIM_FIN_NO_ACK_BEFORE,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {40100, V, FA, 1, 2}}},
    {"just less",
     CLAIM_FIN_WITH_ACK,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {40099, V, FA, 1, 2}}},
    {"FIN after the ACK",
     CLAIM_FIN_WITH_ACK,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {90, V, FA, 1, 2}}},
    {"FIN after the ACK",
     CLAIM_FIN_AFTER_ACK,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {90, V, FA, 1, 2}}},
    {"FIN before the other",
     CLAIM_FIN_BEFORE_OTHER,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 1}}},
    {"FIN behind the other",
     CLAIM_FIN_BEFORE_OTHER,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}}},
    {"FIN behind the other, below numbers that are none of its sender",
     CLAIM_FIN_BEFORE_OTHER,
     false,
     {HANDSHAKE(100), {5, C, A, 2001, 1, 10}, {5, C, FA, 1, 1}, {90, V, FA, 1, 2}}},
    {"FIN behind its ACK, nothing was sent behind it",
     CLAIM_FIN_BEHIND_ACK,
     true,
     {HANDSHAKE(100), {90, V, A, 1, 2}, {5, C, FA, 1, 1}}},
    {"FIN behind its ACK, and behind what was sent behind it",
     CLAIM_FIN_BEHIND_ACK,
     false,
     {HANDSHAKE(100), {90, V, FA, 1, 2}, {5, C, A, 2, 2}, {5, C, FA, 1, 1}}},
    {"FIN with another number",
     CLAIM_FIN_OTHER_NUMBER,
     true,
     {HANDSHAKE(100), {5, V, FA, 1, 1}, {5, V, A, 1, 1, 100}, {5, V, FA, 101, 1}}},
    {"FIN with the same number, and data",
     CLAIM_FIN_OTHER_NUMBER,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 100}, {5, C, FA, 101, 1}, {250000, C, FA, 1, 1, 100}}},
    {"FIN again, with its timestamp, later than a timer would send it: a copy",
     CLAIM_SAME_PACKET,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1, .stamp = 70}, {611000, C, FA, 1, 1, .stamp = 70}}},
    {"FIN again, stamped anew",
     CLAIM_FIN_AGAIN,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1, .stamp = 70}, {611000, C, FA, 1, 1, .stamp = 681}}},
    {"FIN again, without timestamps",
     CLAIM_SAME_PACKET,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {200000, C, FA, 1, 1}}},
    {"FIN again", CLAIM_FIN_AGAIN, true, {HANDSHAKE(100), {5, C, FA, 1, 1}, {200000, C, FA, 1, 1}}},
    {"ACK of the FIN",
     CLAIM_FIN_ACKED_ALONE,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}}},
    {"ACK of the FIN, behind a RST: its sender's own FIN was captured before",
     CLAIM_FIN_ACKED_ALONE,
     false,
     {HANDSHAKE(100),
      {5, V, FA, 1, 1},
      {5, C, A, 1, 1, 100},
      {5, V, R, 1, 0},
      {5, C, FA, 101, 1},
      {90, C, A, 65, 2}}},
    {"ACK before the FIN",
     CLAIM_FIN_ACKED_ALONE,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 1}}},
    {"last ACK",
     CLAIM_LAST_ACK,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"last ACK of crossed FINs",
     CLAIM_LAST_ACK_CROSSED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}, {5, C, A, 2, 2}, {5, V, A, 2, 2}}},
    {"last ACK of FINs of which one was lost",
     CLAIM_LAST_ACK_CROSSED,
     true,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {5, V, FA, 1, 1},
      {5, V, A, 2, 2},
      {200000, V, FA, 1, 2},
      {5, C, A, 2, 2}}},
    {"a number before it was not captured: that may be a FIN",
     CLAIM_FIN_ACKED_ALONE,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 2, 2}}},
    {"numbers of its side were acknowledged and not captured: they may be a FIN",
     CLAIM_FIN_ACKED_ALONE,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 2}, {5, C, FA, 1, 2}, {90, V, A, 2, 2}}},
    {"overtaken by an ACK that was sent later",
     CLAIM_FIN_BEFORE_OTHER,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 2, 2}, {5, V, FA, 1, 1}}},
    {"of an older connection",
     CLAIM_OLDER,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, (uint32_t)-700, 1}}},
    {"the SYN's number is none before it",
     CLAIM_OLDER,
     false,
     {HANDSHAKE(100), {1000000, C, A, 0, 1}}},
    {"a FIN behind what is missing is not acknowledged once more",
     CLAIM_FIN_ACKED_ONCE_MORE,
     false,
     {HANDSHAKE(100),
      {5, C, A, 101, 1, 100},
      {5, V, A, 1, 1},
      {5, C, FA, 201, 1},
      {5, V, A, 1, 1},
      {200000, C, FA, 201, 1},
      {5, V, A, 1, 1}}},
    {"the first of them",
     CLAIM_FIN_ACKED_CROSSED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}, {5, C, A, 2, 2}}},
    {"none crossed",
     CLAIM_FIN_ACKED_CROSSED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, FA, 1, 2}, {5, C, A, 2, 2}}},
    {"the last FIN's ACK again",
     CLAIM_FIN_ACKED_AGAIN,
     true,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {90, V, FA, 1, 2},
      {5, C, A, 2, 2},
      {200000, V, FA, 1, 2},
      {5, C, A, 2, 2}}},
    {"the first FIN's ACK again: no TIME-WAIT",
     CLAIM_FIN_ACKED_AGAIN,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {200000, C, FA, 1, 1}, {5, V, A, 1, 2}}},
    {"data behind the FIN",
     CLAIM_DATA_AFTER_FIN,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {90, V, A, 1, 2}, {5, C, A, 2, 1, 4}}},
    {"data again with its FIN sent",
     CLAIM_DATA_AFTER_FIN,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 4}, {5, C, FA, 5, 1}, {200000, C, A, 1, 1, 4}}},
};

static void tells_closings(void **state)
{
	(void)state;
	EXPECT_CASES(closings);
}

/* Its timestamp is older than that of the repetition, which was captured before it. */
static void the_first_fin_may_be_overtaken(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100), {5, C, FA, 1, 1}, {200000, C, FA, 1, 1}};
	struct played played;
	play(&played, rows);
	struct cause cause = {.repeats = true, .own_fins = 1, .own_frame = 4};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	struct claim_set set;
	claims_of_segment(&input, &set);
	assert_int_equal(set.claim[0].id, CLAIM_FIN_AGAIN);
	cause.stamped_before = true;
	claims_of_segment(&input, &set);
	assert_int_equal(set.claim[0].id, CLAIM_OVERTAKEN);
	assert_int_equal(set.claim[0].frames[1], 4);
	play_end(&played);
}

/* What a SACK covers was acknowledged (RFC 2018). */
static const struct claim_case sacked[] = {
    {"more than was captured",
     CLAIM_NO_ACK_BEFORE_RST,
     false,
     {HANDSHAKE(100), {50, C, A, 101, 1, 10}, {5, V, RA, 1, 1}}},
    {"bytes of which a SACK covers some",
     CLAIM_NO_ACK_BEFORE_RST,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 10},
      {5, C, A, 11, 1, 10},
      {50, V, A, 1, 1, 0, 0, {11, 21}},
      {5, C, RA, 21, 1}}},
    {"it is told of them",
     CLAIM_ACKED_IN_PART,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 10},
      {5, C, A, 11, 1, 10},
      {50, V, A, 1, 1, 0, 0, {11, 21}},
      {5, C, RA, 21, 1}}},
    {"a SACK over the FIN alone",
     CLAIM_NO_ACK_BEFORE_RST,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 10},
      {5, C, FA, 11, 1},
      {50, V, A, 1, 1, 0, 0, {11, 12}},
      {5, C, RA, 12, 1}}},
};

static void tells_what_a_sack_covers(void **state)
{
	(void)state;
	EXPECT_CASES(sacked);
}

int test_claims_closings(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_closings),
	    cmocka_unit_test(the_first_fin_may_be_overtaken),
	    cmocka_unit_test(tells_what_a_sack_covers),
	};
	return run_group(tests, NULL, NULL);
}
