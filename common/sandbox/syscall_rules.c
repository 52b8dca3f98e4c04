/* SPDX-License-Identifier: MIT */
/* What the programs do when they are set up, by the names of the system calls, those of 32-bit
 * systems and of other C libraries included. Calls that happen for each packet or message have no
 * condition: the kernel then lets them pass without running the filter. */
#include <errno.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>

#include "syscall_filter.h"

enum { FILES = 1 << SANDBOX_FILES, SOCKETS = 1 << SANDBOX_SOCKETS, ALL = FILES | SOCKETS };

#define PR_NAMES_MEMORY 0x53564d41    /* PR_SET_VMA, which older headers do not have */
#define CLONE_OF_THREAD 0x00010000    /* CLONE_THREAD */
#define CLONE_OF_NAMESPACE 0x7e020000 /* the CLONE_NEW ones */
#ifdef __s390__
enum { CLONE_FLAGS = 1 }; /* which argument of clone(2) they are */
#else
enum { CLONE_FLAGS = 0 };
#endif
#define EMPTY_PATH 0x1000 /* AT_EMPTY_PATH: only of what is open */

#define ALLOW(profiles, name)                                                                      \
	{                                                                                          \
		name, profiles, SYSCALL_ALLOW, 0, 0, 0                                             \
	}
#define IF_EQUAL(profiles, name, argument, mask, value)                                            \
	{                                                                                          \
		name, profiles, SYSCALL_ALLOW_IF_EQUAL, argument, mask, value                      \
	}
#define REFUSE(profiles, name, error)                                                              \
	{                                                                                          \
		name, profiles, SYSCALL_REFUSE, 0, 0, error                                        \
	}
#define KILL(profiles, name)                                                                       \
	{                                                                                          \
		name, profiles, SYSCALL_KILL, 0, 0, 0                                              \
	}

const struct syscall_rule syscall_rules[] = {
    /* Reading and writing what is open. */
    ALLOW(ALL, "read"),
    ALLOW(ALL, "readv"),
    ALLOW(ALL, "pread64"),
    ALLOW(ALL, "write"),
    ALLOW(ALL, "writev"),
    ALLOW(ALL, "pwrite64"),
    ALLOW(ALL, "lseek"),
    ALLOW(ALL, "_llseek"),
    ALLOW(ALL, "ftruncate"),
    ALLOW(ALL, "ftruncate64"),
    ALLOW(ALL, "fsync"),
    ALLOW(ALL, "fdatasync"),
    ALLOW(ALL, "fstat"),
    ALLOW(ALL, "fstat64"),
    IF_EQUAL(ALL, "newfstatat", 3, EMPTY_PATH, EMPTY_PATH),
    IF_EQUAL(ALL, "fstatat64", 3, EMPTY_PATH, EMPTY_PATH),
    IF_EQUAL(ALL, "statx", 2, EMPTY_PATH, EMPTY_PATH),
    ALLOW(ALL, "fcntl"),
    ALLOW(ALL, "fcntl64"),
    ALLOW(ALL, "close"),
    IF_EQUAL(ALL, "ioctl", 1, UINT32_MAX, SIOCGIFFLAGS), /* is the interface still up? */
    IF_EQUAL(ALL, "ioctl", 1, UINT32_MAX, FIONREAD),
    IF_EQUAL(ALL, "ioctl", 1, UINT32_MAX, TCGETS),
    IF_EQUAL(ALL, "ioctl", 1, UINT32_MAX, TIOCGWINSZ),

    /* Waiting. */
    ALLOW(ALL, "poll"),
    ALLOW(ALL, "ppoll"),
    ALLOW(ALL, "ppoll_time64"),
    ALLOW(ALL, "select"),
    ALLOW(ALL, "_newselect"),
    ALLOW(ALL, "pselect6"),
    ALLOW(ALL, "pselect6_time64"),
    ALLOW(ALL, "clock_gettime"),
    ALLOW(ALL, "clock_gettime64"),
    ALLOW(ALL, "clock_getres"),
    ALLOW(ALL, "gettimeofday"),
    ALLOW(ALL, "time"),
    ALLOW(ALL, "nanosleep"),
    ALLOW(ALL, "clock_nanosleep"),
    ALLOW(ALL, "clock_nanosleep_time64"),
    ALLOW(ALL, "restart_syscall"),
    ALLOW(ALL, "rt_sigaction"),
    ALLOW(ALL, "rt_sigprocmask"),
    ALLOW(ALL, "rt_sigreturn"),
    ALLOW(ALL, "sigreturn"),
    ALLOW(ALL, "sigaltstack"),

    /* Memory, none of which becomes code. */
    ALLOW(ALL, "brk"),
    ALLOW(ALL, "munmap"),
    ALLOW(ALL, "mremap"),
    ALLOW(ALL, "madvise"),
    IF_EQUAL(ALL, "mmap", 2, PROT_EXEC, 0),
    IF_EQUAL(ALL, "mmap2", 2, PROT_EXEC, 0),
    IF_EQUAL(ALL, "mprotect", 2, PROT_EXEC, 0),
    IF_EQUAL(ALL, "prctl", 0, UINT32_MAX, PR_NAMES_MEMORY),
    ALLOW(ALL, "sysinfo"), /* qsort(3) asks how much there is */
    ALLOW(ALL, "getrandom"),

    /* Itself. */
    ALLOW(ALL, "exit"),
    ALLOW(ALL, "exit_group"),
    ALLOW(ALL, "futex"),
    ALLOW(ALL, "futex_time64"),
    ALLOW(ALL, "getpid"),
    ALLOW(ALL, "gettid"),
    ALLOW(ALL, "getuid"),
    ALLOW(ALL, "getuid32"),
    ALLOW(ALL, "geteuid"),
    ALLOW(ALL, "geteuid32"),
    ALLOW(ALL, "getgid"),
    ALLOW(ALL, "getgid32"),
    ALLOW(ALL, "getegid"),
    ALLOW(ALL, "getegid32"),
    ALLOW(ALL, "getrusage"),
    ALLOW(ALL, "sched_yield"),

    /* The socket that packets are captured with, and sockets that are open. */
    ALLOW(ALL, "recvfrom"),
    ALLOW(ALL, "recvmsg"),
    ALLOW(ALL, "getsockopt"),
    ALLOW(ALL, "setsockopt"),
    ALLOW(ALL, "getsockname"),

    /* Connections, and libevent's means. */
    ALLOW(SOCKETS, "socket"),
    ALLOW(SOCKETS, "bind"),
    ALLOW(SOCKETS, "connect"),
    ALLOW(SOCKETS, "listen"),
    ALLOW(SOCKETS, "accept"),
    ALLOW(SOCKETS, "accept4"),
    ALLOW(SOCKETS, "shutdown"),
    ALLOW(SOCKETS, "getpeername"),
    ALLOW(SOCKETS, "sendto"),
    ALLOW(SOCKETS, "sendmsg"),
    ALLOW(SOCKETS, "recv"),
    ALLOW(SOCKETS, "send"),
    ALLOW(SOCKETS, "socketpair"),
    ALLOW(SOCKETS, "pipe"),
    ALLOW(SOCKETS, "pipe2"),
    ALLOW(SOCKETS, "eventfd2"),
    ALLOW(SOCKETS, "epoll_create"),
    ALLOW(SOCKETS, "epoll_create1"),
    ALLOW(SOCKETS, "epoll_ctl"),
    ALLOW(SOCKETS, "epoll_wait"),
    ALLOW(SOCKETS, "epoll_pwait"),
    ALLOW(SOCKETS, "epoll_pwait2"),
    ALLOW(SOCKETS, "timerfd_create"),
    ALLOW(SOCKETS, "timerfd_settime"),
    ALLOW(SOCKETS, "timerfd_settime64"),
    ALLOW(SOCKETS, "dup"),

    /* Threads, but no process. What clone3(2) is to do cannot be seen from here: a library that is
     * told that there is none takes clone(2). */
    IF_EQUAL(SOCKETS, "clone", CLONE_FLAGS, CLONE_OF_THREAD | CLONE_OF_NAMESPACE, CLONE_OF_THREAD),
    REFUSE(ALL, "clone3", ENOSYS),
    ALLOW(ALL, "rseq"),
    ALLOW(ALL, "set_robust_list"),
    ALLOW(SOCKETS, "sched_getaffinity"),
    ALLOW(SOCKETS, "sched_setaffinity"),
    IF_EQUAL(SOCKETS, "prctl", 0, UINT32_MAX, PR_SET_NAME),

    /* What libraries look for in files, and do without. */
    REFUSE(ALL, "open", EACCES),
    REFUSE(ALL, "openat", EACCES),
    REFUSE(ALL, "openat2", EACCES),
    REFUSE(ALL, "access", EACCES),
    REFUSE(ALL, "faccessat", EACCES),
    REFUSE(ALL, "faccessat2", EACCES),
    REFUSE(ALL, "stat", EACCES),
    REFUSE(ALL, "stat64", EACCES),
    REFUSE(ALL, "lstat", EACCES),
    REFUSE(ALL, "lstat64", EACCES),
    REFUSE(ALL, "readlink", EACCES),
    REFUSE(ALL, "readlinkat", EACCES),
    REFUSE(FILES, "socket", EACCES),

    /* Whoever calls these is not us. */
    KILL(ALL, "execve"),
    KILL(ALL, "execveat"),
    KILL(ALL, "fork"),
    KILL(ALL, "vfork"),
    KILL(FILES, "clone"),
    KILL(ALL, "kill"),
    KILL(ALL, "tkill"),
    KILL(ALL, "pidfd_open"),
    KILL(ALL, "pidfd_send_signal"),
    KILL(ALL, "ptrace"),
    KILL(ALL, "process_vm_readv"),
    KILL(ALL, "process_vm_writev"),
    KILL(FILES, "bind"),
    KILL(FILES, "connect"),
    KILL(FILES, "listen"),
    KILL(FILES, "accept"),
    KILL(FILES, "accept4"),
    KILL(FILES, "sendto"),
    KILL(FILES, "sendmsg"),
    KILL(FILES, "sendmmsg"),
    KILL(ALL, "creat"),
    KILL(ALL, "unlink"),
    KILL(ALL, "unlinkat"),
    KILL(ALL, "rename"),
    KILL(ALL, "renameat"),
    KILL(ALL, "renameat2"),
    KILL(ALL, "link"),
    KILL(ALL, "linkat"),
    KILL(ALL, "symlink"),
    KILL(ALL, "symlinkat"),
    KILL(ALL, "mkdir"),
    KILL(ALL, "mkdirat"),
    KILL(ALL, "mknod"),
    KILL(ALL, "mknodat"),
    KILL(ALL, "chmod"),
    KILL(ALL, "fchmod"),
    KILL(ALL, "fchmodat"),
    KILL(ALL, "chown"),
    KILL(ALL, "fchown"),
    KILL(ALL, "fchownat"),
    KILL(ALL, "chroot"),
    KILL(ALL, "mount"),
    KILL(ALL, "umount2"),
    KILL(ALL, "unshare"),
    KILL(ALL, "setns"),
    KILL(ALL, "setuid"),
    KILL(ALL, "setgid"),
    KILL(ALL, "setreuid"),
    KILL(ALL, "setregid"),
    KILL(ALL, "setresuid"),
    KILL(ALL, "setresgid"),
    KILL(ALL, "setgroups"),
    KILL(ALL, "capset"),
    KILL(ALL, "personality"),
    KILL(ALL, "bpf"),
    KILL(ALL, "perf_event_open"),
    KILL(ALL, "userfaultfd"),
    KILL(ALL, "io_uring_setup"),
    KILL(ALL, "memfd_create"),
    KILL(ALL, "add_key"),
    KILL(ALL, "keyctl"),
    KILL(ALL, "init_module"),
    KILL(ALL, "finit_module"),
    KILL(ALL, "kexec_load"),
};
const size_t syscall_rule_count = sizeof syscall_rules / sizeof syscall_rules[0];
