/* SPDX-License-Identifier: MIT */
#include "page.h"

#include "page_parts.h"

static void part(struct text *text, const struct page_part *of)
{
	text_bytes(text, of->bytes, of->length);
}

void page_policy(struct text *text, bool live)
{
	part(text, &page_part_policy);
	if (live)
		text_string(text, "; connect-src 'self'");
}

void page_begin(struct text *text, bool live)
{
	part(text, &page_part_top);
	page_policy(text, live);
	part(text, &page_part_middle);
}

void page_finish(struct text *text)
{
	part(text, &page_part_bottom);
}
