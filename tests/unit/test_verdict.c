/* SPDX-License-Identifier: MIT */
#include "event_fixture.h"
#include "sentence.h"
#include "unit.h"

#define DONE (FLOW_ESTABLISHED | FLOW_FIN_SEEN | FLOW_CLOSED | FLOW_RTT_KNOWN)

/* A connection's facts, and what is said about it in English: with times, and without. */
static const struct {
	unsigned flags;
	const char *timed, *timeless;
} rows[] = {
    {0, "answered by SYN+ACK, but no ACK of that was captured", NULL},
    {FLOW_RESET, "not opened: answered by SYN+ACK, and the server aborted the opening with RST",
     NULL},
    {FLOW_STRAY, "segments of no connection that was seen", NULL},
    {FLOW_ESTABLISHED | FLOW_FIN_SEEN,
     "opened by the three-way handshake; the client closed; no FIN of the server was "
     "captured",
     NULL},
    {FLOW_ESTABLISHED | FLOW_RTT_KNOWN,
     "opened by the three-way handshake in 31 µs; no FIN or RST that closed it was captured before "
     "the capture ended",
     "opened by the three-way handshake; no FIN or RST that closed it was captured before the "
     "capture ended"},
    {FLOW_ESTABLISHED,
     "opened by the three-way handshake; no FIN or RST that closed it was captured before the "
     "capture ended",
     NULL},
    {FLOW_ESTABLISHED | FLOW_DISPLACED,
     "opened by the three-way handshake; no FIN or RST that closed it was captured before another "
     "connection began between the same "
     "ends",
     NULL},
    {DONE,
     "opened by the three-way handshake in 31 µs; the client closed first; the server "
     "acknowledged that FIN with its own FIN, 60.0 ms later: three segments",
     "opened by the three-way handshake; the client closed first; the server acknowledged that "
     "FIN with its own FIN: three segments"},
    {DONE | FLOW_FIN_ACKED_ALONE,
     "opened by the three-way handshake in 31 µs; the client closed first, in four segments: the "
     "server acknowledged the FIN after 44.0 ms and sent its own 16.0 ms later",
     "opened by the three-way handshake; the client closed first, in four segments: the server "
     "acknowledged the FIN and sent its own later"},
    {DONE | FLOW_FINS_CROSSED,
     "opened by the three-way handshake in 31 µs; both closed at the same time", NULL},
    {DONE | FLOW_DATA_AFTER_FIN,
     "opened by the three-way handshake in 31 µs; the client shut down its sending side first "
     "(half-close)",
     NULL},
    {FLOW_ESTABLISHED | FLOW_RTT_KNOWN | FLOW_RESET,
     "opened by the three-way handshake in 31 µs; aborted by the server with RST", NULL},
    {FLOW_ESTABLISHED | FLOW_RTT_KNOWN | FLOW_FIN_SEEN | FLOW_RESET,
     "opened by the three-way handshake in 31 µs; the client sent a FIN, then the server aborted "
     "with RST",
     NULL},
};

/* The server acknowledged the client's FIN after 44 ms, and sent its own after 60. */
static struct flow flow_of_row(size_t i)
{
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	struct flow flow = fixture.flow;
	flow.flags = rows[i].flags;
	flow.resetter = SIDE_SERVER;
	flow.first_closer = SIDE_CLIENT;
	flow.syn_rtt_us = 31;
	const uint64_t fin = (UINT64_C(1) << 37) - 1000; /* all bits that are kept wrap */
	flow_set_fin_time(&flow, FLOW_FIN_OF_CLIENT, fin);
	flow_set_fin_time(&flow, FLOW_FIN_ACK, fin + 44000);
	flow_set_fin_time(&flow, FLOW_FIN_OF_SERVER, fin + 60000);
	return flow;
}

static void expect_start(const struct flow *flow, bool timeless, const char *start)
{
	struct text text;
	text_init(&text);
	text_verdict(&text, LANG_EN, flow, timeless);
	if (strncmp(text_c_string(&text), start, strlen(start)) != 0)
		fail_msg("\"%s\" is not how it begins: %s", start, text_c_string(&text));
	text_release(&text);
}

static void says_how_a_connection_opened_and_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct flow flow = flow_of_row(i);
		expect_start(&flow, false, rows[i].timed);
		if (rows[i].timeless)
			expect_start(&flow, true, rows[i].timeless);
	}
}

/* Hours between the FINs; and a clock that went back. */
static void tells_long_times_and_no_negative_ones(void **state)
{
	(void)state;
	struct flow flow = flow_of_row(0);
	flow.flags = DONE;
	const uint64_t fin = UINT64_C(1702890233000000);
	flow_set_fin_time(&flow, FLOW_FIN_OF_CLIENT, fin);
	flow_set_fin_time(&flow, FLOW_FIN_OF_SERVER, fin + UINT64_C(7000050000));
	expect_start(
	    &flow, false,
	    "opened by the three-way handshake in 31 µs; the client closed first; the server "
	    "acknowledged that FIN with its own FIN, 7000.05 s later: three segments");
	flow_set_fin_time(&flow, FLOW_FIN_OF_SERVER, fin - 1);
	expect_start(
	    &flow, false,
	    "opened by the three-way handshake in 31 µs; the client closed first; the server "
	    "acknowledged that FIN with its own FIN: three segments");
}

/* In both languages: one line, and nothing left of the template. */
static void is_a_whole_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows) * 4; i++) {
		struct flow flow = flow_of_row(i / 4);
		struct text text;
		text_init(&text);
		text_verdict(&text, i & 1 ? LANG_ZH : LANG_EN, &flow, i & 2);
		const char *verdict = text_c_string(&text);
		if (strlen(verdict) < 10 || strpbrk(verdict, "{}[]\n") ||
		    (i & 2 && (strstr(verdict, "31 µs") || strstr(verdict, "60.0"))))
			fail_msg("%s", verdict);
		text_release(&text);
	}
}

int test_verdict(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_how_a_connection_opened_and_closed),
	    cmocka_unit_test(tells_long_times_and_no_negative_ones),
	    cmocka_unit_test(is_a_whole_sentence),
	};
	return run_group(tests, NULL, NULL);
}
