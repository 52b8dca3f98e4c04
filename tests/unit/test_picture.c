/* SPDX-License-Identifier: MIT */
#include "picture.h"

#include <stdio.h>

#include "event_fixture.h"
#include "terminal.h"
#include "unit.h"

struct fixture {
	struct event_fixture of;
	struct picture picture;
};

static void init(struct fixture *fixture)
{
	*fixture = (struct fixture){0};
	event_fixture_init(&fixture->of);
	picture_init(&fixture->picture, LANG_EN, 56);
}

/* The segment number NUMBER of its connection: its relative sequence number tells. */
static void take(struct fixture *fixture, uint32_t number)
{
	fixture->of.step.relative_seq = number;
	fixture->of.event.time_ns = (int64_t)number * 1000000;
	picture_take_segment(&fixture->picture, &fixture->of.event);
}

static void expect_number(const struct picture_segment *segment, uint32_t number)
{
	char words[32];
	snprintf(words, sizeof words, "PSH+ACK seq=%u ", (unsigned)number);
	assert_memory_equal(segment->words, words, strlen(words));
}

static void keeps_what_a_segment_says(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	take(&fixture, 1);
	assert_int_equal(fixture.picture.count, 1);
	const struct picture_segment *segment =
	    picture_segment_at(&fixture.picture.connections[0], 0);
	assert_string_equal(segment->words, "PSH+ACK seq=1 ack=1 len=11");
	assert_string_equal(segment->excerpt, "\"hello world\"");
	assert_int_equal(segment->meaning, MEANING_DATA);
	assert_int_equal(segment->phase, PHASE_DATA);
	assert_int_equal(segment->pause, PAUSE_NONE);
	assert_false(fixture.picture.failed);
	picture_release(&fixture.picture);
}

/* Whoever sends: the client's end comes first. */
static void knows_the_ends(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.step.from = SIDE_SERVER;
	struct endpoint client = fixture.of.event.source;
	fixture.of.event.source = fixture.of.event.destination;
	fixture.of.event.destination = client;
	take(&fixture, 1);
	assert_int_equal(fixture.picture.connections[0].ends[SIDE_CLIENT].port, 48604);
	picture_release(&fixture.picture);
}

static void shares_the_room_between_words_and_payload(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.picture.columns = 36;
	take(&fixture, 1);
	const struct picture_segment *segment =
	    picture_segment_at(&fixture.picture.connections[0], 0);
	assert_string_equal(segment->words, "PSH+ACK seq=1 ack=1 len=11");
	assert_string_equal(segment->excerpt, "\"hello …\"");
	picture_release(&fixture.picture);
}

/* The beginning and the end are kept, in order, and what is between is counted. */
static void keeps_both_ends_of_a_long_connection(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	const struct picture_connection *connection = &fixture.picture.connections[0];
	for (uint32_t number = 0; number < 1000; number++)
		take(&fixture, number);
	assert_int_equal(connection->total, 1000);
	assert_int_equal(picture_kept(connection), PICTURE_FIRST + PICTURE_LAST);
	for (uint32_t i = 0; i < PICTURE_FIRST; i++)
		expect_number(picture_segment_at(connection, i), i);
	for (uint32_t i = 0; i < PICTURE_LAST; i++)
		expect_number(picture_segment_at(connection, PICTURE_FIRST + i),
			      1000 - PICTURE_LAST + i);
	uint64_t left_out = 0;
	for (size_t i = 0; i < picture_kept(connection); i++)
		left_out += picture_left_out_before(connection, i);
	assert_int_equal(left_out, 1000 - PICTURE_FIRST - PICTURE_LAST);
	assert_int_equal(picture_left_out_before(connection, PICTURE_FIRST), left_out);
	picture_release(&fixture.picture);
}

/* Between them those are kept that are never left out, in order, the first ones. */
static void keeps_what_is_never_left_out(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	const struct picture_connection *connection = &fixture.picture.connections[0];
	const uint32_t again = 300, shut = 500, many = 3000;
	for (uint32_t number = 0; number < 1000; number++) {
		fixture.of.step.labels = number == again  ? label_bit(LABEL_RETRANSMISSION)
					 : number == shut ? label_bit(LABEL_ZERO_WINDOW)
							  : 0;
		take(&fixture, number);
	}
	assert_int_equal(picture_kept(connection), PICTURE_FIRST + PICTURE_LAST + 2);
	expect_number(picture_segment_at(connection, PICTURE_FIRST), again);
	expect_number(picture_segment_at(connection, PICTURE_FIRST + 1), shut);
	expect_number(picture_segment_at(connection, PICTURE_FIRST + 2), 1000 - PICTURE_LAST);
	expect_number(picture_segment_at(connection, picture_kept(connection) - 1), 999);
	assert_int_equal(picture_left_out_before(connection, PICTURE_FIRST), again - PICTURE_FIRST);
	assert_int_equal(picture_left_out_before(connection, PICTURE_FIRST + 1), shut - again - 1);
	fixture.of.step.labels = label_bit(LABEL_RETRANSMISSION);
	for (uint32_t number = 1000; number < many; number++)
		take(&fixture, number);
	assert_int_equal(picture_kept(connection), PICTURE_FIRST + PICTURE_LAST + PICTURE_TOLD);
	uint64_t left_out = 0;
	for (size_t i = 0; i < picture_kept(connection); i++)
		left_out += picture_left_out_before(connection, i);
	assert_int_equal(left_out + picture_kept(connection), many);
	picture_release(&fixture.picture);
}

static void leaves_nothing_out_where_all_is_kept(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	const struct picture_connection *connection = &fixture.picture.connections[0];
	for (uint32_t number = 0; number < PICTURE_FIRST + PICTURE_LAST; number++)
		take(&fixture, number);
	for (uint32_t i = 0; i < picture_kept(connection); i++) {
		expect_number(picture_segment_at(connection, i), i);
		assert_int_equal(picture_left_out_before(connection, i), 0);
	}
	picture_release(&fixture.picture);
}

static void keeps_the_first_connections(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	for (uint32_t number = 1; number <= 3 * PICTURE_CONNECTIONS_MAX; number++) {
		fixture.of.flow.number = number;
		take(&fixture, 1);
	}
	assert_int_equal(fixture.picture.count, PICTURE_CONNECTIONS_MAX);
	assert_int_equal(fixture.picture.connections[PICTURE_CONNECTIONS_MAX - 1].number,
			 PICTURE_CONNECTIONS_MAX);
	fixture.of.flow.number = 2;
	take(&fixture, 2);
	assert_int_equal(fixture.picture.connections[1].total, 2);
	picture_release(&fixture.picture);
}

static void judges_a_connection_when_it_ends_or_is_given_up(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	struct text *verdict = &fixture.picture.connections[0].verdict;
	const struct connection_event event = {.flow = &fixture.of.flow};
	take(&fixture, 1);
	assert_int_equal(verdict->length, 0);
	picture_take_connection(&fixture.picture, &event);
	assert_text(verdict,
		    "opened by the three-way handshake; no FIN or RST that closed it was captured "
		    "before the capture ended");
	fixture.of.step.ended = true;
	fixture.of.flow.flags |= FLOW_RESET;
	take(&fixture, 2);
	assert_text(verdict, "opened by the three-way handshake; aborted by the client with RST");
	picture_release(&fixture.picture);
}

/* Two captures of one packet are one arrow. */
static void folds_what_was_captured_again(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	struct evidence_step evidence = {0};
	fixture.of.event.evidence = &evidence;
	fixture.of.segment.frame = 7;
	take(&fixture, 1);
	evidence = (struct evidence_step){
	    .has_fate = true, .fate = FATE_CAPTURE_DUPLICATE, .grade = FATE_SEEN, .by = 7};
	fixture.of.segment.frame = 8;
	fixture.of.step.ended = true;
	take(&fixture, 1);
	const struct picture_connection *connection = &fixture.picture.connections[0];
	assert_int_equal(connection->total, 1);
	assert_true(connection->verdict.length > 0);
	const struct picture_segment *segment = picture_segment_at(connection, 0);
	assert_int_equal(segment->captured, 2);
	struct text text;
	text_init(&text);
	assert_true(picture_is_remarkable(segment));
	picture_notes(&text, LANG_EN, segment);
	assert_text(&text, "captured twice");
	text_release(&text);
	evidence.by = 3; /* not kept: then it is drawn */
	take(&fixture, 2);
	assert_int_equal(connection->total, 2);
	picture_release(&fixture.picture);
}

static void learns_live_what_became_of_earlier_segments(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	const struct fate_event event = {.frame = 7, .by = 9, .fate = FATE_LOST};
	struct evidence_step evidence = {.live = true, .events = &event};
	fixture.of.event.evidence = &evidence;
	fixture.of.segment.frame = 7;
	take(&fixture, 1);
	const struct picture_segment *segment =
	    picture_segment_at(&fixture.picture.connections[0], 0);
	assert_int_equal(segment->course.fate, COURSE_UNTOLD);
	assert_false(picture_is_remarkable(segment));
	fixture.of.segment.frame = 9;
	evidence.event_count = 1;
	take(&fixture, 2);
	segment = picture_segment_at(&fixture.picture.connections[0], 0);
	assert_int_equal(segment->course.fate, FATE_LOST);
	segment = picture_segment_at(&fixture.picture.connections[0], 1);
	assert_int_equal(segment->course.fate, COURSE_UNTOLD);
	picture_release(&fixture.picture);
}

/* From where it was first shown on, and not what is proven. */
static void corrects_live_states(void **state)
{
	(void)state;
	static const struct end_state hedged = {TCP_ESTABLISHED, false};
	static const struct end_state instead = {TCP_SYN_RECEIVED, true};
	struct fixture fixture;
	init(&fixture);
	struct evidence_step evidence = {.live = true};
	fixture.of.event.evidence = &evidence;
	for (uint32_t frame = 2; frame <= 4; frame++) {
		fixture.of.segment.frame = frame;
		fixture.of.event.states[SIDE_SERVER] = hedged;
		fixture.of.event.states[SIDE_CLIENT] = hedged;
		take(&fixture, frame);
		fixture.of.event.before[SIDE_SERVER] = hedged;
	}
	evidence.ends.correction = (struct ends_correction){
	    .frame = 3, .end = SIDE_SERVER, .was = TCP_ESTABLISHED, .state = TCP_SYN_RECEIVED};
	fixture.of.segment.frame = 5;
	fixture.of.event.before[SIDE_SERVER] = instead;
	fixture.of.event.states[SIDE_SERVER] = instead;
	take(&fixture, 5);
	const struct picture_segment *kept = fixture.picture.connections[0].segments;
	assert_true(end_state_equal(kept[0].states[SIDE_SERVER], hedged));
	assert_true(end_state_equal(kept[1].before[SIDE_SERVER], hedged));
	assert_true(end_state_equal(kept[1].states[SIDE_SERVER], instead));
	assert_true(end_state_equal(kept[2].before[SIDE_SERVER], instead));
	assert_true(end_state_equal(kept[2].states[SIDE_SERVER], instead));
	assert_true(end_state_equal(kept[2].states[SIDE_CLIENT], hedged));
	picture_release(&fixture.picture);
}

/* With the numbers, or where the payload leaves no room, by itself. */
static void tells_what_a_syn_offers(void **state)
{
	(void)state;
	static const uint8_t options[] = {2, 4, 5, 180, 4, 2, 1, 3, 3, 7};
	for (size_t columns = 34; columns <= 56; columns += 22) {
		struct fixture fixture;
		init(&fixture);
		fixture.picture.columns = columns;
		fixture.of.segment.flags = TCP_FLAG_SYN;
		fixture.of.segment.options = options;
		fixture.of.segment.options_length = sizeof options;
		take(&fixture, 0);
		const struct picture_segment *segment =
		    picture_segment_at(&fixture.picture.connections[0], 0);
		bool room = columns == 56;
		assert_string_equal(segment->words, room ? "SYN seq=0 len=11 mss=1460 ws=7 sack"
							 : "SYN seq=0 len=11");
		assert_string_equal(segment->offers, room ? "" : " mss=1460 ws=7 sack");
		assert_string_equal(segment->excerpt, "\"hello world\"");
		picture_release(&fixture.picture);
	}
}

static void tells_no_pause_where_no_time_is_wanted(void **state)
{
	(void)state;
	struct fixture fixture;
	for (int timeless = 0; timeless <= 1; timeless++) {
		init(&fixture);
		fixture.of.event.timeless = timeless;
		take(&fixture, 1);
		take(&fixture, 1000);
		assert_int_equal(picture_segment_at(&fixture.picture.connections[0], 1)->pause,
				 timeless ? PAUSE_NONE : PAUSE_IDLE);
		picture_release(&fixture.picture);
	}
}

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

int test_picture(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_what_a_segment_says),
	    cmocka_unit_test(knows_the_ends),
	    cmocka_unit_test(shares_the_room_between_words_and_payload),
	    cmocka_unit_test(keeps_both_ends_of_a_long_connection),
	    cmocka_unit_test(leaves_nothing_out_where_all_is_kept),
	    cmocka_unit_test(keeps_what_is_never_left_out),
	    cmocka_unit_test(keeps_the_first_connections),
	    cmocka_unit_test(judges_a_connection_when_it_ends_or_is_given_up),
	    cmocka_unit_test(folds_what_was_captured_again),
	    cmocka_unit_test(learns_live_what_became_of_earlier_segments),
	    cmocka_unit_test(corrects_live_states),
	    cmocka_unit_test(tells_what_a_syn_offers),
	    cmocka_unit_test(tells_no_pause_where_no_time_is_wanted),
	};
	return run_group(tests, set_up, NULL);
}
