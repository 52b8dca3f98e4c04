/* SPDX-License-Identifier: MIT */
#include "recency.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* Chains of flows through their `older`, one for each digit. */
struct chains {
	int32_t first[DIGITS], last[DIGITS];
};

static void append(struct flow *flows, struct chains *chains, uint32_t digit, int32_t index)
{
	if (chains->first[digit] == FLOW_NO_INDEX)
		chains->first[digit] = index;
	else
		flows[chains->last[digit]].older = index;
	chains->last[digit] = index;
	flows[index].older = FLOW_NO_INDEX;
}

/* One behind the other; returns the first of all. */
static int32_t join(struct flow *flows, const struct chains *chains)
{
	int32_t first = FLOW_NO_INDEX, last = FLOW_NO_INDEX;
	for (uint32_t digit = 0; digit < DIGITS; digit++) {
		if (chains->first[digit] == FLOW_NO_INDEX)
			continue;
		if (last == FLOW_NO_INDEX)
			first = chains->first[digit];
		else
			flows[last].older = chains->first[digit];
		last = chains->last[digit];
	}
	return first;
}

/* The chain of those that do not linger; *HIGHEST: of their touches. */
static int32_t gather(struct flow *flows, uint32_t places, uint32_t *highest)
{
	int32_t first = FLOW_NO_INDEX;
	*highest = 0;
	for (uint32_t index = 0; index < places; index++) {
		struct flow *flow = &flows[index];
		if (flow->number == 0 || (flow->flags & FLOW_LINGERS))
			continue;
		flow->older = first;
		first = (int32_t)index;
		*highest = flow->touch > *highest ? flow->touch : *highest;
	}
	return first;
}

/* By one digit after the other, from the lowest. */
void recency_sort(struct flow *flows, uint32_t places, struct recency *list)
{
	uint32_t highest;
	int32_t first = gather(flows, places, &highest);
	for (unsigned shift = 0; shift < 32 && highest >> shift != 0; shift += DIGIT_BITS) {
		struct chains chains;
		for (uint32_t digit = 0; digit < DIGITS; digit++)
			chains.first[digit] = FLOW_NO_INDEX;
		for (int32_t index = first, next; index != FLOW_NO_INDEX; index = next) {
			next = flows[index].older;
			append(flows, &chains, (flows[index].touch >> shift) % DIGITS, index);
		}
		first = join(flows, &chains);
	}
	list->numbered = false;
	for (int32_t index = first, next; index != FLOW_NO_INDEX; index = next) {
		next = flows[index].older;
		recency_link(flows, list, index);
	}
}
