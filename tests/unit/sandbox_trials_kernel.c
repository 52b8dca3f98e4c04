/* SPDX-License-Identifier: MIT */
/* Memory, the user, and the rest of the kernel. */
#include <sched.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "sandbox_trials.h"

static const char zeros[64];

static long map(int protection, int fd)
{
	int kind = fd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_PRIVATE;
	return mmap(NULL, 4096, protection, kind, fd, 0) == MAP_FAILED ? -1 : 0;
}

static long make_code(const struct trial_world *w)
{
	(void)w;
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

TRIAL(map_code, map(PROT_READ | PROT_EXEC, -1))
TRIAL(map_file_as_code, map(PROT_READ | PROT_EXEC, w->output))
TRIAL(map_data, map(PROT_READ | PROT_WRITE, -1))
TRIAL(become_root, setuid(0))
TRIAL(become_group, setgid(0))
TRIAL(leave_network, unshare(CLONE_NEWUSER))
TRIAL(enter_namespace, setns(w->pipe[0], 0))
TRIAL(change_root, chroot("/"))
TRIAL(be_traceable, prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))
TRIAL(outlive_parent, prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0))
TRIAL(add_filter, prctl(PR_SET_SECCOMP, 1, 0, 0, 0))
TRIAL(push_input, ioctl(0, TIOCSTI, "x"))
TRIAL(change_interface, ioctl(w->tcp, 0x8914 /* SIOCSIFFLAGS */, zeros))
TRIAL(change_personality, syscall(SYS_personality, 0x0400000))
TRIAL(new_system_call, syscall(10000))
TRIAL(uring, syscall(SYS_io_uring_setup, 1, zeros))
WITHOUT_ARGUMENTS(bpf)
WITHOUT_ARGUMENTS(perf_event_open)
WITHOUT_ARGUMENTS(userfaultfd)
WITHOUT_ARGUMENTS(keyctl)
WITHOUT_ARGUMENTS(add_key)
WITHOUT_ARGUMENTS(finit_module)
WITHOUT_ARGUMENTS(capset)
WITHOUT_ARGUMENTS(mount)
WITHOUT_ARGUMENTS(open_by_handle_at)
WITHOUT_ARGUMENTS(io_setup)
TRIAL(new_event_loop, epoll_create1(0))
TRIAL(new_counter, eventfd(0, 0))
TRIAL(ask_the_time, syscall(SYS_clock_gettime, 0, &(struct timespec){0}))
TRIAL(ask_about_output, fstat(w->output, &(struct stat){0}))

#ifdef __x86_64__
/* The same number is another call there: getpid(2) is 20. */
static long call_as_32_bits(const struct trial_world *w)
{
	(void)w;
	long result;
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");
	return result > 0 ? 0 : -1;
}
TRIAL(call_as_x32, syscall(0x40000000 | SYS_getpid))
#define X86_ROWS ROW(call_as_32_bits, ""), ROW(call_as_x32, ""),
#else
#define X86_ROWS
#endif

static const struct trial rows[] = {ROW(make_code, ""),
				    ROW(map_code, ""),
				    ROW(map_file_as_code, ""),
				    ROW(map_data, "FPSCV"),
				    ROW(become_root, ""),
				    ROW(become_group, ""),
				    ROW(leave_network, ""),
				    ROW(enter_namespace, ""),
				    ROW(change_root, ""),
				    ROW(be_traceable, ""),
				    ROW(outlive_parent, ""),
				    ROW(add_filter, ""),
				    ROW(push_input, ""),
				    ROW(change_interface, ""),
				    ROW(change_personality, ""),
				    ROW(new_system_call, ""),
				    ROW(uring, ""),
				    ROW(try_bpf, ""),
				    ROW(try_perf_event_open, ""),
				    ROW(try_userfaultfd, ""),
				    ROW(try_keyctl, ""),
				    ROW(try_add_key, ""),
				    ROW(try_finit_module, ""),
				    ROW(try_capset, ""),
				    ROW(try_mount, ""),
				    ROW(try_open_by_handle_at, ""),
				    ROW(try_io_setup, ""),
				    ROW(new_event_loop, "C"),
				    ROW(new_counter, "C"),
				    ROW(ask_the_time, "FPSCV"),
				    ROW(ask_about_output, "FPSCV"),
				    X86_ROWS};
const struct trial_table kernel_trials = {rows, sizeof rows / sizeof rows[0]};
