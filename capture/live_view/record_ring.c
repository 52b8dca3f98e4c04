/* SPDX-License-Identifier: MIT */
#include "record_ring.h"

#include <stdlib.h>
#include <string.h>

bool record_ring_init(struct record_ring *ring, size_t capacity, size_t records)
{
	*ring = (struct record_ring){
	    .bytes = malloc(capacity),
	    .starts = calloc(records, sizeof ring->starts[0]),
	    .capacity = capacity,
	    .records = records,
	};
	if (ring->bytes && ring->starts)
		return true;
	record_ring_release(ring);
	return false;
}

void record_ring_release(struct record_ring *ring)
{
	free(ring->bytes);
	free(ring->starts);
	*ring = (struct record_ring){0};
}

static struct record_pieces pieces(const struct record_ring *ring, uint64_t start, size_t length)
{
	size_t at = (size_t)(start % ring->capacity);
	size_t until_end = ring->capacity - at;
	size_t one = length < until_end ? length : until_end;
	return (struct record_pieces){
	    .bytes = {ring->bytes + at, ring->bytes},
	    .length = {one, length - one},
	};
}

static uint64_t start_of(const struct record_ring *ring, uint64_t number)
{
	return number == ring->next ? ring->end : ring->starts[number % ring->records];
}

void record_ring_push(struct record_ring *ring, const char *bytes, size_t length)
{
	if (length > ring->capacity) {
		ring->next++;
		ring->first = ring->next;
		return;
	}
	while (ring->first < ring->next &&
	       (ring->next - ring->first == ring->records ||
		ring->end + length - start_of(ring, ring->first) > ring->capacity))
		ring->first++;
	struct record_pieces to = pieces(ring, ring->end, length);
	memcpy((char *)to.bytes[0], bytes, to.length[0]);
	memcpy((char *)to.bytes[1], bytes + to.length[0], to.length[1]);
	ring->starts[ring->next % ring->records] = ring->end;
	ring->next++;
	ring->end += length;
}

struct record_pieces record_ring_get(const struct record_ring *ring, uint64_t number)
{
	uint64_t start = start_of(ring, number);
	return pieces(ring, start, (size_t)(start_of(ring, number + 1) - start));
}
