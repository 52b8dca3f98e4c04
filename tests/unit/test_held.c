/* SPDX-License-Identifier: MIT */
/* Segments that their receiver drops, as far as was captured. */
#include "walk.h"

enum { A = TCP_FLAG_ACK, F = TCP_FLAG_FIN };

#define C SIDE_CLIENT
#define V SIDE_SERVER

/* A window of 1000 on both sides; 100 bytes of the client were acknowledged. */
static void begin(struct walk *walk)
{
	*walk = (struct walk){0};
	shake_hands(walk);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100);
	say(walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 101, 0);
}

static void tells_what_is_held_back(void **state)
{
	(void)state;
	static const struct {
		enum side from;
		uint16_t flags;
		uint32_t seq, ack, length;
		enum step_verdict verdict;
	} rows[] = {
	    {C, A, 101, 1, 100, VERDICT_TAKEN},
	    {C, A, 1101, 1, 100, VERDICT_TAKEN}, /* the right edge of the window */
	    {C, A, 1102, 1, 100, VERDICT_HELD},
	    {C, A, 1102, 1, 0, VERDICT_HELD},
	    {C, A | F, 900000, 1, 0, VERDICT_HELD},
	    {C, A | F, 100, 1, 0, VERDICT_HELD}, /* the number of the last byte */
	    {C, A | F, 101, 1, 0, VERDICT_TAKEN},
	    {V, A | F, 900000, 101, 0, VERDICT_HELD},
	    {V, A, 1, 102, 0, VERDICT_TAKEN}, /* the capture has missed something */
	    {V, A, 1, 900000, 0, VERDICT_HELD},
	    {C, A | F, 101, 900000, 0, VERDICT_HELD},
	    {C, A, UINT32_C(0) - 10, 1, 5, VERDICT_HELD}, /* below the SYN */
	    {C, A, 101, UINT32_C(0) - 10, 5, VERDICT_HELD},
	    {C, A, 0, 1, 0, VERDICT_TAKEN}, /* a keep-alive */
	    {C, F, 101, 0, 0, VERDICT_NO_TCP},
	    {V, 0, 1, 0, 0, VERDICT_NO_TCP},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk;
		begin(&walk);
		struct flow_side before[2] = {walk.flow.side[0], walk.flow.side[1]};
		say(&walk, rows[i].from, rows[i].flags, rows[i].seq, rows[i].ack, rows[i].length);
		assert_int_equal(walk.step.verdict, rows[i].verdict);
		if (rows[i].verdict != VERDICT_TAKEN)
			for (int side = 0; side < 2; side++) /* what describes it may change */
				assert_memory_equal(&before[side], &walk.flow.side[side],
						    offsetof(struct flow_side, history_seen));
		flow_extra_free(walk.flow.extra);
	}
}

/* Who is in SYN-RECEIVED answers an ACK of what it never sent with a RST (RFC 9293
 * section 3.10.7.4, fifth): that is no segment to be dropped. */
static void holds_no_ack_in_syn_received(void **state)
{
	(void)state;
	struct walk walk = {0};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1000000000, 0);
	assert_int_equal(walk.step.verdict, VERDICT_TAKEN);
	flow_extra_free(walk.flow.extra);
}

/* Behind data of the client 900,000 numbers ahead. */
static void tells_when_it_counts(void **state)
{
	(void)state;
	static const struct {
		enum side from;
		uint16_t flags;
		uint32_t seq, ack, length;
		bool released;
	} rows[] = {
	    {C, A, 900100, 1, 100, true},  /* its sender goes on from there, */
	    {C, A, 899900, 1, 100, true},  /* or what was sent before comes later */
	    {C, A, 900000, 1, 100, false}, /* the same again */
	    {C, A, 101, 1, 100, false},    /* it goes on from its old numbers */
	    {C, A, 500000, 1, 100, false}, /* another stray one */
	    {V, A, 1, 900100, 0, true},    /* the other side has got it */
	    {V, A, 1, 101, 0, false},      {V, A, 1, 500000, 0, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk;
		begin(&walk);
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 900000, 1, 100);
		say(&walk, rows[i].from, rows[i].flags, rows[i].seq, rows[i].ack, rows[i].length);
		assert_int_equal(walk.step.released != NULL, rows[i].released);
		assert_int_equal(walk.flow.side[SIDE_CLIENT].next - CLIENT_ISN > 900000,
				 rows[i].released);
		flow_extra_free(walk.flow.extra);
	}
}

/* Numbers of both sides that no other one has: what goes on is near in both. */
static void goes_on_where_both_numbers_do(void **state)
{
	(void)state;
	for (int near = 0; near <= 1; near++) {
		struct walk walk;
		begin(&walk);
		say(&walk, SIDE_CLIENT, A, 900000, 700000, 100);
		say(&walk, SIDE_CLIENT, A, 900100, near ? 700100 : 400000, 100);
		assert_int_equal(walk.step.released != NULL, near);
		flow_extra_free(walk.flow.extra);
	}
}

/* Of the client nothing was captured; the server has acknowledged 101, and offers 1000. */
static void tells_what_is_held_back_of_a_silent_side(void **state)
{
	(void)state;
	static const struct {
		uint32_t seq;
		enum step_verdict verdict;
	} rows[] = {
	    {101, VERDICT_TAKEN},
	    {1101, VERDICT_TAKEN},
	    {1102, VERDICT_HELD},
	    {900000, VERDICT_HELD},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk = {0};
		say(&walk, SIDE_SERVER, TCP_FLAG_SYN | A, 0, 1, 0);
		say(&walk, SIDE_SERVER, A, 1, 101, 50);
		say(&walk, SIDE_CLIENT, A | F, rows[i].seq, 51, 0);
		assert_int_equal(walk.step.verdict, rows[i].verdict);
		flow_extra_free(walk.flow.extra);
	}
}

/* A FIN that jumps, then an ACK of it alone: each of the two made its own. */
static void tells_what_it_made(void **state)
{
	(void)state;
	struct walk walk;
	begin(&walk);
	say(&walk, SIDE_CLIENT, A | F, 900000, 1, 0);
	assert_int_equal(walk.step.facts & FLOW_FIN_SEEN, 0);
	say(&walk, SIDE_SERVER, A, 1, 900001, 0);
	assert_int_equal(walk.step.released_labels, label_bit(LABEL_LOST_SEGMENT));
	assert_int_equal(walk.step.labels, label_bit(LABEL_ACK_LOST_SEGMENT));
	assert_int_equal(walk.step.released_facts & (FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE),
			 FLOW_FIN_SEEN);
	assert_true(walk.step.facts & FLOW_FIN_ACKED_ALONE);
	flow_extra_free(walk.flow.extra);
}

/* Of two that are the same, the first is taken; the other one is told, too. */
static void tells_of_the_same_again(void **state)
{
	(void)state;
	for (uint64_t again = 0; again <= 7; again += 7) {
		struct walk walk;
		begin(&walk);
		struct segment fin = segment_of(SIDE_CLIENT, A | F, 900000, 1);
		fin.frame = 6;
		take(&walk, fin);
		fin.frame = again;
		if (again)
			take(&walk, fin);
		say(&walk, SIDE_SERVER, A, 1, 900001, 0);
		assert_int_equal(walk.step.released->frame, 6);
		assert_int_equal(walk.step.released_again, again);
		flow_extra_free(walk.flow.extra);
	}
}

int test_held(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_is_held_back),
	    cmocka_unit_test(holds_no_ack_in_syn_received),
	    cmocka_unit_test(tells_when_it_counts),
	    cmocka_unit_test(goes_on_where_both_numbers_do),
	    cmocka_unit_test(tells_what_is_held_back_of_a_silent_side),
	    cmocka_unit_test(tells_what_it_made),
	    cmocka_unit_test(tells_of_the_same_again),
	};
	return run_group(tests, NULL, NULL);
}
