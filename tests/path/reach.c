// SPDX-License-Identifier: MIT
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "network.h"

enum { PORT = 9, TRIES = 5000, ROOM = 2048 }; /* the discard service's port */

static enum side other(enum side side)
{
	return side == CLIENT ? SERVER : CLIENT;
}

static int datagrams(const struct network *network, enum side end)
{
	struct sockaddr_storage address;
	socklen_t length = network_address(network, end, PORT, &address);
	network_enter(network, end);
	int fd = socket(address.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	network_leave(network);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&address, length) != 0) {
		close(fd); /* the address is not there yet */
		fd = -1;
	}
	return fd;
}

/* A datagram from FROM; then all that has come from it is carried on. */
static void carry(const struct network *network, enum side from, int fd)
{
	char frame[ROOM];
	struct sockaddr_storage address;
	socklen_t length = network_address(network, other(from), PORT, &address);
	if (sendto(fd, "?", 1, 0, (struct sockaddr *)&address, length) < 0)
		return;
	for (ssize_t got; (got = recv(network->packets[from], frame, sizeof frame, 0)) > 0;)
		if (send(network->packets[other(from)], frame, (size_t)got, 0) < 0)
			return;
}

static bool came(int fd)
{
	char byte;
	return recv(fd, &byte, 1, 0) == 1;
}

bool network_await_ends(const struct network *network, struct err *err)
{
	const struct timespec moment = {.tv_nsec = 2000000};
	int fds[SIDES] = {-1, -1};
	bool reached[SIDES] = {false, false};
	for (int tries = 0; tries < TRIES && !(reached[CLIENT] && reached[SERVER]); tries++) {
		for (enum side end = CLIENT; end < SIDES; end++)
			fds[end] = fds[end] < 0 ? datagrams(network, end) : fds[end];
		for (enum side end = CLIENT; end < SIDES; end++)
			if (fds[end] >= 0)
				carry(network, end, fds[end]);
		for (enum side end = CLIENT; end < SIDES; end++)
			reached[end] = reached[end] || (fds[end] >= 0 && came(fds[end]));
		if (!reached[CLIENT] || !reached[SERVER])
			nanosleep(&moment, NULL);
	}
	for (enum side end = CLIENT; end < SIDES; end++)
		if (fds[end] >= 0)
			close(fds[end]);
	return (reached[CLIENT] && reached[SERVER]) ||
	       err_set(err, "datagrams do not come to both ends");
}
