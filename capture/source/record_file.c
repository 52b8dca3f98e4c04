/* SPDX-License-Identifier: MIT */
#include "record_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Read, not mapped: a mapped file that somebody makes shorter, or a disk that fails, kills who
 * looks at it (SIGBUS), wherever that is in all the floors above. And of large packets, of which
 * little more than the headers is looked at, a mapping costs more than reading into memory that
 * stays in the processor's cache. */
enum { LARGE_READ = 256 * 1024 };

struct record_file {
	FILE *file;
	struct record_format format;
	off_t offset;      /* in the file: of bytes[begin] */
	size_t begin, end; /* what was read and not handed over, in bytes[] */
	size_t peeked;     /* of these, up to here it was looked at; may lie before begin */
	uint8_t bytes[LARGE_READ];
};

off_t record_peek_header(FILE *file, uint8_t header[RECORD_FILE_HEADER])
{
	int fd = fileno(file);
	off_t offset = lseek(fd, 0, SEEK_CUR);
	if (pread(fd, header, RECORD_FILE_HEADER, offset) < RECORD_FILE_HEADER)
		memset(header, 0, RECORD_FILE_HEADER);
	return offset;
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
		size = record_read(&records->format, records->bytes + records->begin, record);
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

void record_file_skip(struct record_file *records)
{
	size_t size = record_size(records->bytes + records->begin);
	records->begin += size;
	records->offset += (off_t)size;
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
