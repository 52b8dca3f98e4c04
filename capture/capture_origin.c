/* SPDX-License-Identifier: MIT */
#include "capture_origin.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

void capture_origin_init(struct capture_origin *origin, const struct sniffer_options *options)
{
	const char *path = options->read_file;
	struct utsname system;
	origin->told = (struct origin){.title = options->title};
	if (options->canonical)
		return;
	if (path) {
		const char *slash = strrchr(path, '/');
		if (strcmp(path, "-") != 0)
			origin->told.source = slash ? slash + 1 : path;
		return;
	}
	origin->told.source = options->interface;
	if (uname(&system) != 0)
		return;
	snprintf(origin->kernel, sizeof origin->kernel, "%s %s", system.sysname, system.release);
	origin->told.kernel = origin->kernel;
}
