/* SPDX-License-Identifier: MIT */
/* -f html: that it is bounded. */
#include "event_fixture.h"
#include "page_record.h"
#include "unit.h"
#include "writer.h"

struct fixture {
	struct event_fixture of;
	struct text text;
	struct writer writer;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	const struct writer_options options = {.text = &fixture->text, .lang = LANG_EN};
	size_t format = 0;
	while (strcmp(writer_formats[format]->name, "html") != 0)
		format++;
	writer_init(&fixture->writer, writer_formats[format], &options);
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	writer_release(&fixture->writer);
	text_release(&fixture->text);
	free(fixture);
	return 0;
}

static void end(struct fixture *fixture)
{
	const struct statistics_event statistics = {.segments = 9, .connections = 2};
	text_clear(&fixture->text);
	writer_statistics(&fixture->writer, &statistics);
}

static void writes_one_document(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->of.flow;
	const struct connection_event event = {.flow = flow,
					       .ends = {flow->ends[0], flow->ends[1]}};
	assert_true(fixture->writer.format->document);
	writer_begin(&fixture->writer);
	const char *page = text_c_string(&fixture->text);
	assert_non_null(strstr(page, "<!doctype html>"));
	assert_non_null(strstr(page, "\n{\"kind\":\"run\",\"run\":\"file\""));
	text_clear(&fixture->text);
	writer_segment(&fixture->writer, &fixture->of.event);
	writer_connection(&fixture->writer, &event);
	const char *records = text_c_string(&fixture->text);
	assert_int_equal(strncmp(records, "{\"kind\":\"segment\"", 17), 0);
	assert_non_null(strstr(records, "\n{\"kind\":\"connection\""));
	end(fixture);
	page = text_c_string(&fixture->text);
	assert_non_null(strstr(page, "\"left_segments\":0,\"left_connections\":0}\n</script>"));
	assert_false(fixture->text.failed);
}

static void counts_what_a_long_connection_has_too_much(void **state)
{
	struct fixture *fixture = *state;
	fixture->of.flow.segments = PAGE_SEGMENTS_MAX + 1;
	writer_segment(&fixture->writer, &fixture->of.event);
	assert_int_equal(fixture->text.length, 0);
	end(fixture);
	assert_non_null(strstr(text_c_string(&fixture->text), "\"left_segments\":1,"));
}

/* However much is captured, the page ends at some size, and says what it has not got. */
static void a_page_does_not_grow_without_end(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->of.flow;
	const struct connection_event event = {.flow = flow,
					       .ends = {flow->ends[0], flow->ends[1]}};
	uint64_t written = 0;
	enum { MANY = 200000, LEFT = 5 };
	int segments = 0, connections = 0;
	for (; segments < MANY; segments++) {
		text_clear(&fixture->text);
		writer_segment(&fixture->writer, &fixture->of.event);
		if (fixture->text.length == 0)
			break;
		written += fixture->text.length;
	}
	for (; connections < MANY; connections++) {
		text_clear(&fixture->text);
		writer_connection(&fixture->writer, &event);
		if (fixture->text.length == 0)
			break;
		written += fixture->text.length;
	}
	assert_true(segments < MANY && connections < MANY);
	assert_true(written < UINT64_C(81) << 20);
	for (int i = 1; i < LEFT; i++)
		writer_segment(&fixture->writer, &fixture->of.event);
	end(fixture);
	assert_non_null(
	    strstr(text_c_string(&fixture->text), "\"left_segments\":5,\"left_connections\":1}"));
}

/* Writes segments until one finds no room, or there were too many: how many there were. */
static int fill(struct fixture *fixture)
{
	enum { MANY = 200000 };
	for (int segments = 0; segments < MANY; segments++) {
		text_clear(&fixture->text);
		writer_segment(&fixture->writer, &fixture->of.event);
		if (fixture->text.length == 0)
			return segments;
	}
	fail_msg("the page grows without end");
	return MANY;
}

/* There is room for them when there is none for others, but not without end. */
static void a_full_page_has_retransmissions_zero_windows_and_pauses(void **state)
{
	static const enum label labels[] = {LABEL_RETRANSMISSION, LABEL_FAST_RETRANSMISSION,
					    LABEL_SPURIOUS_RETRANSMISSION, LABEL_ZERO_WINDOW,
					    LABEL_COUNT /* none: a pause */};
	struct fixture *fixture = *state;
	int ordinary = fill(fixture);
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		bool pause = labels[i] == LABEL_COUNT;
		fixture->of.step.labels = pause ? 0 : label_bit(labels[i]);
		fixture->of.event.before_us = pause ? 3000000 : 0;
		text_clear(&fixture->text);
		writer_segment(&fixture->writer, &fixture->of.event);
		if (fixture->text.length == 0)
			fail_msg("row %zu is left out", i);
	}
	int more = fill(fixture);
	assert_in_range(more, 1, ordinary);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)

int test_html(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(writes_one_document),
	    TEST(counts_what_a_long_connection_has_too_much),
	    TEST(a_page_does_not_grow_without_end),
	    TEST(a_full_page_has_retransmissions_zero_windows_and_pauses),
	};
	return run_group(tests, NULL, NULL);
}
