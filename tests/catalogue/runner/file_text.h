/* SPDX-License-Identifier: MIT */
/* Whole files as texts. */
#ifndef FILE_TEXT_H
#define FILE_TEXT_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

/* Appends what is in PATH. False with the reason. */
bool file_read(const char *path, struct text *text, struct err *err);

/* What root has made for the one who called sudo becomes theirs, where that can be; of others
 * nothing changes. FD: of a file or a folder. */
void file_give_to_sudo_user(int fd);

/* file_replace() of the file NAME in a FOLDER that is open. False with the reason in errno. */
bool file_replace_at(int folder, const char *name, const struct text *text);

/* Makes PATH anew with TEXT, by a file beside it that takes its place when it is whole: nothing is
 * written through a link, and a failure leaves what was there. False with the reason. */
bool file_replace(const char *path, const struct text *text, struct err *err);

#endif
