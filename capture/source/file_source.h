/* SPDX-License-Identifier: MIT */
/* Private to the floor: a capture file as a source. file.c opens it, file_read.c reads it. */
#ifndef FILE_SOURCE_H
#define FILE_SOURCE_H

#include <stdio.h>

#include "blocks.h"
#include "link_filters.h"
#include "record_file.h"
#include "source_private.h"
#include "stream.h"

struct file_source {
	struct source source;
	uint64_t peeked;                  /* number of the last packet that was peeked at */
	struct link_filters *filters;     /* NULL for none */
	const struct bpf_program *filter; /* of these, the one of its link type */
	FILE *file;                       /* until libpcap takes it */
	/* The same, for source_rewind(): no file can be opened then; each NULL when it was used. */
	FILE *again[SOURCE_REWINDS];
	struct record_format format;
	struct stream *stream;       /* a file that may keep us waiting, or is packed; NULL: plain,
					on a disk */
	FILE *packed;                /* on a disk: what the stream reads */
	struct record_file *records; /* a file on a disk, while its records are plain */
	struct block_file *blocks;   /* a pcapng file on a disk */
	bool pcapng;
	int fd;        /* of the stream; -1: none */
	char *buffer;  /* of the file that libpcap reads */
	uint64_t size; /* 0: of a pipe */
	bool named;    /* it was given by its name, not standard input */
	bool stopped;  /* source_drain() was called */
};

/* As source.h says of source_next(), source_peek(), source_skip(), source_position() and
 * source_wait(). */
enum source_status file_next(struct source *source, struct frame *frame, struct err *err);
bool file_peek(struct source *source, unsigned distance, struct frame *frame);
bool file_skip(struct source *source);
bool file_position(const struct source *source, uint64_t *position, uint64_t *size);
bool file_wait(struct source *source, const sigset_t *mask, struct err *err);

#endif
