/* SPDX-License-Identifier: MIT */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

/* In a child, with the streams closed whose bits are set: whether the next file gets another
 * number, and each closed one fails as before. */
static bool survives(unsigned closed)
{
	for (int fd = 0; fd <= 2; fd++)
		if (closed & 1U << fd)
			close(fd);
	if (!process_begin(NULL) || open("/dev/null", O_RDWR) <= 2)
		return false;
	for (int fd = 0; fd <= 2; fd++) {
		char byte;
		bool gone = closed & 1U << fd;
		ssize_t result = fd == 0 ? read(fd, &byte, 1) : write(fd, "", 0);
		if (process_stream_is_closed(fd) != gone || (result < 0 && errno == EBADF) != gone)
			return false;
	}
	return true;
}

static void closed_streams_keep_their_places(void **state)
{
	(void)state;
	for (unsigned closed = 0; closed < 8; closed++) {
		int status, null = open("/dev/null", O_RDONLY);
		pid_t child = fork();
		if (child == 0) {
			dup2(null, STDIN_FILENO);
			close(null);
			_exit(!survives(closed));
		}
		close(null);
		assert_int_equal(waitpid(child, &status, 0), child);
		if (status != 0)
			fail_msg("closed %u: status %d", closed, status);
	}
}

static void a_write_that_fails_is_no_signal(void **state)
{
	(void)state;
	int status;
	pid_t child = fork();
	if (child == 0) {
		char path[] = "/tmp/unit-XXXXXX";
		struct rlimit none = {0, 0};
		int ends[2], file = mkstemp(path);
		unlink(path);
		bool begun = process_begin(NULL) && pipe(ends) == 0 && close(ends[0]) == 0;
		setrlimit(RLIMIT_FSIZE, &none);
		bool broken = begun && write(ends[1], "x", 1) < 0 && errno == EPIPE;
		_exit(!(broken && write(file, "x", 1) < 0 && errno == EFBIG));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int test_process(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(closed_streams_keep_their_places),
	    cmocka_unit_test(a_write_that_fails_is_no_signal),
	};
	return run_group(tests, NULL, NULL);
}
