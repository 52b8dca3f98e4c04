/* SPDX-License-Identifier: MIT */
#include "goldens.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "file_text.h"
#include "needed_memory.h"

/* A folder, or a device, which may have no end. */
static bool is_no_file(const char *path)
{
	struct stat what;
	return stat(path, &what) == 0 && !S_ISREG(what.st_mode) && !S_ISFIFO(what.st_mode);
}

static bool read_golden(struct golden *golden, char *path, struct err *err)
{
	golden->path = path;
	text_init(&golden->text);
	text_init(&golden->border);
	if (is_no_file(path))
		return err_set(err, "%s is no file", path);
	if (file_read(path, &golden->text, NULL))
		golden->bytes = text_c_string(&golden->text);
	return true;
}

bool goldens_read(struct goldens *goldens, const char *folder, const struct scenario *scenario,
		  const char *release, enum lang lang, struct err *err)
{
	struct border border;
	size_t capacity = 0;
	*goldens = (struct goldens){.release = release};
	bool good = read_golden(&goldens->second,
				memory_format("%s/%s.2.txt", folder, scenario->name), err);
	for (bool more = true; more && good; goldens->count++) {
		const size_t index = goldens->count;
		goldens->items =
		    memory_grown(goldens->items, &capacity, index, sizeof *goldens->items);
		struct golden *golden = &goldens->items[index];
		*golden = (struct golden){0};
		good = read_golden(
		    golden, border_golden(folder, scenario->name, index > 0 ? &border : NULL), err);
		if (index > 0) {
			border_words(&golden->border, &border, lang);
			if (goldens->own == 0 && border_holds(border.condition, release))
				goldens->own = index;
		}
		more = border_at(&border, scenario, index, lang);
	}
	return good;
}

static void release_golden(struct golden *golden)
{
	free(golden->path);
	text_release(&golden->text);
	text_release(&golden->border);
}

void goldens_release(struct goldens *goldens)
{
	for (size_t i = 0; i < goldens->count; i++)
		release_golden(&goldens->items[i]);
	release_golden(&goldens->second);
	free(goldens->items);
	*goldens = (struct goldens){0};
}
