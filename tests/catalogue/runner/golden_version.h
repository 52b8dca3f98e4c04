/* SPDX-License-Identifier: MIT */
/* Golden outputs say which version's programs made them, in a file VERSION beside them. */
#ifndef GOLDEN_VERSION_H
#define GOLDEN_VERSION_H

#include <stdbool.h>

#include "text.h"

/* Whether those in the folder GOLDENS are of another version than VERSION; then appends what is to
 * be told of it. Goldens that do not say it are taken for the program's own. */
bool golden_version_differs(const char *goldens, const char *version, struct text *told);

#endif
