/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <string.h>

enum { NS_IN_S = 1000000000 };

static uint32_t u32_of(const uint8_t *at)
{
	uint32_t value;
	memcpy(&value, at, sizeof value);
	return value;
}

/* Files of our byte order with 32-bit lengths in the usual order: version 2.4. */
struct record_format record_format_of(const uint8_t *header, uint32_t snaplen)
{
	enum { MAGIC_MICRO = 0xa1b2c3d4, MAGIC_NANO = 0xa1b23c4d };
	const uint16_t version[] = {2, 4};
	struct record_format format = {.snaplen = snaplen};
	uint32_t magic = u32_of(header);
	if (memcmp(header + 4, version, sizeof version) == 0)
		format.tick_ns = magic == MAGIC_MICRO ? 1000 : magic == MAGIC_NANO ? 1 : 0;
	return format;
}

size_t record_read(const struct record_format *format, const uint8_t *at, struct record *record)
{
	record->time_ns = (int64_t)u32_of(at) * NS_IN_S + (int64_t)u32_of(at + 4) * format->tick_ns;
	record->captured = u32_of(at + 8);
	record->length = u32_of(at + 12);
	record->bytes = at + RECORD_HEADER;
	return RECORD_HEADER + (size_t)record->captured;
}

size_t record_size(const uint8_t *at)
{
	return RECORD_HEADER + (size_t)u32_of(at + 8);
}

size_t record_parse(const struct record_format *format, const uint8_t *at, size_t available,
		    struct record *record)
{
	if (available < RECORD_HEADER || format->tick_ns == 0)
		return 0;
	size_t size = record_read(format, at, record);
	uint64_t fraction_ns = (uint64_t)u32_of(at + 4) * format->tick_ns;
	if (fraction_ns >= NS_IN_S || record->captured > format->snaplen ||
	    record->captured > record->length || size > available)
		return 0;
	return size;
}
