/* SPDX-License-Identifier: MIT */
/* Two captures side by side: the same segments stand in the same row. */
#ifndef COMPARISON_LADDER_H
#define COMPARISON_LADDER_H

#include "comparison_event.h"

/* Connections of A that are drawn: the first of those that differ. */
enum { COMPARISON_LADDERS_MAX = 10 };

/* COLUMNS wide. Of connections that differ, or of the only one; between both stands, as diff -y has
 * it, | where they differ, < and > what is in one only, and ~ in two rows, what both have at
 * another place in the order. ASCII: no other characters are drawn with.
 */
void text_comparison_ladder(struct text *text, enum lang lang, const struct comparison_event *event,
			    unsigned columns, bool ascii);

#endif
