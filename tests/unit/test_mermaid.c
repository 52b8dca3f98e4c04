/* SPDX-License-Identifier: MIT */
/* Whole pictures are golden tests (tests/golden/pictures); here is what they do not reach. */
#include <regex.h>
#include <stdio.h>

#include "writer_fixture.h"

#define BEGIN                                                                                      \
	"sequenceDiagram\n    autonumber\n"                                                        \
	"    participant P1 as client 127.0.0.1#58;48604\n"                                        \
	"    participant P2 as server 127.0.0.1#58;8079\n"
#define HELLO "    P1->>P2: PSH+ACK seq=1 ack=1 len=11 #34;hello world#34;\n"

static void draws_a_sequence_diagram(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	writer_segment(&fixture.writer, &fixture.of.event);
	fixture.of.event.states[SIDE_SERVER] = (struct end_state){TCP_CLOSE_WAIT, false};
	fixture.of.step.labels = label_bit(LABEL_RETRANSMISSION);
	fixture.of.event.over_now = MILESTONE_HALF_CLOSE;
	writer_segment(&fixture.writer, &fixture.of.event);
	assert_string_equal(writer_fixture_end(&fixture, 1),
			    BEGIN "    Note over P1,P2: data\n" HELLO
				  "    P1->>P2: PSH+ACK seq=1 ack=1 len=11 #34;hello world#34; "
				  "(retransmission)\n"
				  "    Note over P1,P2: server CLOSE-WAIT?\n"
				  "    Note over P1,P2: closing#58; half-close\n");
	writer_fixture_release(&fixture);
}

/* A cross is for what does not arrive, and nothing else. */
static void crosses_out_what_was_lost(void **state)
{
	(void)state;
	static const struct {
		enum fate fate;
		const char *arrow, *words;
	} cases[] = {{FATE_LOST, "P1-xP2: PSH+ACK ", "#34; (probably lost)\n"},
		     {FATE_DISCARDED, "P1-xP2: ", "(probably discarded by its receiver)\n"},
		     {FATE_LOST_OR_ANSWER, "P1-->>P2: ", "(it or its answer was lost, "},
		     {FATE_ARRIVED, "P1->>P2: ", "world#34;\n"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct writer_fixture fixture;
		writer_fixture_init(&fixture, "mermaid");
		const struct evidence_step evidence = {
		    .has_fate = true, .fate = cases[i].fate, .grade = FATE_PROBABLY};
		fixture.of.event.evidence = &evidence;
		writer_segment(&fixture.writer, &fixture.of.event);
		const char *drawn = writer_fixture_end(&fixture, 1);
		expect_in(drawn, cases[i].arrow);
		expect_in(drawn, cases[i].words);
		writer_fixture_release(&fixture);
	}
}

/* Live: a state that was hedged, and a fate that is known later, are drawn as they turned out. */
static void draws_what_became_known_later(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	struct fate_event events[] = {
	    {.frame = 4, .kind = FATE_EVENT_FATE, .fate = FATE_LOST, .grade = FATE_PROBABLY},
	    {.frame = 9, .kind = FATE_EVENT_FATE, .fate = FATE_LOST, .grade = FATE_PROBABLY}};
	struct evidence_step evidence = {.live = true, .events = events};
	fixture.of.event.evidence = &evidence;
	fixture.of.event.states[SIDE_SERVER] = (struct end_state){TCP_CLOSE_WAIT, false};
	writer_segment(&fixture.writer, &fixture.of.event);
	evidence.ends.correction = (struct ends_correction){
	    .frame = 4, .end = SIDE_SERVER, .was = TCP_CLOSE_WAIT, .state = TCP_LAST_ACK};
	evidence.event_count = COUNT_OF(events);
	fixture.of.segment.frame = 5;
	fixture.of.event.states[SIDE_SERVER] = (struct end_state){TCP_ESTABLISHED, true};
	writer_segment(&fixture.writer, &fixture.of.event);
	events[0] = (struct fate_event){
	    .frame = 5, .by = 7, .kind = FATE_EVENT_FATE, .fate = FATE_LOST_OR_ANSWER};
	const struct connection_event connection = {.flow = &fixture.of.flow};
	const struct fates_event last = {.connection = &connection, .events = events, .count = 1};
	writer_fates(&fixture.writer, &last);
	assert_string_equal(writer_fixture_end(&fixture, 1), BEGIN
			    "    Note over P1,P2: data\n"
			    "    P1-xP2: PSH+ACK seq=1 ack=1 len=11 #34;hello world#34; "
			    "(probably lost)\n"
			    "    Note over P1,P2: server LAST-ACK\n"
			    "    P1-->>P2: PSH+ACK seq=1 ack=1 len=11 #34;hello world#34; (it "
			    "or its answer was lost, or late)\n");
	writer_fixture_release(&fixture);
}

static void draws_a_reset_as_what_it_is(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	fixture.of.segment.flags = TCP_FLAG_RST | TCP_FLAG_ACK;
	writer_segment(&fixture.writer, &fixture.of.event);
	expect_in(writer_fixture_end(&fixture, 1), "\n    P1->>P2: RST+ACK ");
	writer_fixture_release(&fixture);
}

static void notes_what_was_captured_again(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	writer_segment(&fixture.writer, &fixture.of.event);
	struct evidence_step evidence = {.has_fate = true, .fate = FATE_CAPTURE_DUPLICATE, .by = 4};
	fixture.of.event.evidence = &evidence;
	writer_segment(&fixture.writer, &fixture.of.event);
	evidence.by = 3; /* not of the arrow above */
	writer_segment(&fixture.writer, &fixture.of.event);
	assert_string_equal(writer_fixture_end(&fixture, 1),
			    BEGIN "    Note over P1,P2: data\n" HELLO
				  "    Note over P1,P2: captured again\n"
				  "    Note over P1,P2: PSH+ACK seq=1 ack=1 len=11#58; captured "
				  "again\n");
	writer_fixture_release(&fixture);
}

/* Nothing but this grammar, whatever a peer sends: text is letters, digits, a few harmless marks
 * and entities by number. */
static void lets_no_payload_break_out(void **state)
{
	(void)state;
	static const char text[] = "([] =,.+()[A-Za-z0-9-]|\xe2\x80\xa6|#[0-9]+;)*$";
	static const char *const lines[] = {
	    "^sequenceDiagram$", "^    autonumber$", "^    participant P[0-9]+ as ",
	    "^    Note over P[0-9]+(,P[0-9]+)?: ", "^    P[0-9]+(->>|-->>|-x)P[0-9]+: "};
	for (size_t i = 0; i < COUNT_OF(hostile_payloads); i++) {
		struct writer_fixture fixture;
		writer_fixture_init(&fixture, "mermaid");
		writer_fixture_payload(&fixture, hostile_payloads[i]);
		writer_segment(&fixture.writer, &fixture.of.event);
		char *rest = (char *)(uintptr_t)writer_fixture_end(&fixture, 1);
		for (char *line; (line = strsep(&rest, "\n")) && rest;) {
			bool known = false;
			for (size_t k = 0; k < COUNT_OF(lines); k++) {
				char pattern[256];
				regex_t regex;
				snprintf(pattern, sizeof pattern, "%s%s", lines[k],
					 k < 2 ? "" : text);
				assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED), 0);
				known |= regexec(&regex, line, 0, NULL, 0) == 0;
				regfree(&regex);
			}
			if (!known)
				fail_msg("not of the grammar: %s", line);
		}
		writer_fixture_release(&fixture);
	}
}

/* Mermaid refuses more than 50000 characters. */
static void stays_short_enough_to_be_drawn(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	fixture.of.step.labels = (label_set)(1 << LABEL_COUNT) - 1;
	fixture.of.step.ended = true;
	for (unsigned i = 0; i < 3000; i++) {
		fixture.of.flow.number = i + 1;
		writer_segment(&fixture.writer, &fixture.of.event);
	}
	const struct connection_event given_up = {
	    .flow = &fixture.of.flow,
	    .ends = {fixture.of.event.source, fixture.of.event.destination}};
	for (unsigned i = 0; i < 3000; i++)
		writer_connection(&fixture.writer, &given_up);
	const char *drawn = writer_fixture_end(&fixture, 3000);
	assert_true(fixture.text.length < 50000);
	expect_in(drawn, " segments are not drawn\n");
	writer_fixture_release(&fixture);
}

/* And a picture with so many participants is none. */
static void leaves_out_who_has_no_room(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "mermaid");
	for (unsigned i = 0; i < 50; i++) {
		fixture.of.flow.number = i + 1;
		fixture.of.event.source.port = (uint16_t)(20000 + i);
		writer_segment(&fixture.writer, &fixture.of.event);
	}
	const char *drawn = writer_fixture_end(&fixture, 50);
	expect_in(drawn, "participant P40 as ");
	expect_not_in(drawn, "participant P41 as ");
	expect_in(drawn, "Note over P1: 11 segments are not drawn\n");
	writer_fixture_release(&fixture);
}

int test_mermaid(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(draws_a_sequence_diagram),
	    cmocka_unit_test(crosses_out_what_was_lost),
	    cmocka_unit_test(draws_what_became_known_later),
	    cmocka_unit_test(draws_a_reset_as_what_it_is),
	    cmocka_unit_test(notes_what_was_captured_again),
	    cmocka_unit_test(lets_no_payload_break_out),
	    cmocka_unit_test(stays_short_enough_to_be_drawn),
	    cmocka_unit_test(leaves_out_who_has_no_room),
	};
	return run_group(tests, writer_fixture_locale, NULL);
}
