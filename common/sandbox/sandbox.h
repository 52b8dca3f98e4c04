/* SPDX-License-Identifier: MIT */
/* A process that looks at bytes from strangers keeps no right that it does not need: whoever should
 * get into it finds no capability, no other user, no file to open, no program to start. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

/* What the process does from now on. */
enum sandbox_profile {
	SANDBOX_FILES,   /* reads and writes what is open: the sniffer */
	SANDBOX_SOCKETS, /* makes and takes connections, too, with libevent, in threads: the rest */
};

/* Gives up, for good and in every thread, what PROFILE does not need: to be called when all is open
 * and names are resolved, before the first byte from a stranger is looked at. In this order:
 *
 * - root becomes the user who called sudo (SUDO_UID and SUDO_GID), else nobody, unless this user
 *   namespace knows no other user;
 * - all capabilities go, also those of a setcap program, and none comes back (no_new_privs);
 * - system calls are filtered (libseccomp). Those that no library makes by itself, such as
 *   execve(2), end the process (SIGSYS); what a library may try, such as open(2), fails.
 *
 * What is open stays open. False with the reason when a right could not be given up. Where this
 * system or this build has less, it goes on; under valgrind, which has to open files at the end,
 * nothing is given up. REPORT (NULL: not told) gets what was done, on one line. */
bool sandbox_enter(enum sandbox_profile profile, struct text *report, struct err *err);

/* Appends what is built in: "libseccomp 2.5.4, libcap-ng", or "no libseccomp, no libcap-ng". */
void sandbox_libraries(struct text *text);

#endif
