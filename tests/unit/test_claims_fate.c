/* SPDX-License-Identifier: MIT */
/* What became of a segment, and which report tells of it. */
#include "checksum.h"
#include "claims_fixture.h"

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

/* Twice with the same IP identification, and nothing that tells on the wire or in the capture. */
static void a_twin_is_the_same_packet(void **state)
{
	(void)state;
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 100, .id = 7}, {5, C, A, 1, 1, 100, .id = 7}};
	static const struct {
		enum fate fate;
		uint64_t by;
		uint16_t id;
		bool same_ids, repeats, twin, pure;
	} rows[] = {
	    {FATE_UNKNOWN, 4, 7, false, true, true},
	    {FATE_ARRIVED, 4, 7, false, true, false},
	    {FATE_UNKNOWN, 4, 7, true, true, false},  /* of a sender that counts none */
	    {FATE_UNKNOWN, 4, 0, false, true, false}, /* RFC 6864: says nothing */
	    {FATE_UNKNOWN, 4, 1, false, true, true},
	    {FATE_UNKNOWN, 0, 7, false, true, false}, /* of no other */
	    {FATE_UNKNOWN, 1, 7, false, true, true},
	    {FATE_UNKNOWN, 5, 7, false, true, false}, /* itself, not an earlier one */
	    {FATE_UNKNOWN, 4, 7, false, false, false},
	    {FATE_UNKNOWN, 5, 7, false, false, true, true}, /* an ACK */
	};
	static const struct row acks[ROWS_MAX] = {HANDSHAKE(100),
						  {50, C, A, 1, 1, 100},
						  {50, V, A, 1, 101, .id = 7},
						  {50, C, FA, 101, 1},
						  {50, V, A, 1, 101, .id = 7}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct played played;
		struct claim_set set;
		play(&played, rows[i].pure ? acks : exchange);
		struct cause cause = {.same_ids = rows[i].same_ids, .repeats = rows[i].repeats};
		struct evidence_step evidence = {
		    .has_fate = true, .fate = rows[i].fate, .by = rows[i].by};
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		played.segment.ip_id = rows[i].id;
		input.evidence = &evidence;
		claims_of_segment(&input, &set);
		const struct claim *claim = claim_find(&set, CLAIM_SAME_PACKET);
		if ((claim != NULL) != rows[i].twin)
			fail_msg("row %zu", i);
		if (claim)
			assert_int_equal(claim->frames[1], rows[i].by);
		play_end(&played);
	}
}

/* A SYN+ACK may come to who answers nothing; a bad checksum is a reason. */
static void a_fate_has_its_reason(void **state)
{
	(void)state;
	static const struct row answer[ROWS_MAX] = {{0, C, S, 0, 0}, {100, V, SA, 0, 1}};
	struct played played;
	struct claim_set set;
	play(&played, answer);
	struct cause cause = {0};
	struct evidence_step evidence = {.has_fate = true, .fate = FATE_LOST_OR_ANSWER, .by = 3};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	input.evidence = &evidence;
	claims_of_segment(&input, &set);
	assert_int_equal(claim_find(&set, CLAIM_NO_ANSWER)->frames[1], 3);
	assert_null(claim_find(&set, CLAIM_LOST_OR_ANSWER));
	cause.syns = 2;
	played.walk.step.labels = label_bit(LABEL_RETRANSMISSION);
	claims_of_segment(&input, &set); /* that one before it had none says so already */
	assert_non_null(claim_find(&set, CLAIM_SYN_ACK_AGAIN));
	assert_null(claim_find(&set, CLAIM_NO_ANSWER));
	cause.syns = 0;
	played.walk.step.labels = 0;
	evidence.fate = FATE_DISCARDED;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_DISCARDED));
	static const uint8_t header[20] = {[12] = 0x50};
	played.segment.header = header; /* all sums are bad but one */
	played.segment.data_offset = sizeof header / 4;
	claims_of_segment(&input, &set); /* an answer tells: of its checksum it says nothing */
	assert_non_null(claim_find(&set, CLAIM_DISCARDED));
	assert_null(claim_find(&set, CLAIM_BAD_CHECKSUM));
	evidence.by = played.frame;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_BAD_CHECKSUM));
	assert_null(claim_find(&set, CLAIM_DISCARDED));
	while (!segment_checksum_is_partial(&played.segment))
		played.segment.checksum++;
	claims_of_segment(&input, &set); /* a network card was to add the rest */
	assert_non_null(claim_find(&set, CLAIM_DISCARDED));
	assert_null(claim_find(&set, CLAIM_BAD_CHECKSUM));
	play_end(&played);
}

/* What stands in the options of a damaged segment is perhaps not what was sent. */
static void the_sack_of_a_damaged_ack_is_not_told(void **state)
{
	(void)state;
	static const struct row exchange[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 101, 1, 100}, {5, V, A, 1, 1}};
	static const uint8_t header[20] = {[12] = 0x50}; /* all sums are bad but one */
	struct played played;
	struct claim_set set;
	play(&played, exchange);
	struct cause cause = {.peer_frame = 4, .sack_above = true, .sack_left = 101};
	struct evidence_step evidence = {.has_fate = true, .fate = FATE_DISCARDED};
	struct claim_input input =
	    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
	input.evidence = &evidence;
	claims_of_segment(&input, &set);
	assert_non_null(claim_find(&set, CLAIM_ACK_SACK));
	played.segment.header = header;
	played.segment.data_offset = sizeof header / 4;
	claims_of_segment(&input, &set);
	assert_null(claim_find(&set, CLAIM_ACK_SACK));
	assert_non_null(claim_find(&set, CLAIM_BAD_CHECKSUM));
	play_end(&played);
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

int test_claims_fate(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_copy_has_the_fate_that_is_told),
	    cmocka_unit_test(a_twin_is_the_same_packet),
	    cmocka_unit_test(a_fate_has_its_reason),
	    cmocka_unit_test(the_sack_of_a_damaged_ack_is_not_told),
	    cmocka_unit_test(what_was_lost_before_is_told),
	    cmocka_unit_test(a_crossing_is_told),
	    cmocka_unit_test(a_sack_is_named),
	};
	return run_group(tests, NULL, NULL);
}
