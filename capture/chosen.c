/* SPDX-License-Identifier: MIT */
#include "chosen.h"

#include <stdlib.h>
#include <string.h>

void chosen_release(struct chosen *chosen)
{
	free(chosen->words);
	*chosen = (struct chosen){0};
}

static bool grow(struct chosen *chosen, size_t wanted)
{
	size_t count = chosen->count > 0 ? chosen->count : 1;
	while (count < wanted)
		count *= 2;
	uint64_t *words = realloc(chosen->words, count * sizeof *words);
	if (!words)
		return false;
	memset(words + chosen->count, 0, (count - chosen->count) * sizeof *words);
	chosen->words = words;
	chosen->count = count;
	return true;
}

bool chosen_add(struct chosen *chosen, uint32_t number)
{
	size_t word = number / 64;
	if (word >= chosen->count && !grow(chosen, word + 1))
		return false;
	chosen->words[word] |= UINT64_C(1) << number % 64;
	return true;
}
