/* SPDX-License-Identifier: MIT */
/* A set of connection numbers: one bit for each up to the largest. */
#ifndef CHOSEN_H
#define CHOSEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chosen {
	uint64_t *words; /* owned */
	size_t count, capacity;
};

void chosen_release(struct chosen *chosen);

/* False without memory. */
bool chosen_add(struct chosen *chosen, uint32_t number);

/* Whether there is one number in it, and no more. */
bool chosen_is_one(const struct chosen *chosen);

static inline bool chosen_has(const struct chosen *chosen, uint32_t number)
{
	return number / 64 < chosen->count && chosen->words[number / 64] >> number % 64 & 1;
}

#endif
