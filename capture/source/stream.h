/* SPDX-License-Identifier: MIT */
/* Private to the floor: a pipe under libpcap, or a packed file.
 *
 * libpcap reads a file through a FILE and sleeps in it when a pipe's writer pauses; a signal then
 * either cannot end it or tears the record that is being read. So the bytes are gathered here, and
 * libpcap is asked for a packet only when a whole one is there. How long a record is, is a guess:
 * a wrong one makes libpcap wait or complain, and never reads anything wrong. */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stdio.h>

#include "record.h"
#include "text.h"

struct stream;

/* FD is borrowed. NULL without memory. */
struct stream *stream_new(int fd);
void stream_free(struct stream *stream); /* NULL is allowed */

/* What libpcap reads: blocks where nothing has been gathered (and until the format was told, a
 * signal ends that with EINTR). To be closed before the stream is freed. NULL without memory. */
FILE *stream_file(struct stream *stream);

/* How the records that follow are written. */
enum stream_format {
	STREAM_PCAP,
	STREAM_PCAPNG,
};
void stream_set_format(struct stream *stream, enum stream_format format, bool swapped);

/* The first RECORD_FILE_HEADER bytes that libpcap took; zeros where there were not so many. */
const uint8_t *stream_header(const struct stream *stream);

/* Takes what can be had without waiting. True when a whole packet is there, or when waiting for it
 * makes no sense: at the end, after an error, for a record larger than a packet can be. */
bool stream_ready(struct stream *stream);

/* How many bytes were gathered so far, unpacked. */
uint64_t stream_gathered(const struct stream *stream);

/* Whether what is packed could not be unpacked to its end, and WHY: "its gzip data is damaged". */
bool stream_failed(const struct stream *stream, struct text *why);

/* The packet that is there, when it is a plain record: valid until the stream is asked for the next
 * one. False: it is libpcap's to read. */
bool stream_record(struct stream *stream, const struct record_format *format,
		   struct record *record);

/* Of a pcapng file: the number of the interface of the packet that libpcap read last, as
 * block_file_next(). However large the blocks before it are. */
uint32_t stream_interface(const struct stream *stream);

/* As blocks_dropped(), of what libpcap was given. */
uint64_t stream_dropped(const struct stream *stream);

#endif
