/* SPDX-License-Identifier: MIT */
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "one_processor.h"
#include "unit.h"

/* The number of the only processor of a process that took PLACE; -1 when it is not the only one. */
static int taken_at(unsigned place)
{
	int status = 0;
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		cpu_set_t set;
		struct err err;
		size_t found = 0;
		if (!one_processor_take(place, &err) || sched_getaffinity(0, sizeof set, &set) != 0)
			_exit(255);
		while (!CPU_ISSET(found, &set))
			found++;
		_exit(CPU_COUNT(&set) == 1 && found < 255 ? (int)found : 255);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == 255 ? -1 : WEXITSTATUS(status);
}

/* Each place one of those that this process may use, in turn, and around. */
static void takes_one_of_the_allowed(void **state)
{
	cpu_set_t allowed;
	unsigned place = 0;
	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof allowed, &allowed), 0);
	for (size_t i = 0; i < 255; i++)
		if (CPU_ISSET(i, &allowed))
			assert_int_equal(taken_at(place++), (int)i);
	assert_int_equal(taken_at(place), taken_at(0));
	assert_int_equal(taken_at(place + place), taken_at(0));
}

int test_one_processor(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_one_of_the_allowed),
	};
	return run_group(tests, NULL, NULL);
}
