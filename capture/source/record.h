/* SPDX-License-Identifier: MIT */
/* Private to the floor: the plain records of a pcap file (draft-ietf-opsawg-pcap, section 5) in
 * memory, wherever they came from. Pure: nothing is read, allocated or copied. libpcap opens every
 * file and reads whatever is out of the ordinary: another byte order, an old or patched format, a
 * record that is cut or cannot be. What is plain is read here, for libpcap spends more time on a
 * record than all the floors above. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the plain records of one file are written. */
struct record_format {
	uint32_t tick_ns; /* nanoseconds in one of the fraction's units; 0: no record is plain */
	uint32_t snaplen; /* no plain record holds more bytes */
};

enum { RECORD_FILE_HEADER = 24, RECORD_HEADER = 16 };

/* From a file's first RECORD_FILE_HEADER bytes; SNAPLEN as libpcap understood it. */
struct record_format record_format_of(const uint8_t *header, uint32_t snaplen);

struct record {
	int64_t time_ns; /* since the epoch */
	const uint8_t *bytes;
	uint32_t captured, length; /* bytes that are there, bytes on the wire */
};

/* The record that begins at AT, borrowing from there. Returns its size with its header; 0 when it
 * is not plain or not whole in the AVAILABLE bytes. */
size_t record_parse(const struct record_format *format, const uint8_t *at, size_t available,
		    struct record *record);

/* The same of one that record_parse() has found plain and whole. */
size_t record_read(const struct record_format *format, const uint8_t *at, struct record *record);

/* And its size alone. */
size_t record_size(const uint8_t *at);

#endif
