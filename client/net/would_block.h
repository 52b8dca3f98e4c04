/* SPDX-License-Identifier: MIT */
#ifndef WOULD_BLOCK_H
#define WOULD_BLOCK_H

#include <errno.h>
#include <stdbool.h>

/* Of errno: try again later. */
static inline bool would_block(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

#endif
