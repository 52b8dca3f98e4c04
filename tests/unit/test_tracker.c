/* SPDX-License-Identifier: MIT */
/* What the stories (tests/stories) cannot tell, for they see only what is shown: the interface,
 * facts of a step, limits in time and number. */
#include "history.h"
#include "walk.h"

static void the_client_is_who_sends_the_syn(void **state)
{
	(void)state;
	struct segment segment = segment_of(SIDE_SERVER, TCP_FLAG_SYN, 0, 0);
	assert_true(tracker_client_is_source(&segment));
	segment.flags = TCP_FLAG_SYN | TCP_FLAG_ACK;
	assert_false(tracker_client_is_source(&segment));
	segment.flags = TCP_FLAG_ACK; /* no SYN: the higher port */
	assert_false(tracker_client_is_source(&segment));
	segment = segment_of(SIDE_CLIENT, TCP_FLAG_ACK, 1, 1);
	assert_true(tracker_client_is_source(&segment));
}

static void a_step_tells_what_it_did(void **state)
{
	(void)state;
	struct walk walk = {0};
	assert_int_equal(walk.flow.side[SIDE_CLIENT].state, TCP_CLOSED);
	struct step *step = say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	assert_true(step->first);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].state, TCP_SYN_SENT);
	assert_int_equal(walk.flow.side[SIDE_SERVER].state, TCP_SYN_RECEIVED); /* from LISTEN */
	walk.now_ns += 3 * MS;
	step = say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	assert_false(step->first || step->established);
	walk.now_ns += 4 * MS;
	step = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
	assert_true(step->established);
	assert_int_equal(walk.flow.syn_rtt_us, 7000);
	step = say(&walk, SIDE_SERVER, TCP_FLAG_RST, 1, 0, 0);
	assert_true(step->ended);
	assert_int_equal(step->facts, FLOW_RESET | FLOW_RST_PENDING | FLOW_RST_ANSWERS);
	assert_int_equal(walk.flow.resetter, SIDE_SERVER);
}

static void an_ordinary_connection_needs_no_extra(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 11);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 12, 11);
	say(&walk, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 12, 12, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_FIN | TCP_FLAG_ACK, 12, 13, 0);
	assert_true(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 13, 13, 0)->ended);
	assert_null(walk.flow.extra);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].bytes, 11);
	assert_int_equal(walk.flow.side[SIDE_SERVER].bytes, 11);
}

/* The third duplicate ACK came LATE ago. */
static label_set retransmit_after(int64_t late_ns, unsigned duplicates)
{
	struct walk walk = {0};
	shake_hands(&walk);
	for (uint32_t n = 0; n < 5; n++)
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1 + 100 * n, 1, 100);
	walk.now_ns += 10 * MS;
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 101, 0);
	for (unsigned n = 0; n < duplicates; n++)
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 101, 0);
	walk.now_ns += late_ns;
	label_set labels = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101, 1, 100)->labels;
	flow_extra_free(walk.flow.extra);
	return labels;
}

static void a_fast_retransmission_follows_duplicate_acks_at_once(void **state)
{
	(void)state;
	assert_int_equal(retransmit_after(1, 2), label_bit(LABEL_FAST_RETRANSMISSION));
	assert_int_equal(retransmit_after(19 * MS, 3), label_bit(LABEL_FAST_RETRANSMISSION));
	assert_int_equal(retransmit_after(20 * MS, 3), label_bit(LABEL_RETRANSMISSION));
	assert_int_equal(retransmit_after(1, 1), label_bit(LABEL_RETRANSMISSION));
	assert_int_equal(retransmit_after(1, 300), label_bit(LABEL_FAST_RETRANSMISSION));
}

static label_set fill_gap_after(int64_t late_ns)
{
	struct walk walk = {0};
	shake_hands(&walk); /* a round trip of 10 ms */
	label_set skipped = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101, 1, 100)->labels;
	assert_int_equal(skipped, label_bit(LABEL_LOST_SEGMENT));
	walk.now_ns += late_ns;
	label_set labels = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100)->labels;
	assert_int_equal(walk.flow.side[SIDE_CLIENT].bytes, 200);
	flow_extra_free(walk.flow.extra);
	return labels;
}

static void out_of_order_is_within_a_round_trip(void **state)
{
	(void)state;
	assert_int_equal(fill_gap_after(9 * MS), label_bit(LABEL_OUT_OF_ORDER));
	assert_int_equal(fill_gap_after(10 * MS), label_bit(LABEL_RETRANSMISSION));
	assert_int_equal(fill_gap_after(-5 * MS), label_bit(LABEL_OUT_OF_ORDER));
}

/* The low 32 bits of microseconds wrap every 71 minutes. */
static void time_wraps(void **state)
{
	(void)state;
	struct walk walk = {.now_ns = (INT64_C(4294967296) - 5000) * 1000};
	shake_hands(&walk);
	assert_int_equal(walk.flow.syn_rtt_us, 10000);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101, 1, 100);
	walk.now_ns += 2 * MS;
	assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100)->labels,
			 label_bit(LABEL_OUT_OF_ORDER));
	flow_extra_free(walk.flow.extra);
}

/* A silence of exactly one turn of 32 bits: what comes then is not within a round trip. */
static void a_silence_is_no_moment(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101, 1, 100);
	walk.now_ns += (INT64_C(4294967296) + 1) * 1000;
	assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100)->labels,
			 label_bit(LABEL_RETRANSMISSION));
	flow_extra_free(walk.flow.extra);
}

static void a_clock_that_went_back_measures_nothing(void **state)
{
	(void)state;
	struct walk walk = {.now_ns = 1000 * (int64_t)MS};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	walk.now_ns = 999 * (int64_t)MS;
	say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
	assert_int_equal(walk.flow.flags & FLOW_RTT_KNOWN, 0);
	walk.now_ns += 5000 * (int64_t)MS;
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 10);
	assert_int_equal(walk.flow.flags & FLOW_RTT_KNOWN, 0);
}

static void more_gaps_than_are_remembered(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	walk.flow.side[SIDE_SERVER].window = UINT16_MAX;
	for (uint32_t n = 0; n < GAPS_MAX + 5; n++)
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101 + 200 * n, 1, 100);
	walk.now_ns += 100 * MS;
	for (uint32_t n = 0; n < GAPS_MAX + 5; n++)
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1 + 200 * n, 1, 100);
	/* what fell into a forgotten gap is taken for sent again */
	assert_int_equal(walk.flow.side[SIDE_CLIENT].bytes, (GAPS_MAX + 5 + GAPS_MAX) * 100);
	assert_int_equal(walk.flow.retransmissions, GAPS_MAX + 5);
	flow_extra_free(walk.flow.extra);
}

static void the_window_is_scaled_when_both_offer_it(void **state)
{
	(void)state;
	static const uint8_t scale_2[] = {3, 3, 2, 1};
	for (int both = 0; both < 2; both++) {
		struct walk walk = {0};
		struct segment syn = segment_of(SIDE_CLIENT, TCP_FLAG_SYN, 0, 0);
		syn.options = scale_2;
		syn.options_length = sizeof scale_2;
		take(&walk, syn);
		struct segment answer = segment_of(SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1);
		answer.options = scale_2;
		answer.options_length = both ? sizeof scale_2 : 0;
		take(&walk, answer);
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 1, 10); /* window 1000 from here on */
		uint32_t window = both ? 4000 : 1000;
		assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 11, window)->labels,
				 label_bit(LABEL_WINDOW_FULL));
	}
}

/* A first fragment of 20 bytes, of a segment of 40: its acknowledgment, or what follows, tells. */
static void the_length_of_a_fragment_is_learned(void **state)
{
	(void)state;
	for (unsigned acked = 0; acked < 2; acked++) {
		struct walk walk = {0};
		shake_hands(&walk);
		struct segment first = segment_of(SIDE_CLIENT, TCP_FLAG_ACK, 1, 1);
		first.payload_length = 20;
		first.first_fragment = true;
		take(&walk, first);
		if (acked)
			assert_int_equal(say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 41, 0)->labels,
					 0);
		assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 41, 1, 10)->labels, 0);
		assert_int_equal(walk.flow.side[SIDE_CLIENT].bytes, 50);
		assert_null(walk.flow.extra);
		/* it is learned once */
		assert_int_equal(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 61, 1, 10)->labels,
				 label_bit(LABEL_LOST_SEGMENT));
		flow_extra_free(walk.flow.extra);
	}
}

static void who_resets_from_nowhere_has_no_numbers(void **state)
{
	(void)state;
	struct walk walk = {0};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	struct segment refusal = segment_of(SIDE_SERVER, TCP_FLAG_RST | TCP_FLAG_ACK, 0, 1);
	refusal.seq = 0;
	assert_true(take(&walk, refusal)->ended);
	assert_int_equal(walk.step.relative_seq, 0);
	/* tried again, and answered: it is the server's first number */
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	assert_false(walk.flow.flags & FLOW_RESET);
	say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	assert_int_equal(walk.step.labels, 0);
	assert_int_equal(walk.step.relative_seq, 0);
}

static void long_histories_go_on_elsewhere(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	for (int n = 0; n < 100; n++) {
		struct segment shut = segment_of(n % 2 ? SIDE_SERVER : SIDE_CLIENT,
						 TCP_FLAG_ACK | TCP_FLAG_RST * (n > 90), 1, 1);
		shut.window = 0;
		take(&walk, shut);
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 11);
	}
	assert_true(walk.flow.history_length <= FLOW_HISTORY + HISTORY_EXTRA);
	flow_extra_free(walk.flow.extra);
}

/* RFC 9293 figure 9: an old end answers the SYN, gets a RST with a number far ahead, and the SYN is
 * sent again. Between the two numbers nothing is missing. */
static void a_syn_after_a_reset_far_ahead_misses_nothing(void **state)
{
	(void)state;
	struct walk walk = {0};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 700, 700, 0);
	say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 700, 0, 0);
	walk.now_ns += 1000 * (int64_t)MS;
	shake_hands(&walk);
	assert_int_equal(walk.flow.extra->side[SIDE_CLIENT].gaps.count, 0);
	struct step *step = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 3);
	assert_int_equal(step->labels, 0);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].bytes, 3);
	flow_extra_free(walk.flow.extra);
}

/* It acknowledges more than was sent: that is no data of the SYN. */
static void without_data_in_the_syn_there_is_no_fast_open(void **state)
{
	(void)state;
	for (uint32_t data = 0; data < 2; data++) {
		struct walk walk = {0};
		say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, data);
		say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 2, 0);
		assert_int_equal((walk.flow.flags & FLOW_FAST_OPEN) != 0, data);
		flow_extra_free(walk.flow.extra);
	}
}

/* RFC 7323 section 2.2: the option in a SYN+ACK counts only where the SYN had it. */
static void a_scale_that_was_not_offered_is_not_used(void **state)
{
	(void)state;
	static const uint8_t scale_7[] = {3, 3, 7, 0};
	struct walk walk = {0};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	struct segment answer = segment_of(SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1);
	answer.options = scale_7;
	answer.options_length = sizeof scale_7;
	take(&walk, answer);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 1,
	    10); /* its window would be scaled from here on */
	struct step *step = say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 11, 1000);
	assert_int_equal(step->labels, label_bit(LABEL_WINDOW_FULL));
}

/* RFC 9293 section 3.10.7.3: the first SYN+ACK answers another SYN, with no option. */
static void the_answer_to_its_own_syn_counts(void **state)
{
	(void)state;
	static const uint8_t scale_7[] = {3, 3, 7, 0};
	struct walk walk = {0};
	struct segment syn = segment_of(SIDE_CLIENT, TCP_FLAG_SYN, 0, 0);
	struct segment answer = segment_of(SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1);
	syn.options = answer.options = scale_7;
	syn.options_length = answer.options_length = sizeof scale_7;
	take(&walk, syn);
	say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 90, 13, 0);
	say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 13, 0, 0);
	take(&walk, answer);
	assert_true(say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 10)->established);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].window_scale, 7);
	assert_int_equal(walk.flow.side[SIDE_SERVER].window_scale, 7);
	assert_int_equal(say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 11, 10)->labels, 0);
	assert_int_equal(walk.flow.side[SIDE_SERVER].bytes, 10);
	flow_extra_free(walk.flow.extra);
}

static void close_window(struct walk *walk, enum side from)
{
	struct segment segment = segment_of(from, TCP_FLAG_ACK, 4, 4);
	segment.window = 0;
	take(walk, segment);
}

/* Everything that has a letter in Zeek's history. */
static void live_eventfully(struct walk *walk)
{
	enum { SYN_FIN = TCP_FLAG_SYN | TCP_FLAG_FIN, FIN_RST = TCP_FLAG_FIN | TCP_FLAG_RST };
	shake_hands(walk);
	say(walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 1, 0);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 3);
	say(walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 4, 3);
	close_window(walk, SIDE_CLIENT);
	close_window(walk, SIDE_SERVER);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 4, 3);
	say(walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 4, 3);
	say(walk, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 4, 4, 0);
	say(walk, SIDE_SERVER, TCP_FLAG_FIN | TCP_FLAG_ACK, 4, 5, 0);
	say(walk, SIDE_CLIENT, TCP_FLAG_RST, 5, 0, 0);
	say(walk, SIDE_SERVER, TCP_FLAG_RST, 5, 0, 0);
	say(walk, SIDE_CLIENT, SYN_FIN, 0, 0, 0);
	say(walk, SIDE_SERVER, SYN_FIN, 0, 0, 0);
	say(walk, SIDE_CLIENT, FIN_RST, 5, 0, 0);
	say(walk, SIDE_SERVER, FIN_RST, 5, 0, 0);
}

static void expect_history(const struct walk *walk, const char *letters)
{
	struct text text;
	text_init(&text);
	text_history(&text, &walk->flow);
	assert_string_equal(text_c_string(&text), letters);
	text_release(&text);
}

static void a_long_history_is_told_whole(void **state)
{
	(void)state;
	struct walk walk = {0};
	live_eventfully(&walk);
	expect_history(&walk, "ShAaDdWwTtFfRrQqsIi");
	flow_extra_free(walk.flow.extra);
}

/* Where the table gives no room for more: see FLOW_PLAIN. */
static void without_room_the_history_is_cut(void **state)
{
	(void)state;
	struct walk walk = {.flow = {.flags = FLOW_PLAIN}};
	live_eventfully(&walk);
	assert_null(walk.flow.extra);
	expect_history(&walk, "ShAaDdFfRrQq");
}

int test_tracker(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_client_is_who_sends_the_syn),
	    cmocka_unit_test(a_step_tells_what_it_did),
	    cmocka_unit_test(an_ordinary_connection_needs_no_extra),
	    cmocka_unit_test(a_fast_retransmission_follows_duplicate_acks_at_once),
	    cmocka_unit_test(out_of_order_is_within_a_round_trip),
	    cmocka_unit_test(time_wraps),
	    cmocka_unit_test(a_silence_is_no_moment),
	    cmocka_unit_test(a_clock_that_went_back_measures_nothing),
	    cmocka_unit_test(more_gaps_than_are_remembered),
	    cmocka_unit_test(the_window_is_scaled_when_both_offer_it),
	    cmocka_unit_test(the_length_of_a_fragment_is_learned),
	    cmocka_unit_test(who_resets_from_nowhere_has_no_numbers),
	    cmocka_unit_test(long_histories_go_on_elsewhere),
	    cmocka_unit_test(a_syn_after_a_reset_far_ahead_misses_nothing),
	    cmocka_unit_test(without_data_in_the_syn_there_is_no_fast_open),
	    cmocka_unit_test(a_scale_that_was_not_offered_is_not_used),
	    cmocka_unit_test(the_answer_to_its_own_syn_counts),
	    cmocka_unit_test(a_long_history_is_told_whole),
	    cmocka_unit_test(without_room_the_history_is_cut),
	};
	return run_group(tests, NULL, NULL);
}
