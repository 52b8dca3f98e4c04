/* SPDX-License-Identifier: MIT */
#include "acceptor.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "output.h"
#include "server_settings.h"

/* So many are taken from one socket before the connections that are open get their turn. */
enum { ACCEPTS_PER_TURN = 64 };

/* After a lack of descriptors accept() is tried again so often, and complained about no oftener. */
static const struct timeval retry_after = {.tv_sec = 1};

struct acceptor {
	struct event *acceptable[OPTION_LIST_MAX];
	size_t count;
	struct event *retry;
	struct connection_limit *limit;
	unsigned waiter;
	accepted_fn *accepted;
	void *context;
	bool paused;
};

static void listen_to_all(struct acceptor *acceptor, bool on)
{
	for (size_t i = 0; i < acceptor->count; i++) {
		if (on)
			event_add(acceptor->acceptable[i], NULL);
		else
			event_del(acceptor->acceptable[i]);
	}
}

void acceptor_pause(struct acceptor *acceptor)
{
	if (acceptor->paused)
		return;
	acceptor->paused = true;
	listen_to_all(acceptor, false);
}

void acceptor_resume(struct acceptor *acceptor)
{
	if (!acceptor->paused)
		return;
	acceptor->paused = false;
	event_del(acceptor->retry);
	listen_to_all(acceptor, true);
}

/* The peer gave up before it was accepted, or a packet of its connection met an error on the way
 * (accept(2)): nothing is wrong with the listening socket. */
static bool concerns_one_peer(int error)
{
	static const int errors[] = {ECONNABORTED, EINTR,       EPROTO,
				     ENETDOWN,     ENOPROTOOPT, EHOSTDOWN,
				     EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP};
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i] == error)
			return true;
	return false;
}

static void starve(struct acceptor *acceptor, int error)
{
	if (connection_limit_may_log(acceptor->limit, clock_monotonic_ms(),
				     retry_after.tv_sec * 1000) &&
	    output_takes_line(STDERR_FILENO, 0))
		log_error(
		    SERVER_NAME, "cannot accept: %s: new connections wait until one is closed%s",
		    strerror(error), error == EMFILE ? " ('ulimit -n' raises the limit)" : "");
	connection_limit_wait_for_fd(acceptor->limit, acceptor->waiter);
	acceptor_pause(acceptor);
	event_add(acceptor->retry, &retry_after);
}

/* False: there is none now, or none can be taken. */
static bool accept_one(struct acceptor *acceptor, int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;
	int accepted =
	    accept4(fd, (struct sockaddr *)&address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
	int error = errno;
	if (accepted >= 0) {
		struct endpoint peer;
		endpoint_from_sockaddr(&peer, (struct sockaddr *)&address);
		acceptor->accepted(accepted, &peer, acceptor->context);
		return true;
	}
	connection_limit_return(acceptor->limit);
	if (error == EAGAIN || error == EWOULDBLOCK)
		return false;
	if (concerns_one_peer(error))
		return true;
	starve(acceptor, error);
	return false;
}

static void on_acceptable(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct acceptor *acceptor = context;
	for (int i = 0; i < ACCEPTS_PER_TURN && !acceptor->paused; i++) {
		if (!connection_limit_acquire(acceptor->limit, acceptor->waiter))
			acceptor_pause(acceptor);
		else if (!accept_one(acceptor, fd))
			return;
	}
}

static void on_retry(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	acceptor_resume(context);
}

struct acceptor *acceptor_new(struct event_base *base, const struct listen_sockets *listening,
			      struct connection_limit *limit, unsigned waiter,
			      accepted_fn *accepted, void *context)
{
	struct acceptor *acceptor = calloc(1, sizeof *acceptor);
	if (!acceptor)
		return NULL;
	acceptor->limit = limit;
	acceptor->waiter = waiter;
	acceptor->accepted = accepted;
	acceptor->context = context;
	acceptor->retry = event_new(base, -1, 0, on_retry, acceptor);
	bool complete = acceptor->retry;
	for (size_t i = 0; i < listening->count && complete; i++) {
		acceptor->acceptable[i] = event_new(base, listening->fds[i], EV_READ | EV_PERSIST,
						    on_acceptable, acceptor);
		complete = acceptor->acceptable[i] && event_add(acceptor->acceptable[i], NULL) == 0;
		acceptor->count += acceptor->acceptable[i] ? 1 : 0;
	}
	if (complete)
		return acceptor;
	acceptor_free(acceptor);
	return NULL;
}

void acceptor_free(struct acceptor *acceptor)
{
	if (!acceptor)
		return;
	for (size_t i = 0; i < acceptor->count; i++)
		event_free(acceptor->acceptable[i]);
	if (acceptor->retry)
		event_free(acceptor->retry);
	free(acceptor);
}
