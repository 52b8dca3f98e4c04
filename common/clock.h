/* SPDX-License-Identifier: MIT */
/* CLOCK_MONOTONIC, and times in milliseconds or nanoseconds as libevent and POSIX take them. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <sys/time.h>
#include <time.h>

enum { NS_PER_US = 1000, NS_PER_MS = 1000000, NS_PER_S = 1000000000 };

int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_ns(void);

/* The time of CLOCK_MONOTONIC in so many milliseconds. */
struct timespec clock_monotonic_in(int ms);

/* A duration. */
struct timeval clock_timeval(uint64_t ms);

/* A duration in nanoseconds, rounded up: a timer would else end to find that it is not time yet.
 * Nothing for less than 0. */
struct timeval clock_timeval_ns(int64_t ns);

#endif
