/* SPDX-License-Identifier: MIT */
/* What libraries may try, and do without; and what only somebody calls who got into the process:
 * that ends it. */
#include <errno.h>

#include "syscall_table.h"

static const struct syscall_rule rules[] = {
    /* Libraries look for files, and libpcap gives its ring back before it closes the socket. */
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
    REFUSE(SNIFFER | SERVER | VIEW, "socket", EACCES),
    REFUSE(SNIFFER | VIEW, "setsockopt", EACCES),
    REFUSE(ALL, "socketpair", EACCES), /* libevent without a descriptor for a pipe */

    /* What clone3(2) is to do cannot be seen from here: a library that is told that there is none
     * takes clone(2). */
    REFUSE(ALL, "clone3", ENOSYS),

    /* Other programs, processes and signals. */
    KILL(ALL, "execve"),
    KILL(ALL, "execveat"),
    KILL(ALL, "fork"),
    KILL(ALL, "vfork"),
    KILL(ALL & ~SERVER, "clone"),
    KILL(ALL, "kill"),
    KILL(ALL, "rt_sigqueueinfo"),
    KILL(ALL, "rt_tgsigqueueinfo"),
    KILL(ALL, "pidfd_open"),
    KILL(ALL, "pidfd_getfd"),
    KILL(ALL, "pidfd_send_signal"),
    KILL(ALL, "ptrace"),
    KILL(ALL, "process_vm_readv"),
    KILL(ALL, "process_vm_writev"),

    /* Sockets. */
    KILL(SNIFFER | SERVER | VIEW, "bind"),
    KILL(SNIFFER | SERVER | VIEW, "connect"),
    KILL(ALL, "listen"),
    KILL(SNIFFER | CLIENT, "accept"),
    KILL(SNIFFER | CLIENT, "accept4"),
    KILL(SNIFFER, "sendto"),
    KILL(ALL, "sendmsg"),
    KILL(ALL, "sendmmsg"),

    /* Files. */
    KILL(ALL, "creat"),
    KILL(ALL, "open_by_handle_at"),
    KILL(ALL, "truncate"),
    KILL(ALL, "unlink"),
    KILL(ALL, "unlinkat"),
    KILL(ALL, "rmdir"),
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
    KILL(ALL, "pivot_root"),
    KILL(ALL, "mount"),
    KILL(ALL, "umount2"),
    KILL(ALL, "memfd_create"),

    /* The user, namespaces, and the kernel. */
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
    KILL(ALL, "io_setup"),
    KILL(ALL, "add_key"),
    KILL(ALL, "request_key"),
    KILL(ALL, "keyctl"),
    KILL(ALL, "init_module"),
    KILL(ALL, "finit_module"),
    KILL(ALL, "kexec_load"),
};

const struct syscall_table syscalls_refused = {rules, sizeof rules / sizeof rules[0]};
