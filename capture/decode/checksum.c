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

/* Bytes that stand at an even place; an odd one at the end is padded with 0. */
static uint64_t add_bytes(uint64_t sum, const uint8_t *bytes, size_t length)
{
	uint64_t word;
	for (; length >= sizeof word; length -= sizeof word, bytes += sizeof word) {
		memcpy(&word, bytes, sizeof word);
		sum = add(sum, word);
	}
	if (length == 0)
		return sum;
	word = 0;
	memcpy(&word, bytes, length);
	return add(sum, word);
}

static uint64_t add_address(uint64_t sum, const struct endpoint *endpoint)
{
	uint32_t word;
	if (endpoint->version == 6)
		return add_bytes(sum, endpoint->address, sizeof endpoint->address);
	memcpy(&word, endpoint->address, sizeof word);
	return add(sum, word);
}

static uint64_t pseudo_header(const struct segment *segment)
{
	uint32_t length = segment->data_offset * 4u + segment->payload_length;
	uint64_t sum = add_address(add_address(0, &segment->source), &segment->destination);
	sum = add(sum, htobe32(length));
	return add(sum, htobe16(PROTOCOL_TCP));
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
	if (!segment->header || segment->first_fragment ||
	    segment->payload_captured < segment->payload_length)
		return CHECKSUM_NOT_CAPTURED;
	uint64_t sum = pseudo_header(segment);
	sum = add_bytes(sum, segment->header, (size_t)segment->data_offset * 4);
	sum = add_bytes(sum, segment->payload, segment->payload_length);
	return fold(sum) == 0xffff ? CHECKSUM_GOOD : CHECKSUM_BAD;
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
