/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sink.h"
#include "unit.h"

static char bytes[64 * 1024];

/* Writes until nothing is taken any more; how much that was. */
static size_t fill(const struct sink *sink)
{
	size_t taken = 0;
	ssize_t written;
	while ((written = sink_write(sink, bytes, sizeof bytes)) > 0)
		taken += (size_t)written;
	assert_int_equal(written, -1);
	assert_int_equal(errno, EAGAIN);
	return taken;
}

static void expect_blocking(int fd)
{
	assert_int_equal(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
}

static void takes_what_goes_into_a_pipe(void **state)
{
	(void)state;
	int ends[2];
	struct sink sink;
	assert_return_code(pipe(ends), errno);
	sink_open(&sink, ends[1]);
	assert_in_range(fill(&sink), PIPE_BUF, 1 << 24);
	assert_true(read(ends[0], bytes, PIPE_BUF) == PIPE_BUF);
	assert_in_range(fill(&sink), PIPE_BUF, PIPE_BUF);
	expect_blocking(ends[1]); /* nobody else who writes there notices */
	sink_close(&sink);
	assert_int_equal(write(ends[1], "x", 0), 0); /* still open */
	close(ends[0]);
	close(ends[1]);
}

/* What stands in for a system without /proc, or a pipe of another user's. */
static void asks_where_it_may_not_open_the_pipe_anew(void **state)
{
	(void)state;
	int ends[2];
	assert_return_code(pipe(ends), errno);
	const struct sink sink = {SINK_ASKED, ends[1]};
	assert_in_range(fill(&sink), PIPE_BUF, 1 << 24);
	assert_true(read(ends[0], bytes, PIPE_BUF) == PIPE_BUF);
	assert_in_range(fill(&sink), PIPE_BUF, PIPE_BUF);
	close(ends[0]);
	assert_int_equal(sink_write(&sink, "x", 1), -1);
	assert_int_equal(errno, EPIPE);
	close(ends[1]);
}

static void takes_what_goes_into_a_socket(void **state)
{
	(void)state;
	int ends[2];
	struct sink sink;
	assert_return_code(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), errno);
	sink_open(&sink, ends[1]);
	assert_int_equal(sink.kind, SINK_SOCKET);
	assert_in_range(fill(&sink), 1, 1 << 24);
	expect_blocking(ends[1]);
	close(ends[0]);
	assert_int_equal(sink_write(&sink, "x", 1), -1);
	assert_int_equal(errno, EPIPE);
	sink_close(&sink);
	close(ends[1]);
}

static void a_file_takes_everything(void **state)
{
	(void)state;
	FILE *file = tmpfile();
	struct sink sink;
	assert_non_null(file);
	sink_open(&sink, fileno(file));
	assert_int_equal(sink.kind, SINK_FILE);
	for (int i = 0; i < 100; i++)
		assert_int_equal(sink_write(&sink, bytes, sizeof bytes), sizeof bytes);
	sink_close(&sink);
	fclose(file);
}

static void tells_whether_a_line_would_have_to_wait(void **state)
{
	(void)state;
	int ends[2];
	struct sink sink;
	assert_return_code(pipe(ends), errno);
	assert_true(sink_takes_line(ends[1], 0));
	sink_open(&sink, ends[1]);
	fill(&sink);
	assert_false(sink_takes_line(ends[1], 0));
	assert_true(read(ends[0], bytes, PIPE_BUF) == PIPE_BUF);
	assert_true(sink_takes_line(ends[1], 0));
	sink_close(&sink);
	close(ends[0]);
	close(ends[1]);
}

static void tells_when_the_reader_has_gone(void **state)
{
	(void)state;
	int ends[2];
	struct sink sink;
	assert_return_code(pipe(ends), errno);
	sink_open(&sink, ends[1]);
	close(ends[0]);
	assert_int_equal(sink_write(&sink, "x", 1), -1);
	assert_int_equal(errno, EPIPE);
	sink_close(&sink);
	/* Also when it has gone before. */
	sink_open(&sink, ends[1]);
	assert_int_equal(sink_write(&sink, "x", 1), -1);
	assert_int_equal(errno, EPIPE);
	sink_close(&sink);
	close(ends[1]);
}

int test_sink(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_what_goes_into_a_pipe),
	    cmocka_unit_test(asks_where_it_may_not_open_the_pipe_anew),
	    cmocka_unit_test(takes_what_goes_into_a_socket),
	    cmocka_unit_test(a_file_takes_everything),
	    cmocka_unit_test(tells_whether_a_line_would_have_to_wait),
	    cmocka_unit_test(tells_when_the_reader_has_gone),
	};
	return run_group(tests, NULL, NULL);
}
