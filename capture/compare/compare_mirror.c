/* SPDX-License-Identifier: MIT */
/* A and B, and B and A: the same differences, mirrored. Where what is found hangs on which list
 * comes first, the lists themselves decide that. */
#include <stdlib.h>

#include "compare_private.h"

/* Which of two lists stands first when they are compared, whatever they are called: < 0, 0, > 0. */
static int order_of(const struct compare_list *a, const struct compare_list *b)
{
	if (a->segment_count != b->segment_count)
		return a->segment_count < b->segment_count ? -1 : 1;
	for (size_t i = 0; i < a->segment_count; i++) {
		const struct compare_segment *of_a = &a->segments[i], *of_b = &b->segments[i];
		const int64_t key_a[] = {of_a->connection, of_a->from,
					 of_a->flags,      of_a->seq,
					 of_a->ack,        of_a->length,
					 of_a->window,     of_a->labels,
					 of_a->options,    of_a->time_ns - a->segments[0].time_ns};
		const int64_t key_b[] = {of_b->connection, of_b->from,
					 of_b->flags,      of_b->seq,
					 of_b->ack,        of_b->length,
					 of_b->window,     of_b->labels,
					 of_b->options,    of_b->time_ns - b->segments[0].time_ns};
		for (size_t k = 0; k < sizeof key_a / sizeof *key_a; k++)
			if (key_a[k] != key_b[k])
				return key_a[k] < key_b[k] ? -1 : 1;
	}
	return 0;
}

#define SWAP(type, pair)                                                                           \
	do {                                                                                       \
		type first = (pair)[0];                                                            \
		(pair)[0] = (pair)[1];                                                             \
		(pair)[1] = first;                                                                 \
	} while (0)

static void mirror(struct difference *difference)
{
	difference->in = !difference->in;
	SWAP(uint32_t, difference->connection);
	SWAP(uint32_t, difference->segment);
	SWAP(uint32_t, difference->seq);
	SWAP(uint16_t, difference->flags);
	SWAP(uint32_t, difference->length);
	SWAP(int64_t, difference->value);
	SWAP(enum close_name, difference->close);
}

/* Of B and A: what was found of A and B. False without memory. */
static bool mirror_all(struct differences *differences, size_t a_count, size_t b_count)
{
	uint32_t *mates = calloc(b_count + 1, sizeof *mates);
	for (size_t i = 0; mates && i < a_count; i++)
		if (differences->mates[i] > 0)
			mates[differences->mates[i] - 1] = (uint32_t)i + 1;
	for (size_t i = 0; i < differences->count; i++)
		mirror(&differences->items[i]);
	free(differences->mates);
	differences->mates = mates;
	return mates;
}

bool differences_find(const struct compare_list *a, const struct compare_list *b,
		      struct differences *differences)
{
	if (order_of(a, b) <= 0)
		return compare_lists(a, b, differences);
	return compare_lists(b, a, differences) &&
	       mirror_all(differences, b->segment_count, a->segment_count);
}
