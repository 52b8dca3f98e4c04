/* SPDX-License-Identifier: MIT */
/* Two captures side by side: the same segments stand in the same row. */
#ifndef COMPARISON_LADDER_H
#define COMPARISON_LADDER_H

#include "comparison_event.h"

/* COLUMNS wide; the rows are those of comparison_rows.h. ASCII: no other characters are drawn with.
 */
void text_comparison_ladder(struct text *text, enum lang lang, const struct comparison_event *event,
			    unsigned columns, bool ascii);

#endif
