/* SPDX-License-Identifier: MIT */
#include "explain.h"

#include "event_fixture.h"
#include "unit.h"

#define UP FLOW_ESTABLISHED
#define FIN FLOW_FIN_SEEN

/* A step of a connection with both SYNs seen: the flow's flags before it and what it adds. */
static const struct {
	const char *what;
	unsigned segment_flags, length, before, facts;
	enum phase last, phase;
	enum milestone over_before, over_now;
} rows[] = {
    {"SYN", TCP_FLAG_SYN, 0, 0, 0, PHASE_NONE, PHASE_OPEN, 0, 0},
    {"SYN with data", TCP_FLAG_SYN, 5, 0, 0, PHASE_NONE, PHASE_OPEN, 0, 0},
    {"SYN+ACK", TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0, 0, PHASE_OPEN, PHASE_OPEN, 0, 0},
    {"third ACK", TCP_FLAG_ACK, 0, 0, UP, PHASE_OPEN, PHASE_OPEN, 0, MILESTONE_3_WAY},
    {"fast open", TCP_FLAG_ACK, 0, 0, UP | FLOW_FAST_OPEN, PHASE_OPEN, PHASE_OPEN, 0,
     MILESTONE_FAST_OPEN},
    {"a byte without it", TCP_FLAG_ACK, 1, 0, 0, PHASE_OPEN, PHASE_DATA, 0, 0},
    {"third ACK with data", TCP_FLAG_ACK, 5, 0, UP, PHASE_OPEN, PHASE_DATA, MILESTONE_3_WAY, 0},
    {"third ACK with FIN", TCP_FLAG_ACK | TCP_FLAG_FIN, 0, 0, UP | FIN, PHASE_OPEN, PHASE_CLOSE,
     MILESTONE_3_WAY, 0},
    {"broken off", TCP_FLAG_RST | TCP_FLAG_ACK, 0, 0, FLOW_RESET, PHASE_OPEN, PHASE_OPEN, 0,
     MILESTONE_INCOMPLETE},
    {"data", TCP_FLAG_ACK, 5, UP, 0, PHASE_OPEN, PHASE_DATA, 0, 0},
    {"ACK of data", TCP_FLAG_ACK, 0, UP, 0, PHASE_DATA, PHASE_DATA, 0, 0},
    {"FIN", TCP_FLAG_ACK | TCP_FLAG_FIN, 0, UP, FIN, PHASE_DATA, PHASE_CLOSE, MILESTONE_DATA, 0},
    {"FIN without data before", TCP_FLAG_ACK | TCP_FLAG_FIN, 0, UP, FIN, PHASE_OPEN, PHASE_CLOSE, 0,
     0},
    {"second FIN", TCP_FLAG_ACK | TCP_FLAG_FIN, 0, UP | FIN, 0, PHASE_CLOSE, PHASE_CLOSE, 0, 0},
    {"data after a FIN", TCP_FLAG_ACK, 5, UP | FIN, FLOW_DATA_AFTER_FIN, PHASE_CLOSE, PHASE_CLOSE,
     0, 0},
    {"last ACK of 3", TCP_FLAG_ACK, 0, UP | FIN, FLOW_CLOSED, PHASE_CLOSE, PHASE_CLOSE, 0,
     MILESTONE_3_SEGMENT},
    {"last ACK of 4", TCP_FLAG_ACK, 0, UP | FIN | FLOW_FIN_ACKED_ALONE, FLOW_CLOSED, PHASE_CLOSE,
     PHASE_CLOSE, 0, MILESTONE_4_SEGMENT},
    {"crossing FINs", TCP_FLAG_ACK, 0, UP | FIN | FLOW_FINS_CROSSED, FLOW_CLOSED, PHASE_CLOSE,
     PHASE_CLOSE, 0, MILESTONE_SIMULTANEOUS_CLOSE},
    {"half-close", TCP_FLAG_ACK, 0, UP | FIN | FLOW_DATA_AFTER_FIN, FLOW_CLOSED, PHASE_CLOSE,
     PHASE_CLOSE, 0, MILESTONE_HALF_CLOSE},
    {"late ACK", TCP_FLAG_ACK, 0, UP | FIN | FLOW_CLOSED, 0, PHASE_CLOSE, PHASE_CLOSE, 0, 0},
    {"abort after data", TCP_FLAG_RST, 0, UP, FLOW_RESET, PHASE_DATA, PHASE_CLOSE, MILESTONE_DATA,
     MILESTONE_RESET},
    {"abort at once", TCP_FLAG_RST, 0, UP, FLOW_RESET, PHASE_OPEN, PHASE_CLOSE, 0, MILESTONE_RESET},
    {"RST after FIN", TCP_FLAG_RST, 0, UP | FIN, FLOW_RESET, PHASE_CLOSE, PHASE_CLOSE, 0,
     MILESTONE_FIN_THEN_RESET},
    {"ACK under way", TCP_FLAG_ACK, 0, UP | FLOW_RESET, 0, PHASE_CLOSE, PHASE_CLOSE, 0, 0},
    {"FIN behind a RST", TCP_FLAG_ACK | TCP_FLAG_FIN, 0, UP | FLOW_RESET, FIN, PHASE_CLOSE,
     PHASE_CLOSE, 0, 0},
    {"data behind a RST that ends nothing", TCP_FLAG_ACK, 5, UP | FLOW_RESET, 0, PHASE_DATA,
     PHASE_DATA, 0, 0},
};

static void step_of_row(struct event_fixture *fixture, size_t i)
{
	event_fixture_init(fixture);
	fixture->segment.flags = (uint16_t)rows[i].segment_flags;
	fixture->segment.payload_length = rows[i].length;
	fixture->segment.payload_captured = rows[i].length;
	fixture->flow.flags = rows[i].before | rows[i].facts;
	fixture->flow.phase = rows[i].last & 3;
	fixture->step.before = rows[i].before;
	fixture->step.facts = rows[i].facts;
	fixture->step.established = rows[i].facts & FLOW_ESTABLISHED;
	fixture->step.ended = rows[i].facts & (FLOW_CLOSED | FLOW_RESET);
}

static void explain(struct event_fixture *fixture, enum numbering numbering, uint32_t connections,
		    struct segment_event *event)
{
	const struct explain_input input = {
	    .flow = &fixture->flow,
	    .segment = &fixture->segment,
	    .step = &fixture->step,
	    .numbering = numbering,
	    .connections = connections,
	};
	assert_true(explain_segment(&input, event, NULL));
}

static void tells_phases_and_where_they_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct event_fixture fixture;
		struct segment_event event;
		step_of_row(&fixture, i);
		explain(&fixture, NUMBERING_RAW, 1, &event);
		if (event.phase != rows[i].phase || event.over_before != rows[i].over_before ||
		    event.over_now != rows[i].over_now)
			fail_msg("%s: phase %s, over before %d, over now %d", rows[i].what,
				 phase_name(event.phase), (int)event.over_before,
				 (int)event.over_now);
		assert_int_equal(fixture.flow.phase, rows[i].phase);
	}
}

/* From a file it is known whether segments follow that may give the close another name. */
static void a_file_names_the_reset_at_its_end(void **state)
{
	(void)state;
	static const struct {
		bool ended, goes_on, known;
		enum milestone told;
	} ends[] = {
	    {true, true, true, MILESTONE_NONE},    {false, true, true, MILESTONE_NONE},
	    {false, false, true, MILESTONE_RESET}, {true, false, true, MILESTONE_RESET},
	    {true, false, false, MILESTONE_RESET}, {false, false, false, MILESTONE_NONE},
	};
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct event_fixture fixture;
		struct segment_event event;
		event_fixture_init(&fixture);
		struct evidence_step evidence = {.known = ends[i].known,
						 .goes_on = ends[i].goes_on};
		fixture.segment.flags = ends[i].ended ? TCP_FLAG_RST : TCP_FLAG_ACK;
		fixture.flow.flags = UP | FLOW_RESET;
		fixture.flow.phase = PHASE_CLOSE;
		fixture.step.before = ends[i].ended ? UP : UP | FLOW_RESET;
		fixture.step.facts = ends[i].ended ? FLOW_RESET : 0;
		fixture.step.established = false;
		fixture.step.ended = ends[i].ended;
		const struct explain_input input = {
		    .flow = &fixture.flow,
		    .segment = &fixture.segment,
		    .step = &fixture.step,
		    .evidence = &evidence,
		    .connections = 1,
		};
		assert_true(explain_segment(&input, &event, NULL));
		assert_int_equal(event.over_now, ends[i].told);
	}
}

static void a_connection_seen_from_its_middle_opens_without_a_remark(void **state)
{
	(void)state;
	struct event_fixture fixture;
	struct segment_event event;
	event_fixture_init(&fixture);
	fixture.flow.side[SIDE_CLIENT].flags = fixture.flow.side[SIDE_SERVER].flags = 0;
	explain(&fixture, NUMBERING_RAW, 1, &event);
	assert_int_equal(event.phase, PHASE_DATA);
	assert_int_equal(event.over_before, MILESTONE_NONE);
	assert_int_equal(event.over_now, MILESTONE_NONE);
}

static void hands_on_what_is_to_be_shown(void **state)
{
	(void)state;
	struct event_fixture fixture;
	struct segment_event event;
	event_fixture_init(&fixture);
	explain(&fixture, NUMBERING_RELATIVE, 1, &event);
	assert_ptr_equal(event.segment, &fixture.segment);
	assert_ptr_equal(event.flow, &fixture.flow);
	assert_ptr_equal(event.step, &fixture.step);
	assert_true(event.seq == 1 && event.ack == 1);
	assert_true(event.alone);
	assert_false(event.timeless);
	explain(&fixture, NUMBERING_CANONICAL, 2, &event);
	assert_true(event.seq == GOLDEN_CLIENT_ISN + 1);
	assert_false(event.alone);
	assert_true(event.timeless);
}

/* A connection that ends just now is one of those under way, too: among others, the milestone on
 * its close has to say whose it is. */
static void is_alone_when_no_other_connection_is_under_way(void **state)
{
	(void)state;
	static const struct {
		bool ended;
		uint32_t others;
		bool alone;
	} lives[] = {{false, 0, true}, {false, 1, false}, {true, 0, true}, {true, 1, false}};
	for (size_t i = 0; i < COUNT_OF(lives); i++) {
		struct event_fixture fixture;
		struct segment_event event;
		event_fixture_init(&fixture);
		fixture.step.ended = lives[i].ended;
		uint32_t under_way = lives[i].others + !lives[i].ended;
		explain(&fixture, NUMBERING_RAW, under_way, &event);
		assert_int_equal(event.alone, lives[i].alone);
	}
}

static void names_the_phases(void **state)
{
	(void)state;
	assert_string_equal(phase_name(PHASE_OPEN), "open");
	assert_string_equal(phase_name(PHASE_DATA), "data");
	assert_string_equal(phase_name(PHASE_CLOSE), "close");
}

int test_explain(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_phases_and_where_they_end),
	    cmocka_unit_test(a_file_names_the_reset_at_its_end),
	    cmocka_unit_test(a_connection_seen_from_its_middle_opens_without_a_remark),
	    cmocka_unit_test(hands_on_what_is_to_be_shown),
	    cmocka_unit_test(is_alone_when_no_other_connection_is_under_way),
	    cmocka_unit_test(names_the_phases),
	};
	return run_group(tests, NULL, NULL);
}
