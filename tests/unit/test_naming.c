/* SPDX-License-Identifier: MIT */
#include "naming.h"
#include "unit.h"

#define SYN SIDE_SENT_SYN
#define SYN_ACK SIDE_SENT_SYN_ACK
#define FIN SIDE_SENT_FIN
#define UP FLOW_ESTABLISHED

/* The facts of a flow, and all names that follow from them. */
static const struct {
	unsigned flow, client, server; /* flags */
	enum side first_closer, resetter;
	enum open_name open;
	enum close_name close;
	enum closer closer;
	enum zeek_state zeek;
} rows[] = {
    /* openings */
    {0, SYN, 0, 0, 0, OPEN_UNANSWERED, CLOSE_OPEN, CLOSER_NONE, ZEEK_S0},
    {0, SYN, SYN_ACK, 0, 0, OPEN_UNANSWERED, CLOSE_OPEN, CLOSER_NONE, ZEEK_OTH},
    {UP, SYN, SYN_ACK, 0, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_NONE, ZEEK_S1},
    {UP, 0, SYN_ACK, 0, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_NONE, ZEEK_S1},
    {UP, SYN | SYN_ACK, SYN | SYN_ACK, 0, 0, OPEN_SIMULTANEOUS, CLOSE_OPEN, CLOSER_NONE, ZEEK_S1},
    {UP | FLOW_FAST_OPEN, SYN, SYN_ACK, 0, 0, OPEN_FAST, CLOSE_OPEN, CLOSER_NONE, ZEEK_S1},
    {UP, 0, 0, 0, 0, OPEN_MIDSTREAM, CLOSE_OPEN, CLOSER_NONE, ZEEK_OTH},
    {FLOW_RESET, SYN, 0, 0, SIDE_SERVER, OPEN_REFUSED, CLOSE_RESET, CLOSER_SERVER, ZEEK_REJ},
    {FLOW_RESET, SYN, 0, 0, SIDE_CLIENT, OPEN_REFUSED, CLOSE_RESET, CLOSER_CLIENT, ZEEK_RSTOS0},
    {FLOW_RESET, 0, SYN_ACK, 0, SIDE_SERVER, OPEN_REFUSED, CLOSE_RESET, CLOSER_SERVER, ZEEK_RSTRH},
    {FLOW_RESET, 0, 0, 0, SIDE_CLIENT, OPEN_MIDSTREAM, CLOSE_RESET, CLOSER_CLIENT, ZEEK_OTH},
    /* closes */
    {UP | FLOW_FIN_SEEN | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_CLIENT, 0, OPEN_3_WAY,
     CLOSE_3_SEGMENT, CLOSER_CLIENT, ZEEK_SF},
    {UP | FLOW_FIN_SEEN | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_3_WAY,
     CLOSE_3_SEGMENT, CLOSER_SERVER, ZEEK_SF},
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_CLIENT,
     0, OPEN_3_WAY, CLOSE_4_SEGMENT, CLOSER_CLIENT, ZEEK_SF},
    {UP | FLOW_FIN_SEEN | FLOW_FINS_CROSSED | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_SERVER, 0,
     OPEN_3_WAY, CLOSE_SIMULTANEOUS, CLOSER_BOTH, ZEEK_SF},
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE | FLOW_DATA_AFTER_FIN | FLOW_CLOSED, SYN | FIN,
     SYN_ACK | FIN, SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_HALF, CLOSER_CLIENT, ZEEK_SF},
    {UP | FLOW_RESET, SYN, SYN_ACK, 0, SIDE_CLIENT, OPEN_3_WAY, CLOSE_RESET, CLOSER_CLIENT,
     ZEEK_RSTO},
    {UP | FLOW_RESET, SYN, SYN_ACK, 0, SIDE_SERVER, OPEN_3_WAY, CLOSE_RESET, CLOSER_SERVER,
     ZEEK_RSTR},
    {UP | FLOW_FIN_SEEN | FLOW_RESET, SYN | FIN, SYN_ACK, SIDE_CLIENT, SIDE_SERVER, OPEN_3_WAY,
     CLOSE_FIN_THEN_RESET, CLOSER_CLIENT, ZEEK_RSTR},
    /* one side only */
    {UP | FLOW_FIN_SEEN, SYN | FIN, SYN_ACK, SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_CLIENT,
     ZEEK_S2},
    {UP | FLOW_FIN_SEEN, SYN, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_SERVER,
     ZEEK_S3},
    {FLOW_FIN_SEEN, SYN | FIN, 0, SIDE_CLIENT, 0, OPEN_UNANSWERED, CLOSE_OPEN, CLOSER_CLIENT,
     ZEEK_SH},
    {FLOW_FIN_SEEN, 0, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_UNANSWERED, CLOSE_OPEN, CLOSER_SERVER,
     ZEEK_SHR},
};

static struct flow flow_of_row(size_t i)
{
	struct flow flow = {
	    .ends = {{.port = 48604, .version = 4}, {.port = 8079, .version = 4}},
	    .flags = (uint16_t)rows[i].flow,
	    .first_closer = (uint8_t)rows[i].first_closer,
	    .resetter = (uint8_t)rows[i].resetter,
	};
	bool both = rows[i].flow & UP;
	flow.side[SIDE_CLIENT].flags =
	    (uint16_t)(rows[i].client | (both || rows[i].client ? SIDE_SPOKE : 0));
	flow.side[SIDE_SERVER].flags =
	    (uint16_t)(rows[i].server | (both || rows[i].server ? SIDE_SPOKE : 0));
	return flow;
}

static void names_follow_from_the_facts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct flow flow = flow_of_row(i);
		print_message("row %zu\n", i);
		assert_string_equal(open_name(flow_open(&flow)), open_name(rows[i].open));
		assert_string_equal(close_name(flow_close(&flow)), close_name(rows[i].close));
		assert_string_equal(closer_name(flow_closed_first(&flow)),
				    closer_name(rows[i].closer));
		assert_string_equal(zeek_state_name(flow_zeek_state(&flow)),
				    zeek_state_name(rows[i].zeek));
	}
}

static void every_name_has_a_row(void **state)
{
	(void)state;
	bool opens[OPEN_NAME_COUNT] = {false}, closes[CLOSE_NAME_COUNT] = {false};
	bool closers[CLOSER_COUNT] = {false}, zeeks[ZEEK_STATE_COUNT] = {false};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		opens[rows[i].open] = true;
		closes[rows[i].close] = true;
		closers[rows[i].closer] = true;
		zeeks[rows[i].zeek] = true;
	}
	for (int i = 0; i < OPEN_NAME_COUNT; i++)
		assert_true(opens[i]);
	for (int i = 0; i < CLOSE_NAME_COUNT; i++)
		assert_true(closes[i]);
	for (int i = 0; i < CLOSER_COUNT; i++)
		assert_true(closers[i]);
	for (int i = 0; i < ZEEK_STATE_COUNT; i++)
		assert_true(zeeks[i]);
}

static void a_connection_to_itself_opened_simultaneously(void **state)
{
	(void)state;
	struct flow flow = {.flags = FLOW_ESTABLISHED | FLOW_SELF};
	flow.side[SIDE_CLIENT].flags = SYN | SYN_ACK;
	assert_true(flow_is_self(&flow));
	assert_string_equal(open_name(flow_open(&flow)), "simultaneous");
}

int test_naming(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_follow_from_the_facts),
	    cmocka_unit_test(every_name_has_a_row),
	    cmocka_unit_test(a_connection_to_itself_opened_simultaneously),
	};
	return run_group(tests, NULL, NULL);
}
