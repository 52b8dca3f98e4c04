/* SPDX-License-Identifier: MIT */
/* Which RST its receiver takes, and when it is seen not to have. */
#include "judge.h"

#include "walk.h"

enum { SCALE = 2 };

static const uint8_t scale_2[] = {3, 3, SCALE, 0};

/* The handshake with window scaling; then the client's 200 bytes, of which the server acknowledged
 * 100; its window is 1000 << SCALE. */
static void exchange(struct walk *walk, bool scaled)
{
	struct segment syn = segment_of(SIDE_CLIENT, TCP_FLAG_SYN, 0, 0);
	struct segment answer = segment_of(SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1);
	syn.options = answer.options = scale_2;
	syn.options_length = answer.options_length = scaled ? sizeof scale_2 : 0;
	take(walk, syn);
	walk->now_ns += 10 * (int64_t)MS;
	take(walk, answer);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 200);
	say(walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 101, 0);
}

static void a_rst_is_judged_by_its_number(void **state)
{
	(void)state;
	static const struct {
		bool scaled;
		uint32_t seq;
		enum step_verdict verdict;
	} rows[] = {
	    {false, 100, VERDICT_OUTSIDE_WINDOW},
	    {false, 101, VERDICT_PENDING},
	    {false, 150, VERDICT_PENDING},
	    {false, 201, VERDICT_PENDING},
	    {false, 202, VERDICT_CHALLENGED},
	    {false, 1100, VERDICT_CHALLENGED},
	    {false, 1101, VERDICT_OUTSIDE_WINDOW},
	    {true, 4100, VERDICT_CHALLENGED},
	    {true, 4101, VERDICT_OUTSIDE_WINDOW},
	    {true, UINT32_C(1) << 31, VERDICT_OUTSIDE_WINDOW},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk = {0};
		exchange(&walk, rows[i].scaled);
		uint32_t next = walk.flow.side[SIDE_CLIENT].next;
		struct step *step = say(&walk, SIDE_CLIENT, TCP_FLAG_RST, rows[i].seq, 0, 0);
		print_message("row %zu\n", i);
		assert_int_equal(step->verdict, rows[i].verdict);
		assert_int_equal(step->ended, rows[i].verdict == VERDICT_PENDING);
		assert_int_equal(walk.flow.side[SIDE_CLIENT].next, next);
		flow_extra_free(walk.flow.extra);
	}
}

/* Nothing has acknowledged the SYN+ACK yet, whose receiver's window is 1000. */
static void a_rst_behind_a_syn_ack_lies_in_the_window(void **state)
{
	(void)state;
	static const struct {
		uint32_t seq;
		uint16_t flags;
		enum step_verdict verdict;
	} rows[] = {
	    {0, TCP_FLAG_RST, VERDICT_PENDING},
	    {1, TCP_FLAG_RST, VERDICT_PENDING},
	    {1000, TCP_FLAG_RST, VERDICT_PENDING},
	    {1001, TCP_FLAG_RST, VERDICT_OUTSIDE_WINDOW},
	    {1000000001, TCP_FLAG_RST, VERDICT_OUTSIDE_WINDOW},
	    {1000000001, TCP_FLAG_RST | TCP_FLAG_ACK, VERDICT_PENDING}, /* SYN-SENT takes it */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk = {0};
		say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
		say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
		struct step *step = say(&walk, SIDE_SERVER, rows[i].flags, rows[i].seq, 1, 0);
		print_message("row %zu\n", i);
		assert_int_equal(step->verdict, rows[i].verdict);
		flow_extra_free(walk.flow.extra);
	}
}

/* Linux takes one before RCV.NXT where that is a FIN's number. */
static void the_number_of_a_fin_resets_too(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 1, 1, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 2, 0);
	assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 1, 0, 0)->verdict, VERDICT_PENDING);
}

static void without_a_syn_the_largest_window_is_assumed(void **state)
{
	(void)state;
	for (uint32_t beyond = 0; beyond < 2; beyond++) {
		struct walk walk = {0};
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 10);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 11, 0);
		uint32_t seq = 11 + (1000 << 14) - 1 + beyond;
		assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_RST, seq, 0, 0)->verdict,
				 beyond ? VERDICT_OUTSIDE_WINDOW : VERDICT_CHALLENGED);
	}
}

static void in_syn_sent_the_ack_counts(void **state)
{
	(void)state;
	enum { RST_ACK = TCP_FLAG_RST | TCP_FLAG_ACK };
	static const struct {
		uint16_t flags;
		uint32_t ack;
		enum step_verdict verdict;
	} rows[] = {{RST_ACK, 1, VERDICT_FROM_NOBODY},
		    {RST_ACK, 0, VERDICT_OUTSIDE_WINDOW},
		    {RST_ACK, 2, VERDICT_OUTSIDE_WINDOW},
		    {TCP_FLAG_RST, 1, VERDICT_OUTSIDE_WINDOW}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk = {0};
		say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
		struct step *step = say(&walk, SIDE_SERVER, rows[i].flags, 7, rows[i].ack, 0);
		assert_int_equal(step->verdict, rows[i].verdict);
		assert_int_equal((walk.flow.flags & FLOW_REFUSED) != 0,
				 rows[i].verdict == VERDICT_FROM_NOBODY);
		flow_extra_free(walk.flow.extra);
	}
}

/* A RST of the client with the number 201, that all 200 bytes precede; then the server speaks. */
static void its_receiver_may_go_on(void **state)
{
	(void)state;
	static const struct {
		enum side from;
		int wait_ms; /* the round trip is 10 ms */
		uint16_t flags;
		uint32_t ack, length;
		bool goes_on;
	} rows[] = {
	    {SIDE_SERVER, 5, TCP_FLAG_ACK, 201, 0, false},
	    {SIDE_SERVER, 50, TCP_FLAG_ACK, 201, 0, false},
	    {SIDE_SERVER, 5, TCP_FLAG_ACK, 201, 10, false}, /* may have left before */
	    {SIDE_SERVER, 10, TCP_FLAG_ACK, 201, 10, false},
	    {SIDE_SERVER, 11, TCP_FLAG_ACK, 201, 10, true},
	    {SIDE_SERVER, 11, TCP_FLAG_ACK | TCP_FLAG_FIN, 201, 0, false}, /* held on the path */
	    {SIDE_SERVER, 11, TCP_FLAG_ACK | TCP_FLAG_FIN, 201, 10, true},
	    {SIDE_SERVER, -11, TCP_FLAG_ACK, 201, 10, false}, /* the clock went back */
	    {SIDE_SERVER, 50, TCP_FLAG_ACK | TCP_FLAG_RST, 201, 10, false},
	    {SIDE_CLIENT, 50, TCP_FLAG_ACK, 1, 10, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct walk walk = {0};
		exchange(&walk, false);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 201, 0);
		say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 201, 0, 0);
		assert_int_equal(walk.flow.flags & FLOW_RESET, FLOW_RESET);
		walk.now_ns += rows[i].wait_ms * (int64_t)MS;
		uint32_t seq = rows[i].from == SIDE_CLIENT ? 201 : 1;
		say(&walk, rows[i].from, rows[i].flags, seq, rows[i].ack, rows[i].length);
		print_message("row %zu\n", i);
		assert_int_equal(!(walk.flow.flags & FLOW_RESET), rows[i].goes_on);
		bool open = walk.flow.side[SIDE_CLIENT].state != TCP_CLOSED;
		assert_int_equal(open, rows[i].goes_on);
		flow_extra_free(walk.flow.extra);
	}
}

/* Behind a RST that is its source's last word a FIN alone, held on the path, tells nothing. */
static void a_fin_tells_where_the_source_of_the_rst_speaks(void **state)
{
	(void)state;
	for (int speaks = 0; speaks < 2; speaks++) {
		struct walk walk = {0};
		exchange(&walk, false);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 201, 0);
		say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 201, 0, 0);
		walk.now_ns += 11 * (int64_t)MS;
		if (speaks)
			say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 201, 1, 0);
		walk.now_ns += 11 * (int64_t)MS;
		say(&walk, SIDE_SERVER, TCP_FLAG_FIN | TCP_FLAG_ACK, 1, 201, 0);
		assert_int_equal(!(walk.flow.flags & FLOW_RESET), speaks);
		flow_extra_free(walk.flow.extra);
	}
}

static void an_ack_that_passes_its_number_tells_at_once(void **state)
{
	(void)state;
	struct walk walk = {0};
	exchange(&walk, false);
	say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 101, 0, 0); /* 100 bytes are under way */
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 102, 0);
	assert_int_equal(walk.flow.flags & (FLOW_RESET | FLOW_RST_PENDING), 0);
}

static void who_answers_with_a_rst_is_gone(void **state)
{
	(void)state;
	struct walk walk = {0};
	exchange(&walk, false);
	say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 201, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_RST, 1, 0, 0);
	assert_int_equal(walk.flow.flags & (FLOW_RESET | FLOW_RST_PENDING), FLOW_RESET);
	assert_int_equal(walk.flow.resetter, SIDE_CLIENT);
}

static void the_payload_of_a_rst_is_no_data(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_SERVER, TCP_FLAG_RST | TCP_FLAG_ACK, 1, 1, 15);
	assert_int_equal(walk.flow.side[SIDE_SERVER].bytes, 0);
	assert_int_equal(walk.flow.side[SIDE_SERVER].next, SERVER_ISN + 1);
}

/* The snaplen cut the options off. */
static void a_scale_that_was_not_captured_is_not_known(void **state)
{
	(void)state;
	struct walk walk = {0};
	struct segment syn = segment_of(SIDE_CLIENT, TCP_FLAG_SYN, 0, 0);
	struct segment answer = segment_of(SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1);
	syn.data_offset = answer.data_offset = 10;
	take(&walk, syn);
	take(&walk, answer);
	assert_false(walk.flow.side[SIDE_CLIENT].flags & SIDE_SCALE_KNOWN);
	assert_false(walk.flow.side[SIDE_SERVER].flags & SIDE_SCALE_KNOWN);
}

int test_judge(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_rst_is_judged_by_its_number),
	    cmocka_unit_test(a_rst_behind_a_syn_ack_lies_in_the_window),
	    cmocka_unit_test(the_number_of_a_fin_resets_too),
	    cmocka_unit_test(without_a_syn_the_largest_window_is_assumed),
	    cmocka_unit_test(a_scale_that_was_not_captured_is_not_known),
	    cmocka_unit_test(in_syn_sent_the_ack_counts),
	    cmocka_unit_test(its_receiver_may_go_on),
	    cmocka_unit_test(a_fin_tells_where_the_source_of_the_rst_speaks),
	    cmocka_unit_test(an_ack_that_passes_its_number_tells_at_once),
	    cmocka_unit_test(who_answers_with_a_rst_is_gone),
	    cmocka_unit_test(the_payload_of_a_rst_is_no_data),
	};
	return run_group(tests, NULL, NULL);
}
