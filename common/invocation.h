/* SPDX-License-Identifier: MIT */
/* How the user started this program: from where it was built, or as a command of the installed
 * `handshake`, which calls it by a name that begins with "handshake-". What a message tells the
 * user to type has to exist there. */
#ifndef INVOCATION_H
#define INVOCATION_H

#include <stdbool.h>

#include "text.h"

/* Whether argv[0] was handshake-NAME. */
bool invocation_is_installed(void);

/* What stands before NAME where the user types it: "handshake " when argv[0] was handshake-NAME,
 * else "". */
const char *invocation_prefix(const char *name);

/* The command that plays the demo: "handshake demo" or "./run_demo.sh". */
const char *invocation_demo(void);

/* Appends the path of this program's file, through all links, as a word for a shell; false when
 * /proc does not tell it. */
bool invocation_path(struct text *text);

#endif
