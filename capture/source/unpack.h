/* SPDX-License-Identifier: MIT */
/* Private to the floor: a descriptor whose bytes may be packed with gzip (RFC 1952), zstd (RFC
 * 8878) or xz; its first bytes tell. They are unpacked as they are read, in bounded memory. */
#ifndef UNPACK_H
#define UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "text.h"

/* How many first bytes tell. */
enum { UNPACK_MAGIC_MAX = 6 };

struct unpack_format {
	const char *name, *program; /* program: what unpacks it on the command line */
	bool built_in;              /* unpack_read() can */
};

/* Whether a file that begins with these LENGTH bytes is packed, and with what. */
bool unpack_format_of(const uint8_t *bytes, size_t length, struct unpack_format *format);

struct unpack;

/* FD is borrowed. NULL without memory. */
struct unpack *unpack_new(int fd);
void unpack_free(struct unpack *unpack); /* NULL is allowed */

/* As read(2), of what was packed; plain bytes stay as they are. -1 with EAGAIN: there is nothing
 * yet, wait for the descriptor. -1 with EIO also where unpack_failed() tells why. */
ssize_t unpack_read(struct unpack *unpack, void *into, size_t size);

/* Whether unpack_read() can be asked without waiting for the descriptor. */
bool unpack_is_ready(const struct unpack *unpack);

/* Whether it cannot be read on, and WHY: "its gzip data is cut off". */
bool unpack_failed(const struct unpack *unpack, struct text *why);

#endif
