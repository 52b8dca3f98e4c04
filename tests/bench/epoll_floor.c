/* SPDX-License-Identifier: MIT */
/* epoll_floor PORT: the floor under every echo server: one thread, level-triggered epoll, the
 * system calls that an echo needs and nothing else. It has no back-pressure: an echo that does not
 * fit into the socket at once ends the connection. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READY_MAX = 256, BUFFER = 64 * 1024 };

/* A listening socket on 127.0.0.1, or -1. */
static int listen_on(uint16_t port)
{
	int on = 1;
	const struct sockaddr_in address = {.sin_family = AF_INET,
					    .sin_port = htons(port),
					    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* accepted sockets inherit it */
	if (bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
	    listen(fd, SOMAXCONN) == 0)
		return fd;
	perror("epoll_floor: cannot listen");
	return -1;
}

static void watch(int poll, int fd)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
	if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) != 0)
		close(fd);
}

static void accept_all(int poll, int listener)
{
	int peer;
	while ((peer = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0)
		watch(poll, peer);
}

static void echo(int fd)
{
	static char buffer[BUFFER];
	ssize_t got = recv(fd, buffer, sizeof buffer, 0);
	if (got <= 0 || send(fd, buffer, (size_t)got, MSG_NOSIGNAL) != got)
		close(fd);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return fprintf(stderr, "usage: %s PORT\n", argv[0]), 2;
	int listener = listen_on((uint16_t)strtoul(argv[1], NULL, 10));
	int poll = epoll_create1(0);
	if (listener < 0 || poll < 0)
		return 1;
	watch(poll, listener);
	printf("listening on 127.0.0.1:%s\n", argv[1]);
	fflush(stdout);
	for (;;) {
		struct epoll_event ready[READY_MAX];
		int count = epoll_wait(poll, ready, READY_MAX, -1);
		for (int i = 0; i < count; i++) {
			if (ready[i].data.fd == listener)
				accept_all(poll, listener);
			else
				echo(ready[i].data.fd);
		}
	}
}
