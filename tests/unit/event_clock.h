/* SPDX-License-Identifier: MIT */
/* The clock by which libevent keeps its timers. It moves in ticks of the kernel: who measures a
 * timer by another clock finds it early by a tick or, on a busy machine, more. */
#ifndef EVENT_CLOCK_H
#define EVENT_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t event_clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
