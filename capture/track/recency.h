/* SPDX-License-Identifier: MIT */
/* Private to track: flows of a table by the time of their last segment. */
#ifndef RECENCY_H
#define RECENCY_H

#include "flow.h"

/* A list through the flows' `newer` and `older`. Of the live ones, of which nearly every segment
 * makes another one the newest, the oldest is asked for only when there is no more room: until then
 * each has but a number, its `touch`, and its neighbours are left alone. */
struct recency {
	int32_t newest, oldest; /* indices in the table's flows, or FLOW_NO_INDEX */
	uint32_t count;
	bool numbered;    /* there is no list yet */
	uint32_t touches; /* the last number */
};

#define RECENCY_EMPTY                                                                              \
	{                                                                                          \
		.newest = FLOW_NO_INDEX, .oldest = FLOW_NO_INDEX                                   \
	}

/* The first PLACES of FLOWS are in use, or were: makes the list of those that do not linger. Takes
 * no memory, which may be short then. */
void recency_sort(struct flow *flows, uint32_t places, struct recency *list);

static inline void recency_link(struct flow *flows, struct recency *list, int32_t index)
{
	struct flow *flow = &flows[index];
	flow->newer = FLOW_NO_INDEX;
	flow->older = list->newest;
	if (list->newest != FLOW_NO_INDEX)
		flows[list->newest].newer = index;
	else
		list->oldest = index;
	list->newest = index;
}

static inline void recency_unlink(struct flow *flows, struct recency *list, const struct flow *flow)
{
	if (flow->newer != FLOW_NO_INDEX)
		flows[flow->newer].older = flow->older;
	else
		list->newest = flow->older;
	if (flow->older != FLOW_NO_INDEX)
		flows[flow->older].newer = flow->newer;
	else
		list->oldest = flow->newer;
}

/* FLOW of LIST is the newest. PLACES: as above. */
static inline void recency_touch(struct flow *flows, uint32_t places, struct recency *list,
				 struct flow *flow)
{
	if (list->numbered) {
		flow->touch = ++list->touches;
		if (list->touches == UINT32_MAX)
			recency_sort(flows, places, list);
	} else if (flow->newer != FLOW_NO_INDEX) {
		recency_unlink(flows, list, flow);
		recency_link(flows, list, (int32_t)(flow - flows));
	}
}

static inline void recency_add(struct flow *flows, uint32_t places, struct recency *list,
			       struct flow *flow)
{
	list->count++;
	if (list->numbered)
		recency_touch(flows, places, list, flow);
	else
		recency_link(flows, list, (int32_t)(flow - flows));
}

static inline void recency_take(struct flow *flows, struct recency *list, const struct flow *flow)
{
	list->count--;
	if (!list->numbered)
		recency_unlink(flows, list, flow);
}

#endif
