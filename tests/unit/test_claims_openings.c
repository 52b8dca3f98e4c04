/* SPDX-License-Identifier: MIT */
/* Segments with SYN, and what answers them. */
#include "claims_fixture.h"

static const struct claim_case openings[] = {
    {"SYN", CLAIM_SYN, true, {{0, C, S, 0, 0}}},
    {"SYN again", CLAIM_SYN, false, {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}}},
    {"SYN again", CLAIM_SYN_AGAIN, true, {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}}},
    {"with the SYN+ACK's number: it was no SYN without ACK",
     CLAIM_SYN_AGAIN,
     false,
     {HANDSHAKE(100), {5, V, S, 0, 0}}},
    {"with the SYN+ACK's number", CLAIM_SYN_OF_SYN_ACK, true, {HANDSHAKE(100), {5, V, S, 0, 0}}},
    {"after a SYN of its own",
     CLAIM_SYN_OF_SYN_ACK,
     false,
     {{0, C, S, 0, 0}, {5, V, S, 0, 0}, {90, V, SA, 0, 1}, {1000000, V, S, 0, 0}}},
    {"sooner than any timer, with the same timestamp: a copy",
     CLAIM_SAME_PACKET,
     true,
     {{0, C, S, 0, 0, .stamp = 70}, {9500, C, S, 0, 0, .stamp = 70}}},
    {"its sender sends none any more",
     CLAIM_SYN_UNSENT,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 100}, {1000000, C, S, 0, 0}}},
    {"sooner than any timer, with another identification",
     CLAIM_SYN_UNSENT,
     true,
     {{0, C, S, 0, 0, .id = 7}, {20, C, S, 0, 0, .id = 9}}},
    {"with a new timestamp",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0, .stamp = 70}, {9500, C, S, 0, 0, .stamp = 79}}},
    {"with other options", CLAIM_SYN_OTHER, true, {{0, C, S, 0, 0}, {5, C, S, 0, 0, .stamp = 70}}},
    {"with one identification and other options: not one packet",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0, .id = 7}, {5, C, S, 0, 0, .id = 7, .stamp = 70}}},
    {"as a timer sends it, without options",
     CLAIM_SYN_AGAIN,
     true,
     {{0, C, S, 0, 0, .stamp = 70}, {1000000, C, S, 0, 0}}},
    {"after a second",
     CLAIM_SYN_AGAIN,
     true,
     {{0, C, S, 0, 0, .stamp = 70}, {1000000, C, S, 0, 0, .stamp = 70}}},
    {"both SYNs", CLAIM_SYN_BEFORE_OTHER, true, {{0, C, S, 0, 0}, {5, V, S, 0, 0}}},
    {"SYN with data", CLAIM_SYN_DATA, true, {{0, C, S, 0, 0, 11}}},
    {"SYN+ACK", CLAIM_SYN_ACK, true, {{0, C, S, 0, 0}, {100, V, SA, 0, 1}}},
    {"SYN+ACK of the SYN's data",
     CLAIM_SYN_ACK_DATA,
     true,
     {{0, C, S, 0, 0, 11}, {100, V, SA, 0, 12}}},
    {"SYN+ACK of more than the SYN had",
     CLAIM_SYN_ACK_DATA,
     false,
     {{0, C, S, 0, 0, 11}, {100, V, SA, 0, 13}}},
    {"a late SYN fills no hole before its FIN",
     CLAIM_FIN_ACKED_ALONE,
     false,
     {HANDSHAKE(100),
      {5, V, A, 1, 1, 100},
      {5, C, A, 1, 101},
      {5, V, FA, 201, 1},
      {5, V, S, 0, 0},
      {5, C, A, 1, 101}}},
    {"SYN+ACK of the SYN alone",
     CLAIM_SYN_ACK_ONLY,
     true,
     {{0, C, S, 0, 0, 11}, {100, V, SA, 0, 1}}},
    {"the SYN came again without data: which of them it answers is not known",
     CLAIM_SYN_ACK_ONLY,
     false,
     {{0, C, S, 0, 0, 11}, {1000000, C, S, 0, 0}, {100, V, SA, 0, 1}}},
    {"and this one has none",
     CLAIM_SYN_WITHOUT_DATA,
     true,
     {{0, C, S, 0, 0, 11}, {1000000, C, S, 0, 0}}},
    {"nor had the first", CLAIM_SYN_WITHOUT_DATA, false, {{0, C, S, 0, 0}, {1000000, C, S, 0, 0}}},
    {"the data is its own sender's",
     CLAIM_SYN_ACK_ONLY,
     false,
     {{0, C, S, 0, 0, 5}, {100, V, S, 0, 0}, {10, C, SA, 0, 1}}},
    {"there was no data", CLAIM_SYN_ACK_ONLY, false, {{0, C, S, 0, 0}, {100, V, SA, 0, 1}}},
    {"a late SYN is answered anew, with its data",
     CLAIM_SYN_ACK_ONLY,
     false,
     {{0, C, S, 0, 0, 11},
      {100, V, SA, 0, 12},
      {5, C, A, 12, 1, 100},
      {100, V, RA, 1, 112},
      {300000, V, SA, 5000000, 12}}},
    {"SYN+ACK again, not acknowledged",
     CLAIM_SYN_ACK_AGAIN,
     true,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1}, {1000000, V, SA, 0, 1}}},
    {"SYN+ACK again, acknowledged",
     CLAIM_SYN_ACK_HELD,
     true,
     {HANDSHAKE(100), {1000000, V, SA, 0, 1}}},
    {"SYN+ACK again, not acknowledged",
     CLAIM_SYN_ACK_HELD,
     false,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1}, {1000000, V, SA, 0, 1}}},
    {"SYN+ACK again with the same timestamp: a copy",
     CLAIM_SAME_PACKET,
     true,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1, .stamp = 70}, {2000, V, SA, 0, 1, .stamp = 70}}},
    {"within a step of the clock: of another SYN, maybe",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1, .stamp = 70}, {1999, V, SA, 0, 1, .stamp = 70}}},
    {"SYN+ACK again with a new timestamp",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0}, {100, V, SA, 0, 1, .stamp = 70}, {2000, V, SA, 0, 1, .stamp = 72}}},
    {"SYN+ACK behind its sender's ACK of data: a copy",
     CLAIM_SAME_PACKET,
     true,
     {HANDSHAKE(100), {5, C, A, 1, 1, 10}, {100, V, A, 1, 11}, {1000000, V, SA, 0, 1}}},
    {"not with Fast Open, whose server may be in SYN-RECEIVED yet",
     CLAIM_SAME_PACKET,
     false,
     {{0, C, S, 0, 0, 11},
      {100, V, SA, 0, 12},
      {5, C, A, 12, 1, 10},
      {100, V, A, 1, 22},
      {1000000, V, SA, 0, 12}}},
    {"third segment", CLAIM_HANDSHAKE_ACK, true, {HANDSHAKE(100)}},
    {"third segment again",
     CLAIM_HANDSHAKE_ACK,
     false,
     {HANDSHAKE(100), {1000000, V, SA, 0, 1}, {5, C, A, 1, 1}}},
    {"third segment again",
     CLAIM_HANDSHAKE_ACK_AGAIN,
     true,
     {HANDSHAKE(100), {1000000, V, SA, 0, 1}, {5, C, A, 1, 1}}},
    {"a SYN+ACK that is not for the SYN",
     CLAIM_SYN_ACK_OTHER,
     true,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 500}}},
    {"behind all that was sent: nor is that",
     CLAIM_SYN_ACK_OTHER,
     true,
     {HANDSHAKE(100), {50, C, A, 1, 1, 714}, {50, V, R, 1, 0}, {5, V, SA, 900000, 930}}},
    {"one that is", CLAIM_SYN_ACK_OTHER, false, {{0, C, S, 0, 0}, {5, V, SA, 0, 1}}},
    {"an ACK that is not for the SYN", CLAIM_ACK_OLD, true, {{0, C, S, 0, 0}, {5, V, A, 1, 500}}},
    {"one that is", CLAIM_ACK_OLD, false, {HANDSHAKE(100), {5, V, A, 1, 1}}},
    {"answered",
     CLAIM_RESET_ANSWERS_OLD,
     true,
     {{0, C, S, 0, 0}, {5, V, A, 77, 500}, {5, C, R, 500, 0}}},
    {"a SYN with another number", CLAIM_SYN_PENDING, true, {HANDSHAKE(100), {5, C, S, 700, 0}}},
    {"a SYN+ACK with another number",
     CLAIM_SYN_STRAY,
     true,
     {HANDSHAKE(100), {5, V, SA, 700000, 1}}},
    {"the SYN's own number", CLAIM_SYN_PENDING, false, {HANDSHAKE(100), {5, C, S, 0, 0}}},
    {"challenged", CLAIM_CHALLENGE_ACK, true, {HANDSHAKE(100), {5, C, S, 700, 0}, {5, V, A, 1, 1}}},
    {"sooner than the path allows",
     CLAIM_CHALLENGE_ACK,
     false,
     {HANDSHAKE(2001), {5, C, S, 700, 0}, {5, V, A, 1, 1}}},
    {"on a path that is no longer than a host takes",
     CLAIM_CHALLENGE_ACK,
     true,
     {HANDSHAKE(2000), {5, C, S, 700, 0}, {5, V, A, 1, 1}}},
    {"half a round trip later",
     CLAIM_CHALLENGE_ACK,
     true,
     {HANDSHAKE(4000), {5, C, S, 700, 0}, {2000, V, A, 1, 1}}},
    {"just sooner",
     CLAIM_CHALLENGE_ACK,
     false,
     {HANDSHAKE(4000), {5, C, S, 700, 0}, {1999, V, A, 1, 1}}},
    {"a SACK of what came behind a hole",
     CLAIM_CHALLENGE_ACK,
     false,
     {HANDSHAKE(100),
      {5, C, A, 101, 1, 100},
      {5, C, S, 700, 0},
      {5, V, A, 1, 1, 0, 0, {101, 201}}}},
    {"nothing to challenge",
     CLAIM_CHALLENGE_ACK,
     false,
     {HANDSHAKE(100), {5, V, A, 1, 1}, {5, V, A, 1, 1}}},
    {"who has closed challenges no RST",
     CLAIM_CHALLENGE_ACK,
     false,
     {HANDSHAKE(100),
      {5, C, FA, 1, 1},
      {5, V, FA, 1, 2},
      {5, C, A, 2, 2},
      {5, V, R, 100, 0},
      {5, C, A, 2, 2}}},
    {"no old ACK",
     CLAIM_RESET_ANSWERS_OLD,
     false,
     {{0, C, S, 0, 0}, {5, V, SA, 0, 1}, {5, C, R, 1, 0}}},
};

static void tells_openings(void **state)
{
	(void)state;
	EXPECT_CASES(openings);
}

/* RFC 7413 section 4.1.1: an option without a cookie asks for one. */
static void tells_cookies(void **state)
{
	(void)state;
	static const struct {
		uint8_t length; /* of the option; 0: none */
		enum claim_id id;
		int64_t bytes;
	} rows[] = {{0, CLAIM_IDS, 0}, {2, CLAIM_COOKIE_REQUEST, 0}, {10, CLAIM_COOKIE, 8}};
	static const struct row syn[ROWS_MAX] = {{0, C, S, 0, 0}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const uint8_t options[12] = {34, rows[i].length};
		struct cause cause = {0};
		struct claim_set set;
		struct played played;
		play(&played, syn);
		played.segment.options = options;
		played.segment.options_length = (uint8_t)(rows[i].length ? sizeof options : 0);
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		claims_of_segment(&input, &set);
		assert_int_equal(set.count, rows[i].length ? 2 : 1);
		if (rows[i].length) {
			assert_int_equal(set.claim[1].id, rows[i].id);
			assert_int_equal(set.claim[1].value, rows[i].bytes);
		}
		play_end(&played);
	}
}

int test_claims_openings(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_cookies),
	    cmocka_unit_test(tells_openings),
	};
	return run_group(tests, NULL, NULL);
}
