/* SPDX-License-Identifier: MIT */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

enum { MESSAGE_SIZE_MAX = 1 << 30 };

/* What the client sends, as a new string to be freed: TEXT or, for SIZE > 0, the alphabet over and
 * over; with a newline at its end when that is wanted (of SIZE bytes it is the last). NULL with the
 * reason without memory. */
char *message_make(const char *text, uint64_t size, bool newline, struct err *err);

#endif
