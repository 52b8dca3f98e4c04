/* SPDX-License-Identifier: MIT */
/* Private to write: how many connections were opened and closed in which way, and reset by whom. */
#ifndef CONNECTIONS_TOTALS_H
#define CONNECTIONS_TOTALS_H

#include "classify.h"
#include "lang.h"
#include "text.h"

struct totals {
	uint64_t opened[OPEN_NAME_COUNT], closed[CLOSE_NAME_COUNT], reset_by[CLOSER_COUNT];
};

void totals_add(struct totals *totals, const struct flow *flow);

/* Appends a comment line for each kind, without those of which there are none. */
void text_totals(struct text *text, enum lang lang, const struct totals *totals);

#endif
