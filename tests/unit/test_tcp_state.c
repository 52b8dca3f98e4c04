/* SPDX-License-Identifier: MIT */
#include "tcp_state.h"
#include "unit.h"

static void every_state_has_the_name_of_rfc_9293(void **state)
{
	(void)state;
	static const char *const names[] = {
	    "CLOSED",     "LISTEN",     "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
	    "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING",  "LAST-ACK",     "TIME-WAIT"};
	assert_int_equal(COUNT_OF(names), TCP_STATE_COUNT);
	for (int s = 0; s < TCP_STATE_COUNT; s++)
		assert_string_equal(tcp_state_name((enum tcp_state)s), names[s]);
}

static void every_row_has_a_reason_and_leads_elsewhere(void **state)
{
	(void)state;
	size_t rows = 0;
	for (int s = 0; s < TCP_STATE_COUNT; s++)
		for (int e = 0; e < TCP_EVENT_COUNT; e++) {
			const struct tcp_transition *row = &tcp_transitions[s][e];
			if (!row->reason) {
				assert_int_equal(row->to, TCP_CLOSED); /* never filled */
				continue;
			}
			rows++;
			assert_true(strlen(row->reason) > 0);
			assert_true(row->to < TCP_STATE_COUNT);
			assert_int_not_equal(row->to, s);
		}
	assert_true(rows > 40);
}

static enum tcp_state after(enum tcp_state from, const enum tcp_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (tcp_transitions[from][events[i]].reason)
			from = tcp_transitions[from][events[i]].to;
	return from;
}

static void the_textbook_s_ways(void **state)
{
	(void)state;
	static const struct {
		enum tcp_state from;
		enum tcp_event events[6];
		size_t count;
		enum tcp_state to;
	} ways[] = {
	    {TCP_CLOSED, {TCP_SENDS_SYN, TCP_RECEIVES_SYN_ACK}, 2, TCP_ESTABLISHED},
	    {TCP_LISTEN, {TCP_RECEIVES_SYN, TCP_RECEIVES_ACK_OF_SYN}, 2, TCP_ESTABLISHED},
	    {TCP_CLOSED, {TCP_SENDS_SYN, TCP_RECEIVES_SYN}, 2, TCP_SYN_RECEIVED},
	    {TCP_ESTABLISHED,
	     {TCP_SENDS_FIN, TCP_RECEIVES_ACK_OF_FIN, TCP_RECEIVES_FIN},
	     3,
	     TCP_TIME_WAIT},
	    {TCP_ESTABLISHED,
	     {TCP_SENDS_FIN, TCP_RECEIVES_FIN, TCP_RECEIVES_ACK_OF_FIN},
	     3,
	     TCP_TIME_WAIT},
	    {TCP_ESTABLISHED, {TCP_SENDS_FIN, TCP_RECEIVES_FIN}, 2, TCP_CLOSING},
	    {TCP_ESTABLISHED, {TCP_RECEIVES_FIN, TCP_SENDS_FIN}, 2, TCP_LAST_ACK},
	    {TCP_ESTABLISHED,
	     {TCP_RECEIVES_FIN, TCP_SENDS_FIN, TCP_RECEIVES_ACK_OF_FIN},
	     3,
	     TCP_CLOSED},
	};
	for (size_t i = 0; i < COUNT_OF(ways); i++)
		assert_int_equal(after(ways[i].from, ways[i].events, ways[i].count), ways[i].to);
}

static void a_reset_ends_every_connection(void **state)
{
	(void)state;
	for (int s = TCP_SYN_SENT; s < TCP_STATE_COUNT; s++) {
		const enum tcp_event sends = TCP_SENDS_RST, receives = TCP_RECEIVES_RST;
		assert_int_equal(after((enum tcp_state)s, &sends, 1), TCP_CLOSED);
		assert_int_equal(after((enum tcp_state)s, &receives, 1), TCP_CLOSED);
	}
}

int test_tcp_state(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_state_has_the_name_of_rfc_9293),
	    cmocka_unit_test(every_row_has_a_reason_and_leads_elsewhere),
	    cmocka_unit_test(the_textbook_s_ways),
	    cmocka_unit_test(a_reset_ends_every_connection),
	};
	return run_group(tests, NULL, NULL);
}
