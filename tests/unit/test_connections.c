/* SPDX-License-Identifier: MIT */
#include "event_fixture.h"
#include "unit.h"
#include "writer.h"

#define HEADER                                                                                     \
	"  conn client                server                open          close          first  "  \
	"segments    client B    server B retrans    syn rtt    duration  labels\n"

struct fixture {
	struct event_fixture of;
	struct connection_event event;
	struct text text;
};

static void init(struct fixture *fixture)
{
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	struct flow *flow = &fixture->of.flow;
	flow->flags = FLOW_ESTABLISHED | FLOW_FIN_SEEN | FLOW_CLOSED | FLOW_RTT_KNOWN;
	flow->side[SIDE_CLIENT].bytes = 11;
	flow->segments = 8;
	flow->syn_rtt_us = 31;
	flow->last_ns = flow->first_ns + 1234567;
	fixture->event = (struct connection_event){
	    .flow = flow, .ends = {flow->ends[SIDE_CLIENT], flow->ends[SIDE_SERVER]}};
}

static void expect(struct fixture *fixture, const char *row)
{
	const struct writer_options options = {.text = &fixture->text};
	struct writer writer;
	text_clear(&fixture->text);
	writer_init(&writer, &writer_connections, &options);
	writer_begin(&writer);
	writer_connection(&writer, &fixture->event);
	writer_release(&writer);
	const char *text = text_c_string(&fixture->text);
	assert_memory_equal(text, HEADER, strlen(HEADER));
	assert_string_equal(text + strlen(HEADER), row);
}

static void writes_a_row_under_the_header(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	expect(&fixture, "     1 127.0.0.1:48604       127.0.0.1:8079        3-way         "
			 "3-segment      client        8          11           0       0      31 µs"
			 "      1.2 ms\n");
	text_release(&fixture.text);
}

static void names_the_labels(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.flow.labels =
	    (uint16_t)(label_bit(LABEL_ZERO_WINDOW) | label_bit(LABEL_RETRANSMISSION));
	expect(&fixture, "     1 127.0.0.1:48604       127.0.0.1:8079        3-way         "
			 "3-segment      client        8          11           0       0      31 µs"
			 "      1.2 ms  retransmission,zero-window\n");
	text_release(&fixture.text);
}

static void keeps_a_column_for_what_is_not_known(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.event.timeless = true;
	expect(&fixture, "     1 127.0.0.1:48604       127.0.0.1:8079        3-way         "
			 "3-segment      client        8          11           0       0          -"
			 "           -\n");
	text_release(&fixture.text);
}

/* The clock was set meanwhile: first and last are no two times of one clock. */
static void counts_no_duration_across_a_clock_that_was_set(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.flow.flags |= FLOW_CLOCK_ODD;
	expect(&fixture, "     1 127.0.0.1:48604       127.0.0.1:8079        3-way         "
			 "3-segment      client        8          11           0       0      31 µs"
			 "           -\n");
	text_release(&fixture.text);
}

/* A long endpoint pushes its row aside, but never touches the next. */
static void parts_long_endpoints(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	memset(fixture.event.ends[SIDE_CLIENT].address, 0xfe, 16);
	fixture.event.ends[SIDE_CLIENT].version = 6;
	expect(&fixture, "     1 [fefe:fefe:fefe:fefe:fefe:fefe:fefe:fefe]:48604 127.0.0.1:8079   "
			 "     3-way         3-segment      client        8          11           0"
			 "       0      31 µs      1.2 ms\n");
	text_release(&fixture.text);
}

static void chooses_the_unit_of_a_duration(void **state)
{
	(void)state;
	static const struct {
		int64_t ns;
		const char *shown;
	} rows[] = {
	    {0, " 0 µs\n"},
	    {999999, " 999 µs\n"},
	    {1000000, " 1.0 ms\n"},
	    {999999999, " 999.9 ms\n"},
	    {1000000000, " 1.00 s\n"},
	    {62345678901, " 62.34 s\n"},
	    {9999999999999, " 9999.99 s\n"},
	};
	struct fixture fixture;
	init(&fixture);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct writer_options options = {.text = &fixture.text};
		struct writer writer;
		fixture.of.flow.last_ns = fixture.of.flow.first_ns + rows[i].ns;
		text_clear(&fixture.text);
		writer_init(&writer, &writer_connections, &options);
		writer_begin(&writer);
		writer_connection(&writer, &fixture.event);
		writer_release(&writer);
		const char *text = text_c_string(&fixture.text);
		assert_string_equal(text + strlen(text) - strlen(rows[i].shown), rows[i].shown);
	}
	text_release(&fixture.text);
}

/* A table of that many ROWS of three connections. */
static void expect_bounded(struct fixture *fixture, uint32_t rows, size_t lines, const char *last)
{
	const struct writer_options options = {
	    .lang = LANG_EN, .text = &fixture->text, .rows = rows};
	struct writer writer;
	text_clear(&fixture->text);
	writer_init(&writer, &writer_connections, &options);
	writer_begin(&writer);
	for (int n = 0; n < 3; n++)
		writer_connection(&writer, &fixture->event);
	writer_statistics(&writer, NULL);
	writer_release(&writer);
	const char *text = text_c_string(&fixture->text);
	char *totals = strstr(fixture->text.bytes, "# total: 3 connections\n");
	assert_non_null(totals);
	*totals = '\0';
	size_t found = 0;
	for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
		found++;
	assert_int_equal(found, lines);
	assert_true(strlen(text) >= strlen(last));
	assert_string_equal(text + strlen(text) - strlen(last), last);
}

static void says_how_many_are_not_listed(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	expect_bounded(&fixture, 0, 4, "      1.2 ms\n");
	expect_bounded(&fixture, 3, 4, "      1.2 ms\n");
	expect_bounded(&fixture, 1, 3,
		       "\n2 more connections are not listed: see --max-connections\n");
	text_release(&fixture.text);
}

int test_connections(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_a_row_under_the_header),
	    cmocka_unit_test(names_the_labels),
	    cmocka_unit_test(keeps_a_column_for_what_is_not_known),
	    cmocka_unit_test(counts_no_duration_across_a_clock_that_was_set),
	    cmocka_unit_test(parts_long_endpoints),
	    cmocka_unit_test(chooses_the_unit_of_a_duration),
	    cmocka_unit_test(says_how_many_are_not_listed),
	};
	return run_group(tests, NULL, NULL);
}
