/* SPDX-License-Identifier: MIT */
#include "classify.h"

#include "unit.h"
#include "zeek.h"

#define SYN SIDE_SENT_SYN
#define SYN_ACK SIDE_SENT_SYN_ACK
#define FIN SIDE_SENT_FIN
#define UP FLOW_ESTABLISHED

/* The facts of a flow, and the names that follow from them. */
static const struct {
	unsigned flow, client, server; /* flags */
	enum side first_closer, resetter;
	enum open_name open;
	enum close_name close;
	enum closer closer;
} rows[] = {
    /* openings */
    {0, SYN, 0, 0, 0, OPEN_UNANSWERED, CLOSE_NONE, CLOSER_NONE},
    {0, SYN, SYN, 0, 0, OPEN_UNANSWERED, CLOSE_NONE, CLOSER_NONE},
    {FLOW_RESET, SYN, 0, 0, SIDE_CLIENT, OPEN_UNANSWERED, CLOSE_NONE, CLOSER_NONE},
    {0, SYN, SYN_ACK, 0, 0, OPEN_INCOMPLETE, CLOSE_NONE, CLOSER_NONE},
    {FLOW_RESET, SYN, SYN_ACK, 0, SIDE_CLIENT, OPEN_INCOMPLETE, CLOSE_RESET, CLOSER_CLIENT},
    {FLOW_RESET, 0, SYN_ACK, 0, SIDE_SERVER, OPEN_INCOMPLETE, CLOSE_RESET, CLOSER_SERVER},
    /* of a side that was not captured nobody knows whether it had closed before */
    {FLOW_FIN_SEEN, 0, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_INCOMPLETE, CLOSE_OPEN, CLOSER_NONE},
    {FLOW_FIN_SEEN, SYN, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_INCOMPLETE, CLOSE_ONE_FIN,
     CLOSER_SERVER},
    {UP, SYN, SYN_ACK, 0, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_NONE},
    {UP, 0, SYN_ACK, 0, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_NONE},
    {UP, SYN | SYN_ACK, SYN | SYN_ACK, 0, 0, OPEN_SIMULTANEOUS, CLOSE_OPEN, CLOSER_NONE},
    {UP | FLOW_FAST_OPEN, SYN, SYN_ACK, 0, 0, OPEN_FAST, CLOSE_OPEN, CLOSER_NONE},
    {UP, 0, 0, 0, 0, OPEN_MIDSTREAM, CLOSE_OPEN, CLOSER_NONE},
    {FLOW_RESET | FLOW_REFUSED, SYN, 0, 0, SIDE_SERVER, OPEN_REFUSED, CLOSE_NONE, CLOSER_NONE},
    {FLOW_REFUSED, SYN, 0, 0, SIDE_SERVER, OPEN_REFUSED, CLOSE_NONE, CLOSER_NONE},
    {FLOW_RESET | FLOW_REFUSED, SYN | SYN_ACK, 0, 0, SIDE_SERVER, OPEN_REFUSED, CLOSE_NONE,
     CLOSER_NONE},
    {FLOW_RESET | FLOW_REFUSED, SYN, SYN_ACK, 0, SIDE_SERVER, OPEN_INCOMPLETE, CLOSE_RESET,
     CLOSER_SERVER},
    {UP | FLOW_REFUSED, SYN, SYN_ACK, 0, 0, OPEN_3_WAY, CLOSE_OPEN, CLOSER_NONE},
    {UP | FLOW_RESET, 0, 0, 0, SIDE_CLIENT, OPEN_MIDSTREAM, CLOSE_RESET, CLOSER_CLIENT},
    {UP | FLOW_RESET | FLOW_STRAY, 0, 0, 0, SIDE_SERVER, OPEN_NO_CONNECTION, CLOSE_NONE,
     CLOSER_NONE},
    /* closes */
    {UP | FLOW_FIN_SEEN | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_CLIENT, 0, OPEN_3_WAY,
     CLOSE_3_SEGMENT, CLOSER_CLIENT},
    {UP | FLOW_FIN_SEEN | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_3_WAY,
     CLOSE_3_SEGMENT, CLOSER_SERVER},
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_CLIENT,
     0, OPEN_3_WAY, CLOSE_4_SEGMENT, CLOSER_CLIENT},
    {UP | FLOW_FIN_SEEN | FLOW_FINS_CROSSED | FLOW_CLOSED, SYN | FIN, SYN_ACK | FIN, SIDE_SERVER, 0,
     OPEN_3_WAY, CLOSE_SIMULTANEOUS, CLOSER_BOTH},
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE | FLOW_DATA_AFTER_FIN | FLOW_CLOSED, SYN | FIN,
     SYN_ACK | FIN, SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_HALF, CLOSER_CLIENT},
    {UP | FLOW_RESET, SYN, SYN_ACK, 0, SIDE_CLIENT, OPEN_3_WAY, CLOSE_RESET, CLOSER_CLIENT},
    {UP | FLOW_RESET, SYN, SYN_ACK, 0, SIDE_SERVER, OPEN_3_WAY, CLOSE_RESET, CLOSER_SERVER},
    {UP | FLOW_FIN_SEEN | FLOW_RESET, SYN | FIN, SYN_ACK, SIDE_CLIENT, SIDE_SERVER, OPEN_3_WAY,
     CLOSE_FIN_THEN_RESET, CLOSER_CLIENT},
    /* one side only; both, and the last ACK was not seen */
    {UP | FLOW_FIN_SEEN, SYN | FIN, SYN_ACK, SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_ONE_FIN,
     CLOSER_CLIENT},
    {UP | FLOW_FIN_SEEN, SYN, SYN_ACK | FIN, SIDE_SERVER, 0, OPEN_3_WAY, CLOSE_ONE_FIN,
     CLOSER_SERVER},
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE, SYN | FIN, SYN_ACK, SIDE_CLIENT, 0, OPEN_3_WAY,
     CLOSE_ONE_FIN, CLOSER_CLIENT},
    /* behind a number that was not captured: that of its own FIN? */
    {UP | FLOW_FIN_SEEN | FLOW_FIN_ACKED_ALONE | FLOW_FIN_ACK_JUMPED, SYN | FIN, SYN_ACK,
     SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_ONE_FIN, CLOSER_NONE},
    {UP | FLOW_FIN_SEEN, SYN | FIN, SYN_ACK | FIN, SIDE_CLIENT, 0, OPEN_3_WAY, CLOSE_OPEN,
     CLOSER_CLIENT},
};

/* The states of both ends as Zeek has them, the data of either; and its name. */
static const struct {
	enum zeek_endpoint client, server;
	uint64_t bytes;
	enum zeek_state zeek;
} zeek_rows[] = {
    {ZEEK_SYN_SENT, ZEEK_INACTIVE, 0, ZEEK_S0},
    {ZEEK_ESTABLISHED, ZEEK_ESTABLISHED, 0, ZEEK_S1},
    {ZEEK_CLOSED, ZEEK_CLOSED, 0, ZEEK_SF},
    {ZEEK_SYN_SENT, ZEEK_RESET, 0, ZEEK_REJ},
    {ZEEK_RESET, ZEEK_RESET, 0, ZEEK_REJ},
    {ZEEK_RESET, ZEEK_RESET, 1, ZEEK_RSTR},
    {ZEEK_CLOSED, ZEEK_ESTABLISHED, 0, ZEEK_S2},
    {ZEEK_ESTABLISHED, ZEEK_CLOSED, 0, ZEEK_S3},
    {ZEEK_RESET, ZEEK_ESTABLISHED, 0, ZEEK_RSTO},
    {ZEEK_RESET_CLOSED, ZEEK_ESTABLISHED, 0, ZEEK_RSTO},
    {ZEEK_ESTABLISHED, ZEEK_RESET, 0, ZEEK_RSTR},
    {ZEEK_ESTABLISHED, ZEEK_RESET_CLOSED, 0, ZEEK_RSTR},
    {ZEEK_RESET, ZEEK_INACTIVE, 0, ZEEK_RSTOS0},
    {ZEEK_RESET, ZEEK_PARTIAL, 1, ZEEK_RSTOS0},
    {ZEEK_INACTIVE, ZEEK_RESET, 0, ZEEK_RSTRH},
    {ZEEK_PARTIAL, ZEEK_RESET, 0, ZEEK_RSTRH},
    {ZEEK_CLOSED, ZEEK_INACTIVE, 0, ZEEK_SH},
    {ZEEK_INACTIVE, ZEEK_CLOSED, 0, ZEEK_SHR},
    {ZEEK_PARTIAL, ZEEK_PARTIAL, 0, ZEEK_OTH},
    {ZEEK_SYN_SENT, ZEEK_PARTIAL, 0, ZEEK_OTH},
};

static struct flow flow_of_row(size_t i)
{
	struct flow flow = {
	    .ends = {{.port = 48604, .version = 4}, {.port = 8079, .version = 4}},
	    .flags = rows[i].flow,
	    .first_closer = rows[i].first_closer & 1,
	    .resetter = rows[i].resetter & 1,
	};
	/* Who is established has spoken, or was not captured at all. */
	flow.side[SIDE_CLIENT].flags =
	    (uint16_t)(rows[i].client | (rows[i].client ? SIDE_SPOKE : 0));
	flow.side[SIDE_SERVER].flags =
	    (uint16_t)(rows[i].server | (rows[i].server ? SIDE_SPOKE : 0));
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
	}
}

static void zeek_names_follow_from_its_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(zeek_rows); i++) {
		struct flow flow = {
		    .ends = {{.port = 48604, .version = 4}, {.port = 8079, .version = 4}},
		    .zeek = (uint8_t)(zeek_rows[i].client | zeek_rows[i].server << 4),
		};
		flow.side[SIDE_SERVER].bytes = zeek_rows[i].bytes;
		print_message("row %zu\n", i);
		assert_string_equal(zeek_state_name(flow_zeek_state(&flow)),
				    zeek_state_name(zeek_rows[i].zeek));
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
	}
	for (size_t i = 0; i < COUNT_OF(zeek_rows); i++)
		zeeks[zeek_rows[i].zeek] = true;
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

int test_classify(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_follow_from_the_facts),
	    cmocka_unit_test(zeek_names_follow_from_its_states),
	    cmocka_unit_test(every_name_has_a_row),
	    cmocka_unit_test(a_connection_to_itself_opened_simultaneously),
	};
	return run_group(tests, NULL, NULL);
}
