/* SPDX-License-Identifier: MIT */
/* Private to confine: the user and the capabilities. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include <stdbool.h>

#include "err.h"

/* Root becomes SUDO_UID or nobody; where this user namespace does not know them, it stays, and that
 * is no failure. */
bool rights_change_user(struct err *err);

/* No capability is left, none comes back. */
bool rights_drop(struct err *err);

#endif
