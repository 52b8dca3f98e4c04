/* SPDX-License-Identifier: MIT */
/* Private to sandbox: the user and the capabilities. */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

#include <stdbool.h>

#include "err.h"

/* Clears the bounding set, where that is allowed; root becomes SUDO_UID or nobody (where this user
 * namespace does not know them, it stays, and that is no failure); no capability is left, none
 * comes back. A parent-death signal stays. */
bool privileges_drop(struct err *err);

#endif
