/* SPDX-License-Identifier: MIT */
/* What a peer sent, escaped and truncated, at the end of a line. */
#ifndef PAYLOAD_PREVIEW_H
#define PAYLOAD_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "lang.h"
#include "text.h"

/* Of a longer piece only so many bytes are shown. */
enum { PAYLOAD_PREVIEW_MAX = 128 };

/* Appends ": hello world", escaped (escape.h); or, of more than PAYLOAD_PREVIEW_MAX bytes, ", the
 * first 256: " and these. BYTES: the first LENGTH or PAYLOAD_PREVIEW_MAX, whichever is less. */
void text_payload_preview(struct text *text, const void *bytes, size_t length, enum lang lang,
			  bool color);

#endif
