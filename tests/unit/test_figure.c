/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include "event_fixture.h"
#include "terminal.h"
#include "unit.h"

static void expect_flags(unsigned flags, const char *expected)
{
	struct text text;
	text_init(&text);
	text_flags(&text, flags);
	assert_text(&text, expected);
	text_release(&text);
}

static void names_flags(void **state)
{
	(void)state;
	expect_flags(TCP_FLAG_SYN, "SYN");
	expect_flags(TCP_FLAG_SYN | TCP_FLAG_ACK, "SYN+ACK");
	expect_flags(TCP_FLAG_SYN | TCP_FLAG_ECE | TCP_FLAG_CWR, "SYN+ECE+CWR");
	expect_flags(0x1ff, "SYN+FIN+RST+PSH+URG+ECE+CWR+AE+ACK");
	expect_flags(0, "-");
	expect_flags(0xe00, "-"); /* reserved bits */
}

static void expect_numbers(struct event_fixture *fixture, const char *expected)
{
	struct text text;
	text_init(&text);
	text_numbers(&text, &fixture->event);
	assert_text(&text, expected);
	text_release(&text);
}

static void counts_from_the_initial_sequence_numbers(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	expect_numbers(&fixture, "seq=1 ack=1 len=11");
	fixture.segment.payload_length = 0;
	expect_numbers(&fixture, "seq=1 ack=1");
	fixture.segment.flags = TCP_FLAG_SYN; /* whose ack field says nothing */
	expect_numbers(&fixture, "seq=1");
}

static void tells_what_matters_only_where_it_matters(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.segment.payload_length = 0;
	fixture.segment.window = 3;
	fixture.segment.urgent = 1;
	fixture.segment.ip_ecn = 1; /* ECT(1): nothing happened */
	expect_numbers(&fixture, "seq=1 ack=1");
	fixture.step.labels = label_bit(LABEL_WINDOW_UPDATE);
	expect_numbers(&fixture, "seq=1 ack=1 win=3");
	fixture.flow.side[SIDE_CLIENT].flags |= SIDE_SCALE_KNOWN;
	fixture.flow.side[SIDE_CLIENT].window_scale = 7;
	expect_numbers(&fixture, "seq=1 ack=1 win=3"); /* the server has not agreed */
	fixture.flow.side[SIDE_SERVER].flags |= SIDE_SCALE_KNOWN;
	expect_numbers(&fixture, "seq=1 ack=1 win=384");
	fixture.step.labels = 0;
	fixture.claims.claim[0].id = CLAIM_WINDOW_OPENS; /* data that opens it has no label */
	expect_numbers(&fixture, "seq=1 ack=1 win=384");
	fixture.claims.claim[0].id = CLAIM_ACK;
	fixture.flow.side[SIDE_SERVER].window = 64;
	fixture.flow.side[SIDE_SERVER].window_scale = 6;
	fixture.step.labels = label_bit(LABEL_WINDOW_FULL);
	expect_numbers(&fixture, "seq=1 ack=1 peer-win=64"); /* that of its SYN: not scaled */
	fixture.flow.side[SIDE_SERVER].flags |= SIDE_ACKED_ONCE;
	expect_numbers(&fixture, "seq=1 ack=1 peer-win=4096");
	fixture.flow.side[SIDE_SERVER].flags &= (uint16_t)~SIDE_SCALE_KNOWN;
	expect_numbers(&fixture, "seq=1 ack=1"); /* not known */
	fixture.step.labels = 0;
	fixture.segment.flags |= TCP_FLAG_URG;
	fixture.segment.ip_ecn = 3;
	expect_numbers(&fixture, "seq=1 ack=1 urg=1 CE");
}

/* Blocks are the other side's bytes: they count from its initial sequence number. */
static void tells_what_came_out_of_order(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	uint8_t options[] = {1, 1, 5, 10, 0, 0, 0, 0, 0, 0, 0, 0};
	uint32_t edges[] = {GOLDEN_SERVER_ISN + 12, GOLDEN_SERVER_ISN + 13};
	for (size_t i = 0; i < 8; i++)
		options[4 + i] = (uint8_t)(edges[i / 4] >> (24 - i % 4 * 8));
	fixture.segment.payload_length = 0;
	fixture.segment.options = options;
	fixture.segment.options_length = sizeof options;
	expect_numbers(&fixture, "seq=1 ack=1 sack=12-13");
	fixture.flow.side[SIDE_SERVER].flags = 0; /* not known: a raw number would mislead */
	expect_numbers(&fixture, "seq=1 ack=1");
}

static void expect_offers(struct event_fixture *fixture, const char *expected)
{
	struct text text;
	text_init(&text);
	text_offers(&text, &fixture->segment);
	assert_text(&text, expected);
	text_release(&text);
}

static void tells_what_a_syn_offers(void **state)
{
	(void)state;
	static const uint8_t options[] = {2, 4, 5, 180, 4, 2,  8,  10, 0, 0, 0, 1, 0, 0, 0,
					  0, 1, 3, 3,   7, 34, 10, 1,  2, 3, 4, 5, 6, 7, 8};
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.segment.options = options;
	fixture.segment.options_length = sizeof options;
	expect_offers(&fixture, "");
	fixture.segment.flags = TCP_FLAG_SYN | TCP_FLAG_ACK;
	expect_offers(&fixture, " mss=1460 ws=7 sack ts tfo=cookie");
	fixture.segment.options_length = 4;
	expect_offers(&fixture, " mss=1460");
	static const uint8_t request[] = {34, 2};
	fixture.segment.options = request;
	fixture.segment.options_length = sizeof request;
	expect_offers(&fixture, " tfo=request");
	fixture.segment.options_length = 0;
	expect_offers(&fixture, "");
}

static void expect_times(int64_t previous_ns, int64_t ns, const char *expected)
{
	struct text text;
	text_init(&text);
	text_since_first(&text, ns);
	text_char(&text, ' ');
	text_since_previous(&text, previous_ns, ns, false);
	assert_text(&text, expected);
	text_release(&text);
}

/* No two times that differ look the same, and one is the sum of the others. */
static void tells_both_times(void **state)
{
	(void)state;
	static const int64_t S = 1000000000;
	expect_times(0, 0, "0.000000 +0 µs");
	expect_times(S + 33111000, S + 33124000, "1.033124 +13 µs");
	expect_times(999, 10998, "0.000010 +10 µs"); /* 9.999 us */
	expect_times(1000, 1400, "0.000001 +400 ns");
	expect_times(0, 2 * S, "2.000000 +2.00 s");
	expect_times(5000, 3000, "0.000003 -2 µs"); /* a clock that goes back */
	expect_times(0, -1500000, "-0.001500 -1.5 ms");
	expect_times(0, 1234567 * S, "1234567.0000 +1234567 s");
	expect_times(0, 9999 * S + 999999999, "9999.999999 +9999.99 s");
	expect_times(0, 10000 * S, "10000.000000 +10000 s");
	struct text text;
	text_init(&text);
	text_since_previous(&text, 0, 13000, true);
	assert_text(&text, "+13 us");
	text_release(&text);
}

static void knows_what_an_end_is_doing(void **state)
{
	(void)state;
	static const enum doing doings[] = {
	    [TCP_CLOSED] = DOING_NOTHING,     [TCP_LISTEN] = DOING_NOTHING,
	    [TCP_SYN_SENT] = DOING_OPENING,   [TCP_SYN_RECEIVED] = DOING_OPENING,
	    [TCP_ESTABLISHED] = DOING_DATA,   [TCP_FIN_WAIT_1] = DOING_CLOSING,
	    [TCP_FIN_WAIT_2] = DOING_CLOSING, [TCP_CLOSE_WAIT] = DOING_CLOSING,
	    [TCP_CLOSING] = DOING_CLOSING,    [TCP_LAST_ACK] = DOING_CLOSING,
	    [TCP_TIME_WAIT] = DOING_WAITING,  [END_STATE_NONE] = DOING_UNKNOWN,
	};
	for (unsigned i = 0; i < COUNT_OF(doings); i++)
		assert_int_equal(state_doing((struct end_state){(uint8_t)i, true}), doings[i]);
}

static void expect_excerpt(const void *payload, uint32_t length, uint32_t captured, size_t columns,
			   const char *expected)
{
	struct text text, scratch;
	uint8_t *copy = exact_copy(payload, captured);
	const struct segment segment = {
	    .payload = copy, .payload_length = length, .payload_captured = captured};
	text_init(&text);
	text_init(&scratch);
	text_excerpt(&text, &scratch, &segment, columns, "…");
	assert_text(&text, expected);
	text_release(&text);
	text_release(&scratch);
	free(copy);
}

static void shows_as_much_payload_as_there_is_room(void **state)
{
	(void)state;
	expect_excerpt("hello world", 11, 11, 80, "\"hello world\"");
	expect_excerpt("hello world", 11, 11, 13, "\"hello world\"");
	expect_excerpt("hello world", 11, 11, 12, "\"hello wor…\"");
	expect_excerpt("hello world", 11, 11, 4, "\"h…\"");
	expect_excerpt("hello world", 11, 11, 3, "");
	expect_excerpt("hello world", 1460, 11, 80,
		       "\"hello world…\""); /* the rest was not captured */
	expect_excerpt("", 1460, 0, 80, "\"…\"");
	expect_excerpt("", 0, 0, 80, "");
	expect_excerpt("你好", 6, 6, 5, "\"你…\"");
}

static void shows_no_control_sequence(void **state)
{
	(void)state;
	expect_excerpt("\033[2J\u202e\n\x9b", 9, 9, 80, "\"\\x1b[2J\\xe2\\x80\\xae\\n\\x9b\"");
}

/* Characters without a width do not make a line endless. */
static void bounds_what_has_no_width(void **state)
{
	(void)state;
	struct text text, scratch, much;
	text_init(&text);
	text_init(&scratch);
	text_init(&much);
	for (int i = 0; i < 5000; i++)
		text_string(&much, "\u0301");
	const struct segment segment = {.payload = (const uint8_t *)much.bytes,
					.payload_length = (uint32_t)much.length,
					.payload_captured = (uint32_t)much.length};
	text_excerpt(&text, &scratch, &segment, 20, "…");
	assert_true(text.length < 100);
	text_release(&text);
	text_release(&scratch);
	text_release(&much);
}

static void joins_labels(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_labels(&text, LANG_EN, 0);
	assert_text(&text, "");
	text_labels(&text, LANG_EN, label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_ZERO_WINDOW));
	assert_text(&text, "retransmission, zero-window");
	text_clear(&text);
	text_labels(&text, LANG_ZH, label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_ZERO_WINDOW));
	assert_text(&text, "重传，零窗口");
	text_release(&text);
}

static void has_a_title_for_each_phase_in_both_languages(void **state)
{
	(void)state;
	for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
		for (int phase = PHASE_OPEN; phase < PHASE_COUNT; phase++)
			assert_true(strlen(phase_title((enum lang)lang, (enum phase)phase)) > 0);
		for (int milestone = MILESTONE_NONE; milestone < MILESTONE_COUNT; milestone++)
			assert_int_equal(
			    milestone_title((enum lang)lang, (enum milestone)milestone) == NULL,
			    milestone == MILESTONE_NONE || milestone == MILESTONE_DATA);
	}
	assert_string_equal(phase_title(LANG_EN, PHASE_NONE), "");
}

static void says_how_a_phase_went(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	text_milestone(&text, LANG_EN, MILESTONE_3_WAY);
	assert_text(&text, "opening: three-way handshake");
	text_clear(&text);
	text_milestone(&text, LANG_EN, MILESTONE_3_SEGMENT);
	assert_text(&text, "closing: three segments");
	text_clear(&text);
	text_milestone(&text, LANG_ZH, MILESTONE_HALF_CLOSE);
	assert_text(&text, "断开连接：半关闭");
	text_release(&text);
}

static void expect_pause(enum claim_id id, uint64_t us, const char *expected)
{
	struct event_fixture fixture;
	struct text text;
	event_fixture_init(&fixture);
	fixture.claims.claim[0].id = id;
	text_init(&text);
	enum pause pause = pause_before(&fixture.event, us);
	if (pause != PAUSE_NONE)
		text_pause(&text, LANG_EN, pause, us);
	assert_text(&text, expected);
	text_release(&text);
}

static void says_why_nothing_happened(void **state)
{
	(void)state;
	expect_pause(CLAIM_AGAIN_TIMEOUT, 204000, "204.0 ms: probably a retransmission timeout");
	expect_pause(CLAIM_AGAIN_DOUBLED, 408000, "408.0 ms: probably a retransmission timeout");
	expect_pause(CLAIM_AGAIN_PROBE, 7000, "7.0 ms: probably a tail loss probe");
	expect_pause(CLAIM_AGAIN_TIMER, 204000, "204.0 ms, then sent again");
	expect_pause(CLAIM_AGAIN_TIMER, 70, "");
	expect_pause(CLAIM_AGAIN_SACK, 7000, "");
	expect_pause(CLAIM_WINDOW_PROBE, 200000, "200.0 ms: the window is shut, probe");
	expect_pause(CLAIM_KEEP_ALIVE, 1000000, "1.00 s of silence: probably a keep-alive");
	expect_pause(CLAIM_ACK_DELAYED, 40200, "40.2 ms: probably a delayed ACK");
	expect_pause(CLAIM_ACK, 40200, "40.2 ms later");
	expect_pause(CLAIM_DATA, 60000, "60.0 ms later");
	expect_pause(CLAIM_DATA, 9999, "");
	struct event_fixture fixture; /* another segment stands between: no wait of its sender */
	event_fixture_init(&fixture);
	fixture.claims.claim[0] =
	    (struct claim){.id = CLAIM_SYN_AGAIN, .unit = UNIT_US, .value = 1070000};
	assert_int_equal(pause_before(&fixture.event, 1069999), PAUSE_AGAIN); /* rounded */
	assert_int_equal(pause_before(&fixture.event, 1069998), PAUSE_IDLE);
	assert_int_equal(pause_before(&fixture.event, 9999), PAUSE_NONE);
}

static void a_pause_without_claims_has_no_reason(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.event.claims = NULL;
	assert_int_equal(pause_before(&fixture.event, 40200), PAUSE_IDLE);
	assert_int_equal(pause_before(&fixture.event, 9999), PAUSE_NONE);
}

static void has_a_reason_in_both_languages(void **state)
{
	(void)state;
	for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
		for (int pause = PAUSE_NONE + 1; pause < PAUSE_COUNT; pause++) {
			struct text text;
			text_init(&text);
			text_pause(&text, (enum lang)lang, (enum pause)pause, 5);
			assert_true(text.length > strlen("5 us"));
			text_release(&text);
		}
}

static void knows_what_a_segment_means_above_all(void **state)
{
	(void)state;
	static const struct {
		uint16_t flags;
		uint32_t length;
		enum meaning meaning;
	} cases[] = {
	    {TCP_FLAG_ACK, 0, MEANING_ACK},
	    {TCP_FLAG_ACK, 5, MEANING_DATA},
	    {TCP_FLAG_SYN, 0, MEANING_OPEN},
	    {TCP_FLAG_SYN | TCP_FLAG_ACK, 5, MEANING_OPEN},
	    {TCP_FLAG_FIN | TCP_FLAG_ACK, 5, MEANING_CLOSE},
	    {TCP_FLAG_RST | TCP_FLAG_ACK, 0, MEANING_RESET},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct segment segment = {.flags = cases[i].flags,
						.payload_length = cases[i].length};
		assert_int_equal(segment_meaning(&segment), cases[i].meaning);
	}
}

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

int test_figure(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_flags),
	    cmocka_unit_test(counts_from_the_initial_sequence_numbers),
	    cmocka_unit_test(tells_what_matters_only_where_it_matters),
	    cmocka_unit_test(tells_what_came_out_of_order),
	    cmocka_unit_test(tells_what_a_syn_offers),
	    cmocka_unit_test(tells_both_times),
	    cmocka_unit_test(knows_what_an_end_is_doing),
	    cmocka_unit_test(shows_as_much_payload_as_there_is_room),
	    cmocka_unit_test(shows_no_control_sequence),
	    cmocka_unit_test(bounds_what_has_no_width),
	    cmocka_unit_test(joins_labels),
	    cmocka_unit_test(has_a_title_for_each_phase_in_both_languages),
	    cmocka_unit_test(says_why_nothing_happened),
	    cmocka_unit_test(a_pause_without_claims_has_no_reason),
	    cmocka_unit_test(says_how_a_phase_went),
	    cmocka_unit_test(has_a_reason_in_both_languages),
	    cmocka_unit_test(knows_what_a_segment_means_above_all),
	};
	return run_group(tests, set_up, NULL);
}
