/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "connection_field.h"
#include "event_fixture.h"
#include "label.h"
#include "selection.h"
#include "text.h"
#include "unit.h"

/* 127.0.0.1:48604 to :8079, reset by the server after 1.5 s; a zero window on the way. */
static struct flow reset_flow(void)
{
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	struct flow flow = fixture.flow;
	flow.number = 7;
	flow.segments = 12;
	flow.flags = FLOW_ESTABLISHED | FLOW_RESET | FLOW_RTT_KNOWN;
	flow.side[SIDE_CLIENT].flags = SIDE_SENT_SYN;
	flow.side[SIDE_SERVER].flags = SIDE_SENT_SYN_ACK;
	flow.resetter = SIDE_SERVER;
	flow.syn_rtt_us = 20000;
	flow.side[SIDE_CLIENT].bytes = 11;
	flow.last_ns = flow.first_ns + INT64_C(1500000000);
	flow.labels = (uint16_t)label_bit(LABEL_ZERO_WINDOW);
	return flow;
}

static bool takes(const char *words, const char *numbers, const struct flow *flow)
{
	struct err err = {0};
	struct selection *selection = selection_new(words, numbers, &err);
	if (!selection)
		fail_msg("'%s': %s", words ? words : numbers, err.text);
	bool taken = selection_takes(selection, flow);
	selection_free(selection);
	return taken;
}

static void takes_what_meets_the_conditions(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		bool taken;
	} rows[] = {
	    {"open=3-way", true},
	    {"open=simultaneous,refused", false},
	    {"close=reset", true},
	    {" close = reset ", true},
	    {"close!=reset", false},
	    {"close=3-segment,reset", true},
	    {"close=3-segment , 4-segment", false},
	    {"close!=3-segment,4-segment", true},
	    {"close!=3-segment,reset", false},
	    {"open=3-way and close=open", false},
	    {"open=3-way and close=open or reset_by=server", true},
	    {"reset_by=server or open=3-way and close=open", true},
	    {"close=open or open=refused", false},
	    {"close=open or open=refused or conn=7", true},
	    {"first=server and closed_first=server", true},
	    {"segments>11", true},
	    {"segments>12", false},
	    {"segments>=12", true},
	    {"segments<12", false},
	    {"segments<=12", true},
	    {"segments=1,12", true},
	    {"segments!=12", false},
	    {"syn_rtt=20ms", true},
	    {"syn_rtt>=0 and syn_rtt<=0", false},
	    {"server_port<=65535 and completeness<=63", true},
	    {"duration>0 and duration>=0us", true},
	    {"syn_rtt_us=20000us", true},
	    {"syn_rtt=0.02s and syn_rtt<20.001ms", true},
	    {"duration>1.49s and duration<1.51s", true},
	    {"duration>=1500000.9\xc2\xb5s", true},
	    {"client_bytes=11 and server_bytes=0 and retrans=0", true},
	    {"label=zero-window", true},
	    {"label=retransmission", false},
	    {"labels=retransmission,zero-window", true},
	    {"label!=retransmission", true},
	    {"label!=retransmission,zero-window", false},
	    {"server=127.0.0.1", true},
	    {"server=127.0.0.1:8079", true},
	    {"server=127.0.0.1:8080", false},
	    {"server!=127.0.0.1:8080", true},
	    {"client=::1", false},
	    {"client=::1,127.0.0.1", true},
	    {"client=[::1]:80,[::1]", false},
	    {"client_port=48604 and server_port<1024", false},
	    {"zeek_state=OTH", true},
	    {"completeness=0", true},
	};
	const struct flow flow = reset_flow();
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (takes(rows[i].words, NULL, &flow) != rows[i].taken)
			fail_msg("'%s'", rows[i].words);
}

static void takes_connections_by_their_numbers(void **state)
{
	(void)state;
	const struct flow flow = reset_flow();
	assert_true(takes(NULL, "7", &flow));
	assert_true(takes(NULL, "1,7", &flow));
	assert_true(takes(NULL, "3-7", &flow));
	assert_true(takes(NULL, "7-7,9", &flow));
	assert_false(takes(NULL, "1-6,8-99", &flow));
	assert_true(takes("close=reset", "7", &flow));
	assert_false(takes("close=open", "7", &flow));
	assert_false(takes("close=reset", "8", &flow));
	assert_true(selection_takes(NULL, &flow));
}

/* Neither way round: no value is made up. */
static void what_is_not_known_meets_no_condition(void **state)
{
	(void)state;
	struct flow flow = reset_flow();
	flow.flags = (flow.flags & ~(uint32_t)FLOW_RTT_KNOWN) | FLOW_CLOCK_ODD;
	assert_false(takes("syn_rtt<1s", NULL, &flow));
	assert_false(takes("syn_rtt!=1s", NULL, &flow));
	assert_false(takes("duration>0", NULL, &flow));
	assert_true(takes("duration>0 or close=reset", NULL, &flow));
}

static void only_numbers_are_known_from_the_start(void **state)
{
	(void)state;
	struct err err;
	struct selection *selection = selection_new(NULL, "1", &err);
	assert_true(selection_is_by_number(selection));
	assert_true(selection_is_of_one(selection));
	selection_free(selection);
	selection = selection_new(NULL, "1-2", &err);
	assert_false(selection_is_of_one(selection));
	selection_free(selection);
	selection = selection_new("open=3-way", "1", &err);
	assert_false(selection_is_by_number(selection));
	selection_free(selection);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *words, *numbers, *says;
	} rows[] = {
	    {"closing=reset", NULL,
	     "--only: 'closing' is nothing of a connection: there are conn, client, "},
	    {"close=rest", NULL, "--only: close is never 'rest': it is one of 3-segment, 4-"},
	    {"label=slow", NULL, "--only: label is never 'slow': it is one of reused-ports"},
	    {"close", NULL, "--only: behind close one of = != < > <= >= is missing"},
	    {"close>reset", NULL, "--only: close is no number: it takes = and !="},
	    {"label<zero-window", NULL, "--only: label is no number"},
	    {"close=", NULL, "--only: a value is missing behind close"},
	    {"segments>=2,open=3-way", NULL,
	     "--only: before 'open=3-way': 'and' or 'or', no comma"},
	    {"( segments>2 )", NULL, "--only: there are no parentheses"},
	    {"not open=3-way", NULL, "--only: there are no parentheses and no 'not'"},
	    {"!open=3-way", NULL, "--only: there are no parentheses and no 'not'"},
	    {"close=reset,", NULL, "--only: a value is missing behind close"},
	    {"segments=x", NULL, "--only: segments=x: 'x' is not a number"},
	    {"segments=-1", NULL, "--only: segments=-1: '-1' is not a number"},
	    {"segments>1,2", NULL, "--only: segments is compared with one number"},
	    {"duration>5", NULL, "--only: duration>5: '5' is not a time: 300us, 20ms, 1.5s"},
	    {"duration>0.5", NULL, "--only: duration>0.5: '0.5' is not a time"},
	    {"syn_rtt>30", NULL, "--only: syn_rtt>30: '30' is not a time"},
	    {"duration>1h", NULL, "--only: duration>1h: '1h' is not a time"},
	    {"duration>=1.s", NULL, "--only: duration>=1.s: '1.s' is not a time"},
	    {"duration<99999999999999s", NULL, "--only: duration<99999999999999s: "},
	    {"server!=localhost", NULL, "--only: server!=localhost: 'localhost' is not"},
	    {"segments!=x", NULL, "--only: segments!=x: 'x' is not a number"},
	    {"server_port=65536", NULL, "--only: server_port=65536: it is never more than 65535"},
	    {"client_port!=1,65536", NULL, "--only: client_port!=65536: it is never more than"},
	    {"client_port>65535", NULL, "--only: client_port>65535: it is never more than 65535"},
	    {"completeness=64", NULL, "--only: completeness=64: it is never more than 63"},
	    {"syn_rtt<0us", NULL, "--only: syn_rtt<0us: it is never less than 0"},
	    {"segments<0", NULL, "--only: segments<0: it is never less than 1"},
	    {"segments=0", NULL, "--only: segments=0: it is never less than 1"},
	    {"segments<1", NULL, "--only: segments<1: it is never less than 1"},
	    {"conn=3,0", NULL, "--only: conn=0: it is never less than 1"},
	    {"conn<=0", NULL, "--only: conn<=0: it is never less than 1"},
	    {"server=localhost", NULL, "--only: server=localhost: 'localhost' is not an address"},
	    {"server=1.2.3.4:0", NULL, "--only: server=1.2.3.4:0: "},
	    {"server=[::1", NULL, "--only: server=[::1: "},
	    {"", NULL, "--only: a condition is missing at ''"},
	    {"close=reset and", NULL, "--only: a condition is missing at ''"},
	    {"close=reset open=3-way", NULL,
	     "--only: 'and' or 'or' is missing before 'open=3-way'"},
	    {"close=reset & open=3-way", NULL, "--only: 'and' or 'or' is missing before '& open"},
	    {NULL, "", "--conn: '' is no number"},
	    {NULL, "0", "--conn: '0' is no number"},
	    {NULL, "3-2", "--conn: '3-2' is no number"},
	    {NULL, "1,,2", "--conn: '' is no number"},
	    {NULL, "1,x", "--conn: 'x' is no number"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err = {0};
		assert_null(selection_new(rows[i].words, rows[i].numbers, &err));
		assert_true(err.usage);
		if (strncmp(err.text, rows[i].says, strlen(rows[i].says)) != 0)
			fail_msg("'%s' says: %s", rows[i].words, err.text);
	}
}

/* So that nobody's words run over what is kept of them. */
static void bounds_conditions_and_values(void **state)
{
	(void)state;
	char words[8192];
	struct err err;
	size_t at = 0;
	for (int i = 0; i < 40; i++)
		at += (size_t)snprintf(words + at, sizeof words - at, "%sconn=1",
				       i > 0 ? " or " : "");
	assert_null(selection_new(words, NULL, &err));
	assert_string_equal(err.text, "--only: more than 32 conditions");
	at = (size_t)snprintf(words, sizeof words, "conn=1");
	for (int i = 0; i < 300; i++)
		at += (size_t)snprintf(words + at, sizeof words - at, ",%d", i + 1);
	assert_null(selection_new(words, NULL, &err));
	assert_string_equal(err.text, "--only: more than 256 values");
	assert_null(selection_new(NULL, words + strlen("conn="), &err));
	assert_true(err.usage);
}

static void reads_what_rows_are_sorted_by(void **state)
{
	(void)state;
	struct connection_order order;
	struct err err;
	assert_true(connection_order_read(&order, "-duration", &err));
	assert_true(order.descending);
	assert_string_equal(order.field->name, "duration");
	assert_true(connection_order_read(&order, "retrans", &err));
	assert_false(order.descending);
	assert_string_equal(order.field->name, "retransmissions");
	assert_false(connection_order_read(&order, "-", &err));
	assert_false(connection_order_read(&order, "size", &err));
	assert_memory_equal(err.text, "--sort: 'size' is nothing of a connection", 41);
}

/* A line for each field, first to last, with the names that it takes (option_table.h). */
static void lists_all_that_can_be_asked_for(void **state)
{
	(void)state;
	struct text keys, line;
	text_init(&keys);
	text_init(&line);
	text_connection_keys(&keys);
	const char *at = text_c_string(&keys);
	const struct connection_field *field;
	for (size_t i = 0; (field = connection_field_at(i)); i++) {
		text_clear(&line);
		text_format(&line, "key\t%s\t", field->name);
		size_t length = strlen(text_c_string(&line));
		assert_memory_equal(at, text_c_string(&line), length);
		const char *names = strchr(at + length, '\t') + 1;
		const char *end = strchr(names, '\n');
		text_clear(&line);
		for (size_t n = 0; n < field->name_count; n++)
			text_format(&line, n > 0 ? "|%s" : "%s", field->names[n]);
		assert_int_equal(end - names, strlen(text_c_string(&line)));
		assert_memory_equal(names, text_c_string(&line), (size_t)(end - names));
		at = end + 1;
	}
	assert_string_equal(at, "");
	assert_non_null(strstr(text_c_string(&keys), "key\tsyn_rtt\ttime\t\n"));
	text_release(&line);
	text_release(&keys);
}

int test_selection(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_meets_the_conditions),
	    cmocka_unit_test(takes_connections_by_their_numbers),
	    cmocka_unit_test(what_is_not_known_meets_no_condition),
	    cmocka_unit_test(only_numbers_are_known_from_the_start),
	    cmocka_unit_test(says_what_is_wrong),
	    cmocka_unit_test(bounds_conditions_and_values),
	    cmocka_unit_test(reads_what_rows_are_sorted_by),
	    cmocka_unit_test(lists_all_that_can_be_asked_for),
	};
	return run_group(tests, NULL, NULL);
}
