/* SPDX-License-Identifier: MIT */
/* Arrays that grow. */
#ifndef ARRAY_H
#define ARRAY_H

#include <stddef.h>

/* Returns ITEMS, which malloc() or this has given (NULL at first), with room for one more than
 * COUNT, each of SIZE bytes; *CAPACITY is in items, and 0 at first. NULL without memory: then both
 * are as they were. */
void *array_room(void *items, size_t *capacity, size_t count, size_t size);

#endif
