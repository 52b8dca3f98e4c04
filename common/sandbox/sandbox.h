/* SPDX-License-Identifier: MIT */
/* A process that reads untrusted bytes keeps no right that it does not need: code that takes it
 * over finds no capability, no other user, no file to open, no program to start, and no system call
 * that this program does not make. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "err.h"
#include "text.h"

/* What the process does from now on. */
enum sandbox_profile {
	SANDBOX_FILES,   /* the sniffer with a file: reads and writes what is open */
	SANDBOX_CAPTURE, /* the sniffer with an interface: beside that it asks about the capture */
	SANDBOX_SERVER,  /* accepts TCP connections, in threads */
	SANDBOX_CLIENT,  /* makes TCP connections */
	SANDBOX_VIEW,    /* the live view: accepts TCP connections, and ends with its parent */
	SANDBOX_PROFILES
};

enum { SANDBOX_OUTPUTS_MAX = 2 };

struct sandbox {
	enum sandbox_profile profile;
	/* SANDBOX_FILES and SANDBOX_CAPTURE: what may be written beside standard output and
	 * standard error. A packet socket is none of these: what is written there is sent. */
	int outputs[SANDBOX_OUTPUTS_MAX];
	size_t output_count;
	pid_t parent; /* SANDBOX_VIEW: when it ends, by whatever means, SIGKILL ends this process */
};

/* Gives up, for good and in every thread, what the profile does not need: to be called when all is
 * open and names are resolved, before the first byte from a stranger is looked at, and before the
 * first thread is started. In this order:
 *
 * - the bounding set of capabilities is cleared, root becomes the user who called sudo (SUDO_UID
 *   and SUDO_GID), else nobody, unless this user namespace knows no other user;
 * - all capabilities go, also those of a setcap program, and none comes back (no_new_privs);
 * - no more processes (RLIMIT_NPROC), but for the server, which may start threads, and no more
 *   bytes in files (RLIMIT_FSIZE) where no output is one;
 * - Landlock: no path can be opened, made, changed or executed; only the client connects (TCP);
 * - system calls are filtered (libseccomp). Those that no library makes by itself, such as
 *   execve(2), end the process (SIGSYS); what a library may try, such as open(2), fails.
 *
 * What is open stays open. False with the reason when a right could not be given up. Where this
 * system or this build has less, it goes on; under valgrind, which has to open files at the end,
 * nothing is given up. REPORT (NULL: not told) gets what was done, on one line. */
bool sandbox_enter(const struct sandbox *sandbox, struct text *report, struct err *err);

/* Appends what is built in and what this kernel has: "libseccomp 2.5.4, libcap-ng, Landlock 7", or
 * "no libseccomp, no libcap-ng, no Landlock". */
void sandbox_parts(struct text *text);

#endif
