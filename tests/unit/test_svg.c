/* SPDX-License-Identifier: MIT */
/* Whole pictures are golden tests (tests/golden/pictures); here is what they do not reach. */
#include "writer_fixture.h"

static void is_a_document_for_everybody(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_in(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"940\" height=\"");
	expect_in(svg, "role=\"img\" aria-labelledby=\"title desc\"");
	expect_in(svg, "<title id=\"title\">TCP sequence diagram</title>");
	expect_in(svg, "<desc id=\"desc\">127.0.0.1:48604 and 127.0.0.1:8079, 1 segments: ");
	expect_in(svg, "@media (prefers-color-scheme:dark)");
	assert_string_equal(svg + fixture.text.length - strlen("</svg>\n"), "</svg>\n");
	writer_fixture_release(&fixture);
}

static void says_when_there_is_nothing_to_show(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	expect_in(writer_fixture_end(&fixture, 0), ">no segment was captured</text>");
	writer_fixture_release(&fixture);
}

/* Tags are ours alone: after each < and & comes what we wrote. */
static void lets_no_payload_break_out(void **state)
{
	(void)state;
	static const char *const ours[] = {"svg ",  "/svg",  "title ", "/title", "desc ",
					   "/desc", "style", "/style", "rect ",  "line ",
					   "path ", "text ", "/text",  "tspan ", "/tspan"};
	for (size_t i = 0; i < COUNT_OF(hostile_payloads); i++) {
		struct writer_fixture fixture;
		writer_fixture_init(&fixture, "svg");
		writer_fixture_payload(&fixture, hostile_payloads[i]);
		writer_segment(&fixture.writer, &fixture.of.event);
		const char *svg = writer_fixture_end(&fixture, 1);
		for (const char *at = strchr(svg, '<'); at; at = strchr(at + 1, '<')) {
			size_t tag = 0;
			while (tag < COUNT_OF(ours) &&
			       strncmp(at + 1, ours[tag], strlen(ours[tag])) != 0)
				tag++;
			if (tag == COUNT_OF(ours))
				fail_msg("a tag of the payload's: %.40s", at);
		}
		for (const char *at = svg; *at; at++)
			assert_true((unsigned char)*at >= ' ' || *at == '\n');
		expect_not_in(svg, "]]>");
		expect_not_in(svg, "\xe2\x80\xae");
		expect_not_in(svg, "\xef\xbf\xbe");
		writer_fixture_release(&fixture);
	}
}

static void counts_what_is_not_drawn(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	for (int i = 0; i < 1000; i++)
		writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 25);
	expect_in(svg, ">840 segments are not drawn</text>");
	expect_in(svg, ">24 connections are not drawn</text>");
	assert_true(fixture.text.length < 100000);
	writer_fixture_release(&fixture);
}

static void numbers_connections_when_there_are_several(void **state)
{
	(void)state;
	for (unsigned connections = 1; connections <= 2; connections++) {
		struct writer_fixture fixture;
		writer_fixture_init(&fixture, "svg");
		writer_segment(&fixture.writer, &fixture.of.event);
		fixture.of.flow.number = 2;
		if (connections == 2)
			writer_segment(&fixture.writer, &fixture.of.event);
		const char *svg = writer_fixture_end(&fixture, connections);
		if (connections == 2)
			expect_in(svg, ">#1</text>");
		else
			expect_not_in(svg, ">#1</text>");
		writer_fixture_release(&fixture);
	}
}

/* The NUMBER in the attribute NAME of the first element from AT on that begins like TAG. */
static double attribute(const char *at, const char *tag, const char *name)
{
	at = strstr(at, tag);
	assert_non_null(at);
	at = strstr(at, name);
	return strtod(at + strlen(name), NULL);
}

/* Ends on its way, with a cross in place of a head. */
static void draws_what_was_lost(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	const struct evidence_step evidence = {
	    .has_fate = true, .fate = FATE_LOST, .grade = FATE_PROBABLY};
	fixture.of.event.evidence = &evidence;
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	double from = attribute(svg, "<line class=\"data\"", " x1=\"");
	double to = attribute(svg, "<line class=\"data\"", " x2=\"");
	assert_true(to > from && to - from < 400);
	expect_in(svg, "<path class=\"cross data\"");
	expect_not_in(svg, "<path class=\"data\"");
	expect_in(svg, ">probably lost</text>");
	writer_fixture_release(&fixture);
}

static void draws_what_may_not_have_arrived(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	const struct evidence_step evidence = {.has_fate = true, .fate = FATE_LOST_OR_ANSWER};
	fixture.of.event.evidence = &evidence;
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_in(svg, "<line class=\"unsure data\"");
	expect_in(svg, ">?</text>");
	writer_fixture_release(&fixture);
}

/* Each of the two leaves before the other one arrives. */
static void draws_two_that_cross(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	struct evidence_step evidence = {.crossed = 8};
	fixture.of.event.evidence = &evidence;
	fixture.of.segment.frame = 7;
	fixture.of.segment.flags = TCP_FLAG_FIN | TCP_FLAG_ACK;
	writer_segment(&fixture.writer, &fixture.of.event);
	evidence.crossed = 7;
	fixture.of.segment.frame = 8;
	fixture.of.step.from = SIDE_SERVER;
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	const char *second =
	    strstr(strstr(svg, "<line class=\"close\"") + 1, "<line class=\"close\"");
	double first_from = attribute(svg, "<line class=\"close\"", " y1=\"");
	double first_to = attribute(svg, "<line class=\"close\"", " y2=\"");
	double second_from = attribute(second, "<line class=\"close\"", " y1=\"");
	double second_to = attribute(second, "<line class=\"close\"", " y2=\"");
	assert_true(first_from < second_to && second_from < first_to);
	assert_true(first_from < first_to && second_from < second_to);
	const char *word = strstr(svg, "crossed on the way");
	assert_non_null(word);
	assert_null(strstr(word + 1, "crossed on the way")); /* once for both */
	writer_fixture_release(&fixture);
}

/* Dashed where it is hedged; a thin line where none is proven. */
static void draws_lifelines_as_sure_as_states_are(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	fixture.of.event.before[SIDE_SERVER] = (struct end_state){END_STATE_NONE, true};
	fixture.of.event.states[SIDE_SERVER] = (struct end_state){TCP_ESTABLISHED, false};
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_in(svg, "<line class=\"s-unknown\"");
	expect_in(svg, "<line class=\"hedged s-open\"");
	expect_in(svg, ">ESTABLISHED?</text>");
	writer_fixture_release(&fixture);
}

/* No two times that differ look the same. */
static void tells_both_times(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	writer_segment(&fixture.writer, &fixture.of.event);
	fixture.of.event.time_ns += 1033111000;
	writer_segment(&fixture.writer, &fixture.of.event);
	fixture.of.event.time_ns += 13000;
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_in(svg, ">0.000000 s</text>");
	expect_in(svg, ">1.033111 s</text>");
	expect_in(svg, ">+1.03 s</text>");
	expect_in(svg, ">1.033124 s</text>");
	expect_in(svg, ">+13 µs</text>");
	writer_fixture_release(&fixture);
}

/* A second is a hundred times as far as ten milliseconds. */
static void draws_times_to_scale(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	writer_release(&fixture.writer);
	fixture.options.time_scale = true;
	writer_init(&fixture.writer, fixture.writer.format, &fixture.options);
	writer_begin(&fixture.writer);
	static const int64_t times[] = {0, 500, 1000};
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		fixture.of.event.time_ns = times[i] * 1000000;
		writer_segment(&fixture.writer, &fixture.of.event);
	}
	const char *svg = writer_fixture_end(&fixture, 1);
	double y[3];
	const char *at = svg;
	for (size_t i = 0; i < COUNT_OF(y); i++) {
		at = strstr(at, "<line class=\"data\"");
		assert_non_null(at);
		at = strstr(at, " y1=\"");
		y[i] = strtod(at + strlen(" y1=\""), NULL);
	}
	assert_true(y[2] - y[0] > 200);
	assert_true(y[1] - y[0] == y[2] - y[1]);
	expect_in(svg, ">0 µs</text>");
	expect_in(svg, ">0.500000 s +500.0 ms</text>");
	expect_in(svg, ">1.00 s</text>");
	expect_in(svg, ">500.0 ms later</text>");
	writer_fixture_release(&fixture);
}

/* All at the same time, or backwards: no division by nothing. */
static void draws_what_took_no_time(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	writer_release(&fixture.writer);
	fixture.options.time_scale = true;
	writer_init(&fixture.writer, fixture.writer.format, &fixture.options);
	writer_begin(&fixture.writer);
	writer_segment(&fixture.writer, &fixture.of.event);
	fixture.of.event.time_ns -= 1000000;
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_not_in(svg, "nan");
	expect_not_in(svg, "inf");
	writer_fixture_release(&fixture);
}

/* The longest IPv6 addresses are smaller, so that they stay in their boxes. */
static void makes_long_names_fit(void **state)
{
	(void)state;
	struct writer_fixture fixture;
	writer_fixture_init(&fixture, "svg");
	fixture.of.event.source.version = 6;
	memset(fixture.of.event.source.address, 0xab, sizeof fixture.of.event.source.address);
	writer_segment(&fixture.writer, &fixture.of.event);
	const char *svg = writer_fixture_end(&fixture, 1);
	expect_in(svg, "<text class=\"name long\"");
	expect_in(svg, "<text class=\"name\"");
	writer_fixture_release(&fixture);
}

int test_svg(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(is_a_document_for_everybody),
	    cmocka_unit_test(says_when_there_is_nothing_to_show),
	    cmocka_unit_test(lets_no_payload_break_out),
	    cmocka_unit_test(counts_what_is_not_drawn),
	    cmocka_unit_test(numbers_connections_when_there_are_several),
	    cmocka_unit_test(draws_what_was_lost),
	    cmocka_unit_test(draws_what_may_not_have_arrived),
	    cmocka_unit_test(draws_two_that_cross),
	    cmocka_unit_test(draws_lifelines_as_sure_as_states_are),
	    cmocka_unit_test(tells_both_times),
	    cmocka_unit_test(draws_times_to_scale),
	    cmocka_unit_test(draws_what_took_no_time),
	    cmocka_unit_test(makes_long_names_fit),
	};
	return run_group(tests, writer_fixture_locale, NULL);
}
