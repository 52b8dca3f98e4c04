/* SPDX-License-Identifier: MIT */
/* Windows, probes and keep-alives. */
#include "claims_fixture.h"

#define SHUT_WINDOW                                                                                \
	{50, C, A, 1, 1, 100},                                                                     \
	{                                                                                          \
		5, V, A, 1, 101, 0, SHUT                                                           \
	}
#define QUIET                                                                                      \
	{50, C, A, 1, 1, 5},                                                                       \
	{                                                                                          \
		5, V, A, 1, 6                                                                      \
	}

static const struct claim_case cases[] = {
    {"window 0", CLAIM_ZERO_WINDOW, true, {HANDSHAKE(100), SHUT_WINDOW}},
    {"window 1",
     CLAIM_ZERO_WINDOW,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {5, V, A, 1, 101, 0, 1}}},
    {"an empty segment with an old number",
     CLAIM_WINDOW_PROBE,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, C, A, 100, 1}}},
    {"the same, the window is open",
     CLAIM_WINDOW_PROBE,
     false,
     {HANDSHAKE(100), QUIET, {200000, C, A, 5, 1}}},
    {"a byte beyond the window",
     CLAIM_WINDOW_PROBE,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, C, A, 101, 1, 1}}},
    {"a byte behind a RST, which offers no window",
     CLAIM_WINDOW_PROBE,
     false,
     {{0, C, A, 1, 1, 10}, {5, V, R, 1, 0, 0, SHUT}, {100000, C, A, 11, 1, 1}}},
    {"answered with window 0",
     CLAIM_WINDOW_PROBE_ACK,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, C, A, 100, 1}, {5, V, A, 1, 101, 0, SHUT}}},
    {"answered with another",
     CLAIM_WINDOW_PROBE_ACK,
     false,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, C, A, 100, 1}, {5, V, A, 1, 101}}},
    {"after window 0",
     CLAIM_WINDOW_OPENS,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 101, 0, 500}}},
    {"after another",
     CLAIM_WINDOW_OPENS,
     false,
     {HANDSHAKE(100), QUIET, {200000, V, A, 1, 6, 0, 2000}}},
    {"changed", CLAIM_WINDOW_CHANGE, true, {HANDSHAKE(100), QUIET, {200000, V, A, 1, 6, 0, 2000}}},
    {"an older ACK after window 0",
     CLAIM_WINDOW_OPENS,
     false,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 51, 0, 500}}},
    {"an older ACK after window 0",
     CLAIM_ACK_OVERTAKEN,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 51, 0, 500}}},
    {"window 0, and an older ACK",
     CLAIM_WINDOW_STILL_SHUT,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 51, 0, 500}}},
    {"the ACK of what was captured, behind one of what nobody captured",
     CLAIM_ACK_OVERTAKEN,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 100},
      {5, V, A, 1, 101},
      {5, V, A, 1, 5001},
      {50, C, A, 101, 1, 100},
      {5, V, A, 1, 201}}},
    {"behind a RST: perhaps of another connection",
     CLAIM_ACK_OVERTAKEN,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 100},
      {5, V, A, 1, 101},
      {5, C, RA, 101, 1},
      {200000, V, A, 1, 51}}},
    {"the same ACK with an older timestamp",
     CLAIM_ACK_OVERTAKEN,
     true,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 5},
      {5, V, A, 1, 6, 0, 0, {0}, 0, 0, 20},
      {5, V, A, 1, 6, 0, 0, {0}, 0, 0, 10}}},
    {"the same ACK with the same timestamp",
     CLAIM_ACK_OVERTAKEN,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 5},
      {5, V, A, 1, 6, 0, 0, {0}, 0, 0, 20},
      {5, V, A, 1, 6, 0, 0, {0}, 0, 0, 20}}},
    {"kept, behind an old SYN with another",
     CLAIM_WINDOW_CHANGE,
     false,
     {HANDSHAKE(100), {5, C, A, 1, 1, 0, 2000}, {50, C, S, 0, 0}, {50, C, A, 1, 1, 0, 2000}}},
    {"a SACK of what was never sent tells of no data",
     CLAIM_ACK_SACK,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 100}, {5, V, A, 1, 1, 0, 2000, {5001, 6001}}}},
    {"changed with a SACK",
     CLAIM_WINDOW_CHANGE,
     false,
     {HANDSHAKE(100),
      {50, C, A, 1, 1, 100},
      {5, C, A, 101, 1, 100},
      {5, V, A, 1, 1, 0, 2000, {101, 201}}}},
    {"keep-alive", CLAIM_KEEP_ALIVE, true, {HANDSHAKE(100), QUIET, {1000000, C, A, 5, 1}}},
    {"too soon for one", CLAIM_KEEP_ALIVE, false, {HANDSHAKE(100), QUIET, {400000, C, A, 5, 1}}},
    {"too soon for one", CLAIM_OLD_NUMBER, true, {HANDSHAKE(100), QUIET, {400000, C, A, 5, 1}}},
    {"an ACK from before the FIN",
     CLAIM_KEEP_ALIVE,
     false,
     {HANDSHAKE(100), {5, C, FA, 1, 1}, {5, V, A, 1, 2}, {1000000, C, A, 1, 1}}},
    {"keep-alive with its byte",
     CLAIM_KEEP_ALIVE,
     true,
     {HANDSHAKE(100), QUIET, {1000000, C, A, 5, 1, 1}}},
    {"a byte that was not acknowledged",
     CLAIM_KEEP_ALIVE,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 1}, {1000000, C, A, 1, 1, 1}}},
    {"the window is shut",
     CLAIM_KEEP_ALIVE,
     false,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, C, A, 100, 1}}},
    {"the window was shut, and its sender may not know yet that it has opened",
     CLAIM_KEEP_ALIVE,
     false,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 101, 0, 500}, {1000000, C, A, 100, 1}}},
    {"the window was shut, and its sender has gone on",
     CLAIM_KEEP_ALIVE,
     true,
     {HANDSHAKE(100),
      SHUT_WINDOW,
      {200000, V, A, 1, 101, 0, 500},
      {5, C, A, 101, 1, 5},
      {5, V, A, 1, 106, 0, 500},
      {1000000, C, A, 105, 1}}},
    {"answered",
     CLAIM_KEEP_ALIVE_ACK,
     true,
     {HANDSHAKE(100), QUIET, {1000000, C, A, 5, 1}, {5, V, A, 1, 6}}},
    {"not asked", CLAIM_KEEP_ALIVE_ACK, false, {HANDSHAKE(100), QUIET, {5, V, A, 1, 6}}},
    {"an answer to an old number that is no keep-alive",
     CLAIM_KEEP_ALIVE_ACK,
     false,
     {HANDSHAKE(100), QUIET, {400000, C, A, 5, 1}, {5, V, A, 1, 6}}},
    {"the same",
     CLAIM_ACK_ONCE_MORE,
     true,
     {HANDSHAKE(100), QUIET, {400000, C, A, 5, 1}, {5, V, A, 1, 6}}},
    {"as much as it allows",
     CLAIM_DATA_FILLS_WINDOW,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, A, 1, 1}, {5, C, A, 1, 1, 1000}}},
    {"less", CLAIM_DATA_FILLS_WINDOW, false, {HANDSHAKE(100), {5, C, A, 1, 1, 999}}},
    {"shut for a while",
     CLAIM_WINDOW_SHUT,
     true,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 101, 0, 500}}},
    {"never shut", CLAIM_WINDOW_SHUT, false, {HANDSHAKE(100), QUIET}},
    {"still shut", CLAIM_WINDOW_STILL_SHUT, true, {HANDSHAKE(100), SHUT_WINDOW}},
    {"open again",
     CLAIM_WINDOW_STILL_SHUT,
     false,
     {HANDSHAKE(100), SHUT_WINDOW, {200000, V, A, 1, 101, 0, 500}}},
    {"the rest waited for the ACK",
     CLAIM_WAITED,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 2}, {41000, V, A, 1, 3}, {5, C, A, 3, 1, 3}}},
    {"the window held it",
     CLAIM_WAITED,
     false,
     {{0, C, S, 0, 0},
      {100, V, SA, 0, 1, 0, 2},
      {30, C, A, 1, 1},
      {50, C, A, 1, 1, 2},
      {41000, V, A, 1, 3, 0, 2},
      {5, C, A, 3, 1, 1}}},
    {"nothing waited for it",
     CLAIM_WAITED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 2}, {41000, V, A, 1, 3}, {500000, C, A, 3, 1, 3}}},
    {"it was not delayed",
     CLAIM_WAITED,
     false,
     {HANDSHAKE(100), {50, C, A, 1, 1, 2}, {100, V, A, 1, 3}, {5, C, A, 3, 1, 3}}},
};

static void tells_windows(void **state)
{
	(void)state;
	EXPECT_CASES(cases);
}

/* For how long, and how often it was probed. */
static void adds_up(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {
	    HANDSHAKE(100),         SHUT_WINDOW,
	    {200000, C, A, 100, 1}, {5, V, A, 1, 101, 0, SHUT},
	    {400000, C, A, 100, 1}, {5, V, A, 1, 101, 0, SHUT},
	    {100000, V, A, 1, 101}};
	struct played played;
	play(&played, rows);
	const struct claim *claim = claim_find(&played.connection, CLAIM_WINDOW_SHUT);
	assert_non_null(claim);
	assert_int_equal(claim->side, SIDE_SERVER);
	assert_int_equal(claim->value, 700010);
	assert_int_equal(claim->more, 2);
	play_end(&played);
}

/* A SYN's window is not scaled: 65160 and, scaled by 10, 64512 are one window (RFC 7323); so is
 * 65536, as Linux rounds up. */
static void a_scale_rounds_the_window(void **state)
{
	(void)state;
	static const struct {
		int window;
		bool changes;
	} rows[] = {{63, false}, {62, true}, {64, false}, {65, true}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct row opening[ROWS_MAX] = {
		    {0, C, S, 0, 0}, {5, V, SA, 0, 1, 0, 65160}, {5, C, A, 1, 1}};
		const struct row last = {5, V, A, 1, 1, 0, rows[i].window};
		struct played played;
		play(&played, opening);
		struct flow_side *server = flow_side(&played.walk.flow, SIDE_SERVER);
		server->window_scale = 10;
		server->flags |= SIDE_SCALE_KNOWN;
		play_row(&played, &last);
		bool changes = claim_find(&played.claims, CLAIM_WINDOW_CHANGE) != NULL;
		bool repeats = claim_find(&played.claims, CLAIM_ACK_ONCE_MORE) != NULL;
		assert_int_equal(changes, rows[i].changes);
		assert_int_equal(repeats, !rows[i].changes);
		play_end(&played);
	}
}

/* RFC 9293 section 3.10.7.4: what an older connection says behind a new SYN probably answers that.
 */
static void another_syn_explains_a_window(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {
	    {0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, A, 1, 1}};
	static const struct row last = {5, V, A, 1, 1, 0, 2000};
	for (int newer = 0; newer < 2; newer++) {
		struct played played;
		play(&played, opening);
		if (newer)
			played.walk.flow.flags |= FLOW_SUPERSEDED;
		play_row(&played, &last);
		enum claim_id id = newer ? CLAIM_ACK_OF_OLDER : CLAIM_WINDOW_CHANGE;
		assert_non_null(claim_find(&played.claims, id));
		assert_int_equal(played.claims.count, 1);
		play_end(&played);
	}
}

int test_claims_window(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_scale_rounds_the_window),
	    cmocka_unit_test(another_syn_explains_a_window),
	    cmocka_unit_test(tells_windows),
	    cmocka_unit_test(adds_up),
	};
	return run_group(tests, NULL, NULL);
}
