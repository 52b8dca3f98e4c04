/* SPDX-License-Identifier: MIT */
/* The list of events that a golden output tells, or what is held against it: either text has all
 * that is compared. */
#ifndef COMPARED_LIST_H
#define COMPARED_LIST_H

#include "compare_list.h"

/* Reads TEXT, a listing or of compared_text.h; LIST is to be released. ORDERED: the text tells
 * which side's segments came before which of the other's. */
void compared_list_read(struct compare_list *list, const char *text, bool ordered);

#endif
