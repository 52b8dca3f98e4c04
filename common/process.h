/* SPDX-License-Identifier: MIT */
/* What every program does before all else. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>

#include "err.h"

/* To be called before anything is opened. A standard stream that is closed is opened so that using
 * it fails as before (EBADF): else the next file would get its number, and what is written for a
 * person would go into a capture. And a write that fails is an error, no signal: where the reader
 * went away (EPIPE) or a file may not grow (EFBIG, RLIMIT_FSIZE). */
bool process_begin(struct err *err);

/* Whether this standard stream was closed, or opened for the other direction only. */
bool process_stream_is_closed(int fd);

#endif
