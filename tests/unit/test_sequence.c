/* SPDX-License-Identifier: MIT */
/* What is remembered of sequence numbers: when they jump, and when they go all the way round. */
#include "seq.h"
#include "walk.h"

static const struct gaps *gaps_of(const struct walk *walk)
{
	assert_non_null(walk->flow.extra);
	return &walk->flow.extra->side[SIDE_CLIENT].gaps;
}

static uint64_t client_bytes(const struct walk *walk)
{
	return walk->flow.side[SIDE_CLIENT].bytes;
}

/* Streams that made gaps overlap, when a jump could be as long as half
 * of all numbers; so that one segment fell into several, and split them all. */
static void gaps_never_overlap(void **state)
{
	(void)state;
	static const struct {
		uint32_t seq, length;
	} streams[][24] = {
	    {{4294967295, 1},
	     {543906158, 365},
	     {543914797, 522},
	     {543934745, 211},
	     {2691394405, 703},
	     {2691435592, 1117},
	     {4207661314, 240},
	     {879312275, 7},
	     {879325784, 712},
	     {543911241, 40}},
	    {{4294967295, 1},
	     {303939536, 1213},
	     {2451387390, 1292},
	     {4214299640, 479},
	     {2066774399, 130},
	     {2727511006, 1147},
	     {3745273195, 482},
	     {3745274053, 1362},
	     {1597789291, 461},
	     {1597793975, 1238},
	     {3745215703, 754},
	     {3745242833, 290},
	     {1597789976, 1210}},
	    {{4294967295, 1},     {850008613, 1388},   {1921377329, 1038}, {1921379658, 383},
	     {3763127263, 1151},  {3763130781, 944},   {268517150, 1245},  {2415161769, 1111},
	     {2768350510, 111},   {268493844, 724},    {2415973425, 276},  {2415950870, 60000},
	     {2415951306, 60000}, {268505806, 1332},   {2415935557, 418},  {268507182, 1400},
	     {268402926, 96},     {2415952399, 60000}, {269007419, 312},   {715338474, 818},
	     {805828973, 1242},   {2415444889, 129},   {268469521, 20}},
	};
	for (size_t s = 0; s < COUNT_OF(streams); s++) {
		struct walk walk = {0};
		uint64_t sent = 0;
		for (size_t n = 0; streams[s][n].length > 0; n++) {
			say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, streams[s][n].seq - CLIENT_ISN, 1,
			    streams[s][n].length);
			sent += streams[s][n].length;
			if (!walk.flow.extra)
				continue;
			const struct gaps *gaps = gaps_of(&walk);
			assert_int_in_range(gaps->count, 0, GAPS_MAX);
			for (uint32_t g = 1; g < gaps->count; g++)
				assert_true(seq_before(gaps->gap[g - 1].right, gaps->gap[g].left));
		}
		assert_true(client_bytes(&walk) <= sent);
		flow_extra_free(walk.flow.extra);
	}
}

/* What the server lets be sent is not known: nothing is too far. */
static void forget_window(struct walk *walk)
{
	walk->flow.side[SIDE_SERVER].flags &= (uint16_t) ~(SIDE_ACKED_ONCE | SIDE_SENT_SYN_ACK);
}

/* A jump by DISTANCE behind 100 bytes. */
static void jump(struct walk *walk, uint16_t flags, uint32_t distance, uint32_t length)
{
	*walk = (struct walk){0};
	shake_hands(walk);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100);
	forget_window(walk);
	say(walk, SIDE_CLIENT, flags, 101 + distance, 1, length);
}

static void what_no_window_holds_is_no_gap(void **state)
{
	(void)state;
	struct walk walk;
	jump(&walk, TCP_FLAG_ACK, SEQ_WINDOW_MAX, 0);
	assert_int_equal(walk.step.labels, label_bit(LABEL_LOST_SEGMENT));
	assert_int_equal(gaps_of(&walk)->count, 1);
	flow_extra_free(walk.flow.extra);
	jump(&walk, TCP_FLAG_ACK, SEQ_WINDOW_MAX + 1, 0);
	assert_int_equal(walk.step.labels, label_bit(LABEL_LOST_SEGMENT));
	assert_null(walk.flow.extra);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].next, CLIENT_ISN + 102 + SEQ_WINDOW_MAX);
	/* back to where it was: data, not sent again */
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 101, 1, 10);
	assert_int_equal(walk.step.labels, label_bit(LABEL_LOST_SEGMENT));
	assert_int_equal(client_bytes(&walk), 110);
	say(&walk, SIDE_CLIENT, TCP_FLAG_FIN | TCP_FLAG_ACK, 111, 1, 0);
	assert_int_equal(walk.step.labels, 0);
	flow_extra_free(walk.flow.extra);
}

static void the_old_gaps_mean_nothing_far_away(void **state)
{
	(void)state;
	struct walk walk;
	jump(&walk, TCP_FLAG_ACK, 50, 10);
	assert_int_equal(gaps_of(&walk)->count, 1);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 161, 0); /* what was skipped */
	assert_int_equal(walk.step.labels, label_bit(LABEL_ACK_LOST_SEGMENT));
	assert_int_equal(gaps_of(&walk)->count, 0);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 200, 1, 10);
	forget_window(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 210 + SEQ_WINDOW_MAX + 1, 1, 10);
	assert_int_equal(gaps_of(&walk)->count, 0);
	assert_false(walk.flow.extra->side[SIDE_CLIENT].acked_unseen);
	flow_extra_free(walk.flow.extra);
}

/* Who has sent this may be somebody else, or long gone. */
static void a_syn_a_rst_and_an_old_ack_move_nothing(void **state)
{
	(void)state;
	static const uint16_t flags[] = {TCP_FLAG_RST, TCP_FLAG_RST | TCP_FLAG_ACK,
					 TCP_FLAG_SYN | TCP_FLAG_ACK, TCP_FLAG_ACK};
	static const uint32_t distances[] = {SEQ_WINDOW_MAX + 1, UINT32_C(0) - SEQ_WINDOW_MAX - 1};
	for (size_t f = 0; f < COUNT_OF(flags); f++) {
		for (size_t d = 0; d < COUNT_OF(distances); d++) {
			struct walk walk = {0};
			shake_hands(&walk);
			say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100);
			if (flags[f] & TCP_FLAG_SYN) /* with the number known, it is no other */
				walk.flow.side[SIDE_CLIENT].isn = CLIENT_ISN + 101 + distances[d];
			if (flags[f] == TCP_FLAG_ACK && d == 0)
				continue; /* ahead: this one does */
			say(&walk, SIDE_CLIENT, flags[f], 101 + distances[d], 1, 0);
			assert_int_equal(walk.flow.side[SIDE_CLIENT].next, CLIENT_ISN + 101);
			assert_true(!walk.flow.extra || gaps_of(&walk)->count == 0);
			flow_extra_free(walk.flow.extra);
		}
	}
}

/* Sends until the client's next number is UP_TO. */
static void send_up_to(struct walk *walk, uint64_t up_to)
{
	enum { STEP = 60000 };
	while (client_bytes(walk) + 1 < up_to) {
		uint64_t at = client_bytes(walk) + 1;
		uint64_t length = up_to - at < STEP ? up_to - at : STEP;
		say(walk, SIDE_CLIENT, TCP_FLAG_ACK, (uint32_t)at, 1, (uint32_t)length);
	}
}

static void a_long_stream_is_judged_as_a_short_one(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	for (uint64_t gib = 1; gib <= 5; gib++) {
		uint64_t at = gib << 30;
		send_up_to(&walk, at);
		assert_int_equal(walk.step.labels, 0);
		/* two segments change places, then one comes again */
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, (uint32_t)at + 100, 1, 100);
		assert_int_equal(walk.step.labels, label_bit(LABEL_LOST_SEGMENT));
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, (uint32_t)at, 1, 100);
		assert_int_equal(walk.step.labels, label_bit(LABEL_OUT_OF_ORDER));
		assert_int_equal(client_bytes(&walk), at + 199);
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, (uint32_t)at, 1, 100);
		assert_int_equal(walk.step.labels, label_bit(LABEL_RETRANSMISSION));
		/* one is not captured, but acknowledged */
		say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, (uint32_t)at + 300, 1, 100);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, (uint32_t)at + 400, 0);
		assert_int_equal(walk.step.labels, label_bit(LABEL_ACK_LOST_SEGMENT));
		assert_int_equal(gaps_of(&walk)->count, 0);
		walk.flow.side[SIDE_CLIENT].bytes += 100;
		send_up_to(&walk, at + 60000);
		say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, (uint32_t)at + 60000, 0);
		assert_int_equal(walk.step.labels, 0);
	}
	flow_extra_free(walk.flow.extra);
}

static void a_gap_is_forgotten_a_window_later(void **state)
{
	(void)state;
	struct walk walk;
	jump(&walk, TCP_FLAG_ACK, 50, 50);
	walk.flow.side[SIDE_CLIENT].bytes += 50; /* from here on the number of the last byte */
	send_up_to(&walk, SEQ_WINDOW_MAX + 120);
	assert_int_equal(gaps_of(&walk)->count, 1);
	assert_int_equal(gaps_of(&walk)->gap[0].left, CLIENT_ISN + 120);
	send_up_to(&walk, SEQ_WINDOW_MAX + 151);
	assert_int_equal(gaps_of(&walk)->count, 0);
	flow_extra_free(walk.flow.extra);
}

/* What somebody acknowledged long ago does not hide what is missing now. */
static void an_old_ack_hides_nothing_a_turn_later(void **state)
{
	(void)state;
	struct walk walk;
	jump(&walk, TCP_FLAG_ACK, 50, 50);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 201, 0);
	assert_true(walk.flow.extra->side[SIDE_CLIENT].acked_unseen);
	walk.flow.side[SIDE_CLIENT].bytes += 50;
	send_up_to(&walk, 1000);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 1000, 0);
	uint64_t at = (UINT64_C(5) << 29) + 1000;
	send_up_to(&walk, at);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, (uint32_t)at + 1, 0);
	assert_int_equal(walk.step.labels, label_bit(LABEL_ACK_LOST_SEGMENT));
	flow_extra_free(walk.flow.extra);
}

static void say_shut(struct walk *walk, enum side from, uint32_t seq, uint32_t ack, uint32_t length)
{
	struct segment segment = segment_of(from, TCP_FLAG_ACK, seq, ack);
	segment.payload_length = length;
	segment.window = from == SIDE_SERVER ? 0 : 1000;
	take(walk, segment);
}

static void a_probe_counts_once_when_it_is_taken(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100);
	say_shut(&walk, SIDE_SERVER, 1, 101, 0);
	say_shut(&walk, SIDE_CLIENT, 101, 1, 1);
	assert_int_equal(walk.step.labels, label_bit(LABEL_ZERO_WINDOW_PROBE));
	assert_int_equal(client_bytes(&walk), 100);
	const label_set answer =
	    label_bit(LABEL_ZERO_WINDOW_PROBE_ACK) | label_bit(LABEL_ZERO_WINDOW);
	say_shut(&walk, SIDE_SERVER, 1, 102, 0);
	assert_int_equal(walk.step.labels, answer);
	assert_int_equal(client_bytes(&walk), 101);
	say_shut(&walk, SIDE_SERVER, 1, 103, 0); /* one byte was probed with, and not two */
	assert_true(walk.step.labels & label_bit(LABEL_ZERO_WINDOW_PROBE_ACK));
	assert_int_equal(client_bytes(&walk), 101);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].next, CLIENT_ISN + 102);
	flow_extra_free(walk.flow.extra);
}

/* The peer's last ACK was for something else: one more than that is not the probe's byte. */
static void an_ack_of_anything_takes_no_probe(void **state)
{
	(void)state;
	struct walk walk = {0};
	shake_hands(&walk);
	say(&walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 100);
	say_shut(&walk, SIDE_SERVER, 1, 51, 0);
	say_shut(&walk, SIDE_CLIENT, 101, 1, 1);
	say_shut(&walk, SIDE_SERVER, 1, 52, 0);
	assert_int_equal(client_bytes(&walk), 100);
	assert_int_equal(walk.flow.side[SIDE_CLIENT].next, CLIENT_ISN + 101);
	flow_extra_free(walk.flow.extra);
}

/* The server's numbers were thought to be others: what was missing of those is not. */
static void a_corrected_number_has_no_gaps(void **state)
{
	(void)state;
	struct walk walk = {0};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 500, 0, 10);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 600, 0, 10);
	assert_int_equal(walk.flow.extra->side[SIDE_SERVER].gaps.count, 1);
	say(&walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	assert_int_equal(walk.step.labels, label_bit(LABEL_REUSED_PORTS));
	assert_int_equal(walk.flow.extra->side[SIDE_SERVER].gaps.count, 0);
	assert_int_equal(walk.flow.side[SIDE_SERVER].next, SERVER_ISN + 1);
	flow_extra_free(walk.flow.extra);
}

int test_sequence(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gaps_never_overlap),
	    cmocka_unit_test(what_no_window_holds_is_no_gap),
	    cmocka_unit_test(the_old_gaps_mean_nothing_far_away),
	    cmocka_unit_test(a_syn_a_rst_and_an_old_ack_move_nothing),
	    cmocka_unit_test(a_long_stream_is_judged_as_a_short_one),
	    cmocka_unit_test(a_gap_is_forgotten_a_window_later),
	    cmocka_unit_test(an_old_ack_hides_nothing_a_turn_later),
	    cmocka_unit_test(a_probe_counts_once_when_it_is_taken),
	    cmocka_unit_test(an_ack_of_anything_takes_no_probe),
	    cmocka_unit_test(a_corrected_number_has_no_gaps),
	};
	return run_group(tests, NULL, NULL);
}
