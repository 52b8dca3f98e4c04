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

#include "ends.h"
#include "log.h"
#include "path.h"

enum { EXIT_USAGE = 2, EXIT_SKIP = 77, LOOK_US = 20000, ARGUMENTS_MAX = 30 };

void path_fail(struct path *path)
{
	path->failed = true;
	event_base_loopbreak(path->base);
}

static void add_port(struct path *path)
{
	size_t i = 0;
	while (i < path->ports_count && path->ports[i] != path->client_port)
		i++;
	if (i == path->ports_count && i < sizeof path->ports / sizeof *path->ports &&
	    path->client_port)
		path->ports[path->ports_count++] = path->client_port;
}

void path_record_states(struct path *path)
{
	struct end_state states[SIDES] = {0};
	add_port(path);
	for (enum side end = CLIENT; end < SIDES; end++)
		if (!states_ask(&path->network, end, path->client_port, &states[end], &path->err)) {
			path_fail(path);
			return;
		}
	fprintf(path->record.log, ",\"port\":%d", path->client_port);
	record_states(&path->record, &path->network, states);
	record_end(&path->record);
}

static void record_moment(struct path *path, const char *event)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	record_begin(&path->record, event, &time);
	path_record_states(path);
}

static void end_with(struct path *path, const char *event)
{
	if (!path->ended)
		record_moment(path, event);
	path->ended = true;
	event_base_loopbreak(path->base);
}

void path_step(struct path *path)
{
	while (path->again && !path->failed) {
		path->again = false;
		while (ends_step(path) && !path->failed)
			;
	}
	if (ends_done(path))
		end_with(path, "rest");
	else
		carry_arm(path);
}

static void on_packets(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	wire_read(path, CLIENT);
	wire_read(path, SERVER);
	path_step(path);
}

static void on_due(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	carry_due(path);
	path_step(path);
}

/* Timers of the kernel that end without a frame are seen by looking. */
static void on_look(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	path->again = true;
	path_step(path);
}

static void on_limit(evutil_socket_t fd, short what, void *context)
{
	(void)fd, (void)what;
	end_with(context, "limit");
}

static void play(struct path *path)
{
	const long limit_ms = path->plan.limit_ms;
	const struct timeval limit = {limit_ms / 1000, limit_ms % 1000 * 1000};
	const struct timeval look = {0, LOOK_US};
	struct event look_event;
	path->base = event_base_new();
	ends_open(path);
	for (enum side end = CLIENT; end < SIDES; end++) {
		event_assign(&path->packets[end], path->base, path->network.packets[end],
			     EV_READ | EV_PERSIST, on_packets, path);
		event_add(&path->packets[end], NULL);
	}
	evtimer_assign(&path->due, path->base, on_due, path);
	evtimer_assign(&path->limit, path->base, on_limit, path);
	event_assign(&look_event, path->base, -1, EV_PERSIST, on_look, path);
	event_add(&path->limit, &limit);
	event_add(&look_event, &look);
	record_moment(path, "begin");
	path->again = true;
	path_step(path);
	event_base_dispatch(path->base);
	carry_release(path);
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
	arguments[count] = strdup(side_name(end));
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
		    record_open(&path.record, argv[2], &path.err) &&
		    play_beside(&path, argc > 4 ? argv + 3 : NULL) &&
		    record_close(&path.record, &path.err) && !path.failed;
	if (!good)
		log_error(path.program, "%s", path.err.text);
	if (skip)
		return EXIT_SKIP;
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
