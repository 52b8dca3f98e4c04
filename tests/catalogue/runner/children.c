/* SPDX-License-Identifier: MIT */
#include "children.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "needed_memory.h"

enum { READ_BYTES = 16384, PATIENCE_S = 3 };

static unsigned program_of(const struct child *child)
{
	return (unsigned)(child - child->children->items);
}

/* A child has ended when its process has and nobody holds its streams any more. */
static void check_end(struct child *child)
{
	struct children *children = child->children;
	if (child->pid == 0 || !child->reaped || child->streams[STREAM_OUT].fd >= 0 ||
	    child->streams[STREAM_ERR].fd >= 0)
		return;
	child->pid = 0;
	if (children->owner)
		children->owner->ended(children->context, program_of(child), child->status);
}

static void close_stream(struct child_stream *stream)
{
	if (stream->event)
		event_free(stream->event);
	stream->event = NULL;
	if (stream->fd >= 0)
		close(stream->fd);
	stream->fd = -1;
}

/* Tells the lines of what it said; the last one, too, when nothing follows. */
static void tell_lines(struct child *child, int which, bool whole)
{
	const struct children *children = child->children;
	struct child_stream *stream = &child->streams[which];
	while (stream->told < stream->said.length) {
		const char *begin = stream->said.bytes + stream->told;
		const char *end = memchr(begin, '\n', stream->said.length - stream->told);
		size_t length = end ? (size_t)(end - begin) : stream->said.length - stream->told;
		if (!end && !whole)
			return;
		char *line = memory_needed(strndup(begin, length));
		stream->told += length + 1;
		if (children->owner)
			children->owner->line(children->context, program_of(child), which, line);
		free(line);
	}
}

static void on_bytes(evutil_socket_t fd, int which, struct child *child)
{
	char bytes[READ_BYTES];
	struct child_stream *stream = &child->streams[which];
	ssize_t got = read(fd, bytes, sizeof bytes);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got > 0) {
		text_bytes(&stream->said, bytes, (size_t)got);
		tell_lines(child, which, false);
		return;
	}
	close_stream(stream);
	tell_lines(child, which, true);
	check_end(child);
}

static void on_out(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	on_bytes(fd, STREAM_OUT, context);
}

static void on_err(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	on_bytes(fd, STREAM_ERR, context);
}

static int status_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void on_child_ended(evutil_socket_t number, short what, void *context)
{
	struct children *children = context;
	(void)number, (void)what;
	for (unsigned i = 0; i < children->count; i++) {
		struct child *child = &children->items[i];
		int status;
		if (child->pid == 0 || child->reaped || waitpid(child->pid, &status, WNOHANG) <= 0)
			continue;
		child->reaped = true;
		child->status = status_of(status);
		check_end(child);
	}
}

void children_init(struct children *children, unsigned count, struct event_base *base,
		   const struct children_owner *owner, void *context)
{
	*children = (struct children){
	    .base = base,
	    .owner = owner,
	    .context = context,
	    .items = memory_needed(calloc(count, sizeof *children->items)),
	    .count = count,
	};
	for (unsigned i = 0; i < children->count; i++) {
		struct child *child = &children->items[i];
		child->children = children;
		for (int which = 0; which < STREAMS; which++) {
			child->streams[which].fd = -1;
			text_init(&child->streams[which].said);
		}
	}
	children->child_ended =
	    memory_needed(evsignal_new(base, SIGCHLD, on_child_ended, children));
	event_add(children->child_ended, NULL);
}

/* In the child, with all signals blocked: what this process does on a signal is no matter of the
 * child's, and a signal that came meanwhile ends it. What it says before it is the program goes
 * where the program's words go. */
static void become(const char *const arguments[], const int out[2], const int err[2], pid_t parent)
{
	static const int defaults[] = {SIGTERM, SIGCHLD, SIGPIPE, SIGXFSZ};
	sigset_t none;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	setsid();
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (dup2(nothing, STDIN_FILENO) < 0 || dup2(out[1], STDOUT_FILENO) < 0 ||
	    dup2(err[1], STDERR_FILENO) < 0)
		_exit(1);
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		signal(defaults[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execv(arguments[0], (char *const *)arguments);
	dprintf(STDERR_FILENO, "cannot start %s: %s\n", arguments[0], strerror(errno));
	_exit(127);
}

static void open_stream(struct child *child, int which, int fd)
{
	static const event_callback_fn callbacks[STREAMS] = {on_out, on_err};
	struct child_stream *stream = &child->streams[which];
	text_clear(&stream->said);
	stream->told = 0;
	stream->fd = fd;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	stream->event = memory_needed(
	    event_new(child->children->base, fd, EV_READ | EV_PERSIST, callbacks[which], child));
	event_add(stream->event, NULL);
}

bool children_start(struct children *children, unsigned program, const char *const arguments[],
		    struct err *err)
{
	struct child *child = &children->items[program];
	int out[2], errors[2];
	sigset_t all, before;
	const pid_t parent = getpid();
	const char *slash = strrchr(arguments[0], '/');
	if (child->pid != 0)
		return err_set(err, "%s runs already", slash ? slash + 1 : arguments[0]);
	if (pipe2(out, O_CLOEXEC) != 0)
		return err_set(err, "cannot make a pipe: %s", strerror(errno));
	if (pipe2(errors, O_CLOEXEC) != 0) {
		err_set(err, "cannot make a pipe: %s", strerror(errno));
		close(out[0]);
		close(out[1]);
		return false;
	}
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	pid_t pid = fork();
	if (pid == 0)
		become(arguments, out, errors, parent);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (pid < 0)
		err_set(err, "cannot start %s: %s", arguments[0], strerror(errno));
	close(out[1]);
	close(errors[1]);
	if (pid < 0) {
		close(out[0]);
		close(errors[0]);
		return false;
	}
	child->pid = pid;
	child->reaped = false;
	child->started = true;
	open_stream(child, STREAM_OUT, out[0]);
	open_stream(child, STREAM_ERR, errors[0]);
	return true;
}

bool children_died(const struct children *children, unsigned program, int *status)
{
	const struct child *child = &children->items[program];
	siginfo_t end = {0};
	*status = child->status;
	if (child->pid == 0 || child->reaped)
		return child->pid != 0;
	if (waitid(P_PID, (id_t)child->pid, &end, WEXITED | WNOHANG | WNOWAIT) != 0 ||
	    end.si_pid != child->pid)
		return false;
	*status = end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status;
	return true;
}

void children_signal(const struct children *children, unsigned program, int signal)
{
	const struct child *child = &children->items[program];
	if (child->pid != 0 && !child->reaped)
		kill(child->pid, signal);
}

static bool any_runs(const struct children *children)
{
	for (unsigned i = 0; i < children->count; i++)
		if (children->items[i].pid != 0)
			return true;
	return false;
}

static void signal_all(const struct children *children, int signal)
{
	for (unsigned i = 0; i < children->count; i++)
		children_signal(children, i, signal);
}

static void on_patience(evutil_socket_t fd, short what, void *context)
{
	(void)fd, (void)what;
	signal_all(context, SIGKILL);
}

void children_end(struct children *children)
{
	const struct timeval patience = {PATIENCE_S, 0};
	children->owner = NULL;
	if (!any_runs(children))
		return;
	struct event *timer = memory_needed(evtimer_new(children->base, on_patience, children));
	event_add(timer, &patience);
	signal_all(children, SIGTERM);
	while (any_runs(children) && event_base_loop(children->base, EVLOOP_ONCE) == 0)
		;
	event_free(timer);
}

void children_release(struct children *children)
{
	for (unsigned i = 0; i < children->count; i++)
		for (int which = 0; which < STREAMS; which++) {
			close_stream(&children->items[i].streams[which]);
			text_release(&children->items[i].streams[which].said);
		}
	event_free(children->child_ended);
	free(children->items);
}
