/* SPDX-License-Identifier: MIT */
#include "clock.h"

int64_t clock_monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

struct timespec clock_monotonic_in(int ms)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	long nanoseconds = time.tv_nsec + ms % 1000 * 1000000L;
	time.tv_sec += ms / 1000 + nanoseconds / 1000000000;
	time.tv_nsec = nanoseconds % 1000000000;
	return time;
}

struct timeval clock_timeval(uint64_t ms)
{
	return (struct timeval){.tv_sec = (time_t)(ms / 1000),
				.tv_usec = (suseconds_t)(ms % 1000 * 1000)};
}

struct timeval clock_timeval_ns(int64_t ns)
{
	int64_t us = ns > 0 ? (ns + NS_PER_US - 1) / NS_PER_US : 0;
	return (struct timeval){.tv_sec = (time_t)(us / 1000000),
				.tv_usec = (suseconds_t)(us % 1000000)};
}
