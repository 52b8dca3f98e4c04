/* SPDX-License-Identifier: MIT */
#include "chosen.h"

#include <stdlib.h>

#include "array.h"

void chosen_release(struct chosen *chosen)
{
	free(chosen->words);
	*chosen = (struct chosen){0};
}

bool chosen_add(struct chosen *chosen, uint32_t number)
{
	const size_t word = number / 64;
	while (chosen->count <= word) {
		uint64_t *words =
		    array_room(chosen->words, &chosen->capacity, chosen->count, sizeof *words);
		if (!words)
			return false;
		chosen->words = words;
		chosen->words[chosen->count++] = 0;
	}
	chosen->words[word] |= UINT64_C(1) << number % 64;
	return true;
}

bool chosen_is_one(const struct chosen *chosen)
{
	unsigned count = 0;
	for (size_t i = 0; i < chosen->count && count <= 1; i++)
		count += (unsigned)__builtin_popcountll(chosen->words[i]);
	return count == 1;
}
