/* SPDX-License-Identifier: MIT */
#include "counters_changed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "promises.h"
#include "words.h"

/* The counters that NAMES names, "TcpExt: A B C". */
static void append_group(struct text *text, const char *end, const struct words *names,
			 const char *before, const char *after)
{
	struct text name;
	text_init(&name);
	for (size_t i = 1; i < names->count; i++) {
		const size_t group = strlen(names->items[0]) - 1;
		text_clear(&name);
		text_format(&name, "%.*s%s", (int)group, names->items[0], names->items[i]);
		const int64_t change = (int64_t)(promises_counter(after, text_c_string(&name)) -
						 promises_counter(before, text_c_string(&name)));
		if (change != 0)
			text_format(text, "%s %s %lld\n", end, text_c_string(&name),
				    (long long)change);
	}
	text_release(&name);
}

/* Lines come in pairs, the first of names. */
void counters_changed(struct text *text, const char *end, const char *before, const char *after)
{
	bool names = true;
	for (const char *line = before; *line; names = !names) {
		const size_t length = strcspn(line, "\n");
		if (names && strncmp(line, "Tcp", 3) == 0) {
			struct words words;
			char *copy = strndup(line, length);
			words_split(&words, copy ? copy : "");
			append_group(text, end, &words, before, after);
			words_release(&words);
			free(copy);
		}
		line += length + (line[length] == '\n');
	}
}
