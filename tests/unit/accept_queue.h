/* SPDX-License-Identifier: MIT */
#ifndef ACCEPT_QUEUE_H
#define ACCEPT_QUEUE_H

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <time.h>

#include "unit.h"

/* Until so many connections can be accepted. connect() returns with the second segment of the
 * handshake: the third need not have been taken yet. */
static inline void until_queued(int listener, unsigned count)
{
	struct tcp_info info = {0};
	socklen_t length = sizeof info;
	while (getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 &&
	       info.tcpi_unacked < count) /* of a listening socket: its accept queue */
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
	assert_int_equal(info.tcpi_unacked, count);
}

#endif
