/* SPDX-License-Identifier: MIT */
#include "flow_hash.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

void flow_hash_init(struct flow_hash *hash)
{
	if (getrandom(hash, sizeof *hash, GRND_NONBLOCK) == (ssize_t)sizeof *hash)
		return;
	/* No entropy yet, at boot: keys that are hard enough to guess from outside (splitmix64). */
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t state = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 32 ^ (uintptr_t)hash;
	for (size_t i = 0; i < sizeof hash->keys / sizeof hash->keys[0]; i++) {
		state += UINT64_C(0x9e3779b97f4a7c15);
		uint64_t mixed = (state ^ state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		hash->keys[i] = mixed ^ mixed >> 27;
	}
	hash->vlan_key = state | 1;
}

static uint32_t word_at(const uint8_t *bytes)
{
	uint32_t word;
	memcpy(&word, bytes, sizeof word);
	return word;
}

static uint64_t half_at(const uint8_t *bytes)
{
	uint64_t half;
	memcpy(&half, bytes, sizeof half);
	return half;
}

/* Some order of two endpoints of one version; memcmp() would be called. */
static bool is_after(const struct endpoint *a, const struct endpoint *b)
{
	uint64_t first = half_at(a->address), second = half_at(b->address);
	if (first != second)
		return first > second;
	if (a->port != b->port)
		return a->port > b->port;
	return half_at(a->address + 8) > half_at(b->address + 8);
}

uint32_t flow_hash(const struct flow_hash *hash, const struct endpoint *a, const struct endpoint *b)
{
	if (is_after(a, b)) {
		const struct endpoint *swap = a;
		a = b;
		b = swap;
	}
	const uint64_t *key = hash->keys;
	uint64_t sum = *key++;
	sum += *key++ * ((uint32_t)a->port << 16 | b->port);
	size_t words = a->version == 6 ? 4 : 1;
	for (size_t w = 0; w < words; w++) {
		sum += *key++ * word_at(a->address + 4 * w);
		sum += *key++ * word_at(b->address + 4 * w);
	}
	return (uint32_t)(sum >> 32);
}
