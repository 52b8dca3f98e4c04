/* SPDX-License-Identifier: MIT */
/* What each program does once it is set up, and nothing else, by the names of the system calls,
 * those of 32-bit systems and of other C libraries included. Calls that happen for each packet or
 * message have no condition where that can be: the kernel then lets them pass without running the
 * filter.
 *
 * On 32-bit x86 socket calls can go by way of socketcall(2), whose arguments no filter can see:
 * there their conditions do not count, only their names. */
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <termios.h>

#include "syscall_table.h"

#define PR_NAMES_MEMORY 0x53564d41    /* PR_SET_VMA, which older headers do not have */
#define CLONE_OF_THREAD 0x00010000    /* CLONE_THREAD */
#define CLONE_OF_NAMESPACE 0x7e020000 /* the CLONE_NEW ones */
#ifdef __s390__
enum { CLONE_FLAGS = 1 }; /* which argument of clone(2) they are */
#else
enum { CLONE_FLAGS = 0 };
#endif
#define TERMINAL_SETTINGS 0x802c542a /* TCGETS2, whose header needs a struct that none has */
#define EMPTY_PATH 0x1000            /* AT_EMPTY_PATH: only of what is open */
#define SOCKET_FLAGS (SOCK_NONBLOCK | SOCK_CLOEXEC)

static const struct syscall_rule rules[] = {
    /* Reading and writing what is open. The sniffer writes only to its outputs: what is written to
     * a packet socket is sent. */
    ALLOW(ALL, "read"),
    ALLOW(ALL, "readv"),
    ALLOW(SNIFFER, "pread64"),
    ALLOW(EVENTS, "write"),
    ALLOW(EVENTS, "writev"),
    ON_OUTPUT(SNIFFER, "write"),
    ON_OUTPUT(SNIFFER, "writev"),
    ON_OUTPUT(SNIFFER, "ftruncate"),
    ON_OUTPUT(SNIFFER, "ftruncate64"),
    ALLOW(SNIFFER, "lseek"),
    ALLOW(SNIFFER, "_llseek"),
    ALLOW(ALL, "fstat"),
    ALLOW(ALL, "fstat64"),
    ALLOW_IF(ALL, "newfstatat", HAS(3, EMPTY_PATH)),
    ALLOW_IF(ALL, "fstatat64", HAS(3, EMPTY_PATH)),
    ALLOW_IF(ALL, "statx", HAS(2, EMPTY_PATH)),
    ALLOW(ALL, "close"),
    /* Nobody is sent a signal for what happens on a descriptor. */
    FCNTL(ALL, IS(1, F_GETFL)),
    FCNTL(ALL, IS(1, F_GETFD)),
    FCNTL(EVENTS, IS(1, F_SETFD)),
    FCNTL(EVENTS, IS(1, F_SETFL), HAS_NOT(2, O_ASYNC)),
    IOCTL(ALL, TCGETS), /* isatty(3) */
    IOCTL(ALL, TERMINAL_SETTINGS),
    IOCTL(ALL, TIOCGWINSZ),
    IOCTL(EVENTS, FIONREAD),

    /* Waiting. */
    ALLOW(ALL, "poll"),
    ALLOW(ALL, "ppoll"),
    ALLOW(ALL, "ppoll_time64"),
    ALLOW(SNIFFER, "select"),
    ALLOW(SNIFFER, "_newselect"),
    ALLOW(SNIFFER, "pselect6"),
    ALLOW(SNIFFER, "pselect6_time64"),
    ALLOW(ALL, "clock_gettime"),
    ALLOW(ALL, "clock_gettime64"),
    ALLOW(ALL, "clock_getres"),
    ALLOW(ALL, "clock_getres_time64"),
    ALLOW(ALL, "gettimeofday"),
    ALLOW(ALL, "time"),
    ALLOW(ALL, "restart_syscall"),
    ALLOW(ALL, "rt_sigaction"),
    ALLOW(ALL, "rt_sigprocmask"),
    ALLOW(ALL, "rt_sigreturn"),
    ALLOW(ALL, "sigreturn"),

    /* Memory, none of which becomes code. */
    ALLOW(ALL, "brk"),
    ALLOW(ALL, "munmap"),
    ALLOW(ALL, "mremap"),
    ALLOW(ALL, "madvise"),
    ALLOW_IF(ALL, "mmap", HAS_NOT(2, PROT_EXEC)),
    ALLOW_IF(ALL, "mmap2", HAS_NOT(2, PROT_EXEC)),
    ALLOW_IF(ALL, "mprotect", HAS_NOT(2, PROT_EXEC)),
    ALLOW_IF(ALL, "prctl", IS(0, PR_NAMES_MEMORY)),
    ALLOW(ALL, "sysinfo"), /* qsort(3) asks how much there is */
    ALLOW(ALL, "getrandom"),

    /* Itself. A signal is how abort(3) and raise(3) end the process. */
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
    ALLOW(ALL, "sched_yield"),
    ON_ITSELF(ALL, "tgkill"),
    ON_ITSELF(ALL, "tkill"),

    /* The packet socket: its state, and of older libpcaps whether it has failed. */
    IOCTL(CAPTURE, SIOCGIFFLAGS), /* is the interface still up? */
    ALLOW_IF(CAPTURE, "getsockopt", IS(1, SOL_PACKET)),
    ALLOW_IF(CAPTURE, "getsockopt", IS(1, SOL_SOCKET), IS(2, SO_ERROR)),
    ALLOW(CAPTURE, "getsockname"),
    ALLOW(CAPTURE, "recvfrom"),
    ALLOW(CAPTURE, "recvmsg"),

    /* The event loop. */
    ALLOW(EVENTS, "epoll_ctl"),
    ALLOW(EVENTS, "epoll_wait"),
    ALLOW(EVENTS, "epoll_pwait"),
    ALLOW(EVENTS, "epoll_pwait2"),
    ALLOW(CLIENT, "epoll_create"), /* once the server's name is resolved */
    ALLOW(CLIENT, "epoll_create1"),
    ALLOW(CLIENT, "eventfd2"),
    ALLOW(CLIENT, "pipe"),
    ALLOW(CLIENT, "pipe2"),
    ALLOW(CLIENT, "timerfd_create"),
    ALLOW(CLIENT, "timerfd_settime"),
    ALLOW(CLIENT, "timerfd_settime64"),

    /* Connections. */
    ALLOW(EVENTS, "recvfrom"),
    ALLOW(EVENTS, "recv"),
    ALLOW(CLIENT, "sendto"), /* with MSG_FASTOPEN it connects */
    ALLOW_IF(SERVER | VIEW, "sendto", HAS_NOT(3, MSG_FASTOPEN)),
    ALLOW_IF(EVENTS, "send", HAS_NOT(3, MSG_FASTOPEN)),
    ALLOW(EVENTS, "shutdown"),
    ALLOW_IF(EVENTS, "getsockopt", IS(1, SOL_SOCKET), IS(2, SO_ERROR)),
    ALLOW_IF(EVENTS, "getsockopt", IS(1, IPPROTO_TCP), IS(2, TCP_INFO)),
    ALLOW(SERVER | VIEW, "accept"),
    ALLOW(SERVER | VIEW, "accept4"),
    SETSOCKOPT(SERVER | CLIENT, SOL_SOCKET, SO_LINGER),
    SETSOCKOPT(SERVER | CLIENT, IPPROTO_TCP, TCP_QUICKACK),
    ALLOW_IF(CLIENT, "socket", IS(0, AF_INET), MASKED(1, ~SOCKET_FLAGS, SOCK_STREAM), IS(2, 0)),
    ALLOW_IF(CLIENT, "socket", IS(0, AF_INET6), MASKED(1, ~SOCKET_FLAGS, SOCK_STREAM), IS(2, 0)),
    ALLOW(CLIENT, "bind"), /* --local-address, --local-port, and a load's many addresses */
    ALLOW(CLIENT, "connect"),
    SETSOCKOPT(CLIENT, SOL_SOCKET, SO_REUSEADDR),
    SETSOCKOPT(CLIENT, SOL_SOCKET, SO_RCVBUF),
    SETSOCKOPT(CLIENT, SOL_SOCKET, SO_SNDBUF),
    SETSOCKOPT(CLIENT, SOL_SOCKET, SO_KEEPALIVE),
    SETSOCKOPT(CLIENT, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_NODELAY),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_CORK),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_MAXSEG),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_KEEPIDLE),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_KEEPINTVL),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_KEEPCNT),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_USER_TIMEOUT),
    SETSOCKOPT(CLIENT, IPPROTO_TCP, TCP_FASTOPEN),

    /* Threads, but no process. */
    ALLOW_IF(SERVER, "clone",
	     MASKED(CLONE_FLAGS, CLONE_OF_THREAD | CLONE_OF_NAMESPACE, CLONE_OF_THREAD)),
    ALLOW(SERVER, "rseq"),
    ALLOW(SERVER, "set_robust_list"),
};

const struct syscall_table syscalls_allowed = {rules, sizeof rules / sizeof rules[0]};
