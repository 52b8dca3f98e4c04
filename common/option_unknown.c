/* SPDX-License-Identifier: MIT */
#include "option_unknown.h"

#include <stdio.h>
#include <string.h>

#include "nearest_name.h"

enum { NAME_MAX_BYTES = 64, SUGGESTED_MAX = 128 };

/* The row that WORD is a slip of: its LENGTH letters behind the dashes. */
static const char *meant(const struct bound_row *bound, size_t count, const char *word,
			 size_t length)
{
	const char *names[SUGGESTED_MAX];
	char name[NAME_MAX_BYTES];
	size_t rows = count < SUGGESTED_MAX ? count : SUGGESTED_MAX;
	if (length >= sizeof name)
		return NULL;
	snprintf(name, sizeof name, "%.*s", (int)length, word + 2);
	for (size_t i = 0; i < rows; i++)
		names[i] = bound[i].row->long_name;
	return nearest_name(names, rows, name);
}

bool option_refuse_long(const struct bound_row *bound, size_t count, const char *word,
			struct err *err)
{
	char candidates[256] = "";
	size_t length = strcspn(word + 2, "="), used = 0;
	for (size_t i = 0; i < count && used < sizeof candidates; i++) {
		const char *name = bound[i].row->long_name;
		if (name && strncmp(name, word + 2, length) == 0)
			used += (size_t)snprintf(candidates + used, sizeof candidates - used,
						 "%s--%s", used ? ", " : "", name);
	}
	if (used > 0 && length > 0)
		return err_set(err, "option '%s' is ambiguous: %s", word, candidates);
	const char *name = meant(bound, count, word, length);
	if (!name)
		return err_set(err, "unknown option '%s'", word);
	return err_set(err, "unknown option '%s' (did you mean --%s?)", word, name);
}
