/* SPDX-License-Identifier: MIT */
/* A source whose frames stand in memory, in place of the one with libpcap: the pipeline does not
 * know the difference. Each frame is a heap block of just its size. */
#ifndef MEMORY_SOURCE_H
#define MEMORY_SOURCE_H

#include "fuzz.h"
#include "source.h"

/* Each record of the input: captured length (2 bytes, little-endian, 14 bits), time since the last
 * frame (1 byte: 2 to the power of its value nanoseconds, none from 64 on), how many bytes the
 * snapshot length cut off (1 byte), the bytes. */
struct source {
	struct input input, whole;
	int link_type;
	uint64_t number;
	int64_t time_ns;
	uint8_t *copy;
};

void memory_source_init(struct source *source, struct input input, int link_type);
void memory_source_release(struct source *source);

#endif
