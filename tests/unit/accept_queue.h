/* SPDX-License-Identifier: MIT */
#ifndef ACCEPT_QUEUE_H
#define ACCEPT_QUEUE_H

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <time.h>

#include "unit.h"

/* How many connections LISTENER has that can be accepted. */
static inline unsigned queued(int listener)
{
	struct tcp_info info = {0};
	socklen_t length = sizeof info;
	assert_int_equal(getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &length), 0);
	return info.tcpi_unacked; /* of a listening socket it is that */
}

/* connect() returns with the second segment of the handshake: the third need not have been taken
 * yet. */
static inline void until_queued(int listener, unsigned count)
{
	while (queued(listener) < count)
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

#endif
