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
	expect_in(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"");
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
	expect_in(svg, ">0 us</text>");
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
	    cmocka_unit_test(draws_times_to_scale),
	    cmocka_unit_test(draws_what_took_no_time),
	    cmocka_unit_test(makes_long_names_fit),
	};
	return run_group(tests, writer_fixture_locale, NULL);
}
