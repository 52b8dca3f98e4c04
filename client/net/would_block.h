/* SPDX-License-Identifier: MIT */
/* Private to client/. */
#ifndef WOULD_BLOCK_H
#define WOULD_BLOCK_H

#include <errno.h>
#include <stdbool.h>

/* Not now; nothing is wrong. */
static inline bool would_block(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

#endif
