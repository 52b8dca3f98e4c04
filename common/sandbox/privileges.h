/* SPDX-License-Identifier: MIT */
/* Private to sandbox: the user and the capabilities. */
#ifndef PRIVILEGES_H
#define PRIVILEGES_H

#include <stdbool.h>

#include "err.h"

/* Root becomes SUDO_UID or nobody; where this user namespace does not know them, it stays, and that
 * is no failure. */
bool privileges_change_user(struct err *err);

/* No capability is left, none comes back. */
bool privileges_drop(struct err *err);

#endif
