/* SPDX-License-Identifier: MIT */
#include "scenario_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "one_processor.h"

/* How an outcome is handed over: this, the reason, the detail. */
struct header {
	uint32_t word, reason_length;
	bool unread, at_border;
};

static bool write_all(int fd, const void *bytes, size_t length)
{
	for (const char *at = bytes; length > 0;) {
		ssize_t put = write(fd, at, length);
		if (put < 0 && errno != EINTR)
			return false;
		at += put > 0 ? put : 0;
		length -= put > 0 ? (size_t)put : 0;
	}
	return true;
}

static void hand_over(int fd, const struct outcome *outcome)
{
	const struct header header = {outcome->word, (uint32_t)outcome->reason.length,
				      outcome->unread, outcome->at_border};
	if (!write_all(fd, &header, sizeof header) ||
	    !write_all(fd, outcome->reason.bytes, outcome->reason.length) ||
	    !write_all(fd, outcome->detail.bytes, outcome->detail.length))
		_exit(EXIT_FAILURE);
}

static void work(const struct playing_options *given, const char *name, int fd)
{
	struct playing_options options = *given;
	struct outcome outcome;
	struct err err;
	outcome_init(&outcome);
	if (options.network != NETWORK_HOST)
		options.network = private_network_enter(&err);
	if (options.network != NETWORK_NONE && !one_processor_take(options.place, &err))
		options.network = NETWORK_NONE;
	if (options.network == NETWORK_NONE)
		outcome_set(&outcome, options.check ? OUTCOME_SKIP : OUTCOME_FAILED, "%s",
			    err.text);
	else
		playing_run(&options, name, &outcome);
	hand_over(fd, &outcome);
	outcome_release(&outcome);
}

/* Nothing of the process that started it is used, but what it was given. */
static void become(const struct playing_options *options, const char *name, int fd, pid_t parent)
{
	sigset_t none;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	setsid();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* Each step has its patience; this is for what no step waits for. */
	alarm(options->limit_s);
	work(options, name, fd);
	fflush(NULL);
	_exit(EXIT_SUCCESS);
}

bool worker_start(struct worker *worker, const struct playing_options *options, const char *name,
		  struct err *err)
{
	int ends[2];
	const pid_t parent = getpid();
	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(err, "cannot make a pipe: %s", strerror(errno));
	fflush(NULL);
	worker->started_ms = clock_monotonic_ms();
	worker->pid = fork();
	if (worker->pid == 0)
		become(options, name, ends[1], parent);
	close(ends[1]);
	worker->fd = ends[0];
	if (worker->pid > 0)
		return true;
	err_set(err, "cannot start a process: %s", strerror(errno));
	close(ends[0]);
	return false;
}

void worker_outcome(struct worker *worker, const struct text *bytes, struct outcome *outcome)
{
	struct header header;
	int status = 0;
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(worker->fd);
	outcome->took_ms = clock_monotonic_ms() - worker->started_ms;
	if (bytes->length < sizeof header) {
		outcome_set(
		    outcome, OUTCOME_FAILED, "no verdict came: its process %s %d%s",
		    WIFSIGNALED(status) ? "was killed by signal" : "ended with status",
		    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
		    WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? " (its time was up)" : "");
		return;
	}
	memcpy(&header, bytes->bytes, sizeof header);
	outcome->unread = header.unread;
	outcome->at_border = header.at_border;
	const char *rest = bytes->bytes + sizeof header;
	size_t length = bytes->length - sizeof header;
	size_t reason = header.reason_length < length ? header.reason_length : length;
	outcome_set(outcome, header.word < OUTCOME_COUNT ? header.word : OUTCOME_FAILED, "%.*s",
		    (int)reason, rest);
	text_bytes(&outcome->detail, rest + reason, length - reason);
}
