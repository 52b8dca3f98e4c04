/* SPDX-License-Identifier: MIT */
/*
 * in_session PROGRAM [ARGUMENT...]: runs it in a session of its own, and ends as it ended.
 *
 * Why: when a process ends whose parent is of another group (timeout makes one), the kernel looks
 * whether its own group is orphaned, as it is when the whole run was detached, and has a stopped
 * process: then it sends SIGHUP to the group. Were all tests of one group, a test that stops a
 * process could end the tests beside it, and ctest. Whatever the program leaves running is killed,
 * and all of it when this or ctest is told to end.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CANNOT = 125, /* the exit status when this failed, not the program */
	GRACE_S = 5,  /* between SIGTERM and SIGKILL */
};

static int cannot(const char *what)
{
	fprintf(stderr, "in_session: %s: %s\n", what, strerror(errno));
	return CANNOT;
}

/* SIGKILL for every child of ours. False when there is none. */
static bool kill_children(void)
{
	FILE *file = fopen("/proc/thread-self/children", "re");
	bool any = false;
	int pid;

	while (file != NULL && fscanf(file, "%d", &pid) == 1) {
		any = true;
		kill(pid, SIGKILL);
	}
	if (file != NULL)
		fclose(file);
	return any;
}

/* Until no descendant is left: the children of what was killed have become ours. */
static void kill_descendants(void)
{
	while (kill_children() && wait(NULL) != -1)
		;
}

/* Takes every child that has ended, whose parent may have ended before. True when PID was one. */
static bool has_ended(pid_t pid, int *status)
{
	pid_t ended;
	int how;

	while ((ended = waitpid(-1, &how, WNOHANG)) > 0) {
		if (ended != pid)
			continue;
		*status = how;
		return true;
	}
	return false;
}

/* Waits for PID, and how it ended. A signal to end goes on to its group, which has GRACE_S then. */
static int await(pid_t pid, const sigset_t *signals)
{
	int status = 0;

	while (!has_ended(pid, &status)) {
		const int number = sigwaitinfo(signals, NULL);

		if (number == SIGALRM)
			return SIGKILL;
		if (number == -1 || number == SIGCHLD)
			continue;
		kill(-pid, SIGTERM);
		kill(-pid, SIGCONT);
		alarm(GRACE_S);
	}
	return status;
}

/* In the child: the program, with the signals as they were. */
static int become(char **argv, const sigset_t *before, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		return CANNOT;
	if (setsid() == -1)
		return cannot("setsid");
	sigprocmask(SIG_SETMASK, before, NULL);
	execvp(argv[0], argv);
	return cannot(argv[0]);
}

int main(int argc, char **argv)
{
	const pid_t self = getpid();
	sigset_t signals, before;
	int status;
	pid_t pid;

	if (argc < 2) {
		fputs("usage: in_session PROGRAM [ARGUMENT...]\n", stderr);
		return CANNOT;
	}
	sigemptyset(&signals);
	sigaddset(&signals, SIGALRM);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGQUIT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, &before);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	pid = fork();
	if (pid == -1)
		return cannot("fork");
	if (pid == 0)
		_exit(become(argv + 1, &before, self));
	status = await(pid, &signals);
	kill_descendants();
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		sigprocmask(SIG_SETMASK, &before, NULL);
		raise(WTERMSIG(status));
	}
	return WEXITSTATUS(status);
}
