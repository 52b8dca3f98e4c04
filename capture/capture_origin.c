/* SPDX-License-Identifier: MIT */
#include "capture_origin.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "escape.h"

static const char *printable(struct text *text, const char *string)
{
	text_printable(text, string, strlen(string));
	return text_c_string(text);
}

/* Its lines stay lines. */
static const char *printable_lines(struct text *text, const char *at)
{
	for (;;) {
		size_t length = strcspn(at, "\n");
		text_printable(text, at, length);
		if (at[length] == '\0')
			return text_c_string(text);
		text_char(text, '\n');
		at += length + 1;
	}
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

void capture_origin_init(struct capture_origin *origin, const struct sniffer_options *options)
{
	const char *path = options->read_file;
	struct utsname system;
	origin->told = (struct origin){.title = NULL};
	text_init(&origin->title);
	text_init(&origin->source);
	if (options->title)
		origin->told.title = printable_lines(&origin->title, options->title);
	if (options->canonical)
		return;
	if (!path || strcmp(path, "-") != 0)
		origin->told.source =
		    printable(&origin->source, path ? file_name(path) : options->interface);
	if (path || uname(&system) != 0)
		return;
	snprintf(origin->kernel, sizeof origin->kernel, "%s %s", system.sysname, system.release);
	origin->told.kernel = origin->kernel;
}

void capture_origin_release(struct capture_origin *origin)
{
	text_release(&origin->title);
	text_release(&origin->source);
}
