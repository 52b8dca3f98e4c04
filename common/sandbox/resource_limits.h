/* SPDX-License-Identifier: MIT */
/* Private to sandbox: resource limits. */
#ifndef RESOURCE_LIMITS_H
#define RESOURCE_LIMITS_H

#include <stdbool.h>

#include "sandbox.h"

/* No more processes where the profile has no threads, no more bytes in files where it writes to
 * none. */
bool limits_lower(const struct sandbox *sandbox, struct err *err);

#endif
