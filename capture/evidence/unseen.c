/* SPDX-License-Identifier: MIT */
#include "unseen.h"

#include <string.h>

#include "flow.h"
#include "seq.h"

void unseen_remove(struct unseen_list *list, struct unseen *range)
{
	size_t place = (size_t)(range - list->range);
	list->count--;
	memmove(range, range + 1, (list->count - place) * sizeof *range);
}

static struct unseen *append(struct unseen_list *list, const struct unseen *range)
{
	if (list->count == UNSEEN_MAX) {
		unseen_remove(list, &list->range[0]);
		list->forgot = true;
	}
	list->range[list->count] = *range;
	return &list->range[list->count++];
}

struct unseen *unseen_add(struct unseen_list *list, uint32_t left, uint32_t right,
			  const struct sent_mark *jump)
{
	return append(list, &(struct unseen){.left = left, .right = right, .jump = *jump});
}

static bool touches(const struct unseen *range, uint32_t left, uint32_t right)
{
	return seq_before(range->left, right) && seq_before(left, range->right);
}

struct unseen *unseen_find(struct unseen_list *list, uint32_t left, uint32_t right)
{
	for (unsigned i = 0; i < list->count; i++)
		if (touches(&list->range[i], left, right))
			return &list->range[i];
	return NULL;
}

void unseen_fill(struct unseen_list *list, uint32_t left, uint32_t right)
{
	unsigned i = 0;
	while (i < list->count) {
		struct unseen *range = &list->range[i];
		if (!touches(range, left, right)) {
			i++;
			continue;
		}
		struct unseen rest = *range;
		bool before = seq_before(range->left, left);
		bool behind = seq_before(right, range->right);
		if (before)
			range->right = left;
		else if (behind)
			range->left = right;
		else {
			unseen_remove(list, range);
			continue;
		}
		i++;
		if (before && behind) {
			rest.left = right;
			append(list, &rest);
			return;
		}
	}
}
