/* SPDX-License-Identifier: MIT */
#include "privileges.h"

#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

enum { STILL_ALLOWED = 1, NOT_ALLOWED = 2, NOT_DROPPED = 3 };

/* Opening a raw socket takes the right to capture. */
static bool may_open_raw(void)
{
	int fd = socket(AF_INET, SOCK_RAW, IPPROTO_TCP);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static unsigned long long effective_capabilities(void)
{
	unsigned long long set = 1;
	char line[128];
	FILE *status = fopen("/proc/self/status", "r");
	while (status && fgets(line, sizeof line, status))
		sscanf(line, "CapEff: %llx", &set);
	if (status)
		fclose(status);
	return set;
}

/* In a child, for there is no way back. Its answer says whether it may open a raw socket, and as
 * which user it ended. */
static int dropped_in_a_child(const char *sudo_uid, uid_t *uid)
{
	int ends[2], status;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct err err;
		unsetenv("SUDO_UID");
		if (sudo_uid) {
			setenv("SUDO_UID", sudo_uid, 1);
			setenv("SUDO_GID", sudo_uid, 1);
		}
		bool dropped = privileges_drop(&err) && effective_capabilities() == 0;
		uid_t now = geteuid();
		if (write(ends[1], &now, sizeof now) != sizeof now)
			_exit(NOT_DROPPED);
		_exit(!dropped ? NOT_DROPPED : may_open_raw() ? STILL_ALLOWED : NOT_ALLOWED);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(read(ends[0], uid, sizeof *uid), sizeof *uid);
	close(ends[0]);
	close(ends[1]);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void no_right_is_left(void **state)
{
	(void)state;
	uid_t uid;
	assert_int_equal(dropped_in_a_child(NULL, &uid), NOT_ALLOWED);
	assert_int_equal(uid, geteuid());
}

static void under_sudo_it_is_the_caller(void **state)
{
	(void)state;
	uid_t uid;
	if (geteuid() != 0)
		skip();
	assert_int_equal(dropped_in_a_child("0", &uid), NOT_ALLOWED);
	assert_int_equal(uid, 0);
	assert_int_equal(dropped_in_a_child("no number", &uid), NOT_ALLOWED);
	assert_int_equal(uid, 0);
	assert_int_equal(dropped_in_a_child("12345", &uid), NOT_ALLOWED);
	/* where the namespace does not know the caller, it stays what it is */
	assert_true(uid == 12345 || uid == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_right_is_left),
	    cmocka_unit_test(under_sudo_it_is_the_caller),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
