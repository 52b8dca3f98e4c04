/* SPDX-License-Identifier: MIT */
#include "nearest_name.h"

#include <string.h>

enum { LENGTH_MAX = 100 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Row by row of the table of distances between what both begin with; one row is enough. B is not
 * longer than LENGTH_MAX. */
static size_t distance(const char *a, const char *b)
{
	size_t row[LENGTH_MAX + 1];
	const size_t width = strlen(b);
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 1; j <= width; j++) {
			size_t above = row[j];
			row[j] = least(least(above, row[j - 1]) + 1, corner + (a[i] != b[j - 1]));
			corner = above;
		}
	}
	return row[width];
}

const char *nearest_name(const struct words *names, const char *name)
{
	const char *nearest = NULL;
	const size_t length = strlen(name);
	size_t best = length;
	for (size_t i = 0; i < names->count && length <= LENGTH_MAX; i++) {
		size_t away = distance(names->items[i], name);
		if (3 * away > length || away >= best)
			continue;
		best = away;
		nearest = names->items[i];
	}
	return nearest;
}
