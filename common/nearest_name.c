/* SPDX-License-Identifier: MIT */
#include "nearest_name.h"

#include <string.h>

enum { LENGTH_MAX = 100 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Row by row of the table of distances between what both begin with; of the rows before, two are
 * needed. B is not longer than LENGTH_MAX. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LENGTH_MAX + 1];
	size_t *row = rows[0], *above = rows[1], *higher = rows[2];
	const size_t width = strlen(b);
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t *next = higher;
		higher = above;
		above = row;
		row = next;
		row[0] = i + 1;
		for (size_t j = 1; j <= width; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				       above[j - 1] + (a[i] != b[j - 1]));
			if (i > 0 && j > 1 && a[i] == b[j - 2] && a[i - 1] == b[j - 1])
				row[j] = least(row[j], higher[j - 2] + 1);
		}
	}
	return row[width];
}

const char *nearest_name(const char *const *names, size_t count, const char *name)
{
	const char *nearest = NULL;
	const size_t length = strlen(name);
	size_t best = length;
	for (size_t i = 0; i < count && length <= LENGTH_MAX; i++) {
		if (!names[i])
			continue;
		size_t away = distance(names[i], name);
		if (3 * away > length || away >= best)
			continue;
		best = away;
		nearest = names[i];
	}
	return nearest;
}
