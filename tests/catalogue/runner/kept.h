/* SPDX-License-Identifier: MIT */
/* What a scenario leaves in the folder of --keep. Root writes there, too (sudo), while others may
 * put links in its way: a folder that is made or entered below is no link, and each file takes its
 * place when it is whole. What is made belongs to the one who called sudo. */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

/* Whether something could be kept in FOLDER, which is made. False with the reason. */
bool kept_try(const char *folder, struct err *err);

/* Makes the file NAME in the folder SCENARIO of FOLDER; in FOLDER itself where SCENARIO is NULL.
 * Nothing where TEXT is empty. False with the reason. */
bool kept_text(const char *folder, const char *scenario, const char *name, const struct text *text,
	       struct err *err);

/* The same with a copy of the file PATH. */
bool kept_copy(const char *folder, const char *scenario, const char *name, const char *path,
	       struct err *err);

#endif
