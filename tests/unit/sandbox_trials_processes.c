/* SPDX-License-Identifier: MIT */
/* Files, and other programs and processes. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox_trials.h"

static const char *path_in(const struct trial_world *w)
{
	static char path[64];
	snprintf(path, sizeof path, "%s/made", w->folder);
	return path;
}

TRIAL(open_to_read, open("/dev/null", O_RDONLY))
TRIAL(open_to_write, open("/dev/null", O_WRONLY))
TRIAL(open_folder, open(w->folder, O_RDONLY | O_DIRECTORY))
TRIAL(open_new, open(path_in(w), O_WRONLY | O_CREAT, 0600))
TRIAL(open_temporary, open(w->folder, O_RDWR | O_TMPFILE, 0600))
TRIAL(open_memory, open("/proc/self/mem", O_RDWR))
TRIAL(make_file, creat(path_in(w), 0600))
TRIAL(make_folder, mkdir(path_in(w), 0700))
TRIAL(make_fifo, mkfifo(path_in(w), 0600))
TRIAL(make_link, symlink("/etc/passwd", path_in(w)))
TRIAL(link_file, link("/dev/null", path_in(w)))
TRIAL(remove_folder, rmdir(w->folder))
TRIAL(remove_file, unlink(path_in(w)))
TRIAL(rename_folder, rename(w->folder, path_in(w)))
TRIAL(truncate_path, truncate(path_in(w), 0))
TRIAL(change_mode, chmod(w->folder, 0777))
TRIAL(change_mode_of_open, fchmod(w->output, 04755))
TRIAL(change_owner, fchown(w->output, getuid(), getgid()))
TRIAL(make_memory_file, syscall(SYS_memfd_create, "x", 0))
TRIAL(copy_descriptor, dup(w->pipe[0]))
TRIAL(copy_descriptor_over, dup2(w->pipe[1], 1))
TRIAL(copy_by_fcntl, fcntl(w->pipe[1], F_DUPFD, 0))

TRIAL(write_to_pipe, write(w->pipe[1], "x", 1))
TRIAL(write_to_output, write(w->output, "x", 1))
TRIAL(cut_output, ftruncate(w->output, 0))

static long start_program(const struct trial_world *w)
{
	(void)w;
	return execl("/bin/true", "true", (char *)NULL);
}

/* Not the child of a child, which would go on with the tests. */
static long ended_if_child(long pid)
{
	if (pid == 0)
		_exit(0);
	return pid;
}

TRIAL(make_process, ended_if_child(fork()))
TRIAL(make_clone, ended_if_child(syscall(SYS_clone, (long)SIGCHLD, 0, 0, 0, 0)))
TRIAL(make_namespace,
      ended_if_child(syscall(SYS_clone, (long)(CLONE_NEWUSER | SIGCHLD), 0, 0, 0, 0)))
TRIAL(make_clone3, syscall(SYS_clone3, 0, 0))
TRIAL(kill_other, kill(w->victim, SIGUSR1))
TRIAL(kill_thread_of_other, syscall(SYS_tgkill, w->victim, w->victim, SIGUSR1))
TRIAL(kill_by_tkill, syscall(SYS_tkill, w->victim, SIGUSR1))
TRIAL(kill_itself_by_kill, kill(getpid(), 0))

static long kill_with_value(const struct trial_world *w)
{
	return sigqueue(w->victim, SIGUSR1, (union sigval){0});
}

/* A signal of choice to a process of choice, when something can be read. */
static long kill_by_owner(const struct trial_world *w)
{
	int owned = fcntl(w->pipe[0], F_SETOWN, w->victim);
	return owned < 0 ? owned : fcntl(w->pipe[0], F_GETOWN) == w->victim ? 0 : -1;
}

static long kill_by_owner_ex(const struct trial_world *w)
{
	struct f_owner_ex owner = {F_OWNER_PID, w->victim};
	return fcntl(w->pipe[0], F_SETOWN_EX, &owner);
}

static long own_by_ioctl(const struct trial_world *w)
{
	int victim = w->victim;
	return ioctl(w->tcp, 0x8901 /* FIOSETOWN */, &victim);
}

static long async_by_ioctl(const struct trial_world *w)
{
	int on = 1;
	return ioctl(w->pipe[0], FIOASYNC, &on);
}

TRIAL(choose_signal, fcntl(w->pipe[0], F_SETSIG, SIGKILL))
TRIAL(ask_for_signals, fcntl(w->pipe[0], F_SETFL, O_ASYNC))
TRIAL(notify_by_fcntl, fcntl(w->pipe[0], F_NOTIFY, DN_CREATE))
TRIAL(lease_by_fcntl, fcntl(w->output, F_SETLEASE, F_WRLCK))
TRIAL(change_pipe, fcntl(w->pipe[0], F_SETPIPE_SZ, 4096))
TRIAL(take_descriptor, syscall(SYS_pidfd_open, w->victim, 0))
TRIAL(trace_other, syscall(SYS_ptrace, 16L /* PTRACE_ATTACH */, (long)w->victim, 0L, 0L))
TRIAL(be_traced, syscall(SYS_ptrace, 0L /* PTRACE_TRACEME */, 0L, 0L, 0L))
TRIAL(change_limit, syscall(SYS_prlimit64, w->victim, RLIMIT_CORE, NULL, NULL))
TRIAL(change_priority, setpriority(PRIO_PROCESS, (id_t)w->victim, 19))
WITHOUT_ARGUMENTS(process_vm_readv)
WITHOUT_ARGUMENTS(process_vm_writev)

static const struct trial rows[] = {
    READ_ROW(open_to_read, "", 1, "FPSCV"),
    LOCKED_ROW(open_to_write, "", 1, "FPSCV"),
    READ_ROW(open_folder, "", 1, "FPSCV"),
    LOCKED_ROW(open_new, "", 1, "FPSCV"),
    LOCKED_ROW(open_temporary, "", 1, "FPSCV"),
    ROW(open_memory, ""),
    LOCKED_ROW(make_file, "", 1, "FPSCV"),
    LOCKED_ROW(make_folder, "", 1, "FPSCV"),
    LOCKED_ROW(make_fifo, "", 1, "FPSCV"),
    LOCKED_ROW(make_link, "", 1, "FPSCV"),
    ROW(link_file, ""),
    LOCKED_ROW(remove_folder, "", 1, "FPSCV"),
    ROW(remove_file, ""),
    ROW(rename_folder, ""),
    ROW(truncate_path, ""),
    ROW(change_mode, ""),
    ROW(change_mode_of_open, ""),
    ROW(change_owner, ""),
    ROW(make_memory_file, ""),
    ROW(copy_descriptor, ""),
    ROW(copy_descriptor_over, ""),
    ROW(copy_by_fcntl, ""),
    ROW(write_to_pipe, "SCV"),
    ROW(write_to_output, "FPSCV"),
    ROW(cut_output, "FP"),
    READ_ROW(start_program, "", 1, "FPSCV"),
    ROW(make_process, ""),
    ROW(make_clone, ""),
    ROW(make_namespace, ""),
    ROW(make_clone3, ""),
    LOCKED_ROW(kill_other, "", 6, "SCV"),
    ROW(kill_thread_of_other, ""),
    ROW(kill_by_tkill, ""),
    ROW(kill_itself_by_kill, ""),
    ROW(kill_with_value, ""),
    ROW(kill_by_owner, ""),
    ROW(kill_by_owner_ex, ""),
    ROW(own_by_ioctl, ""),
    ROW(async_by_ioctl, ""),
    ROW(choose_signal, ""),
    ROW(ask_for_signals, ""),
    ROW(notify_by_fcntl, ""),
    ROW(lease_by_fcntl, ""),
    ROW(change_pipe, ""),
    ROW(take_descriptor, ""),
    ROW(trace_other, ""),
    ROW(be_traced, ""),
    ROW(change_limit, ""),
    ROW(change_priority, ""),
    ROW(try_process_vm_readv, ""),
    ROW(try_process_vm_writev, ""),
};
const struct trial_table process_trials = {rows, sizeof rows / sizeof rows[0]};
