/* SPDX-License-Identifier: MIT */
/* Private to track: memory for tables that may become large. It is zeroed, the kernel gives it
 * where it is touched first, and in huge pages where it has them: in a table of millions every look
 * is at another page, and finding the page costs more than looking. */
#ifndef HUGE_PAGES_H
#define HUGE_PAGES_H

#include <stddef.h>

/* BYTES > 0. NULL when there is no room for so many. */
void *huge_pages_map(size_t bytes);
void huge_pages_unmap(void *pages, size_t bytes); /* NULL is allowed */

#endif
