/* SPDX-License-Identifier: MIT */
/* stuck_peers PORT COUNT: makes COUNT connections to 127.0.0.1, sends on all of them without end
 * and never reads. When none of them takes a byte for half a second it prints "stuck: N bytes
 * sent", and keeps them until it is ended by a signal. */
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READY_MAX = 256, CHUNK = 16 * 1024, STUCK_MS = 500 };

/* A connection of which POLL tells when it takes bytes. */
static int add_peer(int poll, uint16_t port)
{
	const struct sockaddr_in address = {.sin_family = AF_INET,
					    .sin_port = htons(port),
					    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct epoll_event event = {.events = EPOLLOUT, .data.fd = fd};
	if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof address) != 0)
		return -1;
	return epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

static uint64_t send_until_stuck(int poll)
{
	static char lines[CHUNK];
	memset(lines, 'x', sizeof lines);
	for (size_t i = 63; i < sizeof lines; i += 64)
		lines[i] = '\n';
	struct epoll_event ready[READY_MAX];
	uint64_t sent = 0;
	int count;
	while ((count = epoll_wait(poll, ready, READY_MAX, STUCK_MS)) > 0)
		for (int i = 0; i < count; i++) {
			ssize_t taken = send(ready[i].data.fd, lines, sizeof lines,
					     MSG_DONTWAIT | MSG_NOSIGNAL);
			if (taken > 0)
				sent += (uint64_t)taken;
			else if (errno != EAGAIN) /* gone: it takes no more */
				epoll_ctl(poll, EPOLL_CTL_DEL, ready[i].data.fd, NULL);
		}
	return sent;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return fprintf(stderr, "usage: %s PORT COUNT\n", argv[0]), 2;
	int poll = epoll_create1(0);
	uint16_t port = (uint16_t)strtoul(argv[1], NULL, 10);
	for (unsigned long i = strtoul(argv[2], NULL, 10); i > 0; i--)
		if (add_peer(poll, port) != 0)
			return perror("stuck_peers: cannot connect"), 1;
	printf("stuck: %llu bytes sent\n", (unsigned long long)send_until_stuck(poll));
	fflush(stdout);
	pause();
	return 0;
}
