/* SPDX-License-Identifier: MIT */
/* The page around the records (page_record.h): all of it, style and script, is part of the program
 * (page/, built in by page/embed.cmake). */
#ifndef PAGE_H
#define PAGE_H

#include "text.h"

/* Appends everything before the first record. A LIVE page may ask where it came from for more; any
 * other loads nothing. */
void page_begin(struct text *text, bool live);

/* Appends everything behind the last record. */
void page_finish(struct text *text);

/* The content security policy that the page itself names. */
void page_policy(struct text *text, bool live);

#endif
