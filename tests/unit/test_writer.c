/* SPDX-License-Identifier: MIT */
#include "writer.h"

#include "event_fixture.h"
#include "unit.h"

static void has_a_word_for_every_format(void **state)
{
	(void)state;
	size_t count = 0;
	while (writer_format_words[count]) {
		assert_string_equal(writer_format_words[count], writer_formats[count]->name);
		count++;
	}
	assert_true(count >= 3);
	assert_string_equal(writer_format_words[0], "line");
}

/* Whatever a format leaves out, it can be told everything. */
static void every_format_can_be_told_everything(void **state)
{
	(void)state;
	for (size_t i = 0; writer_format_words[i]; i++) {
		struct text text;
		struct event_fixture fixture;
		struct writer writer;
		event_fixture_init(&fixture);
		text_init(&text);
		const struct writer_options options = {.text = &text};
		const struct connection_event connection = {
		    .flow = &fixture.flow,
		    .ends = {fixture.flow.ends[SIDE_CLIENT], fixture.flow.ends[SIDE_SERVER]}};
		const struct statistics_event statistics = {.captured = 1};
		writer_init(&writer, writer_formats[i], &options);
		writer_begin(&writer);
		writer_segment(&writer, &fixture.event);
		writer_connection(&writer, &connection);
		writer_statistics(&writer, &statistics);
		writer_release(&writer);
		if (writer_formats[i] == &writer_none)
			assert_text(&text, "");
		else
			assert_int_equal(text.bytes[text.length - 1], '\n');
		assert_int_equal(writer_wants_segments(&writer), writer_formats[i] != &writer_none);
		text_release(&text);
	}
}

/* calloc() of the code under test: see -Wl,--wrap in CMakeLists.txt. */
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
static bool no_memory;

void *__wrap_calloc(size_t count, size_t size)
{
	return no_memory ? NULL : __real_calloc(count, size);
}

struct counting {
	int segments;
	bool *released;
};

static void count_begin(struct writer *writer)
{
	static bool released;
	struct counting *counting = writer->state;
	assert_int_equal(counting->segments, 0);
	released = false;
	counting->released = &released;
}

static void count_segment(struct writer *writer, const struct segment_event *event)
{
	(void)event;
	text_format(writer->options.text, "%d", ++((struct counting *)writer->state)->segments);
}

static void count_release(struct writer *writer)
{
	*((struct counting *)writer->state)->released = true;
}

/* A format's state is zero at first, its own, and released by it. */
static void keeps_a_state_for_the_format(void **state)
{
	(void)state;
	static const struct writer_format format = {.name = "counting",
						    .state_size = sizeof(struct counting),
						    .release = count_release,
						    .begin = count_begin,
						    .segment = count_segment};
	struct text text;
	struct event_fixture fixture;
	struct writer writer;
	text_init(&text);
	event_fixture_init(&fixture);
	const struct writer_options options = {.text = &text};
	writer_init(&writer, &format, &options);
	writer_begin(&writer);
	bool *released = ((struct counting *)writer.state)->released;
	writer_segment(&writer, &fixture.event);
	writer_segment(&writer, &fixture.event);
	assert_false(*released);
	writer_release(&writer);
	assert_true(*released);
	assert_null(writer.state);
	assert_text(&text, "12");
	text_release(&text);
}

/* Without memory for its state a format is not called, and the output fails. */
static void calls_no_format_without_its_state(void **state)
{
	(void)state;
	static const struct writer_format format = {.name = "counting",
						    .state_size = sizeof(struct counting),
						    .release = count_release,
						    .begin = count_begin,
						    .segment = count_segment};
	struct text text;
	struct event_fixture fixture;
	struct writer writer;
	text_init(&text);
	event_fixture_init(&fixture);
	const struct writer_options options = {.text = &text};
	no_memory = true;
	writer_init(&writer, &format, &options);
	no_memory = false;
	writer_begin(&writer);
	writer_segment(&writer, &fixture.event);
	writer_release(&writer);
	assert_true(text.failed);
	assert_int_equal(text.length, 0);
	text_release(&text);
}

int test_writer(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_a_word_for_every_format),
	    cmocka_unit_test(every_format_can_be_told_everything),
	    cmocka_unit_test(keeps_a_state_for_the_format),
	    cmocka_unit_test(calls_no_format_without_its_state),
	};
	return run_group(tests, NULL, NULL);
}
