/* SPDX-License-Identifier: MIT */
/* Private to track: flows of a table by the time of their last segment, a list through their
 * `newer` and `older`. */
#ifndef RECENCY_H
#define RECENCY_H

#include "flow.h"

struct recency {
	int32_t newest, oldest; /* indices in the table's flows, or FLOW_NO_INDEX */
	uint32_t count;
};

static inline void recency_add(struct flow *flows, struct recency *list, int32_t index)
{
	struct flow *flow = &flows[index];
	flow->newer = FLOW_NO_INDEX;
	flow->older = list->newest;
	if (list->newest != FLOW_NO_INDEX)
		flows[list->newest].newer = index;
	else
		list->oldest = index;
	list->newest = index;
	list->count++;
}

/* Returns the index of FLOW, which its neighbours (or the list) know. */
static inline int32_t recency_take(struct flow *flows, struct recency *list, struct flow *flow)
{
	int32_t index;
	if (flow->newer != FLOW_NO_INDEX) {
		index = flows[flow->newer].older;
		flows[flow->newer].older = flow->older;
	} else {
		index = list->newest;
		list->newest = flow->older;
	}
	if (flow->older != FLOW_NO_INDEX)
		flows[flow->older].newer = flow->newer;
	else
		list->oldest = flow->newer;
	list->count--;
	return index;
}

#endif
