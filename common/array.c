/* SPDX-License-Identifier: MIT */
#include "array.h"

#include <stdint.h>
#include <stdlib.h>

enum { AT_FIRST = 16 };

void *array_room(void *items, size_t *capacity, size_t count, size_t size)
{
	if (count < *capacity)
		return items;
	size_t more = *capacity > 0 ? *capacity * 2 : AT_FIRST;
	void *grown = more > SIZE_MAX / size ? NULL : realloc(items, more * size);
	if (grown)
		*capacity = more;
	return grown;
}
