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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_a_word_for_every_format),
	    cmocka_unit_test(every_format_can_be_told_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
