/* SPDX-License-Identifier: MIT */
/* What a peer sent, at the end of a line for a person. */
#ifndef SHOWN_H
#define SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "common_options.h"
#include "text.h"

/* Of a longer piece only so many bytes are shown. */
enum { SHOWN_MAX = 128 };

/* Appends ": hello world", escaped (escape.h); or, of more than SHOWN_MAX bytes, ", the first 256:
 * " and these. BYTES: the first LENGTH or SHOWN_MAX, whichever is less. */
void text_shown(struct text *text, const void *bytes, size_t length, enum lang lang, bool color);

#endif
