/* SPDX-License-Identifier: MIT */
#include "flow_order.h"

#include <stdlib.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* Sorts the COUNT indices in FROM by the flows' numbers, up to HIGHEST: by one digit after the
 * other, from the lowest, of which there are few. TO: room for as many. Returns in which of both
 * they are then. */
static uint32_t *sort(const struct flow *flows, uint32_t *from, uint32_t *to, uint32_t count,
		      uint32_t highest)
{
	for (unsigned shift = 0; shift < 32 && highest >> shift != 0; shift += DIGIT_BITS) {
		uint32_t places[DIGITS + 1] = {0};
		for (uint32_t i = 0; i < count; i++)
			places[(flows[from[i]].number >> shift) % DIGITS + 1]++;
		for (uint32_t digit = 1; digit < DIGITS; digit++)
			places[digit] += places[digit - 1];
		for (uint32_t i = 0; i < count; i++)
			to[places[(flows[from[i]].number >> shift) % DIGITS]++] = from[i];
		uint32_t *sorted = to;
		to = from;
		from = sorted;
	}
	return from;
}

void flow_order_visit(struct flow *flows, uint32_t places, uint32_t used, bool sorted,
		      void (*visit)(struct flow *flow, void *context), void *context)
{
	uint32_t count = 0, last = 0, highest = 0;
	bool in_order = true;
	uint32_t *indices = malloc((used + (size_t)1) * sizeof *indices);
	uint32_t *others = NULL, *visited = indices;
	for (uint32_t index = 0; index < places; index++) {
		uint32_t number = flows[index].number;
		if (number == 0)
			continue;
		in_order &= last < number;
		last = number;
		highest = number > highest ? number : highest;
		if (indices)
			indices[count++] = index;
		else /* no memory to sort: as they lie, which is in order until a place is reused */
			visit(&flows[index], context);
	}
	if (indices && sorted && !in_order)
		others = malloc(count * sizeof *others);
	if (others)
		visited = sort(flows, indices, others, count, highest);
	for (uint32_t i = 0; i < count; i++)
		visit(&flows[visited[i]], context);
	free(others);
	free(indices);
}
