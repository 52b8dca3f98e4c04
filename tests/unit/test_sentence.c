/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include "event_fixture.h"
#include "unit.h"

#define UP FLOW_ESTABLISHED
#define FIN FLOW_FIN_SEEN

/* What a segment is, and words that its sentence must have in English. */
static const struct {
	unsigned segment_flags, length, before, facts, label; /* label: 0, or 1 + enum label */
	const char *says;
	enum step_verdict verdict;
} rows[] = {
    {TCP_FLAG_SYN, 0, 0, 0, 0, "asks to open", VERDICT_TAKEN},
    {TCP_FLAG_SYN, 5, 0, 0, 0, "sends 5 bytes with the SYN", VERDICT_TAKEN},
    {TCP_FLAG_SYN, 0, 0, 0, 1 + LABEL_RETRANSMISSION, "sends it again after", VERDICT_TAKEN},
    {TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0, 0, 0, "agrees", VERDICT_TAKEN},
    {TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0, 0, 1 + LABEL_RETRANSMISSION, "SYN+ACK again after",
     VERDICT_TAKEN},
    {TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0, FLOW_FAST_OPEN, 0, "fast open succeeded", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, 0, UP, 0, "established at both ends", VERDICT_TAKEN},
    {TCP_FLAG_SYN, 0, UP, 0, 0, "challenge ACK", VERDICT_PENDING},
    {TCP_FLAG_SYN | TCP_FLAG_ACK, 0, UP, 0, 0, "challenge ACK", VERDICT_CHALLENGED},
    {TCP_FLAG_RST | TCP_FLAG_ACK, 0, 0, FLOW_RESET, 0, "refuses", VERDICT_FROM_NOBODY},
    {TCP_FLAG_RST, 0, 0, FLOW_RESET, 0, "breaks off the opening", VERDICT_PENDING},
    {TCP_FLAG_RST, 0, UP, 0, 0, "dropped silently", VERDICT_OUTSIDE_WINDOW},
    {TCP_FLAG_RST, 0, UP, 0, 0, "closes nothing", VERDICT_CHALLENGED},
    {TCP_FLAG_RST, 0, UP, FLOW_RESET, 0, "aborts", VERDICT_TAKEN},
    {TCP_FLAG_RST, 0, UP | FLOW_CLOSED, 0, 0, "no such connection any more", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 0, "sends 11 bytes (1 to 11)", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 0, "acknowledges everything before 1", VERDICT_TAKEN},
    {0, 0, UP, 0, 0, "unusual", VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 0, UP, FIN, 0, "no more to send", VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 7, UP, FIN, 0, "the last 7 bytes", VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 0, UP | FIN, 0, 0, "four segments become three", VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 0, UP | FIN | FLOW_FIN_ACKED_ALONE, 0, 0, "gone out alone",
     VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 0, UP | FIN, FLOW_FINS_CROSSED, 0, "FINs cross", VERDICT_TAKEN},
    {TCP_FLAG_FIN | TCP_FLAG_ACK, 0, UP | FIN, 0, 1 + LABEL_RETRANSMISSION, "its FIN",
     VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP | FIN, FLOW_FIN_ACKED_ALONE, 0, "acknowledges the FIN alone",
     VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP | FIN, FLOW_CLOSED, 0, "TIME-WAIT", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_FAST_RETRANSMISSION, "fast retransmission", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_SPURIOUS_RETRANSMISSION, "spurious retransmission",
     VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_RETRANSMISSION, "bytes 1 to 11 again after", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_OUT_OF_ORDER, "out of order", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_LOST_SEGMENT, "not captured", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_ACK_LOST_SEGMENT, "not captured", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_DUPLICATE_ACK, "duplicate ACK", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_ZERO_WINDOW, "window 0", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 1, UP, 0, 1 + LABEL_ZERO_WINDOW_PROBE, "zero-window probe", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_ZERO_WINDOW_PROBE_ACK, "still 0", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_WINDOW_UPDATE, "window update", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 11, UP, 0, 1 + LABEL_WINDOW_FULL, "fill", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_KEEP_ALIVE, "keep-alive", VERDICT_TAKEN},
    {TCP_FLAG_ACK, 0, UP, 0, 1 + LABEL_KEEP_ALIVE_ACK, "answers the keep-alive", VERDICT_TAKEN},
};

static void event_of_row(struct event_fixture *fixture, size_t i)
{
	event_fixture_init(fixture);
	fixture->segment.flags = (uint16_t)rows[i].segment_flags;
	fixture->segment.payload_length = rows[i].length;
	fixture->flow.flags = rows[i].before | rows[i].facts;
	fixture->step.before = rows[i].before;
	fixture->step.verdict = rows[i].verdict;
	fixture->step.facts = rows[i].facts;
	fixture->step.established = rows[i].facts & UP;
	fixture->step.ended = rows[i].facts & (FLOW_CLOSED | FLOW_RESET);
	if (rows[i].label > 0)
		fixture->step.labels = label_bit((enum label)(rows[i].label - 1));
	/* 3 ms after the last segment of either side */
	uint64_t fin_us = (uint64_t)fixture->segment.time_ns / 1000 - 3000;
	uint32_t before_us = (uint32_t)fin_us;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		fixture->flow.side[side].last_time = before_us;
		fixture->flow.side[side].next_time = before_us;
		flow_set_fin_time(&fixture->flow, (enum flow_fin)side, fin_us);
	}
}

static void says_what_a_segment_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct event_fixture fixture;
		struct text text;
		event_of_row(&fixture, i);
		text_init(&text);
		text_sentence(&text, LANG_EN, &fixture.event);
		if (!strstr(text_c_string(&text), rows[i].says))
			fail_msg("no \"%s\" in: %s", rows[i].says, text_c_string(&text));
		text_release(&text);
	}
}

/* In both languages: one line, nothing left of the template, no time where none is wanted. */
static void is_a_whole_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows) * 4; i++) {
		struct event_fixture fixture;
		struct text text;
		enum lang lang = i & 1 ? LANG_ZH : LANG_EN;
		event_of_row(&fixture, i / 4);
		fixture.event.timeless = i & 2;
		text_init(&text);
		text_sentence(&text, lang, &fixture.event);
		const char *sentence = text_c_string(&text);
		if (strlen(sentence) < 10 || strpbrk(sentence, "{}[]\n") ||
		    (fixture.event.timeless && strstr(sentence, "3.0 ms")))
			fail_msg("%s", sentence);
		text_release(&text);
	}
}

static void names_the_sides(void **state)
{
	(void)state;
	assert_string_equal(side_name(LANG_EN, SIDE_CLIENT), "client");
	assert_string_equal(side_name(LANG_EN, SIDE_SERVER), "server");
	assert_string_equal(side_name(LANG_ZH, SIDE_CLIENT), "客户端");
	assert_string_equal(side_name(LANG_ZH, SIDE_SERVER), "服务端");
}

int test_sentence(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_a_segment_does),
	    cmocka_unit_test(is_a_whole_sentence),
	    cmocka_unit_test(names_the_sides),
	};
	return run_group(tests, NULL, NULL);
}
