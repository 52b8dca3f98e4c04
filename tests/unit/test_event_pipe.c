/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "event_pipe.h"
#include "unit.h"

enum { PIPE_BYTES = 4096 };

struct fixture {
	struct event_pipe pipe;
	int reader;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	int ends[2];
	if (!fixture || pipe2(ends, O_NONBLOCK) != 0)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
	fixture->reader = ends[0];
	event_pipe_init(&fixture->pipe, ends[1], false);
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	event_pipe_release(&fixture->pipe);
	if (fixture->reader >= 0)
		close(fixture->reader);
	free(fixture);
	return 0;
}

/* Whether it was taken. */
static bool put(struct event_pipe *pipe, const char *record)
{
	struct text *text = event_pipe_take(pipe);
	if (!text)
		return false;
	text_string(text, record);
	event_pipe_put(pipe);
	return true;
}

/* All that the reader finds now, behind what is in TEXT. */
static void read_all(struct fixture *fixture, struct text *text)
{
	char bytes[PIPE_BYTES];
	ssize_t length;
	while ((length = read(fixture->reader, bytes, sizeof bytes)) > 0)
		text_bytes(text, bytes, (size_t)length);
}

static void gathers_records_until_it_is_flushed(void **state)
{
	struct fixture *fixture = *state;
	struct text got;
	text_init(&got);
	assert_true(put(&fixture->pipe, "one\n"));
	assert_true(put(&fixture->pipe, "two\n"));
	read_all(fixture, &got);
	assert_text(&got, "");
	assert_true(event_pipe_waits(&fixture->pipe));
	event_pipe_flush(&fixture->pipe);
	assert_false(event_pipe_waits(&fixture->pipe));
	read_all(fixture, &got);
	assert_text(&got, "one\ntwo\n");
	text_release(&got);
}

/* A reader who takes nothing costs a bounded amount, and is told how much he has missed. */
static void leaves_out_what_a_slow_reader_cannot_take(void **state)
{
	struct fixture *fixture = *state;
	static char record[1000];
	unsigned taken = 0, left_out = 0;
	memset(record, 'x', sizeof record - 2);
	record[sizeof record - 2] = '\n';
	while (left_out < 10)
		*(put(&fixture->pipe, record) ? &taken : &left_out) += 1;
	assert_true(fixture->pipe.waiting.length < (2 << 20));
	assert_true(fixture->pipe.waiting.capacity <= (4 << 20));

	struct text got;
	text_init(&got);
	while (event_pipe_waits(&fixture->pipe)) {
		read_all(fixture, &got);
		event_pipe_flush(&fixture->pipe);
	}
	assert_true(put(&fixture->pipe, "after\n"));
	event_pipe_flush(&fixture->pipe);
	read_all(fixture, &got);
	const char *end = "x\n{\"kind\":\"lost\",\"count\":10}\nafter\n";
	assert_int_equal(got.length, taken * (sizeof record - 1) + strlen(end) - 2);
	assert_memory_equal(got.bytes + got.length - strlen(end), end, strlen(end));
	text_release(&got);
}

static void nobody_reads_any_more(void **state)
{
	struct fixture *fixture = *state;
	close(fixture->reader);
	fixture->reader = -1;
	assert_true(put(&fixture->pipe, "one\n"));
	event_pipe_flush(&fixture->pipe);
	assert_false(event_pipe_waits(&fixture->pipe));
	assert_false(put(&fixture->pipe, "two\n"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)

int test_event_pipe(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(gathers_records_until_it_is_flushed),
	    TEST(leaves_out_what_a_slow_reader_cannot_take),
	    TEST(nobody_reads_any_more),
	};
	return run_group(tests, NULL, NULL);
}
