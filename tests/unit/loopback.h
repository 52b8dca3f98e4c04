/* SPDX-License-Identifier: MIT */
/* TCP over 127.0.0.1 for the tests of server and client. */
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit.h"

/* A listening socket on a free port of 127.0.0.1, and its address. */
static inline int loopback_listen(struct sockaddr_in *address)
{
	socklen_t length = sizeof *address;
	*address =
	    (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_return_code(fd, errno);
	assert_return_code(bind(fd, (struct sockaddr *)address, length), errno);
	assert_return_code(listen(fd, SOMAXCONN), errno);
	assert_return_code(getsockname(fd, (struct sockaddr *)address, &length), errno);
	return fd;
}

/* From 127.0.0.1, or another address of this host: 127.0.0.1 + FROM. */
static inline int loopback_connect_from(int from, const struct sockaddr_in *address)
{
	const struct sockaddr_in own = {.sin_family = AF_INET,
					.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (unsigned)from)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_return_code(fd, errno);
	if (from > 0)
		assert_return_code(bind(fd, (const struct sockaddr *)&own, sizeof own), errno);
	assert_return_code(connect(fd, (const struct sockaddr *)address, sizeof *address), errno);
	return fd;
}

static inline int loopback_connect(const struct sockaddr_in *address)
{
	return loopback_connect_from(0, address);
}

/* An established connection: OURS is non-blocking, THEIRS blocks. */
static inline void loopback_pair(int *ours, int *theirs)
{
	struct sockaddr_in address;
	int listener = loopback_listen(&address);
	*theirs = loopback_connect(&address);
	*ours = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	assert_return_code(*ours, errno);
	close(listener);
}

/* close() that sends RST. */
static inline void loopback_reset(int fd)
{
	struct linger linger = {.l_onoff = 1};
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	close(fd);
}

#endif
