/* SPDX-License-Identifier: MIT */
/* CLOCK_MONOTONIC, and times in milliseconds as libevent and POSIX take them. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <sys/time.h>
#include <time.h>

int64_t clock_monotonic_ms(void);

/* The time of CLOCK_MONOTONIC in so many milliseconds. */
struct timespec clock_monotonic_in(int ms);

/* A duration. */
struct timeval clock_timeval(uint64_t ms);

#endif
