/* SPDX-License-Identifier: MIT */
/* Private to stories: the sniffer's lines, one after the other. */
#ifndef STORY_JSON_H
#define STORY_JSON_H

#include <string.h>

#include "story.h"

struct lines {
	const char *at, *end;
};

/* The next line and its length; NULL at the end. */
static inline const char *lines_next(struct lines *lines, size_t *length)
{
	const char *line = lines->at;
	if (line >= lines->end)
		return NULL;
	const char *newline = memchr(line, '\n', (size_t)(lines->end - line));
	*length = (size_t)((newline ? newline : lines->end) - line);
	lines->at = newline ? newline + 1 : lines->end;
	return line;
}

/* What the line of a connection says, in the story's form. */
void story_connection_value(const char *line, size_t length, enum story_expectation expectation,
			    char *value, size_t size);

/* The state of the end SIDE, "client" or "server", in the story's form: "ESTABLISHED", hedged
 * "ESTABLISHED?", and "-" for none. */
void story_state_value(const char *line, size_t length, const char *side, char *value, size_t size);

/* The fate that a segment has; "" for none. Where the story EXPECTED nothing (NULL), that it has
 * arrived is none; where it expected that none is told, none is "-". */
void story_fate_value(const char *line, size_t length, const char *expected, char *value,
		      size_t size);

#endif
