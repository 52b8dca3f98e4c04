/* SPDX-License-Identifier: MIT */
/* Whole pictures are golden tests (tests/golden/pictures); here is what they do not reach. */
#include "ladder_fixture.h"
#include "terminal.h"

#define HEADING "   client 127.0.0.1:48604                              server 127.0.0.1:8079\n"
#define DATA "              │                    ── data ──                    │\n"
#define HELLO "              ├─ PSH+ACK seq=1 ack=1 len=11 \"hello world\" ──────►│\n"

/* A picture may begin in the middle: then both states are told with the first arrow. */
static void names_a_connection_once(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	assert_string_equal(
	    draw(&fixture), HEADING DATA
	    "  ESTABLISHED ├─ PSH+ACK seq=1 ack=1 len=11 \"hello world\" ──────►│ ESTABLISHED\n");
	assert_string_equal(draw(&fixture), HELLO);
	release(&fixture);
}

static void says_whose_segment_it_is_among_several(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.event.alone = false;
	expect(draw(&fixture), "├─ #1 PSH+ACK ");
	fixture.of.flow.number = 2;
	const char *drawn = draw(&fixture);
	assert_int_equal(drawn[0], '\n');
	expect(drawn, "#2  ");
	expect(drawn, "├─ #2 PSH+ACK ");
	fixture.of.flow.number = 1;
	drawn = draw(&fixture);
	expect(drawn, " client 127.0.0.1:48604             #1  ");
	expect_not(drawn, "── data ──"); /* that stood there before */
	fixture.of.event.alone = true;
	assert_string_equal(draw(&fixture), HELLO);
	release(&fixture);
}

static void draws_from_the_server_the_other_way_round(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	struct endpoint client = fixture.of.event.source;
	fixture.of.event.source = fixture.of.event.destination;
	fixture.of.event.destination = client;
	fixture.of.step.from = SIDE_SERVER;
	fixture.of.event.before[SIDE_CLIENT].state = TCP_SYN_SENT;
	assert_string_equal(
	    draw(&fixture),
	    "  ESTABLISHED │◄────── PSH+ACK seq=1 ack=1 len=11 \"hello world\" ─┤\n");
	release(&fixture);
}

static void tells_a_pause_and_its_reason(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	fixture.of.event.time_ns += 204 * 1000000;
	fixture.of.step.labels = label_bit(LABEL_RETRANSMISSION);
	fixture.of.claims.claim[0].id = CLAIM_AGAIN_TIMER;
	assert_string_equal(
	    draw(&fixture),
	    "              ┊            204.0 ms, then sent again             ┊\n" HELLO
	    "              │ ^ retransmission                                 │\n");
	fixture.of.event.time_ns += 204 * 1000000;
	fixture.of.event.timeless = true;
	expect_not(draw(&fixture), "ms");
	release(&fixture);
}

static void says_what_became_of_a_segment(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	struct evidence_step evidence = {
	    .has_fate = true, .fate = FATE_LOST, .grade = FATE_PROBABLY};
	fixture.of.event.evidence = &evidence;
	assert_string_equal(draw(&fixture),
			    "              ├─ PSH+ACK seq=1 ack=1 len=11 \"hello w…\" ─×        │\n"
			    "              │ ^ probably lost                                  │\n");
	evidence.fate = FATE_CAPTURE_DUPLICATE;
	evidence.grade = FATE_SEEN;
	evidence.by = fixture.of.segment.frame;
	assert_string_equal(draw(&fixture),
			    "              │ ^ captured again                                 │\n");
	evidence.by--; /* not of the arrow above */
	fixture.of.step.ended = true;
	const char *drawn = draw(&fixture);
	expect(drawn, "              │ ^ PSH+ACK seq=1 ack=1 len=11: captured again     │\n");
	expect_not(drawn, "►");
	expect(drawn, "  verdict: ");
	release(&fixture);
}

/* The first turns before its end; rows of others do not see it. */
static void lets_two_cross(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	struct evidence_step evidence = {.crossed = 8};
	fixture.of.event.evidence = &evidence;
	fixture.of.segment.frame = 7;
	fixture.of.step.labels = label_bit(LABEL_RETRANSMISSION);
	assert_string_equal(draw(&fixture),
			    "              ├─ PSH+ACK seq=1 ack=1 len=11 \"hello world\" ──────╮│\n"
			    "              │ ^ retransmission                                ││\n");
	fixture.of.step.labels = 0;
	fixture.of.event.evidence = NULL;
	fixture.of.flow.number = 2;
	expect(draw(&fixture), "──────►│");
	fixture.of.flow.number = 1;
	struct endpoint client = fixture.of.event.source;
	fixture.of.event.source = fixture.of.event.destination;
	fixture.of.event.destination = client;
	fixture.of.step.from = SIDE_SERVER;
	fixture.of.segment.frame = 8;
	evidence.crossed = 7;
	fixture.of.event.evidence = &evidence;
	const char *drawn = draw(&fixture);
	expect(drawn, "  ESTABLISHED │╭────── PSH+ACK seq=1 ack=1 len=11 \"hello world\" ┼┤ "
		      "ESTABLISHED\n"
		      "              │◄               crossed on the way               ►│\n");
	fixture.of.segment.frame = 9;
	fixture.of.event.evidence = NULL;
	expect(draw(&fixture), "│◄────── PSH+ACK seq=1 ack=1 len=11 \"hello world\" ─┤\n");
	release(&fixture);
}

static void corrects_a_hedged_state_in_the_open(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	const struct evidence_step evidence = {
	    .live = true,
	    .ends.correction = {
		.frame = 3, .end = SIDE_SERVER, .was = TCP_ESTABLISHED, .state = TCP_SYN_RECEIVED}};
	fixture.of.event.evidence = &evidence;
	assert_string_equal(
	    draw(&fixture),
	    "              │  correction: the server was not ESTABLISHED but  │\n"
	    "              │                   SYN-RECEIVED                   │\n" HELLO);
	release(&fixture);
}

/* On the arrow, or where there is no room, under it. */
static void tells_what_a_syn_offers(void **state)
{
	(void)state;
	static const uint8_t options[] = {2, 4, 5, 180, 4, 2, 1, 3, 3, 7};
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	fixture.of.segment.flags = TCP_FLAG_SYN;
	fixture.of.segment.options = options;
	fixture.of.segment.options_length = sizeof options;
	assert_string_equal(draw(&fixture),
			    "              ├─ SYN seq=1 len=11 \"hello world\" ────────────────►│\n"
			    "              │ mss=1460 ws=7 sack                               │\n");
	fixture.of.segment.payload_length = 0;
	assert_string_equal(draw(&fixture),
			    "              ├─ SYN seq=1 mss=1460 ws=7 sack ──────────────────►│\n");
	release(&fixture);
}

static void names_the_phase_that_is_over(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	fixture.of.event.over_before = MILESTONE_3_WAY;
	fixture.of.event.over_now = MILESTONE_RESET;
	assert_string_equal(
	    draw(&fixture),
	    "              │           opening: three-way handshake           │\n" HELLO
	    "              │                  closing: reset                  │\n");
	release(&fixture);
}

static void explains_under_the_arrow(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.writer.options.explain = true;
	draw(&fixture);
	assert_string_equal(draw(&fixture), HELLO
			    "              │ the client sends 11 bytes (1-11)                 │\n");
	release(&fixture);
}

/* When it ends; and of a connection that did not end, when the capture does. */
static void judges_each_connection_once(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.step.ended = true;
	fixture.of.flow.flags |= FLOW_CLOSED;
	expect(draw(&fixture), "\n  verdict: ");
	const struct connection_event ended = {.flow = &fixture.of.flow};
	text_clear(&fixture.text);
	writer_connection(&fixture.writer, &ended);
	assert_int_equal(fixture.text.length, 0);
	fixture.of.flow.flags = FLOW_ESTABLISHED;
	writer_connection(&fixture.writer, &ended);
	expect(text_c_string(&fixture.text),
	       "  verdict: opened by the three-way handshake; no FIN or RST that closed it was\n"
	       "  captured before the capture ended\n");
	release(&fixture);
}

static void calls_a_connection_to_itself_by_its_name(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.event.destination = fixture.of.event.source;
	expect(draw(&fixture), "the same socket\n");
	release(&fixture);
}

/* Nothing that a peer sends reaches the terminal, and no row is longer than the page. */
static void lets_no_payload_break_out(void **state)
{
	(void)state;
	static const char *const payloads[] = {"\033[2J\033[H",
					       "\n\r\n",
					       "\xe2\x80\xae"
					       "abc",
					       "\x9b"
					       "31m",
					       "\xff\xfe",
					       "|│├─►"};
	struct fixture fixture;
	init(&fixture);
	draw(&fixture);
	for (size_t i = 0; i < COUNT_OF(payloads); i++) {
		fixture.of.segment.payload = (const uint8_t *)payloads[i];
		fixture.of.segment.payload_length = fixture.of.segment.payload_captured =
		    (uint32_t)strlen(payloads[i]);
		const char *drawn = draw(&fixture);
		expect_not(drawn, "\033");
		expect_not(drawn, "\r");
		expect_not(drawn, "\xe2\x80\xae");
		assert_ptr_equal(strchr(drawn, '\n'), drawn + fixture.text.length - 1);
	}
	release(&fixture);
}

/* Colour goes around, and with the escapes taken out the picture is the same. */
static void colours_without_changing_a_word(void **state)
{
	(void)state;
	static const unsigned flags[] = {TCP_FLAG_SYN, TCP_FLAG_FIN, TCP_FLAG_RST, TCP_FLAG_ACK};
	for (size_t i = 0; i < COUNT_OF(flags); i++) {
		struct fixture plain, colored;
		init(&plain);
		init(&colored);
		plain.of.segment.flags = colored.of.segment.flags = (uint16_t)flags[i];
		colored.writer.options.color = true;
		const char *expected = draw(&plain), *from = draw(&colored);
		assert_non_null(strchr(from, '\033'));
		for (; *from; from++) {
			if (*from == '\033')
				from = strchr(from, 'm');
			else
				assert_int_equal(*from, *expected++);
		}
		assert_int_equal(*expected, '\0');
		release(&plain);
		release(&colored);
	}
}

static int set_up(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

int test_ladder(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_a_connection_once),
	    cmocka_unit_test(says_whose_segment_it_is_among_several),
	    cmocka_unit_test(draws_from_the_server_the_other_way_round),
	    cmocka_unit_test(tells_a_pause_and_its_reason),
	    cmocka_unit_test(says_what_became_of_a_segment),
	    cmocka_unit_test(lets_two_cross),
	    cmocka_unit_test(corrects_a_hedged_state_in_the_open),
	    cmocka_unit_test(tells_what_a_syn_offers),
	    cmocka_unit_test(names_the_phase_that_is_over),
	    cmocka_unit_test(explains_under_the_arrow),
	    cmocka_unit_test(judges_each_connection_once),
	    cmocka_unit_test(calls_a_connection_to_itself_by_its_name),
	    cmocka_unit_test(lets_no_payload_break_out),
	    cmocka_unit_test(colours_without_changing_a_word),
	};
	return run_group(tests, set_up, NULL);
}
