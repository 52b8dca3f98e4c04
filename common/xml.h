/* SPDX-License-Identifier: MIT */
/* Text in XML 1.0: of a picture, of a report. */
#ifndef XML_H
#define XML_H

#include <stddef.h>

#include "text.h"

/* Appends bytes so that they are text and nothing else, between tags as well as in an attribute:
 * UTF-8 without control characters, as escape.h makes it. */
void text_xml(struct text *text, const char *bytes, size_t length);

#endif
