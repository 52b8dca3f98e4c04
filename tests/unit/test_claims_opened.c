/* SPDX-License-Identifier: MIT */
/* How a connection was opened. */
#include "claims_fixture.h"

static const struct claim_case openings[] = {
    {"at once", CLAIM_OPENED, true, {HANDSHAKE(100)}},
    {"the SYN twice",
     CLAIM_OPENED,
     false,
     {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN twice",
     CLAIM_OPENED_AGAIN,
     true,
     {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN twice",
     CLAIM_ROUND_TRIP,
     true,
     {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN once more, later",
     CLAIM_OPENED_AGAIN,
     false,
     {HANDSHAKE(100), {1000000, C, S, 0, 0}}},
    {"the SYN+ACK twice",
     CLAIM_OPENED_ANSWER_AGAIN,
     true,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1}, {1000000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN+ACK again behind its ACK",
     CLAIM_OPENED_HELD,
     true,
     {HANDSHAKE(100), {1000000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN+ACK again behind its ACK",
     CLAIM_OPENED_ANSWER_AGAIN,
     false,
     {HANDSHAKE(100), {1000000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN+ACK twice before its ACK",
     CLAIM_OPENED_HELD,
     false,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1}, {1000000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the ACK cannot have come by then",
     CLAIM_OPENED_HELD,
     false,
     {HANDSHAKE(400000), {250000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the ACK cannot have come by then",
     CLAIM_OPENED_ANSWER_AGAIN,
     true,
     {HANDSHAKE(400000), {250000, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"a copy that comes behind the ACK of data",
     CLAIM_OPENED_HELD,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {100, V, A, 1, 11}, {1000000, V, SA, 0, 1}}},
    {"a copy that comes behind the ACK of data",
     CLAIM_OPENED,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {100, V, A, 1, 11}, {1000000, V, SA, 0, 1}}},
    {"the SYN was not captured", CLAIM_OPENED_UNSEEN, true, {{0, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"the SYN was not captured", CLAIM_OPENED, false, {{0, V, SA, 0, 1}, {30, C, A, 1, 1}}},
    {"it was", CLAIM_OPENED_UNSEEN, false, {HANDSHAKE(100)}},
    {"the server answers data with a RST",
     CLAIM_SERVER_UNTOLD,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {100, V, R, 1, 0}}},
    {"it had acknowledged some",
     CLAIM_SERVER_UNTOLD,
     false,
     {HANDSHAKE(100),
      {5, C, A, 1, 1, 10},
      {100, V, A, 1, 11},
      {5, C, A, 11, 1, 5},
      {100, V, R, 1}}},
    {"it aborts",
     CLAIM_SERVER_UNTOLD,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {100, V, RA, 1, 11}}},
    {"a RST in the client's name, which goes on",
     CLAIM_NOT_OPENED_FORGED,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}, {90, C, A, 1, 1, 10}, {5, V, R, 1, 0}}},
    {"the client does not go on",
     CLAIM_NOT_OPENED_FORGED,
     false,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}}},
    {"the SYN twice, the SYN+ACK again behind its ACK",
     CLAIM_SYN_REPEATED,
     true,
     {{0, C, S, 0, 0},
      {1000000, C, S, 0, 0},
      {100, V, SA, 0, 1},
      {30, C, A, 1, 1},
      {1000000, V, SA, 0, 1}}},
    {"the SYN once", CLAIM_SYN_REPEATED, false, {HANDSHAKE(100), {1000000, V, SA, 0, 1}}},
    {"bytes that came behind the RST",
     CLAIM_NO_ACK_BEFORE_RST,
     false,
     {HANDSHAKE(100), {50, V, RA, 1, 1}, {5, C, A, 1, 1, 10}}},
    {"bytes that came before it",
     CLAIM_NO_ACK_BEFORE_RST,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 10}, {5, V, RA, 1, 1}}},
    {"something else answered the SYN",
     CLAIM_ANSWER_TIMES,
     true,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {80000, V, A, 1, 12}}},
    {"data as fast as the SYN",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {12000, V, A, 1, 12}}},
    {"a FIN that is answered late is no data",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000),
      {500, C, A, 1, 1, 11},
      {5, C, FA, 12, 1},
      {10000, V, A, 1, 12},
      {300000, V, FA, 1, 13}}},
    {"nothing but a FIN",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, FA, 1, 1}, {300000, V, FA, 1, 2}}},
    {"data with a FIN behind it",
     CLAIM_ANSWER_TIMES,
     true,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {5, C, FA, 12, 1}, {80000, V, A, 1, 13}}},
    {"a FIN long behind it, whose ACK may be another",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {50000, C, FA, 12, 1}, {80000, V, A, 1, 13}}},
    {"for longer than can be counted",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {INT64_C(5000000000), V, A, 1, 12}}},
    {"data that was acknowledged sooner, which is not measured",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000),
      {500, C, A, 1, 1, 11},
      {5, C, A, 12, 1, 11},
      {10000, V, A, 1, 12},
      {80000, V, A, 1, 23}}},
    {"the ACK is for more than what was captured",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {80000, V, A, 1, 23}}},
    {"numbers between were not captured",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 12, 1, 11}, {80000, V, A, 1, 23}}},
    {"numbers of the server were not captured",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {80000, V, A, 51, 12}}},
    {"it came twice, as a D-SACK tells",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(10000),
      {500, C, A, 1, 1, 11},
      {80000, V, A, 1, 12},
      {500, V, A, 1, 12, 0, 0, {1, 12}}}},
    {"a delayed ACK is told as one",
     CLAIM_ANSWER_TIMES,
     false,
     {HANDSHAKE(100), {500, C, A, 1, 1, 11}, {40100, V, A, 1, 12}}},
    {"a SYN+ACK with another number, as with SYN cookies, is none that was sent again",
     CLAIM_SYN_ACK_REPEATED,
     false,
     {{0, C, S, 0, 0},
      {50, V, SA, 0, 1},
      {1000000, C, S, 0, 0},
      {50, V, SA, (uint32_t)-3, 1},
      {50, C, A, 1, (uint32_t)-2}}},
    {"the same number again",
     CLAIM_SYN_ACK_REPEATED,
     true,
     {{0, C, S, 0, 0},
      {50, V, SA, 0, 1},
      {1000000, C, S, 0, 0},
      {50, V, SA, 0, 1},
      {50, C, A, 1, 1}}},
    {"one that may be a copy: how often it was sent is not known",
     CLAIM_SYN_ACK_REPEATED,
     false,
     {{0, C, S, 0, 0},
      {50, V, SA, 0, 1, .stamp = 7},
      {1000000, C, S, 0, 0},
      {50, V, SA, 0, 1, .stamp = 1007},
      {4000, V, SA, 0, 1, .stamp = 1007},
      {50, C, A, 1, 1}}},
    {"the client's SYN+ACK, in answer to somebody's SYN, is no SYN that was sent again",
     CLAIM_OPENED_AGAIN,
     false,
     {{0, C, S, 0, 0}, {50, V, SA, 0, 1}, {50, C, SA, 0, 1}, {50, V, A, 1, 1}}},
    {"both SYNs",
     CLAIM_OPENED_SIMULTANEOUSLY,
     true,
     {{0, C, S, 0, 0}, {5, V, S, 0, 0}, {50, V, SA, 0, 1}, {5, C, SA, 0, 1}, {5, V, A, 1, 1}}},
    {"data in the SYN",
     CLAIM_OPENED_FAST,
     true,
     {{0, C, S, 0, 0, 11}, {100, V, SA, 0, 12}, {30, C, A, 12, 1}}},
    {"no SYN", CLAIM_OPENED_BEFORE, true, {{0, C, A, 1, 1, 5}}},
    {"no SYN: a guess", CLAIM_ROLES_GUESSED, true, {{0, C, A, 1, 1, 5}}},
    {"a SYN: no guess", CLAIM_ROLES_GUESSED, false, {HANDSHAKE(100)}},
    {"no answer", CLAIM_NOT_OPENED_UNANSWERED, true, {{0, C, S, 0, 0}}},
    {"a RST that acknowledges an answer",
     CLAIM_NOT_OPENED_UNSEEN,
     true,
     {{0, C, S, 0, 0}, {300, C, RA, 1, 1}}},
    {"a RST that acknowledges none",
     CLAIM_NOT_OPENED_UNSEEN,
     false,
     {{0, C, S, 0, 0}, {300, C, R, 1, 0}}},
    {"an answer", CLAIM_NOT_OPENED_UNANSWERED, false, {{0, C, S, 0, 0}, {5, V, SA, 0, 1}}},
    {"the client has answered the other SYN, with another number than that of its first one",
     CLAIM_NOT_OPENED_INCOMPLETE,
     true,
     {{0, C, S, 900, 0}, {5, V, S, 0, 0}, {5, C, SA, 0, 1}}},
    {"nothing of the client", CLAIM_OPENING_ONE_WAY, true, {{0, V, SA, 0, 1}}},
    {"nothing of the client", CLAIM_NOT_OPENED_INCOMPLETE, false, {{0, V, SA, 0, 1}}},
    {"nothing of the client, and a RST",
     CLAIM_OPENING_ONE_WAY_RST,
     true,
     {{0, V, SA, 0, 1}, {5, V, RA, 1, 1}}},
    {"no third segment", CLAIM_NOT_OPENED_INCOMPLETE, true, {{0, C, S, 0, 0}, {5, V, SA, 0, 1}}},
};

static void tells_openings(void **state)
{
	(void)state;
	EXPECT_CASES(openings);
}

/* The handshake took its time from the first SYN; the round trip is another figure. */
static void counts_from_the_first_syn(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    {0, C, S, 0, 0}, {1000000, C, S, 0, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}};
	struct played played;
	play(&played, rows);
	assert_int_equal(played.connection.claim[0].value, 1000130);
	assert_int_equal(played.connection.claim[0].more, 2);
	assert_int_equal(claim_find(&played.connection, CLAIM_ROUND_TRIP)->value, 130);
	play_end(&played);
}

/* A server that sends its SYN+ACK again is in SYN-RECEIVED; it left a round trip before at most. */
static void counts_from_the_last_answer(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100),   {1000000, V, SA, 0, 1},
						  {30, C, A, 1, 1}, {2000000, V, SA, 0, 1},
						  {30, C, A, 1, 1}, {500000, C, A, 1, 1, 5}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_OPENED_HELD);
	assert_int_equal(claim->value, 3000060);
	assert_int_equal(claim->more, 3);
	assert_int_equal(claim->side, SIDE_SERVER);
	assert_int_equal(claim->frames[1], 6);
	play_end(&played);
}

/* One in the server's name, with another number, is no SYN of its own. */
static void a_forged_syn_is_no_first_answer(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {HANDSHAKE(100),
						  {1000, V, S, 100, 0},
						  {5, C, A, 1, 1},
						  {1000000, V, SA, 0, 1},
						  {30, C, A, 1, 1}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_OPENED_HELD);
	assert_int_equal(claim->more, 2);
	play_end(&played);
}

static void tells_both_answer_times(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(10000), {500, C, A, 1, 1, 11}, {80000, V, A, 1, 12}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_ANSWER_TIMES);
	assert_int_equal(claim->value, 10000);
	assert_int_equal(claim->more, 80000);
	play_end(&played);
}

/* The server's state was hedged by segment 3; from 5 on, it is known to be in it. */
static void the_segment_that_settles_says_so(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 11}, {5, V, A, 1, 12}};
	const struct end_state hedged = {.state = TCP_ESTABLISHED};
	const struct end_state proven = {.state = TCP_ESTABLISHED, .proven = true};
	struct evidence_step evidence = {.before = {proven, hedged}, .states = {proven, proven}};
	struct played played;
	play(&played, rows);
	struct cause cause = {.hedged_frame = 3,
			      .hedged_last = 4,
			      .hedged_count = 2,
			      .hedged_state = TCP_ESTABLISHED};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	struct claim_set set;
	input.evidence = &evidence;
	claims_of_segment(&input, &set);
	const struct claim *claim = claim_find(&set, CLAIM_ONE_ARRIVED);
	assert_non_null(claim);
	assert_int_equal(claim->frames[1], 3);
	assert_int_equal(claim->frames[2], 4);
	evidence.states[SIDE_SERVER] = hedged;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ONE_ARRIVED));
	evidence.states[SIDE_SERVER] = proven;
	cause.hedged_state = TCP_CLOSE_WAIT;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ONE_ARRIVED));
	play_end(&played);
}

/* From the first that may have brought it to the last, and not beyond its next words. */
static void a_hedge_has_its_segments(void **state)
{
	(void)state;
	struct causes causes = {0};
	const struct causes_side *server = &causes.side[SIDE_SERVER];
	causes_hedged(&causes, SIDE_SERVER, 3, true, TCP_ESTABLISHED, false);
	causes_hedged(&causes, SIDE_SERVER, 4, false, TCP_ESTABLISHED, true);
	causes_hedged(&causes, SIDE_SERVER, 5, false, TCP_ESTABLISHED, true);
	assert_int_equal(server->hedged_frame, 3);
	assert_int_equal(server->hedged_last, 4);
	assert_int_equal(server->hedged_count, 2);
	causes_settled(&causes, SIDE_SERVER);
	assert_int_equal(server->hedged_frame, 0);
	causes_hedged(&causes, SIDE_SERVER, 5, true, TCP_FIN_WAIT_2, false); /* and anew */
	causes_hedged(&causes, SIDE_SERVER, 6, false, TCP_FIN_WAIT_2, false);
	assert_int_equal(server->hedged_frame, 5);
	assert_int_equal(server->hedged_last, 6);
	assert_int_equal(server->hedged_count, 2);
	causes_hedged(&causes, SIDE_SERVER, 6, true, TCP_CLOSE_WAIT, true);
	assert_int_equal(server->hedged_frame, 0);
}

/* Only a FIN, or data that was missing before one, moves its receiver to a state behind a FIN. */
static void what_moved_an_end_carries_what_it_got(void **state)
{
	(void)state;
	static const struct {
		int flags;
		unsigned state, count;
	} rows[] = {{A, TCP_CLOSE_WAIT, 1},
		    {A, TCP_ESTABLISHED, 2},
		    {FA, TCP_CLOSE_WAIT, 2},
		    {R, TCP_ESTABLISHED, 1}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
		const struct end_state proven = {.state = TCP_SYN_RECEIVED, .proven = true};
		const struct end_state hedged = {.state = (uint8_t)rows[i].state};
		struct evidence_step first = {.before = {proven, proven},
					      .states = {proven, hedged}};
		struct evidence_step again = {.before = {proven, hedged},
					      .states = {proven, hedged}};
		struct played played;
		struct causes causes = {0};
		struct cause cause = {0};
		play(&played, opening);
		played.segment.flags = FA;
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		input.evidence = &first;
		claims_remember(&causes, &input, &played.claims);
		played.segment.flags = (uint16_t)rows[i].flags;
		input.evidence = &again;
		claims_remember(&causes, &input, &played.claims);
		assert_int_equal(causes.side[SIDE_SERVER].hedged_count, rows[i].count);
		input.evidence = &first;
		claims_remember(&causes, &input, &played.claims);
		assert_int_equal(causes.side[SIDE_SERVER].hedged_count, rows[i].count - 1);
		play_end(&played);
	}
}

int test_claims_opened(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_moved_an_end_carries_what_it_got),
	    cmocka_unit_test(tells_openings),
	    cmocka_unit_test(counts_from_the_first_syn),
	    cmocka_unit_test(counts_from_the_last_answer),
	    cmocka_unit_test(a_forged_syn_is_no_first_answer),
	    cmocka_unit_test(tells_both_answer_times),
	    cmocka_unit_test(the_segment_that_settles_says_so),
	    cmocka_unit_test(a_hedge_has_its_segments),
	};
	return run_group(tests, NULL, NULL);
}
