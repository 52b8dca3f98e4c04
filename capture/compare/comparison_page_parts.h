/* SPDX-License-Identifier: MIT */
/* Private to compare: the page's text, as write/page/embed.cmake has put it together. */
#ifndef COMPARISON_PAGE_PARTS_H
#define COMPARISON_PAGE_PARTS_H

#include <stddef.h>

struct comparison_page_part {
	const unsigned char *bytes;
	size_t length;
};

/* The page is top, policy, middle, the comparisons, bottom. */
extern const struct comparison_page_part comparison_page_part_top, comparison_page_part_policy,
    comparison_page_part_middle, comparison_page_part_bottom;

#endif
