/* SPDX-License-Identifier: MIT */
/* The Internet checksum (RFC 1071): the sum may be built of words of any size and in any byte
 * order, when what is carried out at the top is added at the bottom. */
#include "checksum.h"

#include <endian.h>
#include <string.h>

enum { PROTOCOL_TCP = 6 };

static uint64_t add(uint64_t sum, uint64_t word)
{
	sum += word;
	return sum + (sum < word);
}

static uint64_t add_word(uint64_t sum, const uint8_t *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	return add(sum, word);
}

/* Bytes that stand at an even place; an odd one at the end is padded with 0. */
static uint64_t add_bytes(uint64_t sum, const uint8_t *bytes, size_t length)
{
	uint64_t word = 0;
	for (; length >= 32; length -= 32, bytes += 32) {
		sum = add_word(sum, bytes);
		sum = add_word(sum, bytes + 8);
		sum = add_word(sum, bytes + 16);
		sum = add_word(sum, bytes + 24);
	}
	for (; length >= 8; length -= 8, bytes += 8)
		sum = add_word(sum, bytes);
	if (length == 0)
		return sum;
	memcpy(&word, bytes, length);
	return add(sum, word);
}

static uint64_t add_address(uint64_t sum, const struct endpoint *endpoint)
{
	uint32_t word;
	if (endpoint->version == 6)
		return add_word(add_word(sum, endpoint->address), endpoint->address + 8);
	memcpy(&word, endpoint->address, sizeof word);
	return add(sum, word);
}

static uint64_t pseudo_header(const struct segment *segment)
{
	uint32_t length = segment->data_offset * 4u + segment->payload_length;
	uint64_t sum = (uint64_t)htobe32(length) + htobe16(PROTOCOL_TCP);
	return add_address(add_address(sum, &segment->source), &segment->destination);
}

static uint16_t fold(uint64_t sum)
{
	sum = (sum >> 32) + (sum & 0xffffffff);
	sum = (sum >> 16) + (sum & 0xffff);
	sum = (sum >> 16) + (sum & 0xffff);
	return (uint16_t)((sum >> 16) + (sum & 0xffff));
}

enum checksum segment_checksum(const struct segment *segment)
{
	if (!segment_checksum_is_captured(segment))
		return CHECKSUM_NOT_CAPTURED;
	size_t length = segment->data_offset * (size_t)4 + segment->payload_length;
	uint64_t sum = add_bytes(pseudo_header(segment), segment->header, length);
	/* It is never 0, and one's complement is counting modulo 2^16 - 1. */
	return sum % 0xffff == 0 ? CHECKSUM_GOOD : CHECKSUM_BAD;
}

bool segment_checksum_is_partial(const struct segment *segment)
{
	uint16_t field = htobe16(segment->checksum);
	return segment->header && field == fold(pseudo_header(segment));
}

const char *checksum_name(enum checksum checksum)
{
#define CHECKSUM_NAME(checksum, name) [checksum] = (name),
	static const char *const names[] = {CHECKSUMS(CHECKSUM_NAME)};
#undef CHECKSUM_NAME
	return names[checksum];
}
