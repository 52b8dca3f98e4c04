/* SPDX-License-Identifier: MIT */
/* RSTs: what they answer, or that they answer nothing. */
#include "claims_fixture.h"

#define QUIET                                                                                      \
	{50, C, A, 1, 1, 5},                                                                       \
	{                                                                                          \
		5, V, A, 1, 6                                                                      \
	}
#define PROBE                                                                                      \
	{                                                                                          \
		1000000, C, A, 5, 1                                                                \
	}

static const struct claim_case cases[] = {
    {"answers the SYN", CLAIM_REFUSED, true, {{0, C, S, 0, 0}, {5, V, RA, (uint32_t)-5000, 1}}},
    {"answers the SYN, behind a SYN+ACK for another one",
     CLAIM_REFUSED,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 4001}, {5, C, R, 4001, 0}, {5, V, RA, (uint32_t)-5000, 1}}},
    {"in SYN-SENT, no ACK of the SYN",
     CLAIM_RESET_IN_SYN_SENT,
     true,
     {{0, C, S, 0, 0}, {5, V, R, 300, 0}}},
    {"in SYN-SENT, no ACK of the SYN",
     CLAIM_RESET_IN_SYN_SENT,
     true,
     {{0, C, S, 0, 0}, {5, V, RA, 300, 777}}},
    {"of who is in SYN-SENT, with another number",
     CLAIM_RESET_IN_NAME,
     true,
     {{0, C, S, 0, 0}, {5, C, R, 101, 0}}},
    {"of who is in SYN-SENT, with its next number",
     CLAIM_RESET_OPENING,
     true,
     {{0, C, S, 0, 0}, {5, C, R, 1, 0}}},
    {"after a SYN+ACK",
     CLAIM_REFUSED,
     false,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"behind the other end's RST",
     CLAIM_RESET_TOO,
     true,
     {HANDSHAKE(100), {50, C, R, 1, 0}, {1, V, R, 1, 0}}},
    {"behind its own RST",
     CLAIM_RESET_TOO,
     false,
     {HANDSHAKE(100), {50, C, R, 1, 0}, {1, C, R, 1, 0}}},
    {"a SYN+ACK whose SYN was not captured",
     CLAIM_REFUSED,
     false,
     {{0, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"a SYN+ACK whose SYN was not captured",
     CLAIM_RESET_OPENING,
     true,
     {{0, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"breaks off",
     CLAIM_RESET_OPENING,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"a SYN with it", CLAIM_RESET_WITH_SYN, true, {{0, C, S | R, 0, 0}}},
    {"no SYN with it", CLAIM_RESET_WITH_SYN, false, {{0, C, R, 0, 0}}},
    {"answers an ACK out of nothing",
     CLAIM_RESET_NO_CONNECTION,
     true,
     {{0, C, A, 1, 4001}, {5, V, R, 4001, 0}}},
    {"answers a SYN+ACK out of nothing",
     CLAIM_RESET_NO_CONNECTION,
     true,
     {{0, V, SA, 0, 4001}, {5, C, R, 4001, 0}}},
    {"with another number",
     CLAIM_RESET_NO_CONNECTION,
     false,
     {{0, C, A, 1, 4001}, {5, V, R, 4002, 0}}},
    {"carries the ACK's number",
     CLAIM_RESET_ANSWERS,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2, 11}, {5, C, R, 2, 0}}},
    {"number 0, of a segment with ACK",
     CLAIM_RESET_ANSWERS,
     false,
     {HANDSHAKE(100), {50, C, FA, 1, 1}, {5, V, RA, (uint32_t)-5000, 2}}},
    {"sooner than a round trip",
     CLAIM_RESET_ANSWERS,
     false,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 5}, {20000, C, A, 6, 1, 5}, {20000, V, R, 1, 0}}},
    {"sooner than a round trip",
     CLAIM_RESET_ANSWERS_EARLIER,
     true,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 5}, {20000, C, A, 6, 1, 5}, {20000, V, R, 1, 0}}},
    {"carries ACK: as any abort",
     CLAIM_RESET_ANSWERS,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2, 11}, {5, C, RA, 2, 12}}},
    {"answers a keep-alive",
     CLAIM_RESET_ANSWERS_PROBE,
     true,
     {HANDSHAKE(100), QUIET, PROBE, {5, V, RA, 1, 5}}},
    {"aborts while a FIN is under way",
     CLAIM_RESET_ANSWERS_PROBE,
     false,
     {HANDSHAKE(100), QUIET, {5, C, FA, 6, 1}, {5, V, RA, 1, 6}}},
    {"aborts with all acknowledged",
     CLAIM_RESET_ANSWERS_PROBE,
     false,
     {HANDSHAKE(100), QUIET, {5, V, RA, 1, 6}}},
    {"three probes",
     CLAIM_RESET_GIVES_UP,
     true,
     {HANDSHAKE(100), QUIET, PROBE, PROBE, PROBE, {1000000, C, RA, 6, 1}}},
    {"one probe",
     CLAIM_RESET_GIVES_UP,
     false,
     {HANDSHAKE(100), QUIET, PROBE, {1000000, C, RA, 6, 1}}},
    {"answered probes",
     CLAIM_RESET_GIVES_UP,
     false,
     {HANDSHAKE(100), QUIET, PROBE, PROBE, {5, V, A, 1, 6}, {5, C, RA, 6, 1}}},
    {"three repetitions",
     CLAIM_RESET_GIVES_UP,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 5},
      {200000, C, A, 1, 1, 5},
      {400000, C, A, 1, 1, 5},
      {800000, C, RA, 6, 1}}},
    {"by the other side",
     CLAIM_RESET_GIVES_UP,
     false,
     {HANDSHAKE(100), QUIET, PROBE, PROBE, PROBE, {1000000, V, RA, 1, 6}}},
    {"behind its own FIN",
     CLAIM_RESET_AFTER_FIN,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {20, C, RA, 2, 1}}},
    {"no FIN before", CLAIM_RESET_AFTER_FIN, false, {HANDSHAKE(100), {20, C, RA, 1, 1}}},
    {"aborts", CLAIM_RESET, true, {HANDSHAKE(100), {20, C, RA, 1, 1}}},
    {"a second one", CLAIM_RESET, false, {HANDSHAKE(100), {20, C, RA, 1, 1}, {20, C, RA, 1, 1}}},
    {"a second one",
     CLAIM_RESET_AGAIN,
     true,
     {HANDSHAKE(100), {20, C, RA, 1, 1}, {20, C, RA, 1, 1}}},
    {"behind a RST with the number that it acknowledges: no RST answers one",
     CLAIM_RESET_AGAIN,
     true,
     {{0, C, S, 0, 0},
      {50, V, RA, 0U - SERVER_ISN, 1},
      {50, C, R, 1, 0},
      {50, V, RA, 0U - SERVER_ISN, 1}}},
    {"a second one, further on",
     CLAIM_RESET_GUESS,
     true,
     {HANDSHAKE(100), {20, V, R, 1, 0}, {20, V, RA, 5000, 2}}},
    {"a second one with number 0, which answers what has no ACK",
     CLAIM_RESET_GUESS,
     false,
     {HANDSHAKE(100), {20, V, R, 1, 0}, {20, V, RA, 0U - SERVER_ISN, 2}}},
    {"before the window",
     CLAIM_RESET_IGNORED,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 1, 100}, {5, C, A, 1, 101}, {5, V, R, 50, 0}}},
    {"inside the window",
     CLAIM_RESET_CHALLENGED,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 1, 100}, {5, C, A, 1, 101}, {5, V, R, 201, 0}}},
    {"inside the window of one that waits for a FIN",
     CLAIM_RESET_IN_FIN_WAIT_2,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2}, {5, V, R, 201, 0}}},
    {"of one whose FIN was not acknowledged",
     CLAIM_RESET_CHALLENGED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, R, 201, 0}}},
    {"of one that has got the FIN",
     CLAIM_RESET_CHALLENGED,
     true,
     {HANDSHAKE(100), {5, V, FA, 1, 1}, {5, C, A, 1, 2}, {5, V, R, 201, 0}}},
    {"at the next number",
     CLAIM_RESET_CHALLENGED,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 1, 100}, {5, C, A, 1, 101}, {5, V, R, 101, 0}}},
    {"at the next number",
     CLAIM_RESET_IGNORED,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 1, 100}, {5, C, A, 1, 101}, {5, V, R, 101, 0}}},
    {"outside of the window, but what answers a segment",
     CLAIM_RESET_IGNORED,
     false,
     {HANDSHAKE(100), {5, C, RA, 1, 1}, {500, V, SA, 900000, 700000}, {5, C, R, 700000, 0}}},
    {"one of two with its number",
     CLAIM_RESET_ANSWERS_EARLIER,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 100}, {5, C, A, 101, 1, 100}, {100, V, R, 1, 0}}},
    {"the other one was answered",
     CLAIM_RESET_ANSWERS,
     true,
     {HANDSHAKE(100),
      {5, C, A, 1, 1, 100},
      {100, V, A, 1, 101},
      {5, C, A, 101, 1, 100},
      {100, V, R, 1, 0}}},
    {"text", CLAIM_RESET_REASON, true, {HANDSHAKE(100), {20, C, RA, 1, 1, 15}}},
    {"no text", CLAIM_RESET_REASON, false, {HANDSHAKE(100), {20, C, RA, 1, 1}}},
    {"another TTL",
     CLAIM_RESET_TTL,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 1, 5, 0, {0}, 64}, {20, V, RA, 6, 1, 0, 0, {0}, 61}}},
    {"the same TTL",
     CLAIM_RESET_TTL,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 1, 5, 0, {0}, 64}, {20, V, RA, 6, 1, 0, 0, {0}, 64}}},
    {"another TTL: in its name",
     CLAIM_RESET_IN_NAME,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 1, 5, 0, {0}, 64}, {20, V, RA, 6, 1, 0, 0, {0}, 61}}},
    {"the first of all", CLAIM_RESET_FIRST, true, {{0, C, RA, 1, 1}}},
};

static const struct claim_case verdicts[] = {
    {"gave up probing",
     CLAIM_GAVE_UP_PROBES,
     true,
     {HANDSHAKE(100), QUIET, PROBE, PROBE, PROBE, {1000000, C, RA, 6, 1}}},
    {"gave up sending",
     CLAIM_GAVE_UP,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 5},
      {200000, C, A, 1, 1, 5},
      {400000, C, A, 1, 1, 5},
      {800000, C, RA, 6, 1}}},
    {"aborted", CLAIM_GAVE_UP, false, {HANDSHAKE(100), QUIET, {5, C, RA, 6, 1}}},
    {"aborted", CLAIM_ABORTED, true, {HANDSHAKE(100), QUIET, {5, C, RA, 6, 1}}},
    {"by a RST with another TTL",
     CLAIM_ABORTED_IN_NAME,
     true,
     {HANDSHAKE(100), {5, V, A, 1, 1, 5, 0, {0}, 64}, {20, V, RA, 6, 1, 0, 0, {0}, 61}}},
    {"answered by RST",
     CLAIM_ANSWERED_BY_RST,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2, 11}, {5, C, R, 2, 0}}},
    {"nothing to answer",
     CLAIM_ANSWERED_BY_RST,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {20, C, RA, 2, 1}}},
    {"aborted by itself",
     CLAIM_ABORTED_BY_FIRST,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {20, C, RA, 2, 1}}},
    {"aborted, and the other's FIN comes behind that",
     CLAIM_ABORTED_BY_FIRST,
     false,
     {HANDSHAKE(100), {20, V, RA, 1, 1}, {5, C, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"aborted, and the other's FIN comes behind that",
     CLAIM_ABORTED,
     true,
     {HANDSHAKE(100), {20, V, RA, 1, 1}, {5, C, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"both FINs are under way, then a RST",
     CLAIM_CLOSED_SIMULTANEOUSLY,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"both FINs are under way, then a RST",
     CLAIM_FIRST_ANSWERED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"aborted by the other",
     CLAIM_ABORTED_AFTER_FIN,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {20, V, RA, 1, 2}}},
    {"refused", CLAIM_NOT_OPENED_REFUSED, true, {{0, C, S, 0, 0}, {5, V, RA, (uint32_t)-5000, 1}}},
    {"tried again",
     CLAIM_NOT_OPENED_REFUSED_AGAIN,
     true,
     {{0, C, S, 0, 0}, {5, V, RA, (uint32_t)-5000, 1}, {1000000, C, S, 0, 0}}},
    {"not tried again",
     CLAIM_NOT_OPENED_REFUSED_AGAIN,
     false,
     {{0, C, S, 0, 0}, {5, V, RA, (uint32_t)-5000, 1}}},
    {"broken off",
     CLAIM_NOT_OPENED_BROKEN_OFF,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"refused, and answered by a SYN+ACK",
     CLAIM_NOT_OPENED_REFUSED,
     true,
     {{0, C, S, 0, 0}, {5, V, RA, (uint32_t)-5000, 1}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}}},
    {"no connection", CLAIM_NO_CONNECTION, true, {{0, C, A, 1, 4001}, {5, V, R, 4001, 0}}},
    {"both", CLAIM_ABORTED_BOTH, true, {HANDSHAKE(100), {50, C, R, 1, 0}, {1, V, R, 1, 0}}},
    {"one", CLAIM_ABORTED_BOTH, false, {HANDSHAKE(100), {50, C, R, 1, 0}}},
    {"data beyond the own FIN",
     CLAIM_DATA_BEYOND_FIN,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2}, {5, C, A, 2, 1, 4}, {5, V, R, 1, 0}}},
    {"the FIN itself is answered",
     CLAIM_FIRST_ANSWERED,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"ended by a RST before, that was challenged",
     CLAIM_FIRST_ANSWERED,
     false,
     {HANDSHAKE(100), {5, V, RA, 101, 1}, {5, C, A, 1, 1}, {20, C, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"that both ended it, and how it ended",
     CLAIM_ENDED_BY_ANSWER,
     true,
     {HANDSHAKE(100), {5, V, RA, 101, 1}, {5, C, A, 1, 1}, {20, C, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"that had no connection any more, by a RST for a segment without ACK",
     CLAIM_FIRST_ANSWERED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, RA, 0U - SERVER_ISN, 102}, {5, V, R, 1, 0}}},
    {"an abort answers nothing",
     CLAIM_FIRST_ANSWERED,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, RA, 1, 2}}},
    {"a connection", CLAIM_NO_CONNECTION, false, {HANDSHAKE(100), {20, C, RA, 1, 1}}},
};

#define TRIPLET                                                                                    \
	{5, V, RA, 1, 6, 0, 0, {0}, 30}, {5, V, RA, 1461, 6, 0, 0, {0}, 30},                       \
	{                                                                                          \
		5, V, RA, 4381, 6, 0, 0, {0}, 30                                                   \
	}

/* Of the server's own segments the TTL is 64. */
static const struct row injected[ROWS_MAX] = {{0, C, S, 0, 0},
					      {100, V, SA, 0, 1, 0, 0, {0}, 64},
					      {30, C, A, 1, 1},
					      {50, C, A, 1, 1, 5},
					      TRIPLET};
static const struct row injected_and_taken[ROWS_MAX] = {
    {0, C, S, 0, 0}, {100, V, SA, 0, 1, 0, 0, {0}, 64}, {30, C, A, 1, 1}, {50, C, A, 1, 1, 5},
    TRIPLET,         {5, V, A, 1, 6, 0, 0, {0}, 64},    {5, C, R, 6, 0}};

static void a_guess_at_the_window_has_its_distance(void **state)
{
	(void)state;
	struct played played;
	play(&played, injected);
	assert_int_equal(played.claims.claim[0].id, CLAIM_RESET_AGAIN);
	assert_int_equal(played.claims.claim[1].id, CLAIM_RESET_GUESS);
	assert_int_equal(played.claims.claim[1].value, 4380);
	assert_non_null(claim_find(&played.connection, CLAIM_ABORTED_IN_NAME));
	assert_null(claim_find(&played.connection, CLAIM_RESET_TAKEN));
	play_end(&played);
}

/* Who answers the server's own ACK with a RST has no connection any more. */
static void a_rst_that_was_taken_is_told(void **state)
{
	(void)state;
	struct played played;
	play(&played, injected_and_taken);
	assert_int_equal(played.claims.claim[0].id, CLAIM_RESET_ANSWERS);
	const struct claim *taken = claim_find(&played.connection, CLAIM_RESET_TAKEN);
	assert_non_null(taken);
	assert_int_equal(taken->side, SIDE_CLIENT);
	play_end(&played);
}

static void tells_what_a_rst_answers(void **state)
{
	(void)state;
	EXPECT_CASES(cases);
}

static void tells_who_ended_it(void **state)
{
	(void)state;
	EXPECT_CASES(verdicts);
}

int test_claims_reset(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_a_rst_answers),
	    cmocka_unit_test(tells_who_ended_it),
	    cmocka_unit_test(a_guess_at_the_window_has_its_distance),
	    cmocka_unit_test(a_rst_that_was_taken_is_told),
	};
	return run_group(tests, NULL, NULL);
}
