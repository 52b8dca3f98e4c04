/* SPDX-License-Identifier: MIT */
#include "sandbox.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "privileges.h"
#include "resource_limits.h"
#include "unit.h"

enum { YES, NO, NOT_SANDBOXED };

/* The exit status of CHILD, or minus the signal that ended it. */
static int wait_for(pid_t child)
{
	int status;
	assert_true(child >= 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return -WTERMSIG(status);
	return WEXITSTATUS(status);
}

/* What CHECK returned in a child that entered the sandbox. SUDO_UID: NULL, or the user to become.
 */
static int sandboxed(enum sandbox_profile profile, const char *sudo_uid, int (*check)(void))
{
	const struct sandbox sandbox = {.profile = profile};
	pid_t child = fork();
	if (child == 0) {
		unsetenv("SUDO_UID");
		if (sudo_uid) {
			setenv("SUDO_UID", sudo_uid, 1);
			setenv("SUDO_GID", sudo_uid, 1);
		}
		_exit(sandbox_enter(&sandbox, NULL, NULL) ? check() : NOT_SANDBOXED);
	}
	return wait_for(child);
}

/* In a namespace that knows no other user, root stays what it is. */
static bool others_exist(void)
{
	char map[64] = "";
	unsigned first, outside, count = 0;
	FILE *file = fopen("/proc/self/uid_map", "r");
	bool known = file && fgets(map, sizeof map, file) &&
		     sscanf(map, "%u %u %u", &first, &outside, &count) == 3;
	if (file)
		fclose(file);
	return !known || count > 65534;
}

static int is_caller(void)
{
	return getuid() == 12345 && geteuid() == 12345 && getgid() == 12345 ? YES : NO;
}

static int is_nobody(void)
{
	return getuid() == 65534 && geteuid() == 65534 ? YES : NO;
}

static int is_the_same(void)
{
	return geteuid() == 0 ? YES : NO;
}

static void root_becomes_the_caller_or_nobody(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	bool others = others_exist();
	int (*nobody)(void) = others ? is_nobody : is_the_same;
	assert_int_equal(sandboxed(SANDBOX_FILES, "12345", others ? is_caller : is_the_same), YES);
	assert_int_equal(sandboxed(SANDBOX_FILES, NULL, nobody), YES);
	assert_int_equal(sandboxed(SANDBOX_FILES, "0", nobody), YES);
	assert_int_equal(sandboxed(SANDBOX_FILES, "x", nobody), YES);
}

/* What every program goes on doing; the local time does not become UTC. */
static int works(void)
{
	struct tm local;
	struct stat about;
	char text[64], *memory = malloc(1 << 20);
	time_t noon = 1700000000;
	bool done = memory && fstat(1, &about) == 0 && write(1, "", 0) == 0 &&
		    localtime_r(&noon, &local) && strftime(text, sizeof text, "%Z", &local) > 0;
	free(memory);
	return done ? YES : NO;
}

/* abort(3) must not look like a way out. */
static int aborts(void)
{
	abort();
}

static void every_profile_works(void **state)
{
	(void)state;
	for (int profile = 0; profile < SANDBOX_PROFILES; profile++) {
		assert_int_equal(sandboxed((enum sandbox_profile)profile, NULL, works), YES);
		assert_int_equal(sandboxed((enum sandbox_profile)profile, NULL, aborts), -SIGABRT);
	}
}

/* The limit on the size of files, with OUTPUT for all that is written: 0, or not lowered. */
static bool may_write_files(int output)
{
	pid_t child = fork();
	if (child == 0) {
		const struct sandbox sandbox = {.profile = SANDBOX_SERVER};
		struct rlimit now = {0};
		dup2(output, STDOUT_FILENO);
		dup2(output, STDERR_FILENO);
		limits_lower(&sandbox, NULL);
		getrlimit(RLIMIT_FSIZE, &now);
		_exit(now.rlim_cur > 0);
	}
	return wait_for(child) == 1;
}

static void files_are_limited_where_none_is_written(void **state)
{
	(void)state;
	int ends[2];
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(pipe(ends), 0);
	assert_true(may_write_files(fileno(file)));
	assert_false(may_write_files(ends[1]));
	fclose(file);
	close(ends[0]);
	close(ends[1]);
}

/* A process that ended by SIGKILL although it was stopped leaves the pipe without a writer. */
static void a_stopped_view_ends_with_its_parent(void **state)
{
	(void)state;
	char byte;
	int status, ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t sniffer = fork();
	if (sniffer == 0) {
		const struct sandbox outer = {.profile = SANDBOX_CAPTURE};
		const struct sandbox inner = {.profile = SANDBOX_VIEW, .parent = getpid()};
		pid_t view = fork();
		if (view == 0) {
			if (sandbox_enter(&inner, NULL, NULL))
				raise(SIGSTOP);
			_exit(write(ends[1], "x", 1) != 1);
		}
		waitpid(view, &status, WUNTRACED);
		_exit(!WIFSTOPPED(status) || !sandbox_enter(&outer, NULL, NULL));
	}
	close(ends[1]);
	int outcome = wait_for(sniffer);
	struct pollfd end = {.fd = ends[0], .events = POLLIN};
	assert_int_equal(outcome, YES);
	assert_int_equal(poll(&end, 1, 10000), 1);
	assert_int_equal(read(ends[0], &byte, 1), 0);
	close(ends[0]);
}

/* As setpriv --pdeathsig asks for it; the change of the user would take it back. */
static void a_parent_death_signal_stays(void **state)
{
	(void)state;
	pid_t child = fork();
	if (child == 0) {
		int kept = 0;
		unsetenv("SUDO_UID");
		if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) != 0 || !privileges_drop(NULL))
			_exit(NOT_SANDBOXED);
		prctl(PR_GET_PDEATHSIG, &kept, 0, 0, 0);
		_exit(kept == SIGTERM ? YES : NO);
	}
	assert_int_equal(wait_for(child), YES);
}

static void the_parts_are_named(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	sandbox_parts(&text);
	assert_non_null(strstr(text_c_string(&text), "libseccomp"));
	assert_non_null(strstr(text_c_string(&text), "libcap-ng"));
	assert_non_null(strstr(text_c_string(&text), "Landlock"));
	text_release(&text);
}

int test_sandbox(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(root_becomes_the_caller_or_nobody),
	    cmocka_unit_test(every_profile_works),
	    cmocka_unit_test(files_are_limited_where_none_is_written),
	    cmocka_unit_test(a_stopped_view_ends_with_its_parent),
	    cmocka_unit_test(a_parent_death_signal_stays),
	    cmocka_unit_test(the_parts_are_named),
	};
	return run_group(tests, NULL, NULL);
}
