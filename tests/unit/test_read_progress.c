/* SPDX-License-Identifier: MIT */
#include "read_progress.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

static void expect(unsigned reading, unsigned readings, enum lang lang, uint64_t position,
		   uint64_t size, const char *line)
{
	const struct read_progress progress = {
	    .reading = reading, .readings = readings, .lang = lang};
	struct text text;
	text_init(&text);
	read_progress_text(&progress, position, size, &text);
	assert_text(&text, line);
	text_release(&text);
}

static void says_how_far_it_is(void **state)
{
	(void)state;
	expect(1, 1, LANG_EN, 45000000, 120000000, "read 45 of 120 MB, 38%");
	expect(1, 2, LANG_EN, 0, 120000000, "first of two readings: 0 of 120 MB, 0%");
	expect(2, 2, LANG_EN, 120000000, 120000000, "second of two readings: 120 of 120 MB, 100%");
	expect(2, 2, LANG_ZH, 45000000, 120000000, "共读两遍, 第二遍: 45 / 120 MB, 38%");
	expect(1, 1, LANG_EN, 45000000, 0, "read 45 MB"); /* a pipe */
	expect(1, 1, LANG_ZH, 45000000, 0, "已读 45 MB");
	/* It grows while it is read. */
	expect(1, 1, LANG_EN, 130000000, 120000000, "read 120 of 120 MB, 100%");
}

static void only_on_a_terminal(void **state)
{
	(void)state;
	int ends[2];
	struct output output;
	struct read_progress progress;
	assert_return_code(pipe(ends), errno);
	setenv("TERM", "xterm", 1);
	output_init(&output, ends[1]);
	read_progress_init(&progress, ends[1], LANG_EN, &output);
	assert_null(output.before);
	read_progress_begin(&progress, 1, 1);
	progress.next_ns = 0;
	read_progress_draw(&progress, NULL);
	assert_false(progress.drawn);
	output_release(&output);
	close(ends[0]);
	close(ends[1]);
}

int test_read_progress(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_how_far_it_is),
	    cmocka_unit_test(only_on_a_terminal),
	};
	return run_group(tests, NULL, NULL);
}
