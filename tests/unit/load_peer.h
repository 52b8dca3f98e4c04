/* SPDX-License-Identifier: MIT */
/* A server in a process of its own, for the tests of load mode: it reads what comes and answers
 * each newline as it is told to. */
#ifndef LOAD_PEER_H
#define LOAD_PEER_H

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "loopback.h"

enum peer_manner {
	PEER_ECHO,
	PEER_SILENT,      /* reads, and says nothing */
	PEER_NOT_READING, /* not even that */
	PEER_SHORT,       /* half an answer, then its FIN */
	PEER_RESET,       /* half an answer, then RST */
	PEER_WRONG,       /* byte 10 of the second answer is another one */
	PEER_STALE,       /* the second answer is the first once more */
	PEER_EXTRA,       /* one byte more than there should be */
	PEER_ONE_EACH,    /* a true answer, then its FIN */
	PEER_SLOW,        /* a true answer, 50 ms late */
	PEER_HOLDING,     /* answers, and does not close when the client does */
};

struct peer {
	pid_t pid;
	struct sockaddr_in address;
};

static inline void peer_say(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t went = send(fd, bytes, length, MSG_NOSIGNAL);
		if (went < 0)
			_exit(0);
		bytes += went;
		length -= (size_t)went;
	}
}

/* Answers one request; false: the connection is over. */
static inline bool peer_answer(int fd, enum peer_manner manner, char *line, size_t length,
			       unsigned number)
{
	static char first[4096];
	switch (manner) {
	case PEER_SHORT:
		peer_say(fd, line, length / 2);
		return false;
	case PEER_RESET:
		peer_say(fd, line, length / 2);
		loopback_reset(fd);
		_exit(0);
	case PEER_WRONG:
		if (number == 2)
			line[9] ^= 1;
		break;
	case PEER_STALE:
		if (number == 1)
			memcpy(first, line, length);
		else
			memcpy(line, first, length);
		break;
	case PEER_EXTRA:
		line[length++] = '!';
		break;
	case PEER_SLOW:
		nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
		break;
	default:
		break;
	}
	peer_say(fd, line, length);
	return manner != PEER_ONE_EACH;
}

static inline void peer_serve(int fd, enum peer_manner manner)
{
	static char line[4096];
	size_t length = 0;
	unsigned number = 0;
	while (manner == PEER_NOT_READING)
		pause();
	while (length + 1 < sizeof line && recv(fd, line + length, 1, 0) == 1) {
		if (line[length++] != '\n' || manner == PEER_SILENT)
			continue;
		if (!peer_answer(fd, manner, line, length, ++number))
			break;
		length = 0;
	}
	while (manner == PEER_HOLDING)
		pause();
	_exit(0);
}

/* One process listens, and one more serves each connection; they end with the test. */
static inline void peer_start(struct peer *peer, enum peer_manner manner)
{
	int listener = loopback_listen(&peer->address);
	peer->pid = fork();
	assert_return_code(peer->pid, errno);
	if (peer->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGCHLD, SIG_IGN);
		for (;;) {
			int fd = accept(listener, NULL, NULL);
			if (fd >= 0 && fork() == 0) {
				prctl(PR_SET_PDEATHSIG, SIGKILL);
				close(listener);
				peer_serve(fd, manner);
			}
			close(fd);
		}
	}
	close(listener);
}

static inline void peer_stop(struct peer *peer)
{
	kill(peer->pid, SIGKILL);
	waitpid(peer->pid, NULL, 0);
}

#endif
