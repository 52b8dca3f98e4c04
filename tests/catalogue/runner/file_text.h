/* SPDX-License-Identifier: MIT */
/* Whole files as texts. */
#ifndef FILE_TEXT_H
#define FILE_TEXT_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

/* Appends what is in PATH. False with the reason. */
bool file_read(const char *path, struct text *text, struct err *err);

/* Makes PATH anew with TEXT, by a file beside it that takes its place when it is whole: nothing is
 * written through a link, and a failure leaves what was there. False with the reason. */
bool file_replace(const char *path, const struct text *text, struct err *err);

#endif
