/* SPDX-License-Identifier: MIT */
#include "kept.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "file_text.h"
#include "needed_memory.h"

static bool make_folder(const char *path, struct err *err)
{
	return mkdir(path, 0777) == 0 || errno == EEXIST ||
	       err_set(err, "--keep: cannot make %s: %s", path, strerror(errno));
}

bool kept_text(const char *folder, const char *scenario, const char *name, const struct text *text,
	       struct err *err)
{
	if (text->length == 0)
		return true;
	char *own = memory_format("%s/%s", folder, scenario);
	char *path = memory_format("%s/%s", own, name);
	bool kept =
	    make_folder(folder, err) && make_folder(own, err) && file_replace(path, text, err);
	free(path);
	free(own);
	return kept;
}

bool kept_copy(const char *folder, const char *scenario, const char *name, const char *path,
	       struct err *err)
{
	struct text bytes;
	text_init(&bytes);
	bool kept = file_read(path, &bytes, err) && kept_text(folder, scenario, name, &bytes, err);
	text_release(&bytes);
	return kept;
}
