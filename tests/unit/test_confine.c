/* SPDX-License-Identifier: MIT */
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"

enum { OK = 0, WRONG = 1, NOT_CONFINED = 2, NOT_FILTERED = 3 };

/* Runs TRIAL in a child that was confined, for there is no way back. What it returned as an exit
 * status, NOT_CONFINED or NOT_FILTERED, or minus the signal that ended it. SUDO_UID: NULL, or the
 * user to become. */
static int confined(enum confine_profile profile, const char *sudo_uid, int (*trial)(void))
{
	int status;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct text report;
		struct err err;
		text_init(&report);
		unsetenv("SUDO_UID");
		if (sudo_uid) {
			setenv("SUDO_UID", sudo_uid, 1);
			setenv("SUDO_GID", sudo_uid, 1);
		}
		if (!confine(profile, &report, &err))
			_exit(NOT_CONFINED);
		bool filtered = strstr(text_c_string(&report), "system calls filtered") != NULL;
		int result = trial();
		_exit(result == WRONG && !filtered ? NOT_FILTERED : result);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* Opening a raw socket takes the right to capture. */
static int cannot_open_a_raw_socket(void)
{
	return socket(AF_INET, SOCK_RAW, IPPROTO_TCP) < 0 ? OK : WRONG;
}

static void no_right_to_capture_is_left(void **state)
{
	(void)state;
	assert_int_equal(confined(CONFINE_FILES, NULL, cannot_open_a_raw_socket), OK);
	assert_int_equal(confined(CONFINE_SOCKETS, NULL, cannot_open_a_raw_socket), OK);
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
	return getuid() == 12345 && geteuid() == 12345 && getgid() == 12345 ? OK : WRONG;
}

static int is_nobody(void)
{
	return getuid() == 65534 && geteuid() == 65534 ? OK : WRONG;
}

static int is_the_same(void)
{
	return geteuid() == 0 ? OK : WRONG;
}

static void root_becomes_the_caller_or_nobody(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	bool others = others_exist();
	assert_int_equal(confined(CONFINE_FILES, "12345", others ? is_caller : is_the_same), OK);
	assert_int_equal(confined(CONFINE_FILES, NULL, others ? is_nobody : is_the_same), OK);
	assert_int_equal(confined(CONFINE_FILES, "0", others ? is_nobody : is_the_same), OK);
	assert_int_equal(confined(CONFINE_FILES, "x", others ? is_nobody : is_the_same), OK);
}

static int opens_no_file(void)
{
	return open("/dev/null", O_RDONLY) < 0 && errno == EACCES ? OK : WRONG;
}

static int does_not_know_new_calls(void)
{
	return syscall(10000) < 0 && errno == ENOSYS ? OK : WRONG;
}

static int starts_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return WRONG;
}

static int makes_a_process(void)
{
	return fork() < 0 ? OK : WRONG;
}

static int maps_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page == MAP_FAILED ? OK : WRONG;
}

static int connects(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
	connect(0, (struct sockaddr *)&to, sizeof to);
	return WRONG;
}

static int has_sockets(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? OK : WRONG;
}

/* What every program goes on doing. */
static int works(void)
{
	struct stat about;
	struct timespec now;
	char *memory = malloc(1 << 20);
	bool done = memory && fstat(1, &about) == 0 && clock_gettime(CLOCK_REALTIME, &now) == 0 &&
		    write(1, "", 0) == 0;
	free(memory);
	return done ? OK : WRONG;
}

/* The local time does not become UTC. */
static int knows_the_time_zone(void)
{
	struct tm before, after;
	char text[64];
	time_t noon = 1700000000;
	localtime_r(&noon, &before);
	strftime(text, sizeof text, "%Z", &before);
	localtime_r(&noon, &after);
	return before.tm_hour == after.tm_hour ? OK : WRONG;
}

static void the_filter_lets_through_what_is_needed(void **state)
{
	(void)state;
	static const struct {
		enum confine_profile profile;
		int (*trial)(void);
		int expected;
	} rows[] = {
	    {CONFINE_FILES, works, OK},
	    {CONFINE_SOCKETS, works, OK},
	    {CONFINE_FILES, knows_the_time_zone, OK},
	    {CONFINE_SOCKETS, has_sockets, OK},
	    {CONFINE_FILES, opens_no_file, OK},
	    {CONFINE_SOCKETS, opens_no_file, OK},
	    {CONFINE_FILES, does_not_know_new_calls, OK},
	    {CONFINE_FILES, maps_code, OK},
	    {CONFINE_FILES, starts_a_program, -SIGSYS},
	    {CONFINE_SOCKETS, starts_a_program, -SIGSYS},
	    {CONFINE_FILES, makes_a_process, -SIGSYS},
	    {CONFINE_SOCKETS, makes_a_process, OK},
	    {CONFINE_FILES, connects, -SIGSYS},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int result = confined(rows[i].profile, NULL, rows[i].trial);
		if (result == NOT_FILTERED)
			skip(); /* told by confine(): no libseccomp, or no seccomp */
		if (result != rows[i].expected)
			fail_msg("row %zu: %d, not %d", i, result, rows[i].expected);
	}
}

static void libraries_are_named(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	confine_libraries(&text);
	assert_non_null(strstr(text_c_string(&text), "libseccomp"));
	assert_non_null(strstr(text_c_string(&text), "libcap-ng"));
	text_release(&text);
}

int test_confine(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_right_to_capture_is_left),
	    cmocka_unit_test(root_becomes_the_caller_or_nobody),
	    cmocka_unit_test(the_filter_lets_through_what_is_needed),
	    cmocka_unit_test(libraries_are_named),
	};
	return run_group(tests, NULL, NULL);
}
