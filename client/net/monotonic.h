/* SPDX-License-Identifier: MIT */
/* The client's clock: CLOCK_MONOTONIC in nanoseconds. */
#ifndef MONOTONIC_H
#define MONOTONIC_H

#include <stdint.h>
#include <sys/time.h>
#include <time.h>

enum { NS_PER_US = 1000, NS_PER_MS = 1000000, NS_PER_S = 1000000000 };

static inline int64_t monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* A duration for a timer, rounded up: it would else wake to find that it is not time yet. */
static inline struct timeval timeval_of_ns(int64_t ns)
{
	int64_t us = ns > 0 ? (ns + NS_PER_US - 1) / NS_PER_US : 0;
	return (struct timeval){.tv_sec = (time_t)(us / 1000000),
				.tv_usec = (suseconds_t)(us % 1000000)};
}

#endif
