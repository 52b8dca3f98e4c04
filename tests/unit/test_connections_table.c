/* SPDX-License-Identifier: MIT */
/* Of --connections: order of the rows, totals, the width of a terminal. */
#include "display_width.h"
#include "event_fixture.h"
#include "terminal.h"
#include "unit.h"
#include "writer.h"

struct fixture {
	struct event_fixture of;
	struct text text;
	struct writer_options options;
	struct writer writer;
};

static void init(struct fixture *fixture, const char *sort, unsigned limit)
{
	struct err err;
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	fixture->options = (struct writer_options){
	    .lang = LANG_EN, .text = &fixture->text, .columns = limit, .fit = limit > 0};
	if (sort)
		assert_true(connection_order_read(&fixture->options.order, sort, &err));
	writer_init(&fixture->writer, &writer_connections, &fixture->options);
	writer_begin(&fixture->writer);
}

static void release(struct fixture *fixture)
{
	writer_release(&fixture->writer);
	text_release(&fixture->text);
}

static void tell(struct fixture *fixture)
{
	const struct flow *flow = &fixture->of.flow;
	const struct connection_event event = {
	    .flow = flow, .ends = {flow->ends[SIDE_CLIENT], flow->ends[SIDE_SERVER]}};
	writer_connection(&fixture->writer, &event);
}

static const char *end(struct fixture *fixture)
{
	writer_statistics(&fixture->writer, NULL);
	return text_c_string(&fixture->text);
}

/* Three connections: of 5, 9 and 7 segments; the second has no known round trip. */
static void three(struct fixture *fixture)
{
	static const uint32_t segments[] = {5, 9, 7};
	static const uint32_t rtt[] = {300, 0, 200};
	static const uint8_t last_byte[] = {9, 1, 5};
	static const uint16_t labels[] = {0, 3, 8};
	for (uint32_t i = 0; i < 3; i++) {
		struct flow *flow = &fixture->of.flow;
		flow->number = i + 1;
		flow->segments = segments[i];
		flow->syn_rtt_us = rtt[i];
		flow->flags = FLOW_ESTABLISHED | (i == 1 ? 0 : FLOW_RTT_KNOWN);
		flow->ends[SIDE_CLIENT].address[3] = last_byte[i];
		flow->ends[SIDE_SERVER].version = i == 0 ? 6 : 4;
		flow->labels = labels[i];
		tell(fixture);
	}
}

static void sorts_by_any_column(void **state)
{
	(void)state;
	static const struct {
		const char *sort, *numbers;
	} rows[] = {
	    {NULL, "123"},        {"conn", "123"},    {"-conn", "321"},    {"segments", "132"},
	    {"-segments", "231"}, {"syn_rtt", "312"}, {"-syn_rtt", "132"}, {"client", "231"},
	    {"-client", "132"},   {"server", "231"},  {"label", "132"},    {"-label", "231"},
	    {"open", "123"},      {"-open", "123"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture fixture;
		char numbers[4] = "";
		init(&fixture, rows[i].sort, 0);
		three(&fixture);
		const char *line = strchr(end(&fixture), '\n');
		for (int row = 0; row < 3; row++) {
			numbers[row] = line[6];
			line = strchr(line + 1, '\n');
		}
		if (strcmp(numbers, rows[i].numbers) != 0)
			fail_msg("%s: %s", rows[i].sort, numbers);
		release(&fixture);
	}
}

static void tells_totals(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, NULL, 0);
	struct flow *flow = &fixture.of.flow;
	flow->side[SIDE_CLIENT].flags = SIDE_SENT_SYN;
	flow->side[SIDE_SERVER].flags = 0;
	flow->flags = FLOW_ESTABLISHED | FLOW_RESET;
	flow->resetter = SIDE_SERVER;
	tell(&fixture);
	tell(&fixture);
	flow->resetter = SIDE_CLIENT;
	tell(&fixture);
	flow->flags = FLOW_REFUSED;
	flow->resetter = SIDE_SERVER;
	tell(&fixture);
	flow->flags = FLOW_STRAY | FLOW_RESET;
	tell(&fixture);
	const char *totals = strstr(end(&fixture), "# total");
	assert_string_equal(totals, "# total: 4 connections\n"
				    "# opened: 3-way 3, refused 1, no-connection 1\n"
				    "# closed: reset 3, none 1\n"
				    "# reset by: client 1, server 3\n");
	release(&fixture);

	init(&fixture, NULL, 0);
	assert_string_equal(strchr(end(&fixture), '\n') + 1, "# total: 0 connections\n");
	release(&fixture);
}

/* No line is wider than the terminal; what a row is about stays longest. */
static void fits_a_terminal(void **state)
{
	(void)state;
	static const struct {
		unsigned limit;
		const char *titles;
	} rows[] = {
	    {300, "conn client server open close first segments client B server B retrans syn rtt "
		  "duration labels"},
	    {163, "conn client server open close first segments client B server B retrans duration "
		  "labels"},
	    {120, "conn client server open close first segments duration"},
	    {80, "conn client server open close"},
	    {60, "conn client server open close"},
	    {20, "conn client …"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture fixture;
		char titles[256] = "";
		size_t length = 0;
		init(&fixture, NULL, rows[i].limit);
		memset(fixture.of.flow.ends[SIDE_CLIENT].address, 0xfe, 16);
		fixture.of.flow.ends[SIDE_CLIENT].version = 6;
		fixture.of.flow.labels = 0x7fff;
		tell(&fixture);
		const char *line = end(&fixture);
		for (const char *at = line; *at != '\n'; at++) {
			bool again = *at == ' ' && (length == 0 || titles[length - 1] == ' ');
			if (!again)
				titles[length++] = *at;
		}
		assert_string_equal(titles, rows[i].titles);
		for (const char *next; *line != '\0'; line = next + 1) {
			next = strchr(line, '\n');
			assert_int_in_range(display_width(line, (size_t)(next - line)), 0,
					    rows[i].limit);
		}
		release(&fixture);
	}
}

static void shortens_an_end_but_keeps_its_port(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture, NULL, 80);
	memset(fixture.of.flow.ends[SIDE_CLIENT].address, 0xfe, 16);
	fixture.of.flow.ends[SIDE_CLIENT].version = 6;
	fixture.of.flow.side[SIDE_CLIENT].flags = SIDE_SENT_SYN;
	tell(&fixture);
	const char *row = strchr(end(&fixture), '\n') + 1;
	assert_memory_equal(
	    row, "     1 [fefe:fefe:fef…:48604 127.0.0.1:8079        3-way         open\n",
	    strlen("     1 [fefe:fefe:fef…:48604 127.0.0.1:8079        3-way"
		   "         open\n"));
	release(&fixture);
}

int test_connections_table(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sorts_by_any_column),
	    cmocka_unit_test(tells_totals),
	    cmocka_unit_test(fits_a_terminal),
	    cmocka_unit_test(shortens_an_end_but_keeps_its_port),
	};
	terminal_set_locale();
	return run_group(tests, NULL, NULL);
}
