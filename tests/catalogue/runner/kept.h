/* SPDX-License-Identifier: MIT */
/* What a scenario leaves: files in a folder of its name, in the folder of --keep. */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

/* Makes the file NAME of SCENARIO in FOLDER; nothing where TEXT is empty. False with the reason. */
bool kept_text(const char *folder, const char *scenario, const char *name, const struct text *text,
	       struct err *err);

/* The same with a copy of the file PATH. */
bool kept_copy(const char *folder, const char *scenario, const char *name, const char *path,
	       struct err *err);

#endif
