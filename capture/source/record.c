/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	LARGE_READ = 256 * 1024, /* stays in the processor's cache until it is decoded */
	NS_IN_S = 1000000000,
};

struct record_file {
	FILE *file;
	struct record_format format;
	off_t offset;      /* in the file: of bytes[begin] */
	size_t begin, end; /* what was read and not handed over, in bytes[] */
	size_t peeked;     /* of these, up to here it was looked at; may lie before begin */
	uint8_t bytes[LARGE_READ];
};

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

off_t record_peek_header(FILE *file, uint8_t header[RECORD_FILE_HEADER])
{
	int fd = fileno(file);
	off_t offset = lseek(fd, 0, SEEK_CUR);
	if (pread(fd, header, RECORD_FILE_HEADER, offset) < RECORD_FILE_HEADER)
		memset(header, 0, RECORD_FILE_HEADER);
	return offset;
}

/* Of the record at AT, whose header is there. Returns its size. */
static size_t read_record(const struct record_format *format, const uint8_t *at,
			  struct record *record)
{
	record->time_ns = (int64_t)u32_of(at) * NS_IN_S + (int64_t)u32_of(at + 4) * format->tick_ns;
	record->captured = u32_of(at + 8);
	record->length = u32_of(at + 12);
	record->bytes = at + RECORD_HEADER;
	return RECORD_HEADER + (size_t)record->captured;
}

size_t record_parse(const struct record_format *format, const uint8_t *at, size_t available,
		    struct record *record)
{
	if (available < RECORD_HEADER || format->tick_ns == 0)
		return 0;
	size_t size = read_record(format, at, record);
	uint64_t fraction_ns = (uint64_t)u32_of(at + 4) * format->tick_ns;
	if (fraction_ns >= NS_IN_S || record->captured > format->snaplen ||
	    record->captured > record->length || size > available)
		return 0;
	return size;
}

struct record_file *record_file_new(FILE *file, const struct record_format *format)
{
	off_t offset = ftello(file);
	if (format->tick_ns == 0 || offset < 0)
		return NULL;
	struct record_file *records = malloc(sizeof *records);
	if (!records)
		return NULL;
	records->file = file;
	records->format = *format;
	records->offset = offset;
	records->begin = records->end = records->peeked = 0;
	return records;
}

off_t record_file_position(const struct record_file *records)
{
	return records->offset;
}

void record_file_free(struct record_file *records)
{
	free(records);
}

/* Reads on behind what is there; false at the end, or when it cannot. */
static bool read_on(struct record_file *records)
{
	size_t left = records->end - records->begin;
	memmove(records->bytes, records->bytes + records->begin, left);
	records->begin = 0;
	records->end = left;
	records->peeked = 0;
	ssize_t got = pread(fileno(records->file), records->bytes + left, LARGE_READ - left,
			    records->offset + (off_t)left);
	if (got > 0)
		records->end += (size_t)got;
	return got > 0;
}

bool record_file_next(struct record_file *records, struct record *record)
{
	size_t size;
	if (records->peeked > records->begin) { /* it was looked at: it is plain */
		size = read_record(&records->format, records->bytes + records->begin, record);
	} else {
		while ((size = record_parse(&records->format, records->bytes + records->begin,
					    records->end - records->begin, record)) == 0)
			if (!read_on(records)) {
				fseeko(records->file, records->offset, SEEK_SET);
				return false;
			}
	}
	records->begin += size;
	records->offset += (off_t)size;
	return true;
}

bool record_file_peek(struct record_file *records, struct record *record)
{
	if (records->peeked < records->begin)
		records->peeked = records->begin;
	size_t size = record_parse(&records->format, records->bytes + records->peeked,
				   records->end - records->peeked, record);
	records->peeked += size;
	return size > 0;
}
