/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "output.h"
#include "unit.h"

struct fixture {
	int reading, writing;
	struct output output;
	struct err err;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	int ends[2];
	if (!fixture || pipe(ends) != 0)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	fixture->reading = ends[0];
	fixture->writing = ends[1];
	fcntl(fixture->reading, F_SETFL, O_NONBLOCK);
	output_init(&fixture->output, fixture->writing);
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	output_release(&fixture->output);
	close(fixture->reading);
	close(fixture->writing);
	free(fixture);
	return 0;
}

static void expect_read(struct fixture *fixture, const char *expected)
{
	char bytes[256];
	ssize_t length = read(fixture->reading, bytes, sizeof bytes);
	assert_int_equal(length, *expected ? (ssize_t)strlen(expected) : -1);
	if (length > 0)
		assert_memory_equal(bytes, expected, (size_t)length);
}

static void writes_when_flushed(void **state)
{
	struct fixture *fixture = *state;
	text_string(&fixture->output.text, "one\n");
	text_string(&fixture->output.text, "two\n");
	expect_read(fixture, "");
	assert_true(output_flush(&fixture->output, &fixture->err));
	expect_read(fixture, "one\ntwo\n");
	assert_true(output_flush(&fixture->output, &fixture->err));
	expect_read(fixture, "");
}

static void commits_only_a_large_write(void **state)
{
	struct fixture *fixture = *state;
	text_string(&fixture->output.text, "small\n");
	assert_true(output_commit(&fixture->output, &fixture->err));
	expect_read(fixture, "");
	assert_int_equal(fixture->output.text.length, 6);
	text_format(&fixture->output.text, "%*s", 64 * 1024 - 6, "");
	assert_true(output_commit(&fixture->output, &fixture->err));
	assert_int_equal(fixture->output.text.length, 0);
}

static void tells_a_full_disk_and_goes_on_telling(void **state)
{
	struct fixture *fixture = *state;
	int full = open("/dev/full", O_WRONLY);
	if (full < 0)
		skip();
	fixture->output.fd = full;
	text_string(&fixture->output.text, "lost\n");
	assert_false(output_flush(&fixture->output, &fixture->err));
	assert_string_equal(fixture->err.text, "cannot write output: No space left on device");
	assert_false(fixture->output.closed);
	/* Part of the output is missing: there is no success any more, even with nothing to add. */
	fixture->err.text[0] = '\0';
	assert_false(output_flush(&fixture->output, &fixture->err));
	assert_string_equal(fixture->err.text, "cannot write output: No space left on device");
	close(full);
}

static void is_closed_when_the_reader_left(void **state)
{
	struct fixture *fixture = *state;
	close(fixture->reading);
	text_string(&fixture->output.text, "unread\n");
	assert_false(output_flush(&fixture->output, &fixture->err));
	assert_true(fixture->output.closed);
	assert_string_equal(fixture->err.text, "");
	text_string(&fixture->output.text, "more\n");
	assert_false(output_flush(&fixture->output, &fixture->err));
	assert_string_equal(fixture->err.text, "");
	fixture->reading = -1;
}

static void tells_that_memory_ran_out(void **state)
{
	struct fixture *fixture = *state;
	text_string(&fixture->output.text, "half a li");
	text_reserve(&fixture->output.text, SIZE_MAX);
	assert_false(output_flush(&fixture->output, &fixture->err));
	assert_string_equal(fixture->err.text, "cannot write output: out of memory");
}

/* Reads all there is until the end, slowly enough for the pipe to be full at times. */
static void *read_all(void *context)
{
	struct fixture *fixture = context;
	char bytes[1000];
	size_t *total = calloc(1, sizeof *total);
	struct pollfd readable = {.fd = fixture->reading, .events = POLLIN};
	while (poll(&readable, 1, -1) == 1) {
		ssize_t length = read(fixture->reading, bytes, sizeof bytes);
		if (length == 0)
			break;
		*total += length > 0 ? (size_t)length : 0;
	}
	return total;
}

static void waits_for_a_slow_reader_that_does_not_block(void **state)
{
	struct fixture *fixture = *state;
	pthread_t reader;
	void *total;
	fcntl(fixture->writing, F_SETFL, O_NONBLOCK);
	text_format(&fixture->output.text, "%*s", 1 << 20, "");
	assert_int_equal(pthread_create(&reader, NULL, read_all, fixture), 0);
	assert_true(output_flush(&fixture->output, &fixture->err));
	close(fixture->writing);
	assert_int_equal(pthread_join(reader, &total), 0);
	assert_int_equal(*(size_t *)total, 1 << 20);
	free(total);
	fixture->writing = -1;
}

int test_output(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(writes_when_flushed, begin, finish),
	    cmocka_unit_test_setup_teardown(commits_only_a_large_write, begin, finish),
	    cmocka_unit_test_setup_teardown(tells_a_full_disk_and_goes_on_telling, begin, finish),
	    cmocka_unit_test_setup_teardown(is_closed_when_the_reader_left, begin, finish),
	    cmocka_unit_test_setup_teardown(tells_that_memory_ran_out, begin, finish),
	    cmocka_unit_test_setup_teardown(waits_for_a_slow_reader_that_does_not_block, begin,
					    finish),
	};
	return run_group(tests, NULL, NULL);
}
