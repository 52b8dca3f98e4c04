/* SPDX-License-Identifier: MIT */
/* stuck_peers PORT COUNT SERVER: makes COUNT connections to 127.0.0.1, sends on all of them without
 * end and never reads. When none of them takes a byte although the process SERVER has nothing to do
 * it prints "stuck: N bytes sent", and keeps them until it is ended by a signal. */
#include <errno.h>
#include <glob.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READY_MAX = 256, CHUNK = 16 * 1024, LOOK_MS = 100 };

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

/* Each thread waits for something to happen. (Its state stands behind its name, which is in
 * brackets.) */
static bool sleeps(const char *process)
{
	char pattern[64], stat[512];
	glob_t tasks = {0};
	snprintf(pattern, sizeof pattern, "/proc/%.16s/task/*/stat", process);
	bool asleep = glob(pattern, 0, NULL, &tasks) == 0;
	for (size_t i = 0; asleep && i < tasks.gl_pathc; i++) {
		FILE *file = fopen(tasks.gl_pathv[i], "r");
		if (!file)
			continue; /* it has ended */
		size_t length = fread(stat, 1, sizeof stat - 1, file);
		fclose(file);
		stat[length] = '\0';
		const char *name_ends = strrchr(stat, ')');
		asleep = name_ends && strncmp(name_ends, ") S", 3) == 0;
	}
	globfree(&tasks);
	return asleep;
}

/* What is ready, after a while; 0: nothing is, and nothing will be. */
static int wait_for(int poll, struct epoll_event *ready, const char *server)
{
	int count;
	do
		count = epoll_wait(poll, ready, READY_MAX, LOOK_MS);
	while (count == 0 && !sleeps(server));
	return count != 0 ? count : epoll_wait(poll, ready, READY_MAX, 0);
}

static uint64_t send_until_stuck(int poll, const char *server)
{
	static char lines[CHUNK];
	memset(lines, 'x', sizeof lines);
	for (size_t i = 63; i < sizeof lines; i += 64)
		lines[i] = '\n';
	struct epoll_event ready[READY_MAX];
	uint64_t sent = 0;
	int count;
	while ((count = wait_for(poll, ready, server)) > 0)
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
	if (argc != 4)
		return fprintf(stderr, "usage: %s PORT COUNT SERVER\n", argv[0]), 2;
	int poll = epoll_create1(0);
	uint16_t port = (uint16_t)strtoul(argv[1], NULL, 10);
	for (unsigned long i = strtoul(argv[2], NULL, 10); i > 0; i--)
		if (add_peer(poll, port) != 0)
			return perror("stuck_peers: cannot connect"), 1;
	printf("stuck: %llu bytes sent\n", (unsigned long long)send_until_stuck(poll, argv[3]));
	fflush(stdout);
	pause();
	return 0;
}
