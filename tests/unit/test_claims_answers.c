/* SPDX-License-Identifier: MIT */
/* Which segments a RST may answer: those with its number as ACK, that were not answered. */
#include "claims_fixture.h"

static const struct claim_case cases[] = {
    {"who sent no SYN answers a SYN+ACK",
     CLAIM_NOT_OPENED_ANSWERED,
     true,
     {{0, V, SA, 0, 1}, {5, C, R, 1, 0}, {1000000, V, SA, 0, 1}, {5, C, R, 1, 0}}},
    {"who is in SYN-RECEIVED an ACK that is not for its SYN (RFC 9293 section 3.10.7.4, fifth)",
     CLAIM_NOT_OPENED_ANSWERED,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, A, 1, 2}, {5, V, R, 2, 0}}},
    {"of who is in SYN-RECEIVED, with a number that it never sent",
     CLAIM_RESET_IN_NAME,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, V, R, 101, 0}}},
    {"of who is in SYN-RECEIVED, with its next number",
     CLAIM_RESET_OPENING,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, V, R, 1, 0}}},
    {"a SYN+ACK, without ACK: without the connection, or in SYN-SENT (RFC 9293 section 3.10.7.3)",
     CLAIM_RESET_ANSWERS_ANEW,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}}},
    {"a SYN+ACK, with ACK: who is ESTABLISHED aborts (section 3.10.5)",
     CLAIM_RESET_OPENING,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, RA, 1, 1}}},
    {"the SYN+ACK that comes again, behind its RST",
     CLAIM_RESET_ANSWERS,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}, {1000000, V, SA, 0, 1}, {5, C, R, 1, 0}}},
    {"one of two with its number, a path apart",
     CLAIM_RESET_ANSWERS,
     false,
     {HANDSHAKE(40000),
      {50, V, FA, 1, 1},
      {30, C, A, 1, 2},
      {300000, C, A, 1, 2},
      {41000, V, R, 2, 0}}},
    {"one of two with its number, long apart",
     CLAIM_RESET_ANSWERS,
     true,
     {HANDSHAKE(40000),
      {50, V, FA, 1, 1},
      {30, C, A, 1, 2},
      {2000000, C, A, 1, 2},
      {41000, V, R, 2, 0}}},
    {"long behind the opening, to the first data",
     CLAIM_RESET_ANSWERS,
     true,
     {HANDSHAKE(40000), {200000000, C, A, 1, 1, 100}, {41000, V, R, 1, 0}}},
    {"long behind data that was not sent again: the clock was set",
     CLAIM_RESET_ANSWERS,
     false,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 100}, {200000000, C, FA, 101, 1}, {41000, V, R, 1, 0}}},
    {"behind a clock that went back: any of them",
     CLAIM_RESET_ANSWERS_COPY,
     true,
     {HANDSHAKE(40000),
      {50, C, A, 1, 1, 11},
      {5, C, FA, 12, 1},
      {-10000, V, A, 1, 12},
      {5, V, FA, 1, 13},
      {5, C, A, 13, 2},
      {20000, V, R, 1, 0}}},
    {"behind its own FIN, to data under way",
     CLAIM_RESET_ANSWERS_EARLIER,
     true,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 100}, {100, V, FA, 1, 1}, {40000, V, R, 1, 0}}},
    {"behind its own FIN, to data under way",
     CLAIM_RESET_AFTER_FIN,
     false,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 100}, {100, V, FA, 1, 1}, {40000, V, R, 1, 0}}},
    {"long before an answer can come",
     CLAIM_RESET_IN_NAME,
     true,
     {HANDSHAKE(40000),
      {5, C, A, 1, 1, 100},
      {40000, V, A, 1, 101},
      {5, C, A, 101, 1, 100},
      {15000, V, R, 1, 0}}},
    {"as a path that became shorter",
     CLAIM_RESET_IN_NAME,
     false,
     {HANDSHAKE(40000),
      {5, C, A, 1, 1, 100},
      {40000, V, A, 1, 101},
      {5, C, A, 101, 1, 100},
      {25000, V, R, 1, 0}}},
    {"the third of three to three segments",
     CLAIM_RESET_ANSWERS_EARLIER,
     true,
     {HANDSHAKE(100),
      {5, C, A, 1, 1, 100},
      {5, C, FA, 101, 1},
      {100, V, R, 1, 0},
      {5, V, R, 1, 0},
      {5, V, R, 1, 0}}},
    {"the fourth to three segments",
     CLAIM_RESET_AGAIN,
     true,
     {HANDSHAKE(100),
      {5, C, A, 1, 1, 100},
      {5, C, FA, 101, 1},
      {100, V, R, 1, 0},
      {5, V, R, 1, 0},
      {5, V, R, 1, 0},
      {5, V, R, 1, 0}}},
    {"the ACK of a FIN that was acknowledged",
     CLAIM_RESET_ANSWERS_COPY,
     true,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {100, V, FA, 1, 2}, {5, C, A, 2, 2}, {500, V, R, 1, 0}}},
    {"the ACK of a FIN that was acknowledged",
     CLAIM_RESET_AFTER_CLOSE,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {100, V, FA, 1, 2}, {5, C, A, 2, 2}, {500, V, R, 1, 0}}},
};

static void tells_what_a_rst_may_answer(void **state)
{
	(void)state;
	EXPECT_CASES(cases);
}

/* RFC 9293 section 3.10.7: who is in SYN-SENT of the newer connection answers so, too; the SYN in
 * the name of a listener is another's. */
static void a_rst_in_an_older_connection(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {
	    HANDSHAKE(100), {5, C, A, 1, 1}, {5, V, A, 1, 1}};
	static const struct {
		struct row last;
		uint32_t anew;
		bool opens;
	} rows[] = {
	    {{5, V, R, 1, 0}, 0, false},
	    {{5, V, R, 1, 0}, FLOW_CLIENT_ANEW, false},
	    {{5, V, R, 1, 0}, FLOW_SERVER_ANEW, false},
	    {{5, C, R, 1, 0}, FLOW_SERVER_ANEW, false},
	    {{5, C, R, 1, 0}, FLOW_CLIENT_ANEW, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct played played;
		play(&played, opening);
		played.walk.flow.flags |= FLOW_SUPERSEDED | rows[i].anew;
		play_row(&played, &rows[i].last);
		enum claim_id id = played.claims.claim[0].id;
		assert_int_equal(id == CLAIM_RESET_ANSWERS_ANEW, rows[i].opens);
		assert_int_equal(id == CLAIM_RESET_ANSWERS || id == CLAIM_RESET_ANSWERS_EARLIER,
				 !rows[i].opens);
		play_end(&played);
	}
}

/* Nor does it abort the opening of the older one. */
static void a_rst_in_the_opening_of_an_older_connection(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {{0, C, S, 0, 0}, {5, V, SA, 0, 1}};
	static const struct row last[] = {{5, C, RA, 1, 1}, {5, C, R, 1, 0}};
	for (unsigned anew = 0; anew < 2; anew++) {
		struct played played;
		play(&played, opening);
		played.walk.flow.flags |= FLOW_SUPERSEDED | (anew ? FLOW_CLIENT_ANEW : 0U);
		play_row(&played, &last[anew]);
		assert_int_equal(played.claims.claim[0].id,
				 anew ? CLAIM_RESET_ANSWERS_ANEW : CLAIM_RESET_OPENING);
		play_end(&played);
	}
}

/* A SYN+ACK that nobody asked for may come often. */
static void counts_answers_of_an_opening_that_was_aborted(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    {0, C, S, 0, 0}, {100, V, SA, 0, 1}, {1000000, V, SA, 0, 1}, {30, C, R, 1, 0}};
	struct played played;
	const struct claim *claim = claim_of(&played, rows, CLAIM_NOT_OPENED_ANSWERED);
	assert_int_equal(claim->value, 2);
	play_end(&played);
}

int test_claims_answers(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_answers_of_an_opening_that_was_aborted),
	    cmocka_unit_test(tells_what_a_rst_may_answer),
	    cmocka_unit_test(a_rst_in_an_older_connection),
	    cmocka_unit_test(a_rst_in_the_opening_of_an_older_connection),
	};
	return run_group(tests, NULL, NULL);
}
