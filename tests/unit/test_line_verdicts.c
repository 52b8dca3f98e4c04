/* SPDX-License-Identifier: MIT */
/* Where a verdict stands among the lines, and whose it is. */
#include "line_fixture.h"

/* At the end of the source: the verdict on a connection that did not end, and only on that. */
static void judges_what_did_not_end(void **state)
{
	(void)state;
	static const unsigned flags[] = {FLOW_ESTABLISHED, FLOW_ESTABLISHED | FLOW_CLOSED,
					 FLOW_ESTABLISHED | FLOW_RESET};
	for (size_t i = 0; i < COUNT_OF(flags) * 2; i++) {
		struct fixture fixture;
		struct writer writer;
		init(&fixture);
		fixture.options.explain = i % 2;
		fixture.of.flow.flags = (uint16_t)flags[i / 2];
		const struct connection_event event = {
		    .flow = &fixture.of.flow,
		    .ends = {fixture.of.event.source, fixture.of.event.destination}};
		writer_init(&writer, writer_formats[0], &fixture.options);
		writer_connection(&writer, &event);
		writer_release(&writer);
		assert_text(
		    &fixture.text,
		    i == 1 ? "# "
			     "结论（127.0.0.1:48604-->127.0.0.1:"
			     "8079）：三次握手建立连接；捕获结束前，没有捕获到关闭它的FIN或RST\n"
			   : "");
		text_release(&fixture.text);
	}
}

/* Directly behind its own last line a verdict needs no name; behind another connection's, or behind
 * another verdict, it has that of its connection. */
static void names_the_connection_of_a_verdict_that_stands_elsewhere(void **state)
{
	(void)state;
	static const struct {
		uint32_t shown, ended; /* numbers of connections; 0: none */
		const char *title;
	} rows[] = {
	    {7, 7, "# verdict: opened"},
	    {0, 8, "# verdict of 127.0.0.1:48604-->127.0.0.1:8079: opened"},
	    {7, 10, "# verdict of 127.0.0.1:48604-->127.0.0.1:8079: opened"},
	    {9, 9, "# verdict: opened"},
	    {0, 9, ""}, /* told */
	};
	struct fixture fixture;
	struct writer writer;
	init(&fixture);
	fixture.options.lang = LANG_EN;
	fixture.options.explain = true;
	fixture.of.flow.flags = FLOW_ESTABLISHED;
	struct connection_event event = {
	    .flow = &fixture.of.flow,
	    .ends = {fixture.of.event.source, fixture.of.event.destination}};
	writer_init(&writer, writer_formats[0], &fixture.options);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fixture.of.flow.number = rows[i].shown;
		if (rows[i].shown)
			writer_segment(&writer, &fixture.of.event);
		text_clear(&fixture.text);
		fixture.of.flow.number = rows[i].ended;
		writer_connection(&writer, &event);
		const char *said = text_c_string(&fixture.text);
		if (strncmp(said, rows[i].title, strlen(rows[i].title)) != 0 ||
		    (*rows[i].title == '\0' && *said != '\0'))
			fail_msg("row %zu: %s", i, said);
	}
	writer_release(&writer);
	text_release(&fixture.text);
}

/* Live, what follows the close may change the verdict: it is told again only then. From a file it
 * is told once, behind the connection's last segment. */
static void tells_a_verdict_again_where_it_changed(void **state)
{
	(void)state;
	struct fixture fixture;
	struct writer writer;
	struct evidence_step evidence = {.live = true};
	init(&fixture);
	fixture.options.explain = true;
	fixture.options.lang = LANG_EN;
	fixture.of.event.evidence = &evidence;
	fixture.of.flow.flags = FLOW_ESTABLISHED | FLOW_CLOSED;
	writer_init(&writer, writer_formats[0], &fixture.options);
	static const struct {
		uint32_t before; /* flow.flags */
		bool ended, goes_on;
		uint8_t first_closer;
		const char *told; /* before the words; NULL: nothing */
	} steps[] = {
	    {FLOW_ESTABLISHED, true, false, SIDE_CLIENT, "\n# verdict: opened by"},
	    {FLOW_ESTABLISHED | FLOW_CLOSED, false, false, SIDE_CLIENT, NULL},
	    {FLOW_ESTABLISHED | FLOW_CLOSED, false, false, SIDE_SERVER,
	     "\n# correction: the verdict: opened by"},
	    {FLOW_ESTABLISHED | FLOW_CLOSED, false, true, SIDE_CLIENT, NULL},
	    {FLOW_ESTABLISHED, false, false, SIDE_CLIENT, NULL},
	    {FLOW_ESTABLISHED | FLOW_CLOSED, false, false, SIDE_CLIENT,
	     "\n# correction: the verdict: opened by"},
	};
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		fixture.of.step.before = steps[i].before;
		fixture.of.step.ended = steps[i].ended;
		fixture.of.flow.first_closer = steps[i].first_closer ? SIDE_SERVER : SIDE_CLIENT;
		evidence.goes_on = steps[i].goes_on;
		text_clear(&fixture.text);
		writer_segment(&writer, &fixture.of.event);
		const char *text = text_c_string(&fixture.text);
		if (steps[i].told)
			assert_non_null(strstr(text, steps[i].told));
		else
			assert_null(strstr(text, "opened by"));
	}
	writer_release(&writer);
	text_release(&fixture.text);
}

int test_line_verdicts(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(judges_what_did_not_end),
	    cmocka_unit_test(names_the_connection_of_a_verdict_that_stands_elsewhere),
	    cmocka_unit_test(tells_a_verdict_again_where_it_changed),
	};
	return run_group(tests, NULL, NULL);
}
