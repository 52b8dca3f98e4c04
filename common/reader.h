/* SPDX-License-Identifier: MIT */
/* The bounded cursor through which every byte of a packet is read. A header is taken whole, or not
 * at all; the fields inside it are then loaded at offsets that a reviewer can compare with the
 * length that was taken. Never a cast to a struct: packets are not aligned. */
#ifndef READER_H
#define READER_H

#include <stddef.h>
#include <stdint.h>

struct reader {
	const uint8_t *at;  /* borrowed */
	const uint8_t *end; /* one past the last readable byte */
};

static inline size_t reader_left(const struct reader *reader)
{
	return (size_t)(reader->end - reader->at);
}

/* The next LENGTH bytes, and moves past them; NULL, and stays, when fewer are left. */
static inline const uint8_t *reader_take(struct reader *reader, size_t length)
{
	if (length > reader_left(reader))
		return NULL;
	const uint8_t *taken = reader->at;
	reader->at += length;
	return taken;
}

/* Nothing beyond the next LENGTH bytes is readable any more; no change when fewer are left. */
static inline void reader_limit(struct reader *reader, size_t length)
{
	if (length < reader_left(reader))
		reader->end = reader->at + length;
}

/* Loads from network byte order. */
static inline uint16_t u16_at(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static inline uint32_t u32_at(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

#endif
