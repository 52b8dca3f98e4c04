/* SPDX-License-Identifier: MIT */
#include "flow_order.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b, void *context)
{
	const struct flow *flows = context;
	uint32_t first = flows[*(const uint32_t *)a].number;
	uint32_t second = flows[*(const uint32_t *)b].number;
	return first < second ? -1 : first > second;
}

void flow_order_visit(struct flow *flows, uint32_t places, uint32_t used, bool sorted,
		      void (*visit)(struct flow *flow, void *context), void *context)
{
	uint32_t count = 0, last = 0;
	bool in_order = true;
	uint32_t *indices = malloc((used + (size_t)1) * sizeof *indices);
	for (uint32_t index = 0; index < places; index++) {
		uint32_t number = flows[index].number;
		if (number == 0)
			continue;
		in_order &= last < number;
		last = number;
		if (indices)
			indices[count++] = index;
		else /* no memory to sort: as they lie, which is in order until a place is reused */
			visit(&flows[index], context);
	}
	if (indices && sorted && !in_order)
		qsort_r(indices, count, sizeof *indices, by_number, flows);
	for (uint32_t i = 0; i < count; i++)
		visit(&flows[indices[i]], context);
	free(indices);
}
