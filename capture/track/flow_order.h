/* SPDX-License-Identifier: MIT */
/* Private to track: the flows of a table in the order of their numbers. */
#ifndef FLOW_ORDER_H
#define FLOW_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "flow.h"

/* Calls VISIT for each of the USED flows (whose number is not 0) in FLOWS, which has room for
 * PLACES. SORTED: in the order of their numbers, where there is memory for that. */
void flow_order_visit(struct flow *flows, uint32_t places, uint32_t used, bool sorted,
		      void (*visit)(struct flow *flow, void *context), void *context);

#endif
