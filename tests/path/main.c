// SPDX-License-Identifier: MIT
/* path_run PLAN FOLDER [READY COMMAND...]: plays PLAN (plan.h) and records it in FOLDER (record.h).
 * COMMAND is started in each end's namespace before anything is played, with the end's name as a
 * further argument; it is waited for until it has opened a packet socket, and is interrupted at the
 * end. Exit status: 0 played, 1 failed, 2 wrong usage, 77 this system does not allow it. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "path.h"

enum { EXIT_USAGE = 2, EXIT_SKIP = 77, ARGUMENTS_MAX = 30 };

static void on_failed(void *owner)
{
	const struct path *path = owner;
	event_base_loopbreak(path->base);
}

static void play(struct path *path)
{
	path->base = event_base_new();
	path->on_failed = on_failed;
	path->owner = path;
	path_begin(path);
	/* It may have ended, or failed, before anything was waited for. */
	if (!path->ended && !path->failed)
		event_base_dispatch(path->base);
	path_end(path);
	event_base_free(path->base);
}

struct child {
	pid_t process;
	FILE *says; /* its standard error */
};

/* Runs COMMAND in END's namespace; it is ended when we are. */
static void become(const struct path *path, enum side end, char **command, pid_t parent)
{
	char *arguments[ARGUMENTS_MAX + 2] = {NULL};
	size_t count = 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	for (; count < ARGUMENTS_MAX && command[count]; count++)
		arguments[count] = command[count];
	arguments[count] = strdup(path_side_name(end));
	network_enter(&path->network, end);
	execvp(arguments[0], arguments);
	_exit(127);
}

static bool start(const struct path *path, enum side end, char **command, struct child *child)
{
	int ends[2];
	const pid_t parent = getpid();
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	child->says = fdopen(ends[0], "r");
	child->process = fork();
	if (child->process == 0) {
		dup2(ends[1], STDERR_FILENO);
		become(path, end, command, parent);
	}
	close(ends[1]);
	return child->says && child->process > 0;
}

static bool says(const struct child *child, const char *ready)
{
	char line[512];
	while (fgets(line, sizeof line, child->says))
		if (strstr(line, ready))
			return true;
	return false;
}

static void stop(const struct child *child)
{
	if (child->process > 0) {
		kill(child->process, SIGINT);
		waitpid(child->process, NULL, 0);
	}
	if (child->says)
		fclose(child->says);
}

/* What the kernel does for us it does on the processor that we are on. */
static void stay_on_one_processor(void)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET((size_t)sched_getcpu(), &set);
	sched_setaffinity(0, sizeof set, &set);
}

/* COMMAND[0] is what the others say when they are ready. */
static bool play_beside(struct path *path, char **command)
{
	struct child children[SIDES] = {0};
	bool started = true;
	for (enum side end = CLIENT; command && end < SIDES; end++)
		started = started && start(path, end, command + 1, &children[end]) &&
			  says(&children[end], command[0]);
	if (started) {
		stay_on_one_processor();
		play(path);
	}
	for (enum side end = CLIENT; command && end < SIDES; end++)
		stop(&children[end]);
	return started || err_set(&path->err, "%s does not say: %s", command[1], command[0]);
}

int main(int argc, char **argv)
{
	static struct path path = {.program = "path_run"};
	bool skip = false;
	if (argc < 3 || argc == 4) {
		fputs("usage: path_run PLAN FOLDER [READY COMMAND...]\n", stderr);
		return EXIT_USAGE;
	}
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody waits for it any more */
	bool good = plan_read(&path.plan, argv[1], &path.err) &&
		    network_open(&path.network, &path.plan, &skip, &path.err) &&
		    network_await_ends(&path.network, &path.err) &&
		    record_open(&path.record, argv[2], &path.err) &&
		    play_beside(&path, argc > 4 ? argv + 3 : NULL) &&
		    record_close(&path.record, &path.err) && !path.failed;
	if (!good)
		log_error(path.program, "%s", path.err.text);
	if (skip)
		return EXIT_SKIP;
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
