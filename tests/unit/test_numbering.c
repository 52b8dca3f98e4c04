/* SPDX-License-Identifier: MIT */
#include "numbering.h"

#include "event_fixture.h"
#include "unit.h"

/* The fixture's segment comes from the server instead. */
static void turn(struct event_fixture *fixture)
{
	struct segment *segment = &fixture->segment;
	fixture->step.from = SIDE_SERVER;
	segment->source = fixture->flow.ends[SIDE_SERVER];
	segment->destination = fixture->flow.ends[SIDE_CLIENT];
	segment->seq = fixture->flow.side[SIDE_SERVER].isn + 1;
	segment->ack = fixture->flow.side[SIDE_CLIENT].isn + 12;
}

static void expect(struct event_fixture *fixture, enum numbering numbering, uint32_t seq,
		   uint32_t ack)
{
	numbering_apply(numbering, &fixture->event);
	assert_true(fixture->event.seq == seq);
	assert_true(fixture->event.ack == ack);
}

static void raw_numbers_are_the_header_s(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	turn(&fixture);
	expect(&fixture, NUMBERING_RAW, GOLDEN_SERVER_ISN + 1, GOLDEN_CLIENT_ISN + 12);
	assert_int_equal(fixture.event.source.port, 8079);
	assert_int_equal(fixture.event.destination.port, 48604);
	assert_true(fixture.event.time_ns == 1702890233000000042);
}

static void relative_numbers_count_from_the_initial_ones(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	expect(&fixture, NUMBERING_RELATIVE, 1, 1);
	turn(&fixture);
	expect(&fixture, NUMBERING_RELATIVE, 1, 12);
	assert_true(fixture.event.time_ns == 1702890233000000042);
}

static void numbers_wrap(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.flow.side[SIDE_CLIENT].isn = UINT32_MAX - 1;
	fixture.segment.seq = 9;
	expect(&fixture, NUMBERING_RELATIVE, 11, 1);
	expect(&fixture, NUMBERING_CANONICAL, GOLDEN_CLIENT_ISN + 11, GOLDEN_SERVER_ISN + 1);
}

static void canonical_numbers_are_the_seed_s(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.flow.side[SIDE_CLIENT].isn = 1000;
	fixture.flow.side[SIDE_SERVER].isn = 2000;
	fixture.flow.ends[SIDE_CLIENT].port = 33333;
	fixture.segment.source.port = 33333;
	fixture.segment.seq = 1001;
	fixture.segment.ack = 2001;
	expect(&fixture, NUMBERING_CANONICAL, 826795164, 2753825883);
	assert_int_equal(fixture.event.source.port, 48604);
	assert_int_equal(fixture.event.destination.port, 8079);
	turn(&fixture);
	expect(&fixture, NUMBERING_CANONICAL, 2753825883, 826795175);
	assert_int_equal(fixture.event.source.port, 8079);
	assert_int_equal(fixture.event.destination.port, 48604);
	assert_true(fixture.event.time_ns == INT64_C(1702890233000000000));
}

static void later_connections_are_counted_on(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.flow.number = 3;
	expect(&fixture, NUMBERING_CANONICAL, GOLDEN_CLIENT_ISN + 3, GOLDEN_SERVER_ISN + 3);
	assert_int_equal(fixture.event.source.port, 48606);
	fixture.flow.number = 65535 - 48604 + 1;
	expect(&fixture, NUMBERING_CANONICAL, GOLDEN_CLIENT_ISN + fixture.flow.number,
	       GOLDEN_SERVER_ISN + fixture.flow.number);
	assert_int_equal(fixture.event.source.port, 65535);
	fixture.flow.number++;
	numbering_apply(NUMBERING_CANONICAL, &fixture.event);
	assert_int_equal(fixture.event.source.port, 48604);
}

/* A SYN's acknowledgment number is printed as it stands, and so is one that nobody can count. */
static void what_cannot_be_counted_stays(void **state)
{
	(void)state;
	static const enum numbering all[] = {NUMBERING_RAW, NUMBERING_RELATIVE,
					     NUMBERING_CANONICAL};
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		struct event_fixture fixture;
		event_fixture_init(&fixture);
		fixture.segment.flags = TCP_FLAG_SYN;
		fixture.segment.ack = 0;
		numbering_apply(all[i], &fixture.event);
		assert_true(fixture.event.ack == 0);
		fixture.segment.ack = 77;
		fixture.flow.side[SIDE_CLIENT].flags = 0;
		expect(&fixture, all[i], GOLDEN_CLIENT_ISN + 1, 77);
	}
}

static void a_connection_to_itself_keeps_its_port(void **state)
{
	(void)state;
	struct event_fixture fixture;
	event_fixture_init(&fixture);
	fixture.flow.ends[SIDE_CLIENT] = fixture.flow.ends[SIDE_SERVER];
	fixture.flow.flags |= FLOW_SELF;
	fixture.segment.seq = fixture.segment.ack = GOLDEN_CLIENT_ISN + 12;
	fixture.flow.side[SIDE_SERVER] = (struct flow_side){0};
	expect(&fixture, NUMBERING_RELATIVE, 12, 12);
	expect(&fixture, NUMBERING_CANONICAL, GOLDEN_CLIENT_ISN + 12, GOLDEN_CLIENT_ISN + 12);
	assert_int_equal(fixture.event.source.port, 8079);
	assert_int_equal(fixture.event.destination.port, 8079);
}

int test_numbering(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(raw_numbers_are_the_header_s),
	    cmocka_unit_test(relative_numbers_count_from_the_initial_ones),
	    cmocka_unit_test(numbers_wrap),
	    cmocka_unit_test(canonical_numbers_are_the_seed_s),
	    cmocka_unit_test(later_connections_are_counted_on),
	    cmocka_unit_test(what_cannot_be_counted_stays),
	    cmocka_unit_test(a_connection_to_itself_keeps_its_port),
	};
	return run_group(tests, NULL, NULL);
}
