/* SPDX-License-Identifier: MIT */
/* Private to write: the page's text, as page/embed.cmake has put it together. */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include <stddef.h>

struct page_part {
	const unsigned char *bytes;
	size_t length;
};

/* The page is top, policy, middle, records, bottom. */
extern const struct page_part page_part_top, page_part_policy, page_part_middle, page_part_bottom;

#endif
