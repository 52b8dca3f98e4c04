/* SPDX-License-Identifier: MIT */
/* Which name was meant by one that there is not. */
#ifndef NEAREST_NAME_H
#define NEAREST_NAME_H

#include "words.h"

/* That of NAMES which takes the fewest letters to add, to leave out or to change; NULL when that is
 * more than a third of NAME's. Borrowed from NAMES. */
const char *nearest_name(const struct words *names, const char *name);

#endif
