/* SPDX-License-Identifier: MIT */
/* Which segments a RST may answer: those with its number as ACK, that were not answered. */
#include "claims_fixture.h"

static const struct claim_case cases[] = {
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
    {"behind its own FIN, to data under way",
     CLAIM_RESET_ANSWERS_EARLIER,
     true,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 100}, {100, V, FA, 1, 1}, {5, V, R, 1, 0}}},
    {"behind its own FIN, to data under way",
     CLAIM_RESET_AFTER_FIN,
     false,
     {HANDSHAKE(40000), {5, C, A, 1, 1, 100}, {100, V, FA, 1, 1}, {5, V, R, 1, 0}}},
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

int test_claims_answers(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_a_rst_may_answer),
	};
	return run_group(tests, NULL, NULL);
}
