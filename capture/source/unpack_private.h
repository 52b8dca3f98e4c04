/* SPDX-License-Identifier: MIT */
/* Private to unpack: what each format's library does. */
#ifndef UNPACK_PRIVATE_H
#define UNPACK_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

enum unpack_result {
	UNPACK_MORE, /* it took and gave what it could */
	UNPACK_END,  /* this stream is over; another may follow */
	UNPACK_DAMAGED,
	UNPACK_NO_MEMORY,
	UNPACK_TOO_LARGE, /* it wants more memory than UNPACK_MEMORY_MAX */
};

/* A decoder's window: as large as that of xz -9 and of zstd --long. */
enum { UNPACK_MEMORY_MAX = 144 * 1024 * 1024 };

/* Moves on what was taken and given. */
struct unpack_step {
	const uint8_t *in;
	size_t in_left;
	uint8_t *out;
	size_t out_left;
};

struct unpack_ops {
	void *(*open)(void); /* NULL without memory */
	/* After UNPACK_END it begins again. */
	enum unpack_result (*step)(void *state, struct unpack_step *step);
	void (*close)(void *state);
};

/* Without the library, all members are NULL. */
extern const struct unpack_ops unpack_gzip, unpack_zstd, unpack_xz;

#endif
