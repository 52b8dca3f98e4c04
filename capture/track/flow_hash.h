/* SPDX-License-Identifier: MIT */
/* Private to track: the keyed hash of two endpoints.
 *
 * Multilinear hashing (Lemire and Kaser, "Strongly universal string hashing is fast", 2014): the
 * sum of key × word over the 32-bit words of the address pair, of which the upper half is taken.
 * Strongly universal: without the keys, two pairs collide with probability 2^-32 whatever they
 * are. */
#ifndef FLOW_HASH_H
#define FLOW_HASH_H

#include <stdint.h>

#include "endpoint.h"

struct flow_hash {
	uint64_t keys[10]; /* one to add, and one for each word of two IPv6 addresses and ports */
	uint64_t vlan_key;
};

void flow_hash_init(struct flow_hash *hash); /* random keys */

/* The same for both directions. */
uint32_t flow_hash(const struct flow_hash *hash, const struct endpoint *a,
		   const struct endpoint *b);

/* OF_ENDS, which flow_hash() gave, for a connection in VLAN (struct segment). */
static inline uint32_t flow_hash_vlan(const struct flow_hash *hash, uint32_t of_ends, uint32_t vlan)
{
	return of_ends ^ (uint32_t)(hash->vlan_key * vlan >> 32);
}

#endif
