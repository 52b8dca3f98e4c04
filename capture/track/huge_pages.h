/* SPDX-License-Identifier: MIT */
/* Private to track: memory for tables that may become large. It is zeroed, the kernel gives it
 * where it is touched first, and in huge pages where it has them: in a table of millions every look
 * is at another page, and finding the page costs more than looking. */
#ifndef HUGE_PAGES_H
#define HUGE_PAGES_H

#include <stddef.h>

/* BYTES > 0. NULL when there is no room for so many. */
void *huge_pages_map(size_t bytes);
/* PAGES of BYTES, which may move, with LARGER bytes: the new ones are zero. NULL when there is no
 * room for so many: PAGES are as they were. */
void *huge_pages_grow(void *pages, size_t bytes, size_t larger);
void huge_pages_unmap(void *pages, size_t bytes); /* NULL is allowed */

#endif
