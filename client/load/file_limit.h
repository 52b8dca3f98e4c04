/* SPDX-License-Identifier: MIT */
#ifndef FILE_LIMIT_H
#define FILE_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

/* Lets this process open CONNECTIONS sockets beside what it has open, as far as it may
 * (RLIMIT_NOFILE). False with the reason and the remedy. */
bool file_limit_raise(uint64_t connections, struct err *err);

#endif
