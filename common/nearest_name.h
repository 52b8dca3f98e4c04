/* SPDX-License-Identifier: MIT */
/* Which name was meant by one that there is not. */
#ifndef NEAREST_NAME_H
#define NEAREST_NAME_H

#include <stddef.h>

/* That of COUNT NAMES (NULL among them is none) which takes the fewest letters to add, to leave
 * out, to change or to swap with the next one (optimal string alignment distance); NULL when that
 * is more than a third of NAME's. Borrowed from NAMES. */
const char *nearest_name(const char *const *names, size_t count, const char *name);

#endif
