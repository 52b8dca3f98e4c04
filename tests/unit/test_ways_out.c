/* SPDX-License-Identifier: MIT */
/* Whoever gets into a program finds each way out closed that its profile does not need. */
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "landlock.h"
#include "sandbox.h"
#include "sandbox_trials.h"
#include "unit.h"

static const char profile_letters[SANDBOX_PROFILES] = {[SANDBOX_FILES] = 'F',
						       [SANDBOX_CAPTURE] = 'P',
						       [SANDBOX_SERVER] = 'S',
						       [SANDBOX_CLIENT] = 'C',
						       [SANDBOX_VIEW] = 'V'};

static const struct trial_table *const tables[] = {&process_trials, &socket_trials, &kernel_trials};

/* How a child ended. */
enum { OUT, CLOSED, OTHER_ERROR, NOT_TRIED, NOT_SANDBOXED, NOT_FILTERED };

static int wait_for(pid_t child)
{
	int status;
	assert_true(child >= 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGSYS ? CLOSED : -WTERMSIG(status);
	return WEXITSTATUS(status);
}

static int setup(void **state)
{
	struct trial_world *world = calloc(1, sizeof *world);
	if (!world)
		return -1;
	char path[64];
	snprintf(world->folder, sizeof world->folder, "/tmp/unit-XXXXXX");
	snprintf(path, sizeof path, "%s/output", mkdtemp(world->folder));
	chmod(world->folder, 0777);
	world->output = open(path, O_RDWR | O_CREAT, 0600);
	world->packet_socket = socket(AF_PACKET, SOCK_RAW, 0);
	world->tcp = socket(AF_INET, SOCK_STREAM, 0);
	world->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	listen(world->listener, 1);
	unlink(path);
	world->victim = fork();
	if (world->victim == 0) {
		signal(SIGUSR1, SIG_IGN);
		prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
		for (;;)
			pause();
	}
	*state = world;
	return world->output < 0 || pipe(world->pipe) != 0 || world->victim < 0 ? -1 : 0;
}

static int teardown(void **state)
{
	struct trial_world *world = *state;
	kill(world->victim, SIGKILL);
	waitpid(world->victim, NULL, 0);
	close(world->output);
	close(world->tcp);
	close(world->listener);
	close(world->pipe[0]);
	close(world->pipe[1]);
	if (world->packet_socket >= 0)
		close(world->packet_socket);
	rmdir(world->folder);
	free(world);
	return 0;
}

static int try(const struct trial *trial, const struct trial_world *world)
{
	errno = 0;
	if (trial->run(world) >= 0)
		return OUT;
	return errno == ENOTSUP ? NOT_TRIED : OTHER_ERROR;
}

/* CLOSED: with the errors of the filter. Another one would mean that the kernel had a look at what
 * was asked for. */
static int try_in_sandbox(const struct trial *trial, const struct trial_world *world,
			  enum sandbox_profile profile)
{
	const struct sandbox sandbox = {
	    .profile = profile,
	    .outputs = {world->output},
	    .output_count = 1,
	};
	struct text report;
	text_init(&report);
	if (!sandbox_enter(&sandbox, &report, NULL))
		return NOT_SANDBOXED;
	if (!strstr(text_c_string(&report), "system calls filtered"))
		return NOT_FILTERED;
	int outcome = try(trial, world);
	return outcome == OTHER_ERROR && (errno == ENOSYS || errno == EACCES) ? CLOSED : outcome;
}

static int outcome_of(const struct trial *trial, const struct trial_world *world,
		      enum sandbox_profile profile)
{
	pid_t child = fork();
	if (child == 0)
		_exit(try_in_sandbox(trial, world, profile));
	return wait_for(child);
}

struct count {
	int wrong, untried;
};

static void try_in(const struct trial *trial, const struct trial_world *world,
		   enum sandbox_profile profile, struct count *count)
{
	char letter = profile_letters[profile];
	if (!strchr(trial->tried, letter))
		return;
	int outcome = outcome_of(trial, world, profile);
	if (outcome == NOT_FILTERED)
		skip(); /* as sandbox_enter() tells: no libseccomp, or no seccomp */
	count->untried += outcome == NOT_TRIED;
	if (outcome == NOT_TRIED || outcome == (strchr(trial->allowed, letter) ? OUT : CLOSED))
		return;
	print_error("%s: outcome %d in profile %c\n", trial->name, outcome, letter);
	count->wrong++;
}

static void each_way_out_is_closed(void **state)
{
	struct count count = {0};
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		for (size_t row = 0; row < tables[i]->count; row++)
			for (int profile = 0; profile < SANDBOX_PROFILES; profile++)
				try_in(&tables[i]->rows[row], *state, (enum sandbox_profile)profile,
				       &count);
	if (count.untried > 0)
		print_message("not tried, without a packet socket: %d\n", count.untried);
	assert_int_equal(count.wrong, 0);
}

/* Without the filter, as on a system that has none. PROFILE -1: without Landlock, too. */
static int try_landlock(const struct trial *trial, const struct trial_world *world, int profile)
{
	pid_t child = fork();
	if (child != 0)
		return wait_for(child);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (profile >= 0 && landlock_restrict((enum sandbox_profile)profile) == 0)
		_exit(NOT_SANDBOXED);
	int outcome = try(trial, world);
	_exit(outcome == OTHER_ERROR && (errno == EACCES || errno == EPERM) ? CLOSED : outcome);
}

/* Whatever a trial that got out did to the folder. */
static void clean_up(const struct trial_world *world)
{
	char path[64];
	snprintf(path, sizeof path, "%s/made", world->folder);
	if (unlink(path) != 0)
		rmdir(path);
	mkdir(world->folder, 0777);
}

static int expect_locked(const struct trial *trial, const struct trial_world *world)
{
	int wrong = try_landlock(trial, world, -1) != OUT;
	clean_up(world);
	for (int profile = 0; profile < SANDBOX_PROFILES; profile++)
		if (strchr(trial->locked, profile_letters[profile]))
			wrong += try_landlock(trial, world, profile) != CLOSED;
	if (wrong > 0)
		print_error("%s: %d wrong\n", trial->name, wrong);
	return wrong;
}

static void landlock_closes_some_once_more(void **state)
{
	int wrong = 0, version = landlock_version();
	if (version == 0)
		skip();
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		for (size_t row = 0; row < tables[i]->count; row++) {
			const struct trial *trial = &tables[i]->rows[row];
			if (trial->landlock > 0 && trial->landlock <= version)
				wrong += expect_locked(trial, *state);
		}
	assert_int_equal(wrong, 0);
}

int test_ways_out(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(each_way_out_is_closed, setup, teardown),
	    cmocka_unit_test_setup_teardown(landlock_closes_some_once_more, setup, teardown),
	};
	return run_group(tests, NULL, NULL);
}
