/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void become(const char *const arguments[], int input, int out, int errors, pid_t parent)
{
	sigset_t none;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent || dup2(input, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(errors, STDERR_FILENO) < 0)
		_exit(127);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(arguments[0], (char *const *)arguments);
	dprintf(STDERR_FILENO, "cannot start %s: %s\n", arguments[0], strerror(errno));
	_exit(127);
}

/* A file in memory with INPUT. */
static int open_input(const char *input)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	if (fd < 0 || !input)
		return fd;
	size_t length = strlen(input);
	if (write(fd, input, length) != (ssize_t)length || lseek(fd, 0, SEEK_SET) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void read_one(struct pollfd *polled, struct text *text)
{
	char bytes[4096];
	ssize_t got = read(polled->fd, bytes, sizeof bytes);
	if (got > 0 && text)
		text_bytes(text, bytes, (size_t)got);
	else if (got == 0 || (got < 0 && errno != EINTR))
		polled->fd = -1;
}

/* Reads both until both are at their end; false when that takes longer than LIMIT_MS (-1: no
 * limit). */
static bool read_all(int limit_ms, const int fds[2], struct text *const texts[2])
{
	const int64_t end_ms = limit_ms < 0 ? INT64_MAX : now_ms() + limit_ms;
	struct pollfd polled[2] = {{.fd = fds[0], .events = POLLIN},
				   {.fd = fds[1], .events = POLLIN}};
	while (polled[0].fd >= 0 || polled[1].fd >= 0) {
		int64_t left_ms = end_ms - now_ms();
		if (left_ms <= 0)
			return false;
		if (poll(polled, 2, limit_ms < 0 ? -1 : (int)left_ms) < 0)
			continue; /* a signal */
		for (int i = 0; i < 2; i++)
			if (polled[i].fd >= 0 && polled[i].revents)
				read_one(&polled[i], texts[i]);
	}
	return true;
}

static int await(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* PID has these streams. */
static int follow(int limit_ms, pid_t pid, const int fds[2], struct text *out, struct text *errors)
{
	if (pid < 0)
		return 127;
	if (!read_all(limit_ms, fds, (struct text *const[]){out, errors})) {
		kill(pid, SIGKILL);
		if (errors)
			text_format(errors, "not done after %d ms\n", limit_ms);
	}
	return await(pid);
}

int command_run_within(int limit_ms, const char *const arguments[], const char *input,
		       struct text *out, struct text *errors)
{
	enum { INPUT, OUT_READ, OUT_WRITE, ERR_READ, ERR_WRITE, FDS };
	int fds[FDS] = {-1, -1, -1, -1, -1}, status = 127;
	const pid_t parent = getpid();
	fds[INPUT] = open_input(input);
	if (fds[INPUT] >= 0 && pipe2(fds + OUT_READ, O_CLOEXEC) == 0 &&
	    pipe2(fds + ERR_READ, O_CLOEXEC) == 0) {
		pid_t pid = fork();
		if (pid == 0)
			become(arguments, fds[INPUT], fds[OUT_WRITE], fds[ERR_WRITE], parent);
		close(fds[OUT_WRITE]);
		close(fds[ERR_WRITE]);
		fds[OUT_WRITE] = fds[ERR_WRITE] = -1;
		status =
		    follow(limit_ms, pid, (const int[]){fds[OUT_READ], fds[ERR_READ]}, out, errors);
	}
	for (int i = 0; i < FDS; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	return status;
}

int command_run(const char *const arguments[], const char *input, struct text *out,
		struct text *errors)
{
	return command_run_within(COMMAND_LIMIT_MS, arguments, input, out, errors);
}

int command_run_shown(const char *const arguments[], struct text *errors)
{
	int fds[2] = {-1, -1}, status = 127;
	int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
	const pid_t parent = getpid();
	fflush(NULL);
	if (input >= 0 && pipe2(fds, O_CLOEXEC) == 0) {
		pid_t pid = fork();
		if (pid == 0)
			become(arguments, input, STDOUT_FILENO, fds[1], parent);
		close(fds[1]);
		status = follow(-1, pid, (const int[]){-1, fds[0]}, NULL, errors);
		close(fds[0]);
	}
	if (input >= 0)
		close(input);
	return status;
}

bool command_exists(const char *name)
{
	char path[4096];
	const char *folders = getenv("PATH");
	while (folders && *folders) {
		size_t length = strcspn(folders, ":");
		snprintf(path, sizeof path, "%.*s/%s", (int)length, folders, name);
		if (length > 0 && access(path, X_OK) == 0)
			return true;
		folders += length + (folders[length] == ':');
	}
	return false;
}
