/* SPDX-License-Identifier: MIT */
/* A folder for what is written meanwhile, in TMPDIR's. */
#ifndef WORK_FOLDER_H
#define WORK_FOLDER_H

#include <stdbool.h>

#include "err.h"

enum { WORK_FOLDER_SIZE = 96 };

/* Makes one, and PATH its name. False with the reason, among them that there is no room in it. */
bool work_folder_make(char path[WORK_FOLDER_SIZE], struct err *err);

/* Removes PATH with the files in it. */
void work_folder_remove(const char *path);

#endif
