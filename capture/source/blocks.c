/* SPDX-License-Identifier: MIT */
#include "blocks.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	SECTION_HEADER = 0x0a0d0d0a, /* the same in both byte orders */
	ORDER_MAGIC = 0x1a2b3c4d,
	PACKET_OBSOLETE = 2,
	PACKET_SIMPLE = 3,
	STATISTICS = 5,
	PACKET_ENHANCED = 6,
};

static uint32_t u32_in(const struct blocks *blocks, const uint8_t *at)
{
	uint32_t value;
	memcpy(&value, at, sizeof value);
	return blocks->swapped ? __builtin_bswap32(value) : value;
}

static uint32_t u16_in(const struct blocks *blocks, const uint8_t *at)
{
	uint16_t value;
	memcpy(&value, at, sizeof value);
	return blocks->swapped ? __builtin_bswap16(value) : value;
}

static uint64_t u64_in(const struct blocks *blocks, const uint8_t *at)
{
	uint64_t value;
	memcpy(&value, at, sizeof value);
	return blocks->swapped ? __builtin_bswap64(value) : value;
}

/* Whose byte order all that follows has. */
static bool begin_section(struct blocks *blocks, const uint8_t *at)
{
	blocks->swapped = false;
	uint32_t order = u32_in(blocks, at);
	blocks->swapped = order != ORDER_MAGIC;
	blocks->sections++;
	return order == ORDER_MAGIC || order == __builtin_bswap32(ORDER_MAGIC);
}

/* Never 0; two interfaces have one number only beyond 65536 of them. */
static uint32_t number_of(const struct blocks *blocks, uint32_t interface)
{
	uint32_t number = (blocks->sections << 16) + interface + 1;
	return number != 0 ? number : 1;
}

enum block_kind blocks_look(struct blocks *blocks, const uint8_t *at, size_t available,
			    uint32_t *length)
{
	enum { LENGTH = 4, BODY = 8 };
	blocks->lost |= available < BLOCK_HEAD;
	if (blocks->lost)
		return BLOCK_NONE;
	uint32_t type = u32_in(blocks, at);
	if (type == SECTION_HEADER && !begin_section(blocks, at + BODY))
		blocks->lost = true;
	*length = u32_in(blocks, at + LENGTH);
	if (*length < BLOCK_HEAD || *length % 4 != 0)
		blocks->lost = true;
	if (blocks->lost)
		return BLOCK_NONE;
	switch (type) {
	case PACKET_ENHANCED:
		blocks->packet = number_of(blocks, u32_in(blocks, at + BODY));
		return BLOCK_PACKET;
	case PACKET_OBSOLETE:
		blocks->packet = number_of(blocks, u16_in(blocks, at + BODY));
		return BLOCK_PACKET;
	case PACKET_SIMPLE: /* of the first interface */
		blocks->packet = number_of(blocks, 0);
		return BLOCK_PACKET;
	case STATISTICS:
		blocks->counted = number_of(blocks, u32_in(blocks, at + BODY));
		return BLOCK_STATISTICS;
	default:
		return BLOCK_OTHER;
	}
}

static uint64_t sum(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static void count(struct blocks *blocks, uint64_t dropped)
{
	struct block_counter *counter = blocks->counter;
	struct block_counter *end = counter + blocks->counters;
	while (counter < end && counter->interface != blocks->counted)
		counter++;
	if (counter == end) {
		if (blocks->counters == BLOCKS_COUNTED)
			return;
		blocks->counters++;
		*counter = (struct block_counter){.interface = blocks->counted};
	}
	if (counter->dropped < dropped)
		counter->dropped = dropped;
}

void blocks_count(struct blocks *blocks, const uint8_t *at, size_t available)
{
	enum { TIME = 8, OPTION_HEAD = 4, IF_DROP = 5, OS_DROP = 7, COUNTER = 8 };
	uint64_t dropped = 0;
	size_t offset = TIME;
	while (offset + OPTION_HEAD <= available) {
		uint32_t code = u16_in(blocks, at + offset);
		uint32_t length = u16_in(blocks, at + offset + 2);
		offset += OPTION_HEAD;
		if (code == 0)
			break;
		if ((code == IF_DROP || code == OS_DROP) && length == COUNTER &&
		    offset + COUNTER <= available)
			dropped = sum(dropped, u64_in(blocks, at + offset));
		offset += ((size_t)length + 3) / 4 * 4;
	}
	if (dropped > 0)
		count(blocks, dropped);
}

uint64_t blocks_dropped(const struct blocks *blocks)
{
	uint64_t dropped = 0;
	for (size_t i = 0; i < blocks->counters; i++)
		dropped = sum(dropped, blocks->counter[i].dropped);
	return dropped;
}

struct block_file {
	struct blocks blocks;
	int fd;
	off_t offset;      /* in the file: of bytes[begin] */
	size_t begin, end; /* what was read and not passed, in bytes[] */
	uint8_t bytes[32 * 1024];
};

struct block_file *block_file_new(int fd, off_t offset)
{
	struct block_file *file = malloc(sizeof *file);
	if (!file)
		return NULL;
	file->blocks = (struct blocks){0};
	file->fd = fd;
	file->offset = offset;
	file->begin = file->end = 0;
	return file;
}

void block_file_free(struct block_file *file)
{
	free(file);
}

/* The first WANTED bytes of the next block: how many of them, or more, are there. */
static size_t look(struct block_file *file, size_t wanted)
{
	if (file->end - file->begin < wanted) {
		ssize_t got = pread(file->fd, file->bytes, sizeof file->bytes, file->offset);
		file->begin = 0;
		file->end = got > 0 ? (size_t)got : 0;
	}
	return file->end - file->begin;
}

static void pass(struct block_file *file, uint32_t length)
{
	size_t there = file->end - file->begin;
	file->begin = length < there ? file->begin + length : file->end;
	file->offset += length;
}

static void take_statistics(struct block_file *file, uint32_t length)
{
	size_t wanted = length < BLOCK_HEAD + BLOCK_COUNTERS ? length : BLOCK_HEAD + BLOCK_COUNTERS;
	size_t there = look(file, wanted);
	there = there < wanted ? there : wanted;
	if (there > BLOCK_HEAD)
		blocks_count(&file->blocks, file->bytes + file->begin + BLOCK_HEAD,
			     there - BLOCK_HEAD);
}

uint32_t block_file_next(struct block_file *file)
{
	uint32_t length;
	for (;;) {
		size_t there = look(file, BLOCK_HEAD);
		switch (blocks_look(&file->blocks, file->bytes + file->begin, there, &length)) {
		case BLOCK_PACKET:
			pass(file, length);
			return file->blocks.packet;
		case BLOCK_STATISTICS:
			take_statistics(file, length);
			pass(file, length);
			break;
		case BLOCK_OTHER:
			pass(file, length);
			break;
		case BLOCK_NONE:
			return 0;
		}
	}
}

uint64_t block_file_dropped(const struct block_file *file)
{
	return blocks_dropped(&file->blocks);
}
