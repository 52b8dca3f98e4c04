/* SPDX-License-Identifier: MIT */
/* Private to sandbox: Landlock, which takes paths, ports and other processes out of reach
 * (https://docs.kernel.org/userspace-api/landlock.html). */
#ifndef LANDLOCK_H
#define LANDLOCK_H

#include "sandbox.h"

/* The version of the interface that this kernel has; 0: none. */
int landlock_version(void);

/* Takes from this thread, and those that it will start, all that the profile does not need and this
 * kernel can take away. Returns the version that is in force; 0: none, which is no failure. Needs
 * no_new_privs. */
int landlock_restrict(enum sandbox_profile profile);

#endif
