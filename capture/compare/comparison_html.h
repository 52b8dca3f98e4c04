/* SPDX-License-Identifier: MIT */
/* -f html of two captures: one page that needs nothing but itself, without a script. It has both
 * languages. */
#ifndef COMPARISON_HTML_H
#define COMPARISON_HTML_H

#include "comparison_event.h"

/* Appends what stands before the first comparison, a comparison, the last line of several, and what
 * stands behind all of it. LANG: which language is shown at first. NUMBER: of the comparison,
 * from 1.
 */
void html_comparisons_begin(struct text *text, enum lang lang);
void html_comparison(struct text *text, const struct comparison_event *event, uint32_t number);
void html_comparison_totals(struct text *text, const struct comparison_totals *totals);
void html_comparisons_finish(struct text *text);

/* The content security policy that the page itself names. */
void html_comparison_policy(struct text *text);

#endif
