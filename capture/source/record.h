/* SPDX-License-Identifier: MIT */
/* Private to the floor: the plain records of a pcap file, read in large pieces and not copied
 * (draft-ietf-opsawg-pcap, section 5). libpcap opens every file and reads whatever is out of the
 * ordinary: another byte order, an old or patched format, a record that is cut or cannot be. What
 * is plain is read here, for libpcap spends more time on a record than all the floors above. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* How the plain records of one file are written. */
struct record_format {
	uint32_t tick_ns; /* nanoseconds in one of the fraction's units; 0: no record is plain */
	uint32_t snaplen; /* no plain record holds more bytes */
};

enum { RECORD_FILE_HEADER = 24, RECORD_HEADER = 16 };

/* From a file's first RECORD_FILE_HEADER bytes; SNAPLEN as libpcap understood it. */
struct record_format record_format_of(const uint8_t *header, uint32_t snaplen);

/* What libpcap is going to take for the header, where FILE stands; zeros where it is shorter.
 * Returns its offset. */
off_t record_peek_header(FILE *file, uint8_t header[RECORD_FILE_HEADER]);

struct record {
	int64_t time_ns; /* since the epoch */
	const uint8_t *bytes;
	uint32_t captured, length; /* bytes that are there, bytes on the wire */
};

/* The record that begins at AT, borrowing from there. Returns its size with its header; 0 when it
 * is not plain or not whole in the AVAILABLE bytes. */
size_t record_parse(const struct record_format *format, const uint8_t *at, size_t available,
		    struct record *record);

struct record_file;

/* Reads on where FILE, a file on a disk, stands: behind its header. FILE is borrowed; until the end
 * of the plain records nobody else reads it. NULL without memory, or when the format has no plain
 * records. */
struct record_file *record_file_new(FILE *file, const struct record_format *format);
void record_file_free(struct record_file *records); /* NULL is allowed */

/* The next record, valid until the next call. False where the plain ones end; FILE then stands
 * there. */
bool record_file_next(struct record_file *records, struct record *record);

/* Where in the file the next record begins. */
off_t record_file_position(const struct record_file *records);

/* The record behind the last one that was looked at or taken, without taking it: valid until
 * record_file_next() has given it. False when it is not there yet. */
bool record_file_peek(struct record_file *records, struct record *record);

#endif
