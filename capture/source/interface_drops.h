/* SPDX-License-Identifier: MIT */
/* Private to the floor: what an interface itself dropped, before the kernel could capture it.
 *
 * libpcap opens the counters anew each time it is asked, which the filter of system calls forbids
 * then; so they are opened here, once. Linux: statistics/rx_missed_errors and rx_fifo_errors, as
 * libpcap; elsewhere nothing is counted. */
#ifndef INTERFACE_DROPS_H
#define INTERFACE_DROPS_H

#include <stdint.h>

enum { INTERFACE_COUNTERS = 2 };

struct interface_drops {
	int fds[INTERFACE_COUNTERS]; /* -1: none */
	uint64_t before;
};

void interface_drops_open(struct interface_drops *drops, const char *interface);
uint64_t interface_drops_count(const struct interface_drops *drops); /* since it was opened */
void interface_drops_close(struct interface_drops *drops);

#endif
