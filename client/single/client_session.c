/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "session_private.h"

static struct timeval time_of(int64_t milliseconds)
{
	if (milliseconds < 0)
		milliseconds = 0;
	return (struct timeval){.tv_sec = (time_t)(milliseconds / 1000),
				.tv_usec = (suseconds_t)(milliseconds % 1000 * 1000)};
}

int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void release_event(struct event **event)
{
	if (*event)
		event_free(*event);
	*event = NULL;
}

static void session_free(struct client_session *session)
{
	/* Before the socket: its number may be another's as soon as it is closed. */
	release_event(&session->readable);
	release_event(&session->writable);
	release_event(&session->timer);
	release_event(&session->pause);
	release_event(&session->edge);
	if (session->fd >= 0)
		close(session->fd);
	free(session);
}

/* The socket is closed before anybody is told, so that the FIN does not wait for what is then
 * printed. */
void session_end(struct client_session *session, enum session_end end, int error)
{
	struct session_result result = session->result;
	session_ended_fn *ended = session->ended;
	void *context = session->context;
	result.sent = session->rounds.sent;
	result.received = session->rounds.received;
	result.end = end;
	result.error = error;
	if (end == SESSION_DONE && session->plan->close == CLOSE_MODE_RESET) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(session->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	session_free(session);
	ended(&result, context);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	session_readable(context);
}

static void on_connected(struct client_session *session)
{
	int error = session->connect_error;
	socklen_t length = sizeof error;
	if (error == 0)
		getsockopt(session->fd, SOL_SOCKET, SO_ERROR, &error, &length);
	if (error != 0) {
		session_end(session, SESSION_UNREACHED, error);
		return;
	}
	session->connected = true;
	struct timeval left = time_of(session->plan->deadline_ms - clock_ms());
	if (event_add(session->timer, &left) != 0 ||
	    (session_reads(session->plan) && event_add(session->readable, NULL) != 0)) {
		session_end(session, SESSION_BROKEN, ENOMEM);
		return;
	}
	session_advance(session);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	if (session->connected)
		session_advance(session);
	else
		on_connected(session);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	if (session->connected)
		session_end(session, SESSION_TIMED_OUT, 0);
	else
		session_end(session, SESSION_UNREACHED, ETIMEDOUT);
}

static bool set_up_events(struct client_session *session, struct event_base *base)
{
	int fd = session->fd;
	session->readable = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, session);
	session->writable = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, session);
	session->timer = event_new(base, -1, 0, on_timer, session);
	return session->readable && session->writable && session->timer;
}

/* The first segment goes out here. */
static bool begin_to_connect(struct client_session *session, const struct server_address *address)
{
	struct timeval patience = time_of(session->plan->connect_ms);
	if (event_add(session->timer, &patience) != 0)
		return false;
	const char *bytes = NULL;
	size_t length = message_plan_next(&session->rounds, &bytes), sent;
	session->connect_error = connect_socket_start(&session->plan->connect, session->fd, address,
						      bytes, length, &sent);
	session->rounds.sent = sent;
	if (session->connect_error == 0)
		return event_add(session->writable, NULL) == 0;
	event_active(session->writable, EV_WRITE, 0);
	return true;
}

struct client_session *client_session_start(struct event_base *base,
					    const struct session_plan *plan,
					    const struct server_address *address,
					    session_ended_fn *ended, void *context, struct err *err)
{
	struct client_session *session = calloc(1, sizeof *session);
	int error = ENOMEM;
	if (session) {
		session->plan = plan;
		session->ended = ended;
		session->context = context;
		session->rounds = (struct message_plan){.message = plan->message,
							.length = plan->length,
							.count = plan->rounds,
							.writes = plan->writes,
							.wait_echo = plan->wait_echo};
		session->fd = connect_socket_open(&plan->connect, address->address.ss_family, err);
		error = errno;
	}
	if (session && session->fd >= 0) {
		if (set_up_events(session, base) && begin_to_connect(session, address))
			return session;
		error = ENOMEM;
	}
	if (error == ENOMEM)
		err_set(err, "cannot connect: %s", strerror(ENOMEM));
	if (session)
		session_free(session);
	errno = error;
	return NULL;
}

void client_session_release(struct client_session *session)
{
	session->released = true;
	if (session->held)
		session_advance(session);
}
