/* SPDX-License-Identifier: MIT */
/* The newest records in bounded memory, by their numbers: 0, 1, 2, ... The oldest give way. */
#ifndef RECORD_RING_H
#define RECORD_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct record_ring {
	char *bytes;      /* owned */
	uint64_t *starts; /* owned: where record i begins, at i modulo `records` */
	size_t capacity, records;
	uint64_t first, next; /* records that are there: first <= i < next */
	uint64_t end;         /* where the next record begins: a count of all bytes so far */
};

/* A record may lie around the end of the memory: in two pieces, the second one may be empty. */
struct record_pieces {
	const char *bytes[2];
	size_t length[2];
};

/* CAPACITY bytes for RECORDS records at most. False without memory. */
bool record_ring_init(struct record_ring *ring, size_t capacity, size_t records);
void record_ring_release(struct record_ring *ring);

/* Takes a copy of LENGTH bytes. A record larger than the ring takes a number, but is not kept. */
void record_ring_push(struct record_ring *ring, const char *bytes, size_t length);

/* The record NUMBER, which is there; valid until the next push. */
struct record_pieces record_ring_get(const struct record_ring *ring, uint64_t number);

#endif
