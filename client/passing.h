/* SPDX-License-Identifier: MIT */
/* Private to client/. */
#ifndef PASSING_H
#define PASSING_H

#include <errno.h>
#include <stdbool.h>

/* Not now; nothing is wrong. */
static inline bool is_passing(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

#endif
