/* SPDX-License-Identifier: MIT */
/* Private to the floor: the plain records of a pcap file on a disk, read in large pieces. */
#ifndef RECORD_FILE_H
#define RECORD_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "record.h"

/* What libpcap is going to take for the header, where FILE stands; zeros where it is shorter.
 * Returns its offset. */
off_t record_peek_header(FILE *file, uint8_t header[RECORD_FILE_HEADER]);

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
 * record_file_next() has given it, or one behind it. False when it is not there yet. */
bool record_file_peek(struct record_file *records, struct record *record);

/* Takes the next record, at which record_file_peek() has looked. */
void record_file_skip(struct record_file *records);

#endif
