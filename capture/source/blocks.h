/* SPDX-License-Identifier: MIT */
/* Private to the floor: which interface each packet of a pcapng file came by, and how many packets
 * its statistics say were dropped, which libpcap reads and does not tell. Only the first bytes of
 * each block are looked at, in the order in which libpcap reads them (draft-ietf-opsawg-pcapng,
 * sections 3.1, 4.1, 4.3 to 4.5 and A). What is not as it should be ends that: from there on
 * nothing is told, and libpcap says what is wrong. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	BLOCK_HEAD = 12,      /* bytes of a block that are looked at */
	BLOCK_COUNTERS = 512, /* bytes behind them, of a block with statistics */
	BLOCKS_COUNTED = 32,  /* interfaces whose counters are kept */
};

struct block_counter {
	uint32_t interface;
	uint64_t dropped; /* since the capture began: of several blocks, the largest */
};

struct blocks {
	bool swapped;      /* the section's byte order is not ours */
	bool lost;         /* nothing is told any more */
	uint32_t sections; /* that began: interfaces are numbered in each */
	uint32_t packet;   /* what the last block with a packet said */
	uint32_t counted;  /* the interface that the last block with statistics is of */
	size_t counters;
	struct block_counter counter[BLOCKS_COUNTED];
};

enum block_kind {
	BLOCK_PACKET,     /* its interface stands in blocks->packet */
	BLOCK_STATISTICS, /* blocks_count() takes what is behind its head */
	BLOCK_OTHER,
	BLOCK_NONE, /* nothing is told any more */
};

/* The block that begins at AT, of which AVAILABLE bytes are there. *LENGTH gets its length, at
 * least BLOCK_HEAD, unless it is none. */
enum block_kind blocks_look(struct blocks *blocks, const uint8_t *at, size_t available,
			    uint32_t *length);

/* AVAILABLE bytes of a block with statistics, up to BLOCK_COUNTERS, are AT the place behind its
 * head.
 */
void blocks_count(struct blocks *blocks, const uint8_t *at, size_t available);

/* How many packets were dropped, as all that was counted says: by an interface or by the system. */
uint64_t blocks_dropped(const struct blocks *blocks);

/* The same of a file on a disk. */
struct block_file;

/* The blocks that begin at OFFSET of FD, which is borrowed. NULL without memory. */
struct block_file *block_file_new(int fd, off_t offset);
void block_file_free(struct block_file *file); /* NULL is allowed */

/* The next packet's interface: a number for each that there is in the file; 0: it is not told. */
uint32_t block_file_next(struct block_file *file);

/* Of the blocks that were passed. */
uint64_t block_file_dropped(const struct block_file *file);

#endif
